"""Which marked stretches quote somebody, and whether as an utterance or as a fragment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.records import QuoteKind
from workbench.quotes.cues import Cue
from workbench.quotes.discourse import Clause
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.pieces import Utterance
from workbench.quotes.stretches import Form
from workbench.quotes.tokens import Kind, Token

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_TERMINAL = tuple(".!?…")

_SURE = frozenset((Cue.AFTER, Cue.INSIDE, Cue.LABEL))

_SCARE = 4
"""Words up to which a fragment without a speaker is a name, a title or a word kept at a distance."""

_PAUSE = 2
"""Tokens from a quotation to the verb of speech right behind it, a comma between."""

_FRAME = 6
"""Tokens before a stretch in which `you say` makes it a repetition."""

_TITLE = 8
"""Words up to which a fragment behind `film` or `intitulé` is a title."""

_CLAUSE = 7
"""Words from which a fragment is taken for a whole clause."""


def kind_of(
    text: str, utterance: Utterance, clause: Clause, at: int, cue: Cue, lexicon: Lexicon
) -> QuoteKind | None:
    """What the utterance at token `at` of its sentence is, or None when it quotes nobody.

    `cue` is what attributed it by its own sentence.
    """
    if utterance.form is not Form.MARKS:
        return QuoteKind.BLOCK
    words = utterance.words(text)
    count = len(_WORD.findall(words))
    alone = clause.only_quotes
    if not count or _is_repeated_only(clause, at, lexicon):
        return None
    if not alone and (
        _is_named(clause, at, words, count, lexicon) or _is_scare(clause, at, words, count, cue, lexicon)
    ):
        return None
    if alone and not cue and count < _SCARE - 1 and not words.endswith(_TERMINAL):
        return None
    return QuoteKind.DIRECT if _is_utterance(clause, at, words, count, alone) else QuoteKind.PARTIAL


def _is_repeated_only(clause: Clause, at: int, lexicon: Lexicon) -> bool:
    """True behind `you say`: the words are taken up, not reported."""
    words = [token.plain for token in clause.tokens[max(0, at - _FRAME) : at]]
    return any(
        tuple(words[i : i + len(frame)]) == frame for frame in lexicon.not_reported for i in range(len(words))
    )


def _is_named(clause: Clause, at: int, words: str, count: int, lexicon: Lexicon) -> bool:
    """True when the stretch is the name or title of something: `l'exposition intitulée «`."""
    if count > _TITLE or words.endswith((".", "…")):
        return False
    before = clause.tokens[max(0, at - 4) : at]
    if _has_naming(before, count, lexicon):
        return True
    return _has_work(before, words, count, lexicon)


def _has_work(before: Sequence[Token], words: str, count: int, lexicon: Lexicon) -> bool:
    """True behind a thing that bears a title: `le film «`; in lower case not behind a verb as well."""
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.plain in lexicon.works and token.plain not in lexicon.told:
            told = any(earlier.plain in lexicon.verbs for earlier in before[:index])
            return words[0].isupper() or (count <= _SCARE and not told)
        ends = token.kind is not Kind.WORD and token.text not in ("°", "#")
        if ends or token.plain in lexicon.verbs or token.plain in lexicon.that:
            return False
    return False


def _has_naming(before: Sequence[Token], count: int, lexicon: Lexicon) -> bool:
    """True when a word such as `baptisé` or `so-called` stands right before, an article aside."""
    index = len(before) - 1
    skipped = (lexicon.determiners, lexicon.prepositions)
    while index >= 0 and any(before[index].plain in words for words in skipped):
        index -= 1
    if index < 0 or before[index].plain not in lexicon.naming:
        return False
    if before[index].plain in lexicon.speech:
        return count < _SCARE and index > 0 and before[index - 1].text == ","
    return True


def _is_scare(clause: Clause, at: int, words: str, count: int, cue: Cue, lexicon: Lexicon) -> bool:
    """True for a few words that nobody in the sentence is said to have said."""
    before = clause.tokens[at - 1] if at else None
    behind = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    nickname = count == 1 and words[0].isupper() and behind is not None and behind.capital
    told = at == 0 and any(verb.strong and verb.first - at <= _PAUSE for verb in clause.verbs)
    if cue in _SURE or told or (cue is Cue.BEFORE and not nickname):
        return False
    if cue is Cue.COLON and count >= _SCARE - 1:
        return False
    if cue in (Cue.ACCORDING_TO, Cue.FURTHER_ON):
        titled = words[0].isupper() and before is not None and before.plain in lexicon.prepositions
        modifies = count == 1 and behind is not None and behind.kind is Kind.WORD
        return modifies or titled
    introduced = before is not None and before.text == ":"
    if count > 2 and (introduced or words.endswith(_TERMINAL)):
        return False
    determined = before is not None and (before.plain in lexicon.determiners or before.plain in lexicon.links)
    if count <= (_SCARE if determined else _SCARE - 1):
        return True
    return words[0].isupper() and count <= _TITLE


def _is_utterance(clause: Clause, at: int, words: str, count: int, alone: bool) -> bool:
    before = clause.tokens[at - 1] if at else None
    if alone or (before is not None and before.text == ":"):
        return True
    opens = before is None or before.kind is Kind.QUOTE
    if opens and words[0].isupper():
        return True
    if opens or words[0].isupper():
        return count >= _SCARE - 1 or words.endswith(_TERMINAL)
    return count >= _CLAUSE and words.endswith(_TERMINAL)
