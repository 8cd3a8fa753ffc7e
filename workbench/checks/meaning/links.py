"""Which words of a source and its target render each other, and where a word is to be expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import median_low

from workbench.checks.meaning.reading import Reading, reading
from workbench.checks.subject import Subject
from workbench.draft.flaws.language import TRACE_LENGTH, Rendered

AROUND = 6
"""Words on either side by whose renderings the place of a word is told."""
SHORTEST_ALIKE = 5
"""Letters of a word that may render itself."""
MOST_PLACES = 4
"""A word that stands in more places tells nothing."""


class Links:
    """Links between content words, by the list of words that render each other."""

    def __init__(self, subject: Subject) -> None:
        source, target = reading(subject.source_side), reading(subject.target_side)
        self.sizes = len(source), len(target)
        self.forth: list[tuple[int, ...]] = _linked(source, target, subject)
        """For each word of the source the places of those that may render it."""
        words, function = subject.pair.words, subject.pair.target.function
        self.content = frozenset(p for p, word in enumerate(source.words) if words[word].stems)
        """Places of the source's words that have a content of their own."""
        self.target_content = frozenset(
            p for p, word in enumerate(target.words) if word not in function and len(word) > 2
        )
        back: list[list[int]] = [[] for _ in target.words]
        for place, others in enumerate(self.forth):
            for other in others:
                back[other].append(place)
        self.back: list[tuple[int, ...]] = [tuple(places) for places in back]

    def expected(self, place: int, *, forth: bool) -> float:
        """Where in the other text the rendering of a word is to be expected, by the words around it."""
        size, other_size = self.sizes if forth else self.sizes[::-1]
        table = self.forth if forth else self.back
        scale = other_size / max(size, 1)
        even = place * scale
        near = [
            _nearest(table[other], other * scale) - (other - place) * scale
            for other in range(max(0, place - AROUND), min(size, place + AROUND + 1))
            if table[other]
        ]
        return median_low(near) if near else even


def _nearest(places: Sequence[int], wanted: float) -> int:
    return min(places, key=lambda place: abs(place - wanted))


def _linked(source: Reading, target: Reading, subject: Subject) -> list[tuple[int, ...]]:
    function = subject.pair.target.function
    places: dict[str, list[int]] = {}
    for place, word in enumerate(target.words):
        if word not in function:
            places.setdefault(word, []).append(place)
            if len(word) > TRACE_LENGTH:
                places.setdefault(word[:TRACE_LENGTH] + "-", []).append(place)
    return [_places(word, subject.pair.words[word], places) for word in source.words]


def _places(word: str, rendered: Rendered, places: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """Where a word's renderings stand, or words that begin as they do, if there are not too many of them."""
    if not rendered.stems and len(word) < SHORTEST_ALIKE:
        return ()
    found = _few(places, (word, *rendered.words))
    if found is not None and not found:
        found = _few(places, (stem + "-" for stem in rendered.stems))
    return tuple(sorted(found or ()))


def _few(places: Mapping[str, Sequence[int]], words: Iterable[str]) -> set[int] | None:
    """Where words stand; None if there are too many places, which in a long text are not all gone through."""
    found: set[int] = set()
    for word in words:
        at = places.get(word, ())
        if len(at) > MOST_PLACES:
            return None
        found.update(at)
    return found if len(found) <= MOST_PLACES else None


@lru_cache(maxsize=4)
def links(subject: Subject) -> Links:
    """The links of a subject, which all checks of it share."""
    return Links(subject)
