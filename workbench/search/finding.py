"""Finding the pairs that a query asks for: which way through the project is the shortest.

A word that few sentences have leads to its pairs by the index, all at once. Where the rarest word is
frequent, or there is none, the project is read in its order, portion by portion, and the first hits come
early. Both ways give the pairs in reading order, and the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from db import search
from db.records import PairFilter
from db.search import Sentence
from workbench.project import Project
from workbench.search.terms import Term, Words, is_meant

FEW = 13
"""Segments up to which all pairs that hold a word are read at once and sorted: so many times the root of the
number of pairs. That costs as much as reading in order until fifty hits are found."""
A_FEW = 20
"""Quotes of a speaker, an outlet or a status are gone through alone where one in so many, or fewer, is."""
FIRST, LARGEST = 128, 2_048
"""Pairs of the first portion that is read in order, and of the largest."""
MOST_QUOTES = 8_192
"""Quotes of a portion, however few of their pairs a filter lets through."""

Test = Callable[[Sequence[Sentence]], bool]
"""Whether a pair, given as its sentences, is one that is looked for. May raise TimeoutError."""


class Portion(NamedTuple):
    """Some more hits, maybe none, and how far the search has come."""

    pair_ids: list[int]
    looked_at: int
    """Pairs, or quotes while a project is read in order, that are behind."""
    total: int
    """How many there are."""
    given_up: int = 0
    """Pairs for which a regular expression took too long."""


class Sought(NamedTuple):
    """A query made ready for a project."""

    terms: tuple[Term, ...]
    wanted: PairFilter
    tests: tuple[Test, ...] = ()
    """What the terms do not tell: names of concepts, findings of checks."""


def portions(project: Project, sought: Sought) -> Iterator[Portion]:
    """The pairs that are looked for, in reading order, a portion at a time."""
    tests = [*map(_held, sought.terms), *sought.tests]
    most = int(FEW * sqrt(search.size(project.store)[1]))
    guide = _rarest(project, sought, most)
    if guide is not None:
        segments = search.segments(project.store, guide, most)
        ways = _listed(search.pairs_with(project.store, segments, sought.wanted))
        if _is_enough(sought):
            tests = []
    else:
        ways = _in_order(project, sought.wanted)
    given_up = 0
    for candidates, looked_at, total in ways:
        found, slow = _tested(project, candidates, tests)
        given_up += slow
        yield Portion(found, looked_at, total, given_up)


def at_most(project: Project, sought: Sought) -> int:
    """More hits than this there cannot be; quickly told, and close where the rarest word is rare.

    How often a frequent word stands in pairs is not counted: a segment may belong to many of them.
    """
    pairs = search.size(project.store)[1]
    most = int(FEW * sqrt(pairs))
    guide = _rarest(project, sought, most)
    if guide is None:
        return pairs
    return len(search.pairs_with(project.store, search.segments(project.store, guide, most), sought.wanted))


def _guides(sought: Sought) -> list[str]:
    """Expressions for the index, each of which every hit satisfies with one of its segments at least."""
    words = [term for term in sought.terms if isinstance(term, Words) and _leads(term)]
    return [search.phrase(each.words, begins=each.begins) for each in words]


def _leads(term: Words) -> bool:
    """Whether the index is asked; a single letter with a star it would read half of the index for."""
    return not (term.begins and len(term.words) == 1 and len(term.words[0]) == 1)


def _rarest(project: Project, sought: Sought, most: int) -> str | None:
    """The expression that fewest segments satisfy; None where even those are more than `most`."""
    counts = {guide: search.count(project.store, guide, most + 1) for guide in _guides(sought)}
    best = min(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] <= most else None


def _is_enough(sought: Sought) -> bool:
    """Whether having the words of the one term on either side is all that is asked for."""
    return len(sought.terms) == 1 and not sought.terms[0].side and not sought.tests


def _held(term: Term) -> Test:
    def holds(sentences: Sequence[Sentence]) -> bool:
        if term.side:
            sentences = [each for each in sentences if is_meant(term.side, each.in_target, each.lang)]
        return term.stands_in(sentences)

    return holds


def _tested(project: Project, candidates: list[int], tests: Sequence[Test]) -> tuple[list[int], int]:
    """Those that pass all tests, and how many a regular expression took too long for."""
    if not tests or not candidates:
        return candidates, 0
    found, slow = [], 0
    texts = search.sentences(project.store, candidates)
    for identifier, sentences in zip(candidates, texts, strict=True):
        try:
            if all(test(sentences) for test in tests):
                found.append(identifier)
        except TimeoutError:
            slow += 1
    return found, slow


Candidates = Iterator[tuple[list[int], int, int]]
"""Pairs in reading order, with how far they go and how far it goes altogether."""


def _in_order(project: Project, wanted: PairFilter) -> Candidates:
    """All pairs that a filter lets through."""
    total = search.size(project.store)[0]
    few = search.few_quotes(project.store, wanted, total // A_FEW)
    place, looked_at = search.THE_BEGINNING, 0
    size, pairs = FIRST // 2, FIRST
    while True:
        if few is None:
            places = search.quotes_after(project.store, place, size)
            place = places[-1] if places else place
            quotes = [each.quote_id for each in places]
        else:
            quotes = few[looked_at : looked_at + size]
        if not quotes:
            return
        looked_at += len(quotes)
        found = search.pairs_of(project.store, quotes, wanted)
        yield found, looked_at, total if few is None else len(few)
        pairs = min(LARGEST, pairs * 3 // 2)
        size = min(MOST_QUOTES, pairs * len(quotes) // max(1, len(found)))


def _listed(pair_ids: list[int]) -> Candidates:
    """A list in portions, small ones first."""
    start, size = 0, FIRST
    while start < len(pair_ids) or not start:
        portion = pair_ids[start : start + size]
        start += max(1, len(portion))
        yield portion, min(start, len(pair_ids)), len(pair_ids)
        size = min(LARGEST, size * 3 // 2)
