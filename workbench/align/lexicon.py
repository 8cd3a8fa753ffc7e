"""Word translation probabilities, learned from the very texts that are being aligned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.align.arrays import Floats, Ints

_Places = npt.NDArray[np.integer]

_ITERATIONS = 4
_DISCOUNT = 0.4
"""Taken off every expected count, so that words met once do not confirm their own link."""
_UNSEEN = 2.0
"""Count kept back for translations not seen."""
_HEAD_START = 5.0
"""How much more a pseudo-count weighs in the first iteration."""


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
    """Pairs of types, by their numbers in two vocabularies, that go together; with pseudo-counts."""

    source: Ints
    target: Ints
    forward: Floats
    """How often the target type is taken to have been met as the translation of the source type."""
    backward: Floats
    """The same, the other way round."""

    def swapped(self) -> Prior:
        """The same pairs seen from the other side."""
        return Prior(self.target, self.source, self.backward, self.forward)

    def joined(self, other: Prior) -> Prior:
        """Both together."""
        return Prior(
            np.concatenate([self.source, other.source]),
            np.concatenate([self.target, other.target]),
            np.concatenate([self.forward, other.forward]),
            np.concatenate([self.backward, other.backward]),
        )


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


def train(pairs: Sequence[tuple[Ints, Ints]], weights: Floats, prior: Prior, sizes: tuple[int, int]) -> Table:
    """IBM model 1 (Brown et al., Computational Linguistics 19(2), 1993) by EM.

    `pairs` are bags of source and target types that translate each other, each counted by its weight,
    `sizes` the numbers of source and target types. What the prior knows starts with counts of its own;
    after the last iteration an absolute discount removes what was seen together only by chance.
    """
    null, targets = sizes
    told = np.array([len(target) for _, target in pairs], dtype=np.int64)
    beside = np.repeat(np.array([len(source) + 1 for source, _ in pairs], dtype=np.int64), told)
    weight = np.repeat(weights, told)
    starts = np.cumsum(beside) - beside
    entries, places = _numbered(_cells(pairs, prior, sizes))
    seen, alike = np.split(places, [int(beside.sum())])
    pseudo = _sums(alike, prior.forward, len(entries))
    of, to = np.divmod(entries, targets)
    counts = 1.0 + _HEAD_START * pseudo
    expected = np.zeros(len(entries))
    for _ in range(_ITERATIONS):
        share = (counts / _sums(of, counts, null + 1)[of])[seen]
        share *= np.repeat(weight / np.add.reduceat(share, starts), beside)
        expected = _sums(seen, share, len(entries))
        counts = expected + pseudo
    counts = pseudo + np.where(of < null, np.maximum(expected - _DISCOUNT, 0.0), expected)
    probabilities = counts / (_sums(of, counts, null + 1) + _UNSEEN)[of]
    kept = probabilities > 0.0
    of, to, probabilities = of[kept], to[kept], probabilities[kept]
    from_null = _sums(to[of == null], probabilities[of == null], targets)
    return Table(np.searchsorted(of, np.arange(null + 2)), to, probabilities, from_null)


def _sums(places: _Places, values: Floats, size: int) -> Floats:
    """The sum of the values that belong to each place."""
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def _cells(pairs: Sequence[tuple[Ints, Ints]], prior: Prior, sizes: tuple[int, int]) -> _Places:
    """The cells in the table of all words that stand in pairs; then those of the prior.

    Each target token of a pair beside each of its source tokens and NULL, which has the last row.
    Filled in place, and small: with thousands of sentences these arrays are the largest of all.
    """
    null, targets = sizes
    total = sum((len(source) + 1) * len(target) for source, target in pairs)
    small = (null + 1) * targets <= np.iinfo(np.int32).max
    cells: _Places = np.empty(total + len(prior.source), dtype=np.int32 if small else np.int64)
    start = 0
    for source, target in pairs:
        rows = np.append(source, null) * targets
        stop = start + len(rows) * len(target)
        cells[start:stop] = (target[:, None] + rows).ravel()
        start = stop
    cells[total:] = prior.source * targets + prior.target
    return cells


def _numbered(cells: _Places) -> tuple[Ints, _Places]:
    """The different cells, ascending, and the place of each cell among them: `np.unique` in less memory."""
    order = np.argsort(cells)
    ascending = cells[order]
    first = np.diff(ascending, prepend=-1) != 0
    entries = ascending[first].astype(np.int64)
    del ascending
    places = np.empty(len(cells), dtype=np.int32)
    places[order] = np.cumsum(first, dtype=np.int32) - 1
    return entries, places
