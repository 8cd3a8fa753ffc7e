"""The search through the lattice, against a naive one."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.align.anchors import band_around, chain
from workbench.align.lattice import LEAVE_SOURCE, LEAVE_TARGET, LINKS, Lattice, Step, best_path, probabilities

OPENING, EDGE = -1.5, -0.6
sizes = st.tuples(st.integers(0, 4), st.integers(0, 4))
Path = tuple[Step, ...]


def lattice(rows: int, columns: int, seed: int) -> Lattice:
    random = np.random.default_rng(seed)
    links = []
    for row in range(rows):
        scores = random.normal(-2.0, 2.0, (len(LINKS), columns + 1))
        for number, (ours, theirs) in enumerate(LINKS):
            for column in range(columns + 1):
                if row + ours > rows or column + theirs > columns:
                    scores[number, column] = -np.inf
        links.append(scores)
    band = band_around([], (rows, columns), columns)
    return Lattice(
        band, links, random.normal(-2.0, 1.0, rows), random.normal(-2.0, 1.0, columns), OPENING, EDGE
    )


def all_paths(
    lattice: Lattice, row: int = 0, column: int = 0, before: tuple[int, int] = (1, 1)
) -> list[tuple[float, Path]]:
    """Every path from a node to the end: its score and its steps."""
    rows, columns = lattice.end
    if (row, column) == (rows, columns):
        return [(EDGE - OPENING if 0 in before else 0.0, ())]
    opening = 0.0 if 0 in before else EDGE if (row, column) == (0, 0) else OPENING
    choices: list[tuple[float, tuple[int, int]]] = [
        (float(lattice.links[row][number, column]), (ours, theirs))
        for number, (ours, theirs) in enumerate(LINKS)
        if row + ours <= rows and column + theirs <= columns
    ]
    if row < rows and before != LEAVE_TARGET:
        choices.append((opening + float(lattice.source[row]), LEAVE_SOURCE))
    if column < columns:
        choices.append((opening + float(lattice.target[column]), LEAVE_TARGET))
    return [
        (score + rest, (Step(row, column, move), *steps))
        for score, move in choices
        for rest, steps in all_paths(lattice, row + move[0], column + move[1], move)
    ]


@settings(deadline=None)
@given(sizes, st.integers(0, 1000))
def test_the_best_path(size: tuple[int, int], seed: int) -> None:
    small = lattice(*size, seed)
    scores = {steps: score for score, steps in all_paths(small)}
    assert scores[tuple(best_path(small))] == pytest.approx(max(scores.values()))


@settings(deadline=None)
@given(sizes, st.integers(0, 1000))
def test_probabilities(size: tuple[int, int], seed: int) -> None:
    small = lattice(*size, seed)
    paths = all_paths(small)
    total = sum(math.exp(score) for score, _ in paths)

    def share(wanted: Callable[[Step], bool]) -> float:
        return sum(math.exp(score) for score, steps in paths if any(map(wanted, steps))) / total

    every = sorted({step for _, steps in paths for step in steps})
    for step, probability in zip(every, probabilities(small, every), strict=True):
        if step.move == LEAVE_SOURCE:
            expected = share(lambda one, row=step.row: one.row == row and one.move == LEAVE_SOURCE)
        elif step.move == LEAVE_TARGET:
            expected = share(lambda one, at=step.column: one.column == at and one.move == LEAVE_TARGET)
        else:
            expected = share(lambda one, step=step: one == step)
        assert probability == pytest.approx(expected)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), st.data())
def test_a_band_joins_both_ends(rows: int, columns: int, width: int, data: st.DataObject) -> None:
    points = st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1))
    nodes = chain_of(data.draw(st.lists(points, max_size=5)))
    band = band_around(nodes, (rows, columns), width)
    assert band.first[0] == 0 and band.last[-1] == columns
    for before, after in pairwise(range(rows + 1)):
        assert band.first[before] <= band.first[after] <= band.last[before] <= band.last[after]
    for row, column in nodes:
        assert band.first[row] <= column <= band.last[row]


def chain_of(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The points that ascend in both directions, greedily."""
    kept: list[tuple[int, int]] = []
    for point in sorted(points):
        if not kept or (point[0] > kept[-1][0] and point[1] > kept[-1][1]):
            kept.append(point)
    return kept


def test_a_chain_keeps_to_the_order() -> None:
    source = [["alpha"], ["beta"], ["gamma"], ["delta"], ["every"], ["every"]]
    target = [["beta"], ["alpha"], ["delta"], ["gamma"], ["every"]]
    found = chain(source, target)
    assert len(found) == 2
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(found))
    assert chain([["a"]], [["b"]]) == []
