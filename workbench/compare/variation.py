"""How much renderings of the same words vary: Eddy for each of them, Viv for what they render.

After Cheesman, Flanagan, Thiel, Rybicki, Laramee, Hope and Roos, "Multi-retranslation corpora: visibility,
variation, value, and virtue", Digital Scholarship in the Humanities 32(4), 2017 (doi 10.1093/llc/fqw027):
a version is a point in a space with an axis for each word, its Eddy is how far it lies from the other
versions, and Viv is the mean Eddy. docs/comparing.md says where this departs from them, and why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

TWO = 2
"""Versions below which nothing varies."""


def eddies(versions: Sequence[Iterable[str]]) -> list[float | None]:
    """The Eddy of each version, given as its folded words: 0 (the words of all others) to 1 (none of theirs).

    With u a version's word counts scaled to length 1, Eddy is the mean of |u - v|² / 2 over all other
    versions v, which is 1 minus the mean cosine. Length and number of versions leave the range as it is.
    None for a version without words, and for all where fewer than two have any. Takes time in proportion
    to the number of words, since the mean needs only the sum of all vectors.
    """
    points = [_unit(words) for words in versions]
    there = sum(bool(point) for point in points)
    if there < TWO:
        return [None] * len(points)
    total: dict[str, float] = defaultdict(float)
    for point in points:
        for word, share in point.items():
            total[word] += share
    found: list[float | None] = []
    for point in points:
        alike = sum(share * (total[word] - share) for word, share in point.items()) / (there - 1)
        found.append(min(1.0, max(0.0, 1.0 - alike)) if point else None)
    return found


def viv(found: Iterable[float | None]) -> float | None:
    """How much renderings of the same words vary: the mean of their Eddys, 0..1; None where none has one."""
    return weighted((eddy, 1) for eddy in found)


def weighted(values: Iterable[tuple[float | None, float]]) -> float | None:
    """The mean of values with their weights, those that are None left out; None where nothing is left."""
    known = [(value, weight) for value, weight in values if value is not None and weight > 0]
    whole = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / whole if known else None


def _unit(words: Iterable[str]) -> dict[str, float]:
    """How often each word stands there, scaled so that the squares add up to 1; empty without words."""
    counts = Counter(words)
    length = sqrt(sum(count * count for count in counts.values()))
    return {word: count / length for word, count in counts.items()}
