"""Which marked stretches quote somebody, and whether as an utterance or as a fragment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.records import QuoteKind
from workbench.quotes.constructions import Constructions
from workbench.quotes.cues import Cue
from workbench.quotes.discourse import Clause
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.pieces import Utterance
from workbench.quotes.stretches import Form
from workbench.quotes.subjects import AS
from workbench.quotes.tokens import DASHES, Kind, Token
from workbench.text.media import medium

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_PROPER = re.compile(r"(?:[^\W\d_]{1,4} |[ldLD]['’])?[^\W\d_a-zà-ÿ]")
"""A capital, or one behind an article: `la Dent`, `l'Ancien`."""
_TERMINAL = tuple(".!?…")
_SPOKEN = tuple("!?…")

_SURE = frozenset((Cue.AFTER, Cue.INSIDE, Cue.LABEL))

_SCARE = 4
"""Words up to which a fragment without a speaker is a name, a title or a word kept at a distance."""

_PAUSE = 2
"""Tokens from a quotation to the verb of speech right behind it, a comma between."""

_INVERSION = 4
"""Tokens behind a quotation in which a pronoun behind its verb tells who spoke: `, a-t-elle`."""

_FRAME = 6
"""Tokens before a stretch in which `you say` makes it a repetition, or a verb governs it."""

_TITLE = 8
"""Words up to which a fragment behind `film` is a title, or one with a capital may be a name."""

_LONG_TITLE = 20
"""Words up to which it is one where a word such as `intitulé` stands right before."""

_NOUN_PHRASE = 2
"""Tokens of `un quartier`."""

_CLAUSE = 7
"""Words from which a fragment is taken for a whole clause."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the kind of an utterance is decided by, besides its words."""

    clause: Clause
    """The sentence that it begins in."""
    at: int
    """Its token there."""
    cue: Cue
    """What attributed it by its own sentence."""
    joins: bool = False
    """True behind a quotation to which only a comma or a conjunction joins it: `« A » et «`."""


def kind_of(
    text: str, utterance: Utterance, setting: Setting, lexicon: Lexicon, listed: Constructions
) -> QuoteKind | None:
    """What an utterance is, or None when it quotes nobody."""
    clause, at, cue = setting.clause, setting.at, setting.cue
    if utterance.form is not Form.MARKS:
        return QuoteKind.BLOCK
    words = utterance.words(text)
    count = len(_WORD.findall(words))
    alone = clause.only_quotes
    if not count or _is_repeated_only(clause, at, lexicon):
        return None
    told = setting.joins or _is_signed(clause, at)
    if not alone and (
        (is_name(clause, at, words, lexicon, listed) and not (setting.joins and words[0].islower()))
        or (not told and _is_scare(setting, words, count, lexicon, listed))
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


def is_name(clause: Clause, at: int, words: str, lexicon: Lexicon, listed: Constructions) -> bool:
    """True when what stands before token `at` makes the words in it a name, a title or a nickname."""
    count = len(_WORD.findall(words))
    if at == len(clause.tokens) - 1 and words.count(".") == 1:
        words = words.removesuffix(".")  # American usage: the full stop of the sentence stands inside
    return (
        _is_title_case(clause, at, words, lexicon)
        or _is_named(clause, at, words, count, lexicon)
        or _is_work(clause, at, words, count, lexicon, listed)
        or _is_nickname(clause, at, words, count, listed)
    )


def _is_title_case(clause: Clause, at: int, words: str, lexicon: Lexicon) -> bool:
    """True for a medium, or words that all have a capital, behind what leads a noun: `the “White Ladies”`."""
    before = clause.tokens[at - 1] if at else None
    leads = (lexicon.determiners, lexicon.prepositions, lexicon.uninverted)
    if before is None or not (before.plain.isdigit() or any(before.plain in some for some in leads)):
        return False
    bare = words.rstrip(".,")
    if medium(bare):
        return True
    written = [word for word in _WORD.findall(bare) if word.lower() not in lexicon.capitals]
    capitals = all(word[0].isupper() or word[0].isdigit() for word in written)
    addressed = bool(written) and written[0].lower() in lexicon.titles
    return capitals and not addressed and 1 < len(written) <= _TITLE and not words.endswith(_SPOKEN)


def _is_nickname(clause: Clause, at: int, words: str, count: int, listed: Constructions) -> bool:
    """True behind a verb of calling, for a capital with or without an article: `on l'appelle « la Dent »`."""
    called = any(token.plain in listed.calling for token in clause.tokens[max(0, at - _FRAME) : at])
    return called and count < _SCARE and bool(_PROPER.match(words)) and not words.endswith(_SPOKEN)


def _is_named(clause: Clause, at: int, words: str, count: int, lexicon: Lexicon) -> bool:
    """True when the stretch is the name or title of something: `l'exposition intitulée «`."""
    if count > _LONG_TITLE or words.endswith((".", "…")):
        return False
    before = clause.tokens[max(0, at - 4) : at]
    verb = next((verb for verb in reversed(clause.verbs) if verb.last <= at), None)
    in_verb = verb.last - max(0, at - 4) - 1 if verb and verb.last - verb.first > 1 else None
    if _has_naming(before, count, lexicon, in_verb):
        return True
    return count <= _TITLE and _has_work(before, words, count, lexicon)


def _is_work(
    clause: Clause, at: int, words: str, count: int, lexicon: Lexicon, listed: Constructions
) -> bool:
    """True for a title behind who made it or a verb of reading: `l'auteur de «`, `a lu «`."""
    if count > _TITLE or not words[0].isupper() or words.endswith(_TERMINAL):
        return False
    index, linked = at - 1, False
    skipped = (lexicon.determiners, lexicon.links, lexicon.adverbs)
    while index >= 0 and any(clause.tokens[index].plain in some for some in skipped):
        linked = linked or clause.tokens[index].plain in lexicon.links
        index -= 1
    if index < 0:
        return False
    return clause.tokens[index].plain in (listed.makers if linked else listed.reading)


def _is_signed(clause: Clause, at: int) -> bool:
    """True for a quotation with nothing but a dash and a name behind it."""
    behind = clause.tokens[at + 1 :]
    named = any(
        mention.first == at + 2 and mention.last >= len(clause.tokens) - 1 for mention in clause.mentions
    )
    return at == 0 and bool(behind) and behind[0].text in DASHES and named


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


def _has_naming(before: Sequence[Token], count: int, lexicon: Lexicon, in_verb: int | None) -> bool:
    """True when a word such as `baptisé` or `so-called` stands right before, an article aside.

    The word at `in_verb` belongs to a verb of speech: `s'est dite «`.
    """
    index = len(before) - 1
    skipped = (lexicon.determiners, lexicon.prepositions)
    while index >= 0 and (
        any(before[index].plain in words for words in skipped)
        or (before[index].plain,) in lexicon.weak_according_to
    ):
        index -= 1
    if index < 0 or before[index].plain not in lexicon.naming:
        return False
    if _is_passive(before, index, lexicon) and count < _SCARE:
        return True
    if index == in_verb and before[index - 1].text != ",":
        return False
    if before[index].plain in lexicon.speech:
        return count < _SCARE and index > 0 and _calls(before, index, lexicon)
    return True


def _calls(before: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True when the participle at `at` names a thing: `un quartier dit «`, `le chef, dit «`."""
    thing = before[at - 1]
    if thing.plain in lexicon.impersonal:
        return True
    if thing.text == "," or at < _NOUN_PHRASE:
        return thing.text == ","
    noun = thing.kind is Kind.WORD and not thing.capital and thing.plain not in lexicon.nouns
    return noun and before[at - 2].plain in lexicon.indefinite


def _is_passive(before: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True for `had always been called`, not for `s'est dit`, where somebody speaks of themselves."""
    while at > 0 and before[at - 1].plain in lexicon.adverbs:
        at -= 1
    reflexive = at > 1 and before[at - 2].plain in lexicon.reflexives
    return at > 0 and before[at - 1].plain in lexicon.be and not reflexive


def _is_scare(setting: Setting, words: str, count: int, lexicon: Lexicon, listed: Constructions) -> bool:
    """True for a few words that nobody in the sentence is said to have said."""
    clause, at, cue = setting.clause, setting.at, setting.cue
    before = clause.tokens[at - 1] if at else None
    behind = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    nickname = count == 1 and words[0].isupper() and behind is not None and behind.capital
    told = at == 0 and (
        any(verb.strong and verb.first - at <= _PAUSE for verb in clause.verbs)
        or any(token.kind is Kind.SUBJECT for token in clause.tokens[1 : 1 + _INVERSION])
    )
    if cue in _SURE and not _is_titled(clause, at, words, count, lexicon):
        return False
    if told or (cue is Cue.BEFORE and not nickname and not _is_aimed_at(before, words, count, listed)):
        return False
    if cue is Cue.COLON and count >= _SCARE - 1:
        return False
    if cue in (Cue.ACCORDING_TO, Cue.FURTHER_ON):
        led = before is not None and (
            before.plain in lexicon.prepositions or before.plain in lexicon.determiners
        )
        titled = led and count <= _TITLE and bool(_PROPER.match(words)) and not words.endswith(_SPOKEN)
        return titled or (count == 1 and behind is not None and behind.kind is Kind.WORD)
    introduced = before is not None and before.text == ":"
    if count > 2 and (introduced or words.endswith(_TERMINAL)):
        return False
    if not cue and not words[0].isupper() and _is_governed(clause, at, lexicon):
        return False
    determined = before is not None and (before.plain in lexicon.determiners or before.plain in lexicon.links)
    if count <= (_SCARE if determined else _SCARE - 1):
        return True
    return words[0].isupper() and count <= _TITLE


def _is_titled(clause: Clause, at: int, words: str, count: int, lexicon: Lexicon) -> bool:
    """True for a name in the midst of a sentence: `le bac « Étoile » doit assurer la traversée`."""
    if not at or count > _TITLE or not words[0].isupper() or words.endswith(_TERMINAL):
        return False
    before, behind = clause.tokens[at - 1], clause.tokens[at + 1 : at + 2]
    within = before.kind is Kind.WORD and before.plain not in lexicon.that
    goes_on = bool(behind) and behind[0].kind is Kind.WORD and not _cites(behind[0], lexicon)
    return within and goes_on


def _cites(token: Token, lexicon: Lexicon) -> bool:
    return any(token.plain == cue[0] for cue in lexicon.according_to) or token.plain in lexicon.told


def _is_aimed_at(before: Token | None, words: str, count: int, listed: Constructions) -> bool:
    """True for a capital behind a preposition of place or aim: `participer aux « Jeux du fleuve »`."""
    if before is None or count > _TITLE or not words[0].isupper() or words.endswith(_TERMINAL):
        return False
    return before.plain in listed.aim


def _is_governed(clause: Clause, at: int, lexicon: Lexicon) -> bool:
    """True behind a verb that introduces words, whoever its subject is: `a qualifié la fin de «`."""
    verb = next((verb for verb in reversed(clause.verbs) if verb.last <= at), None)
    between = clause.tokens[verb.last : at] if verb else ()
    function_words = (lexicon.conjunctions, lexicon.prepositions, lexicon.adverbs, lexicon.relatives)
    if verb is None or len(between) > _FRAME or any(token.kind is not Kind.WORD for token in between):
        return False
    behind = clause.tokens[at + 1 : at + 2]
    if (
        behind
        and behind[0].kind is Kind.WORD
        and not any(behind[0].plain in words for words in function_words)
    ):
        return False
    last = clause.tokens[at - 1].plain
    return not between or last in lexicon.links or last in lexicon.that or last in AS


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
