"""Where to look for a path: sentences that share a word found nowhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from workbench.align.lattice import Band


def band_around(nodes: Iterable[tuple[int, int]], end: tuple[int, int], width: int) -> Band:
    """The nodes up to `width` columns beside the line through `nodes` (ascending, from (0, 0) to `end`)."""
    low = np.zeros(end[0] + 1, dtype=np.int64)
    high = np.zeros(end[0] + 1, dtype=np.int64)
    row = column = 0
    for next_row, next_column in (*nodes, end):
        line = np.linspace(column, next_column, next_row - row + 1)
        low[row + 1 : next_row + 1] = np.floor(line[:-1])
        high[row : next_row + 1] = np.ceil(line)
        high[next_row] = next_column
        row, column = next_row, next_column
    return Band(np.maximum(low - width, 0), np.minimum(high + width, end[1]))


def chain(source: Sequence[Sequence[str]], target: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The longest ascending chain of sentence pairs that alone share a token.

    Patience sorting (as in the patience diff): O(k log k) for k shared tokens.
    """
    ours, theirs = _unique(source), _unique(target)
    shared = {(row, theirs[token]) for token, row in ours.items() if token in theirs}
    pairs = sorted(shared, key=lambda pair: (pair[0], -pair[1]))
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(pairs):
        pile = bisect_left(tops, column)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [column]
        piles[pile : pile + 1] = [number]
    found = []
    number = piles[-1] if piles else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _unique(sentences: Sequence[Sequence[str]]) -> dict[str, int]:
    """The sentence of each token that stands in one sentence only."""
    places: dict[str, int] = {}
    several = set()
    for number, tokens in enumerate(sentences):
        for token in set(tokens):
            if places.setdefault(token, number) != number:
                several.add(token)
    return {token: number for token, number in places.items() if token not in several}
