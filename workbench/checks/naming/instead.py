"""What a target has in the place of a name of the glossary, where it has none of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from db.records import Span
from workbench.checks.naming.manner import manner
from workbench.checks.naming.standing import Standing, Standings
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import WORD, Side
from workbench.draft.naming.admitted import Places
from workbench.quotes.gazetteer import given_name
from workbench.text.fold import fold
from workbench.text.language import primary

_MOST_BETWEEN = 2
"""Words between two that belong to one wording."""
_LEAST_WORDS = 2
"""Words of a name that tell a wording of it, and words with a capital that make another name."""
_LONGEST = 20
"""Words of a wording."""
_NEXT = " \u00a0\u202f-‐‑'’"


class Likeness(Enum):
    """How much of a name stands in another wording."""

    PART = "part"
    """Words of the name stand in it: it is the name, put otherwise."""
    NONE = "none"
    """It is another name."""


class Wording(NamedTuple):
    """Words of the target that stand for a name of the glossary and are none of its names."""

    span: Span
    likeness: Likeness


def wording(subject: Subject, glossary: Standings, standing: Standing) -> Wording | None:
    """What stands in the place of a name that is lacking; None where nothing does."""
    if not subject.target_side.aligned:
        return None
    words = {word for mention in standing.mentions for word in _content(subject, mention.source)}
    found = _same_words(subject, glossary, words) if len(words) >= _LEAST_WORDS else None
    if found:
        return Wording(found, Likeness.PART)
    other = _other_name(subject, glossary, standing)
    return Wording(other, Likeness.NONE) if other else None


def _content(subject: Subject, name: str) -> Iterator[str]:
    function = subject.pair.source.function
    return (word for word in WORD.findall(fold(name)) if word not in function)


def _same_words(subject: Subject, glossary: Standings, words: Iterable[str]) -> Span | None:
    """The words of the target that render several of a name's, or one within a name of several words."""
    rendering = {word: {word, *subject.pair.words[word].words} for word in words}
    side, function = subject.target_side, subject.pair.target.function
    hits: dict[int, set[str]] = {}
    for place, folded in enumerate(side.folded):
        rendered = {word for word, others in rendering.items() if folded in others}
        if rendered and folded not in function and not glossary.covers_target(side.spans[place]):
            hits[place] = rendered
    for first, last in _runs(hits, _MOST_BETWEEN):
        told = set().union(*(hits.get(place, set()) for place in range(first, last + 1)))
        begin, end = _widened(subject, first, last)
        if len(told) >= _LEAST_WORDS or _capitals(side, begin, end) >= _LEAST_WORDS:
            return Span(side.spans[begin].start, side.spans[end].end)
    return None


def _runs(places: Iterable[int], gap: int) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of places with at most `gap` others between two of them."""
    run: list[int] = []
    for place in sorted(places):
        if run and (place - run[-1] > gap + 1 or place - run[0] >= _LONGEST):
            yield run[0], run[-1]
            run = []
        run.append(place)
    if run:
        yield run[0], run[-1]


def _widened(subject: Subject, first: int, last: int) -> tuple[int, int]:
    """The places of a wording with the words that have a capital around it."""
    for begin, end in _names(subject):
        if begin <= last and first <= end:
            return min(first, begin), max(last, end)
    return first, last


def _names(subject: Subject) -> Iterator[tuple[int, int]]:
    """The first and the last word of each name of the target: `Guardians of the Nation`."""
    side, function = subject.target_side, subject.pair.target.function
    links = manner(primary(subject.target_lang)).connectors
    begin, end = -1, -1
    for place, word in enumerate(side.words):
        gap = side.text[side.spans[place - 1].end : side.spans[place].start] if place else ""
        apart = bool(gap.strip(_NEXT)) or place - end > _MOST_BETWEEN + 1
        if begin >= 0 and (apart or not (word[0].isupper() or side.folded[place] in links)):
            yield begin, end
            begin = -1
        if word[0].isupper() and (begin >= 0 or side.folded[place] not in function):
            begin, end = (begin if begin >= 0 else place), place
    if begin >= 0:
        yield begin, end


def _capitals(side: Side, begin: int, end: int) -> int:
    return sum(side.words[place][0].isupper() for place in range(begin, end + 1))


def _other_name(subject: Subject, glossary: Standings, standing: Standing) -> Span | None:
    """A name of several words of which nothing but the name that is lacking can be the source."""
    side = subject.target_side
    explained = _explained(subject, standing)
    for begin, end in _names(subject):
        places = [place for place in range(begin, end + 1) if side.words[place][0].isupper()]
        if len(places) < _LEAST_WORDS or given_name(side.words[begin]) is not None:
            continue
        if any(side.folded[place] in explained for place in places):
            continue
        if not any(glossary.covers_target(side.spans[place]) for place in places):
            return Span(side.spans[begin].start, side.spans[end].end)
    return None


def _explained(subject: Subject, standing: Standing) -> set[str]:
    """The words that may render a word of the source outside the name."""
    side = subject.source_side
    if not side.aligned:
        return set()
    inside = Places(mention.span for mention in standing.mentions)
    outside = {
        folded for folded, span in zip(side.folded, side.spans, strict=True) if not inside.meeting(span)
    }
    return outside.union(*(subject.pair.words[word].words for word in outside))
