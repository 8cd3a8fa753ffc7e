"""Which quotes are worth comparing with a rendering: those that share the most telling n-grams with it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from workbench.match.features import profile

KEEP = 40
"""Quotes kept for each rendering."""
_READ = 4000
"""Index entries read for one rendering, the rarest grams first: the work grows with the renderings alone."""

_NUMBER_PREFIX = "#"
"""Tells a whole number from a gram; numbers are spelt with separators that would hide them from the grams."""
_NUMBER_WEIGHT = 1.0
_DOUBT = 1.0
"""Weight that two texts are taken to have in grams not shared, so that one shared gram proves little."""


@dataclass(frozen=True, slots=True)
class _Index:
    """The texts of all quotes, by what stands in them."""

    entries: dict[str, list[tuple[int, float]]]
    """Number of the text, and weight there, by gram."""
    rarity: dict[str, float]
    """Inverse document frequency of each gram."""
    owners: list[int]
    """The quote of each text."""
    weights: list[float]
    """What all grams of each text weigh, each times its rarity."""
    quotes: list[int]
    """The ids of all quotes, ascending."""


def shortlist(
    quotes: Mapping[int, Sequence[str]], renderings: Mapping[int, str], *, keep: int = KEEP
) -> dict[int, list[int]]:
    """The ids of the `keep` quotes most like each rendering, the most similar first, ties by id.

    A quote comes with its own words and, where there is one, its draft in the language of the
    renderings; the more similar of them counts. Similarity is the Dice coefficient of character
    n-grams weighted by inverse document frequency (Spärck Jones 1972). Where fewer quotes share
    anything with a rendering, the others follow by id, so that up to `keep` quotes none is lost.
    """
    index = _index(quotes)
    return {rendering: _nearest(index, text, keep) for rendering, text in renderings.items()}


def _index(quotes: Mapping[int, Sequence[str]]) -> _Index:
    owned = [(quote, _grams(text)) for quote, texts in quotes.items() for text in texts]
    entries: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (_, grams) in enumerate(owned):
        for gram, weight in grams.items():
            entries[gram].append((number, weight))
    rarity = {gram: math.log1p(len(owned) / len(found)) for gram, found in entries.items()}
    weights = [sum(weight * rarity[gram] for gram, weight in grams.items()) for _, grams in owned]
    return _Index(dict(entries), rarity, [quote for quote, _ in owned], weights, sorted(quotes))


def _grams(text: str) -> dict[str, float]:
    """The n-grams of a text and its whole numbers, with their weights."""
    found = profile(text)
    return found.grams | {_NUMBER_PREFIX + number: _NUMBER_WEIGHT for number in found.numbers}


def _nearest(index: _Index, rendering: str, keep: int) -> list[int]:
    similar = _similarities(index, _grams(rendering))
    best = nsmallest(keep, similar, key=lambda quote: (-similar[quote], quote))
    others = (quote for quote in index.quotes if quote not in similar)
    return [*best, *islice(others, keep - len(best))]


def _similarities(index: _Index, grams: Mapping[str, float]) -> dict[int, float]:
    """How similar each quote is that shares a gram read, 0..1."""
    shared: dict[int, float] = defaultdict(float)
    for gram in _telling(index, grams):
        weight, rarity = grams[gram], index.rarity[gram]
        for text, other in index.entries[gram]:
            shared[text] += rarity * min(weight, other)
    unknown = math.log1p(len(index.owners))
    own = sum(weight * index.rarity.get(gram, unknown) for gram, weight in grams.items())
    similar: dict[int, float] = {}
    for text, common in shared.items():
        likeness = 2 * common / (own + index.weights[text] + _DOUBT)
        quote = index.owners[text]
        similar[quote] = max(likeness, similar.get(quote, 0.0))
    return similar


def _telling(index: _Index, grams: Mapping[str, float]) -> list[str]:
    """The grams that any quote has, the rarest first, as many as may be read; the rarest in any case."""
    known = sorted((len(index.entries[gram]), gram) for gram in grams if gram in index.entries)
    chosen: list[str] = []
    read = 0
    for entries, gram in known:
        read += entries
        if chosen and read > _READ:
            break
        chosen.append(gram)
    return chosen
