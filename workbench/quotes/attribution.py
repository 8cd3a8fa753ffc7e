"""Who says a quotation, by the sentence it stands in and the sentences around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.quotes.cues import Cue
from workbench.quotes.discourse import Clause
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.mention import Mention
from workbench.quotes.subjects import can_speak, directly_behind, has_verb, subject_behind, subject_of
from workbench.quotes.tokens import DASHES, QUOTATION, Kind, Token
from workbench.quotes.verbs import NON_FINITE

_BESIDE = 6
"""Tokens between a verb such as `qualifie` and the fragment that it introduces."""

_PAUSES = DASHES | {","}
"""What may stand between a quotation and the words that tell who spoke."""

WEAKEST = 0.45
"""Confidence in somebody whom no verb of speech makes the speaker."""

_OPENING = 2
"""Tokens that may come before `pour X,` at the start of a sentence: `Mais pour X,`."""

_VERB_WORDS = 2
"""Words of a verb that no list has: `a laissé filtrer`."""

_LONGEST_RUN = 6
"""Sentences that a speech in a row of quotations may have before it is said whose it is."""


class Place(NamedTuple):
    """Where a quotation stands: the index of its sentence and of its token there."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """The mention of the speaker, the sentence that it stands in, and what decided."""

    mention: Mention
    sentence: int
    cue: Cue
    confidence: float


def places_of(clauses: Sequence[Clause]) -> Iterator[tuple[int, Place]]:
    """The index of each quotation with the places of its pieces, in order."""
    for sentence, clause in enumerate(clauses):
        for at, token in enumerate(clause.tokens):
            if token.kind is Kind.QUOTE:
                yield token.utterance, Place(sentence, at)


def attribute(places: Sequence[Place], clauses: Sequence[Clause], lexicon: Lexicon) -> Attribution | None:
    """The speaker of a quotation by cues in its own sentences, or None when they name nobody.

    `places` are those of its pieces. What stands right behind a piece is tried first, an unlisted verb
    before a name last of that; then the other rules, from the surest to the weakest, each at every piece.
    """
    for place in places:
        found = _after(clauses[place.sentence], place.token, lexicon)
        if found:
            cue = Cue.AFTER if place is places[-1] else Cue.INSIDE
            return Attribution(found, place.sentence, cue, 0.95)
    for place in places:
        found = _unlisted_verb(clauses[place.sentence], place.token, lexicon)
        if found:
            return Attribution(found, place.sentence, Cue.AFTER, 0.75)
    for cue, confidence, rule in _RULES:
        for place in places:
            found = rule(clauses[place.sentence], place.token, lexicon)
            if found:
                return Attribution(found, place.sentence, cue, confidence)
    return None


def attribute_nearby(
    places: Sequence[Place], clauses: Sequence[Clause], lexicon: Lexicon
) -> Attribution | None:
    """The speaker of a quotation whose own sentences give no cue, or None when nobody is near.

    For one that fills its sentence: a signature under it, an introduction that ends in a colon, the
    speaker of the quotation that it runs on into, or the subject of a sentence before it, in its paragraph,
    that tells of speech without quoting. For any other the subjects of its own sentence and the one before.
    """
    first, last = places[0].sentence, places[-1].sentence
    if not clauses[first].only_quotes:
        return _by_subjects(places[0], clauses, lexicon)
    signature = _signature(clauses[last + 1]) if last + 1 < len(clauses) else None
    if signature:
        return Attribution(signature, last + 1, Cue.SIGNATURE, 0.9)
    before = clauses[first - 1] if first else None
    if before is None or before.quotes:
        return _following(places, clauses, lexicon)
    if before.tokens[-1].text == ":":
        end = len(before.tokens)
        told = _before(before, end, lexicon) or _according_to(before, end, lexicon) or before.subject()
        return Attribution(told, first - 1, Cue.BEFORE, 0.85) if told else None
    following = _following(places, clauses, lexicon)
    if following:
        return following
    subject = before.subject()
    if subject and before.verbs and before.paragraph == clauses[first].paragraph:
        return Attribution(subject, first - 1, Cue.SENTENCE_BEFORE, 0.6)
    return None


def _by_subjects(place: Place, clauses: Sequence[Clause], lexicon: Lexicon) -> Attribution | None:
    """The subject of a sentence around the quotation, or of one before it that tells of speech."""
    clause = clauses[place.sentence]
    subject = clause.subject(place.token)
    if subject and subject.acts:
        return Attribution(subject, place.sentence, Cue.SUBJECT, WEAKEST)
    before = clauses[place.sentence - 1] if place.sentence else None
    if before is None or before.quotes or not before.verbs:
        return None
    told = subject_of(before, before.verbs[-1], lexicon)
    return Attribution(told, place.sentence - 1, Cue.SENTENCE_BEFORE, WEAKEST) if told else None


def _following(places: Sequence[Place], clauses: Sequence[Clause], lexicon: Lexicon) -> Attribution | None:
    """`« A. » « B », dit X`: who says the quotation that this one runs on into.

    What stands behind a quotation with a speaker of its own is taken as theirs, unless a paragraph begins.
    """
    first, last = places[0].sentence, places[-1].sentence
    before = clauses[first - 1] if first else None
    paragraph = clauses[first].paragraph
    runs_on = before is not None and before.quotes
    opens = before is not None and before.paragraph != paragraph
    for at in range(last + 1, min(len(clauses), last + 1 + _LONGEST_RUN)):
        clause = clauses[at]
        if runs_on and not (opens and clause.paragraph == paragraph):
            return None
        quoted = next((index for index, t in enumerate(clause.tokens) if t.kind is Kind.QUOTE), None)
        told = _after(clause, quoted, lexicon) if quoted is not None else None
        if told:
            return Attribution(told, at, Cue.FOLLOWING, 0.7)
        if not clause.only_quotes:
            return None
    return None


def _signature(clause: Clause) -> Mention | None:
    """`— Awa Cissé` on a line of its own."""
    dashed = clause.tokens[0].text in DASHES
    return next((m for m in clause.mentions if dashed and m.first == 1), None)


def _after(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`», a déclaré X`, `," he said`, `», selon X`: told right behind the quotation."""
    start = _start_behind(clause, at, lexicon)
    for verb in clause.verbs:
        if at < verb.first <= start < verb.last:
            return subject_behind(clause, verb, lexicon)
    for mention in clause.mentions:
        cue = _cue_before(clause, mention, lexicon)
        if cue and mention.first - len(cue) == start and cue not in lexicon.weak_according_to:
            return None if any(0 <= at - verb.last <= 1 for verb in clause.verbs) else mention
        if mention.first == start and not mention.governed and _may_tell(clause, at):
            return mention if has_verb(clause, mention, lexicon) else None
    return None


def _unlisted_verb(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`», s'émeut Awa Cissé`: right behind a quotation a word before a name can only be a verb of speech."""
    tokens, start = clause.tokens, at + 1
    skipped = (_PAUSES, lexicon.clitics, lexicon.auxiliaries)
    while start < len(tokens) and any(tokens[start].plain in words for words in skipped):
        start += 1
    end = start
    while end < len(tokens) and end - start < _VERB_WORDS and _may_be_verb(tokens[end], lexicon):
        end += 1
    if tokens[start:end] and tokens[start].plain.endswith(NON_FINITE):
        return None
    named = next((m for m in clause.mentions if start < m.first <= end), None)
    return named if named and named.name and named.certain and not named.governed else None


def _may_be_verb(token: Token, lexicon: Lexicon) -> bool:
    """True for a word in lower case that is neither a function word nor the noun for a person or body."""
    common = token.kind is Kind.WORD and token.text.isalpha() and token.text[0].islower()
    others = (lexicon.capitals, lexicon.nouns, lexicon.modifiers)
    return common and not any(token.plain in words for words in others)


def _start_behind(clause: Clause, at: int, lexicon: Lexicon) -> int:
    """The first token behind the quotation that is neither a pause nor an adverb."""
    tokens, subjects = clause.tokens, {m.first for m in clause.mentions if m.speaker_like}
    start = at + 1
    while start < len(tokens) and start not in subjects:
        if tokens[start].text not in _PAUSES and tokens[start].plain not in lexicon.adverbs:
            break
        start += 1
    return start


def _may_tell(clause: Clause, at: int) -> bool:
    """True when what follows can tell who spoke: behind a comma, or if the quotation opens the sentence."""
    following = clause.tokens[at + 1 : at + 2]
    opens = at == 0 or clause.tokens[at - 1].kind is not Kind.WORD
    return opens or clause.tokens[at].plain == "," or (bool(following) and following[0].text in _PAUSES)


def _label(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`Awa Cissé : «` at the start of the sentence."""
    labelled = at > 1 and clause.tokens[at - 1].text == ":"
    return next((m for m in clause.mentions if labelled and (m.first, m.last) == (0, at - 1)), None)


def _before(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`X a déclaré : «`, `X dénonce «`: the nearest verb on the left that governs the quotation."""
    return _governing(clause, at, lexicon, loosely=False)


def _loosely_before(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`X condamne les agressions contre ceux «`: any verb on the left."""
    return _governing(clause, at, lexicon, loosely=True)


def _governing(clause: Clause, at: int, lexicon: Lexicon, *, loosely: bool) -> Mention | None:
    introduced = at > 0 and clause.tokens[at - 1].text in (",", ":")
    for verb in reversed(clause.verbs):
        between = clause.tokens[verb.last : at]
        near = len(between) <= _BESIDE and all(token.kind is not Kind.QUOTE for token in between)
        if verb.last > at or not (loosely or near or verb.strong):
            continue
        if introduced or clause.tokens[verb.last - 1].plain not in lexicon.beside:
            subject = subject_of(clause, verb, lexicon)
            if subject:
                return subject
    return None


def _according_to(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`selon X`, `according to X` anywhere in the sentence; the weaker cues only where they open it."""
    for mention in clause.mentions:
        cue = _cue_before(clause, mention, lexicon)
        weak = cue in lexicon.weak_according_to
        if cue and can_speak(mention) and not (weak and not _frames(clause, mention, len(cue), at)):
            return mention
    return None


def _cue_before(clause: Clause, mention: Mention, lexicon: Lexicon) -> tuple[str, ...]:
    """The `selon` or `according to` right before a mention, or nothing."""
    if not mention.first or clause.tokens[mention.first - 1].plain not in lexicon.cue_ends:
        return ()
    for cue in lexicon.according_to:
        start = mention.first - len(cue)
        if start >= 0 and all(t.plain == word for t, word in zip(clause.tokens[start:], cue, strict=False)):
            return cue
    return ()


def _frames(clause: Clause, mention: Mention, length: int, at: int) -> bool:
    """True when `pour X,` opens the sentence or clause that the quotation stands in."""
    start = mention.first - length
    opens = start <= _OPENING or clause.tokens[start - 1].kind is not Kind.WORD
    behind = clause.tokens[mention.last : mention.last + 1]
    return opens and mention.first < at and bool(behind) and behind[0].text in (",", ":", QUOTATION)


def _further_on(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`… “x” and “y,” he said`: a verb that ends the sentence."""
    for verb in clause.verbs:
        if verb.first > at and verb.strong:
            apart = clause.tokens[verb.first - 1].text == ","
            subject = (apart and directly_behind(clause, verb)) or subject_of(clause, verb, lexicon)
            if subject:
                return subject
    return None


def _colon(clause: Clause, at: int, lexicon: Lexicon) -> Mention | None:
    """`X refusa : «` and, in a headline, `« … » : X`."""
    tokens = clause.tokens
    if at and tokens[at - 1].text == ":":
        return clause.subject(at - 1)
    if at + 1 < len(tokens) and tokens[at + 1].text == ":":
        return next((m for m in clause.mentions if at + 2 <= m.first <= at + 3), None)
    return None


_RULES: tuple[tuple[Cue, float, Callable[[Clause, int, Lexicon], Mention | None]], ...] = (
    (Cue.LABEL, 0.9, _label),
    (Cue.BEFORE, 0.9, _before),
    (Cue.ACCORDING_TO, 0.9, _according_to),
    (Cue.FURTHER_ON, 0.7, _further_on),
    (Cue.COLON, 0.6, _colon),
    (Cue.SUBJECT, 0.5, _loosely_before),
)
