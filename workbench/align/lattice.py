"""Paths through a banded alignment lattice: the best one, and how probable each step is.

Node (i, j) of the lattice stands between source sentences i-1 and i and target sentences j-1 and j.
A move from it is a bead. What is left out stands in runs, and the first sentence of a run costs more
than the next (affine gaps: Gotoh, Journal of Molecular Biology 162, 1982). Within a run the source
comes before the target, so that one alignment is one path.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workbench.align.arrays import Floats, Ints

LINKS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 4), (4, 1))
"""The moves that link something: numbers of source and target sentences."""

LEAVE_SOURCE, LEAVE_TARGET = (1, 0), (0, 1)


class Band(NamedTuple):
    """The nodes looked at: columns `first[i]` to `last[i]` of each row i; both never decrease."""

    first: Ints
    last: Ints

    def width(self, row: int) -> int:
        """How many nodes a row has."""
        return int(self.last[row] - self.first[row]) + 1


class Step(NamedTuple):
    """A bead on a path: where it begins, and its move."""

    row: int
    column: int
    move: tuple[int, int]


class Lattice(NamedTuple):
    """A band with the log score of every move from each of its nodes."""

    band: Band
    links: list[Floats]
    """For each row but the last, [link, node]: minus infinity where a link leaves the text."""
    source: Floats
    """The score of leaving out each source sentence."""
    target: Floats
    """The score of leaving out each target sentence."""
    opening: float
    """What the first sentence of a run that is left out costs besides."""
    edge: float
    """The same for a run at the beginning or the end of the texts, which are often cut there."""

    @property
    def end(self) -> tuple[int, int]:
        """The last node."""
        return len(self.band.first) - 1, int(self.band.last[-1])


class _Ahead(NamedTuple):
    """Combined scores of all paths from a node to the end, by what the step before it was."""

    linked: list[Floats]
    after_source: list[Floats]
    """Behind a source sentence that was left out."""
    after_target: list[Floats]


class _Behind(NamedTuple):
    """Combined scores of all paths from the beginning to a node, by what the next step is."""

    link: list[Floats]
    source: list[Floats]
    """Before a source sentence is left out."""
    target: list[Floats]


def _window(values: Floats, shift: int, width: int) -> Floats:
    """`values` from index `shift` on, `width` of them; minus infinity outside."""
    stop = shift + width
    if shift >= 0 and stop <= len(values):
        return values[shift:stop]
    window = np.full(width, -np.inf)
    low, high = max(0, -shift), min(width, len(values) - shift)
    if high > low:
        window[low:high] = values[low + shift : high + shift]
    return window


def _ahead(lattice: Lattice, combine: np.ufunc) -> _Ahead:
    band, opening = lattice.band, lattice.opening
    rows, _ = lattice.end
    linked: list[Floats] = [np.zeros(0)] * (rows + 1)
    after_source, after_target = linked.copy(), linked.copy()
    costs = np.concatenate([[0.0], np.cumsum(lattice.target)])
    for row in range(rows, -1, -1):
        width, first = band.width(row), int(band.first[row])
        scores = np.full(width, -np.inf)
        left = scores.copy()
        if row == rows:
            scores[-1] = 0.0
        else:
            for move, (ours, theirs) in enumerate(LINKS):
                if row + ours <= rows:
                    shift = first + theirs - int(band.first[row + ours])
                    scores = combine(
                        scores, lattice.links[row][move] + _window(linked[row + ours], shift, width)
                    )
            below = _window(after_source[row + 1], first - int(band.first[row + 1]), width)
            left = lattice.source[row] + below
        slope = costs[first : first + width]
        behind_run = scores.copy()
        if row == rows:
            behind_run[-1] = lattice.edge - opening
        targets = combine.accumulate((behind_run + slope)[::-1])[::-1] - slope
        after_target[row] = targets
        left[:-1] = combine(left[:-1], targets[1:] + np.diff(slope))
        after_source[row] = combine(behind_run, left)
        linked[row] = combine(scores, opening + left)
    linked[0][0] = combine(scores[0], lattice.edge + left[0])
    return _Ahead(linked, after_source, after_target)


def _behind(lattice: Lattice, combine: np.ufunc) -> _Behind:
    band, opening = lattice.band, lattice.opening
    rows, _ = lattice.end
    linked = [np.full(band.width(row), -np.inf) for row in range(rows + 1)]
    linked[0][0] = 0.0
    sources = np.full(band.width(0), -np.inf)
    behind = _Behind([], [], [])
    costs = np.concatenate([[0.0], np.cumsum(lattice.target)])
    for row in range(rows + 1):
        width, first = band.width(row), int(band.first[row])
        slope = costs[first : first + width]
        before_source = combine(linked[row] + opening, sources)
        if row == 0:
            before_source[0] = lattice.edge
        reached = np.full(width, -np.inf)
        reached[1:] = before_source[:-1] + np.diff(slope)
        targets = combine.accumulate(reached - slope) + slope
        every = combine(combine(linked[row], sources), targets)
        behind.link.append(every)
        behind.source.append(before_source)
        behind.target.append(combine(before_source, targets))
        if row == rows:
            break
        for move, (ours, theirs) in enumerate(LINKS):
            if row + ours <= rows:
                shift = int(band.first[row + ours]) - theirs - first
                arriving = _window(every + lattice.links[row][move], shift, band.width(row + ours))
                linked[row + ours] = combine(linked[row + ours], arriving)
        shift = int(band.first[row + 1]) - first
        sources = _window(before_source + lattice.source[row], shift, band.width(row + 1))
    return behind


def probabilities(lattice: Lattice, path: Sequence[Step]) -> list[float]:
    """How probable each step of a path is, by the forward-backward algorithm.

    The share that all paths with that link have in the weight of all paths of the band; of a sentence
    that is left out, the share of all paths that leave it out, wherever on their way.
    """
    behind, ahead = _behind(lattice, np.logaddexp), _ahead(lattice, np.logaddexp)
    total = float(ahead.linked[0][0])
    source, target = _left_out(lattice, behind, ahead)
    found = []
    for row, column, move in path:
        if move == LEAVE_SOURCE:
            found.append(float(source[row]))
        elif move == LEAVE_TARGET:
            found.append(float(target[column]))
        else:
            node, after = column - int(lattice.band.first[row]), row + move[0]
            weight = float(behind.link[row][node]) + float(lattice.links[row][LINKS.index(move), node])
            weight += float(ahead.linked[after][column + move[1] - int(lattice.band.first[after])])
            found.append(math.exp(min(weight - total, 0.0)))
    return found


def _left_out(lattice: Lattice, behind: _Behind, ahead: _Ahead) -> tuple[Floats, Floats]:
    """How probable it is that each sentence of either side is left out."""
    band, (rows, columns) = lattice.band, lattice.end
    total = float(ahead.linked[0][0])
    source, target = np.zeros(rows), np.zeros(columns)
    for row in range(rows + 1):
        width, first = band.width(row), int(band.first[row])
        costs = lattice.target[first : first + width - 1]
        weights = behind.target[row][:-1] + costs + ahead.after_target[row][1:]
        target[first : first + width - 1] += np.exp(np.minimum(weights - total, 0.0))
        if row < rows:
            below = _window(ahead.after_source[row + 1], first - int(band.first[row + 1]), width)
            weights = behind.source[row] + lattice.source[row] + below
            source[row] = np.exp(np.minimum(weights - total, 0.0)).sum()
    return np.minimum(source, 1.0), np.minimum(target, 1.0)


def best_path(lattice: Lattice) -> list[Step]:
    """The path of the highest score (Viterbi); of equal ones that with the earlier link in LINKS."""
    ahead = _ahead(lattice, np.maximum)
    steps = []
    row = column = 0
    before = (1, 1)
    while (row, column) != lattice.end:
        move = _best_move(lattice, ahead, row, column, before)
        steps.append(Step(row, column, move))
        row, column = row + move[0], column + move[1]
        before = move
    return steps


def _best_move(
    lattice: Lattice, ahead: _Ahead, row: int, column: int, before: tuple[int, int]
) -> tuple[int, int]:
    """The move that begins the best path from a node, which the move `before` led to."""
    band = lattice.band
    node = column - int(band.first[row])
    choices: list[tuple[float, int, tuple[int, int]]] = []

    def consider(score: float, table: list[Floats], move: tuple[int, int]) -> None:
        if row + move[0] < len(table):
            place = column + move[1] - int(band.first[row + move[0]])
            if 0 <= place < len(table[row + move[0]]):
                choices.append((score + float(table[row + move[0]][place]), -len(choices), move))

    if row < lattice.end[0]:
        for number, move in enumerate(LINKS):
            consider(float(lattice.links[row][number, node]), ahead.linked, move)
    opening = 0.0 if 0 in before else lattice.edge if (row, column) == (0, 0) else lattice.opening
    if row < lattice.end[0] and before != LEAVE_TARGET:
        consider(opening + float(lattice.source[row]), ahead.after_source, LEAVE_SOURCE)
    if column < lattice.end[1]:
        consider(opening + float(lattice.target[column]), ahead.after_target, LEAVE_TARGET)
    return max(choices)[2]
