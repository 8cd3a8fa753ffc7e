"""Paths through a banded alignment lattice: the best one, and how probable its steps are.

Node (i, j) of the lattice stands between source sentences i-1 and i and target sentences j-1 and j.
A move from it is a bead; the last two moves leave out one source or one target sentence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.align.lexicon import Floats, Ints

LINKS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1))
"""The moves that link something: numbers of source and target sentences."""

MOVES = (*LINKS, (1, 0), (0, 1))


class Band(NamedTuple):
    """The nodes looked at: columns `first[i]` to `last[i]` of each row i; both never decrease."""

    first: Ints
    last: Ints

    def width(self, row: int) -> int:
        """How many nodes a row has."""
        return int(self.last[row] - self.first[row]) + 1


class Step(NamedTuple):
    """A bead on a path: where it begins, its move, and its posterior probability."""

    row: int
    column: int
    move: tuple[int, int]
    probability: float


class Lattice(NamedTuple):
    """A band with the log score of every move from each of its nodes."""

    band: Band
    links: list[Floats]
    """For each row but the last, [link, node]: minus infinity where a link leaves the text."""
    omission: float
    """The score of leaving out one sentence."""

    @property
    def end(self) -> tuple[int, int]:
        """The last node."""
        return len(self.band.first) - 1, int(self.band.last[-1])


def _window(values: Floats, shift: int, width: int) -> Floats:
    """`values` from index `shift` on, `width` of them; minus infinity outside."""
    window = np.full(width, -np.inf)
    start, stop = max(0, -shift), min(width, len(values) - shift)
    if stop > start:
        window[start:stop] = values[start + shift : stop + shift]
    return window


def _backward(lattice: Lattice, combine: np.ufunc) -> list[Floats]:
    """The combined score of all paths from each node to the end."""
    band = lattice.band
    end_row, _ = lattice.end
    table: list[Floats] = [np.zeros(0)] * (end_row + 1)
    for row in range(end_row, -1, -1):
        width = band.width(row)
        scores = np.full(width, -np.inf)
        if row == end_row:
            scores[-1] = 0.0
        for move, (ours, theirs) in enumerate(MOVES[:-1]):
            if row + ours > end_row:
                continue
            following = _window(
                table[row + ours], int(band.first[row] + theirs - band.first[row + ours]), width
            )
            step = lattice.links[row][move] if move < len(LINKS) else lattice.omission
            scores = combine(scores, following + step)
        table[row] = _along(scores[::-1], lattice.omission, combine)[::-1]
    return table


def _forward(lattice: Lattice, combine: np.ufunc) -> list[Floats]:
    """The combined score of all paths from the beginning to each node."""
    band = lattice.band
    end_row, _ = lattice.end
    table = [np.full(band.width(row), -np.inf) for row in range(end_row + 1)]
    table[0][0] = 0.0
    for row in range(end_row + 1):
        table[row] = _along(table[row], lattice.omission, combine)
        for move, (ours, theirs) in enumerate(MOVES[:-1]):
            if row + ours > end_row:
                continue
            step = lattice.links[row][move] if move < len(LINKS) else lattice.omission
            shift = int(band.first[row + ours] - theirs - band.first[row])
            reached = _window(table[row] + step, shift, band.width(row + ours))
            table[row + ours] = combine(table[row + ours], reached)
    return table


def _along(scores: Floats, omission: float, combine: np.ufunc) -> Floats:
    """`scores` of a row after any number of omitted target sentences, left to right."""
    slope = omission * np.arange(len(scores))
    reached: Floats = combine.accumulate(scores - slope) + slope
    return reached


def best_path(lattice: Lattice) -> list[Step]:
    """The path of highest score, with the posterior probability of each of its steps.

    Viterbi search for the path, the forward-backward algorithm for the probabilities: the share that
    all paths through a step have in the total weight of all paths of the band.
    """
    best = _backward(lattice, np.maximum)
    before, after = _forward(lattice, np.logaddexp), _backward(lattice, np.logaddexp)
    band, total = lattice.band, after[0][0]
    steps = []
    row = column = 0
    while (row, column) != lattice.end:
        move, score = _best_move(lattice, best, row, column)
        ours, theirs = MOVES[move]
        weight = (
            before[row][column - band.first[row]]
            + score
            + after[row + ours][column + theirs - band.first[row + ours]]
        )
        steps.append(Step(row, column, MOVES[move], float(np.exp(min(0.0, weight - total)))))
        row, column = row + ours, column + theirs
    return steps


def _best_move(lattice: Lattice, best: list[Floats], row: int, column: int) -> tuple[int, float]:
    """The first move, in the order of MOVES, that begins the best path from a node; and its score."""
    band = lattice.band
    choices = []
    for move, (ours, theirs) in enumerate(MOVES):
        if row + ours >= len(best):
            continue
        place = int(column + theirs - band.first[row + ours])
        if not 0 <= place < len(best[row + ours]):
            continue
        node = column - band.first[row]
        score = float(lattice.links[row][move, node]) if move < len(LINKS) else lattice.omission
        choices.append((score + float(best[row + ours][place]), -move, score))
    _, move, score = max(choices)
    return -move, score
