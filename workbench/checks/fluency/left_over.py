"""Stretches of a target that stayed in the language of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.checks.fluency.languages import folded_words, loans, names_of
from workbench.checks.subject import Subject
from workbench.draft.flaws.language import Pair
from workbench.text.fold import fold

SHORTEST = 4
"""Words of a stretch."""
IN_A_ROW = 4
"""Small words beside each other that say by themselves that it is one …"""
LEAST_SMALL, SHARE = 2, 0.6
"""… or so many of them, if so many of its words are small ones or stayed as they are in the source."""
LEAST_CERTAIN, LEAST_COPIED = 2, 3
"""Small words of two letters or more that stand in no name either, or copied words, which may also be without
any of these if they are so many."""
LONGEST_TITLE = 9
"""Words of a quotation that may be a title."""
GLOSS = 3
"""Characters after a stretch or its closing mark among which a bracket says that it is explained there."""
MARKS = {"«": "»", "“": "”", "„": "”", '"': '"', "‘": "’", "'": "'"}
BEFORE = 4
"""Words before a stretch among which its name may begin."""
AROUND = 120
"""Characters before a stretch among which its opening mark is looked for."""
SMALL, COPIED, NAME, OTHER, OWN = "small", "copied", "name", "other", "own"


class Stretch(NamedTuple):
    """Words of a text that are in the language of the source."""

    span: Span
    words: tuple[str, ...]
    """As they stand."""
    kinds: tuple[str, ...]
    first: int
    """The number of its first word in the text."""


def stretches(subject: Subject) -> Iterator[Stretch]:
    """What was left, but for names, titles and what is explained beside it.

    Nothing in a text without words of its own language: that is in another language as a whole.
    """
    pair, side = subject.pair, subject.target_side
    strange = pair.source.function - pair.target.function
    if len(strange & side.known) < LEAST_SMALL or not side.aligned:
        return
    kinds = [_kind(place, subject) for place in range(len(side.words))]
    if OWN not in kinds:
        return
    start = 0
    for place in range(len(kinds) + 1):
        if place == len(kinds) or kinds[place] == OWN or _parted(subject, place):
            found = _trimmed(start, place, kinds)
            start = place if place < len(kinds) and kinds[place] != OWN else place + 1
            if found is None:
                continue
            first, last = found
            span = Span(side.spans[first].start, side.spans[last - 1].end)
            stretch = Stretch(span, tuple(side.words[first:last]), tuple(kinds[first:last]), first)
            if _is_clause(stretch, pair) and not _may_stay(stretch, subject):
                yield stretch


def _kind(place: int, subject: Subject) -> str:
    """What a word of the target is: a small word of the source's language, a copied one, one of its own …"""
    pair, side = subject.pair, subject.target_side
    word, folded = side.words[place], side.folded[place]
    if len(word) == 1 and subject.target[side.spans[place].end : side.spans[place].end + 1] not in tuple(
        "'’"
    ):
        return OTHER  # a letter that is spelled, or the same word in both languages
    if folded in pair.source.function:
        return OTHER if folded in pair.target.function else SMALL
    if folded in pair.target.function:
        return OWN
    if word[0].isupper() and not subject.target.isupper():
        return NAME
    renders_itself = folded in pair.words[folded].words
    if folded in subject.source_side.known and not renders_itself:
        return COPIED
    return OWN if folded in pair.words.targets and folded not in pair.words else OTHER


def _parted(subject: Subject, place: int) -> bool:
    """Whether a sentence ends before a word of the target."""
    if place == 0 or place >= len(subject.target_side.spans):
        return False
    spans = subject.target_side.spans
    between = subject.target[spans[place - 1].end : spans[place].start]
    return any(mark in between for mark in ".!?\n()[]")


def _trimmed(start: int, end: int, kinds: Sequence[str]) -> tuple[int, int] | None:
    """Without names and doubtful words at either end."""
    while start < end and kinds[start] not in (SMALL, COPIED):
        start += 1
    while end > start and kinds[end - 1] not in (SMALL, COPIED):
        end -= 1
    return (start, end) if end - start >= SHORTEST else None


def _is_clause(stretch: Stretch, pair: Pair) -> bool:
    small, copied = stretch.kinds.count(SMALL), stretch.kinds.count(COPIED)
    certain = sum(
        len(word) > 1 and fold(word) not in pair.target.alike
        for word, kind in zip(stretch.words, stretch.kinds, strict=True)
        if kind == SMALL
    )
    if small < LEAST_SMALL or certain + copied < LEAST_CERTAIN or (not certain and copied < LEAST_COPIED):
        return False
    if small + copied >= SHARE * len(stretch.kinds):
        return True
    letters = "".join("s" if kind == SMALL else " " for kind in stretch.kinds)
    return "s" * IN_A_ROW in letters


def _may_stay(stretch: Stretch, subject: Subject) -> bool:
    """Whether it is a name, a title, or something explained beside it."""
    if _is_loan(stretch, subject.pair) or _is_name(stretch, subject):
        return True
    high = _starts_high(stretch, subject)
    after = subject.target[stretch.span.end : stretch.span.end + GLOSS + 1]
    if high and after.lstrip("”»\"’', ").startswith(("(", "[", "–", "—")):
        return True
    quoted = _quotation(stretch.span, subject.target)
    if quoted is None or len(quoted.split()) > LONGEST_TITLE:
        return False
    known = subject.target_side.known
    works = folded_words(subject.pair.to_tag, "works")
    named = names_of(subject.pair.to_tag).get(subject.pair.from_tag, "")
    return fold(named) in known or not works.isdisjoint(known) or (high and _nominal(stretch, subject))


def _is_loan(stretch: Stretch, pair: Pair) -> bool:
    """Whether it is an expression that the other language took over: "je ne sais quoi"."""
    words = " ".join(map(fold, stretch.words))
    return any(words in loan for loan in (*pair.target.loans, *loans(pair.to_tag)))


def _starts_high(stretch: Stretch, subject: Subject) -> bool:
    """Whether a stretch begins with a capital, or goes on from a name of the source ("Institut du …")."""
    if stretch.words[0][0].isupper():
        return True
    side, known = subject.target_side, subject.source_side.known
    for place in range(stretch.first - 1, max(-1, stretch.first - 1 - BEFORE), -1):
        if side.folded[place] not in known:
            return False
        if side.words[place][0].isupper():
            return True
    return False


def _nominal(stretch: Stretch, subject: Subject) -> bool:
    """Whether it has none of the small words that make a clause."""
    clausal = folded_words(subject.pair.from_tag, "clausal")
    return bool(clausal) and clausal.isdisjoint(map(fold, stretch.words))


def _is_name(stretch: Stretch, subject: Subject) -> bool:
    """Whether it may be the name of something: its first word with a content has a capital."""
    if not _nominal(stretch, subject):
        return False
    words = [word for word, kind in zip(stretch.words, stretch.kinds, strict=True) if kind != SMALL]
    if words and words[0][0].isupper():
        return True
    return not stretch.words[0][0].isupper() and _starts_high(stretch, subject)


def _quotation(span: Span, text: str) -> str | None:
    """What stands between the marks around a stretch."""
    start = max(0, span.start - AROUND)
    for place in range(span.start - 1, start - 1, -1):
        closing = MARKS.get(text[place])
        if closing and not (text[place] in "'’" and text[place - 1 : place].isalnum()):
            end = text.find(closing, span.end, span.end + AROUND)
            return text[place + 1 : end] if end >= 0 else None
    return None
