"""Word translation probabilities, learned from the very texts that are being aligned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.align.tokens import STEM_LENGTH

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_ITERATIONS = 4
_DISCOUNT = 0.4
"""Taken off every expected count, so that words met once do not confirm their own link."""
_UNSEEN = 2.0
"""Count kept back for translations not seen."""
_COGNATE_COUNT = 2.0
_COGNATE_HEAD_START = 5.0
_COGNATE_PREFIX = 4


class Vocabulary:
    """Numbers for tokens, in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def tokens(self) -> list[str]:
        """All tokens, by number."""
        return list(self._numbers)

    def bag(self, tokens: Iterable[str]) -> Ints:
        """The numbers of `tokens`; new tokens get new numbers."""
        numbers = self._numbers
        return np.array([numbers.setdefault(token, len(numbers)) for token in tokens], dtype=np.int64)


class Prior(NamedTuple):
    """Pairs of types that look alike, and how much (0..1)."""

    source: Ints
    target: Ints
    likeness: Floats

    def swapped(self) -> Prior:
        """The same pairs seen from the other side."""
        return Prior(self.target, self.source, self.likeness)


class Table(NamedTuple):
    """t(target | source), stored for the pairs that have any; rows sorted by source type."""

    starts: Ints
    """Where the entries of each source type begin; one more at the end."""
    targets: Ints
    probabilities: Floats
    null: Floats
    """t(target | nothing), by target type."""

    def dense(self, sources: Ints, targets: Ints) -> Floats:
        """The probabilities of some source types (rows) by some target types (columns, ascending)."""
        counts = self.starts[sources + 1] - self.starts[sources]
        rows = np.repeat(np.arange(len(sources)), counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        entries = np.repeat(self.starts[sources], counts) + within
        columns = np.searchsorted(targets, self.targets[entries])
        columns[columns == len(targets)] = 0
        wanted = targets[columns] == self.targets[entries]
        matrix = np.zeros((len(sources), len(targets)))
        matrix[rows[wanted], columns[wanted]] = self.probabilities[entries[wanted]]
        return matrix


def cognates(source: Sequence[str], target: Sequence[str]) -> Prior:
    """The types of two vocabularies that are spelt the same, or share a long beginning."""
    by_beginning: dict[str, list[int]] = defaultdict(list)
    for number, token in enumerate(target):
        by_beginning[token[:_COGNATE_PREFIX]].append(number)
    found = []
    for number, token in enumerate(source):
        for other in by_beginning.get(token[:_COGNATE_PREFIX], ()):
            likeness = _likeness(token, target[other])
            if likeness:
                found.append((number, other, likeness))
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    return Prior(
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array(columns[2], dtype=float),
    )


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0 if len(one) >= _COGNATE_PREFIX or not one.isalpha() else 0.25
    longest = max(len(one), len(other))
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if shared < _COGNATE_PREFIX or not one.isalpha():
        return 0.0
    return 0.5 * shared / min(longest, STEM_LENGTH)


def train(pairs: Sequence[tuple[Ints, Ints]], weights: Floats, prior: Prior, sizes: tuple[int, int]) -> Table:
    """IBM model 1 (Brown et al., Computational Linguistics 19(2), 1993) by EM.

    `pairs` are bags of source and target types that translate each other, `sizes` the numbers of
    source and target types. Types that look alike start with counts of their own; after the last
    iteration an absolute discount removes what was seen together only by chance.
    """
    null, targets = sizes
    cells, token, weight = _token_pairs(pairs, weights, sizes)
    entries, inverse = np.unique(
        np.concatenate([cells, prior.source * targets + prior.target]), return_inverse=True
    )
    seen, alike = inverse[: len(cells)], inverse[len(cells) :]
    pseudo = _sums(alike, _COGNATE_COUNT * prior.likeness, len(entries))
    of, to = np.divmod(entries, targets)
    counts = 1.0 + _COGNATE_HEAD_START * pseudo
    expected = np.zeros(len(entries))
    for _ in range(_ITERATIONS):
        share = (counts / _sums(of, counts, null + 1)[of])[seen]
        share *= weight / _sums(token, share)[token]
        expected = _sums(seen, share, len(entries))
        counts = expected + pseudo
    counts = pseudo + np.where(of < null, np.maximum(expected - _DISCOUNT, 0.0), expected)
    probabilities = counts / (_sums(of, counts, null + 1) + _UNSEEN)[of]
    kept = probabilities > 0.0
    of, to, probabilities = of[kept], to[kept], probabilities[kept]
    from_null = _sums(to[of == null], probabilities[of == null], targets)
    return Table(np.searchsorted(of, np.arange(null + 2)), to, probabilities, from_null)


def _sums(places: Ints, values: Floats, size: int = 0) -> Floats:
    """The sum of the values that belong to each place."""
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def _token_pairs(
    pairs: Sequence[tuple[Ints, Ints]], weights: Floats, sizes: tuple[int, int]
) -> tuple[Ints, Ints, Floats]:
    """Every source token (and NULL, the last row) beside every target token of its pair.

    Returns the cell of each in the table, the running number of its target token, and its weight.
    """
    null, targets = sizes
    cells, tokens, repeated = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    number = 0
    for (source, target), weight in zip(pairs, weights, strict=True):
        rows = np.append(source, null) * targets
        cells.append((target[:, None] + rows).ravel())
        tokens.append(np.repeat(np.arange(number, number + len(target)), len(rows)))
        repeated.append(np.full(len(target) * len(rows), weight))
        number += len(target)
    return np.concatenate(cells), np.concatenate(tokens), np.concatenate(repeated)
