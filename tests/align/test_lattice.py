"""The search through the lattice, against a naive one."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.align.anchors import band_around, chain
from workbench.align.lattice import LINKS, MOVES, Lattice, best_path

OMISSION = -2.5
sizes = st.tuples(st.integers(0, 4), st.integers(0, 4))


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
    return Lattice(band_around([], (rows, columns), columns), links, OMISSION)


def all_paths(
    lattice: Lattice, row: int = 0, column: int = 0
) -> list[tuple[float, tuple[tuple[int, int, int], ...]]]:
    """Every path from a node to the end: its score and its steps."""
    if (row, column) == lattice.end:
        return [(0.0, ())]
    found = []
    for number, (ours, theirs) in enumerate(MOVES):
        if row + ours > lattice.end[0] or column + theirs > lattice.end[1]:
            continue
        score = float(lattice.links[row][number, column]) if number < len(LINKS) else OMISSION
        for rest, steps in all_paths(lattice, row + ours, column + theirs):
            found.append((score + rest, ((row, column, number), *steps)))
    return found


@given(sizes, st.integers(0, 1000))
def test_best_path_and_posteriors(size: tuple[int, int], seed: int) -> None:
    small = lattice(*size, seed)
    paths = all_paths(small)
    total = sum(math.exp(score) for score, _ in paths)
    found = best_path(small)
    steps = [(step.row, step.column, MOVES.index(step.move)) for step in found]
    score = next(score for score, path in paths if list(path) == steps)
    assert score == pytest.approx(max(score for score, _ in paths))
    for step, probability in zip(steps, [step.probability for step in found], strict=True):
        share = sum(math.exp(score) for score, path in paths if step in path) / total
        assert probability == pytest.approx(share)


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
