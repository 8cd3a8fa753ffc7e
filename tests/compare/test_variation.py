"""Eddy and Viv: their range, what they do not depend on, and a slow twin."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare.variation import eddies, viv, weighted

texts = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=12), max_size=6)


def naive(versions: list[list[str]]) -> list[float | None]:
    """Half the mean squared distance of unit vectors, one axis at a time, as the formula is written."""
    axes = sorted({word for words in versions for word in words})
    points = []
    for words in versions:
        counts = [Counter(words)[axis] for axis in axes]
        length = sqrt(sum(count**2 for count in counts))
        points.append([count / length for count in counts] if length else None)
    found: list[float | None] = []
    for number, point in enumerate(points):
        others = [other for place, other in enumerate(points) if place != number and other is not None]
        if point is None or not others:
            found.append(None)
            continue
        apart = [sum((a - b) ** 2 for a, b in zip(point, other, strict=True)) / 2 for other in others]
        found.append(sum(apart) / len(apart))
    return found


@given(texts)
def test_the_fast_way_gives_what_the_formula_says(versions: list[list[str]]) -> None:
    assert eddies(versions) == [None if e is None else pytest.approx(e, abs=1e-9) for e in naive(versions)]


@given(texts)
def test_a_score_lies_between_nothing_and_one(versions: list[list[str]]) -> None:
    found = eddies(versions)
    assert all(eddy is None or 0.0 <= eddy <= 1.0 for eddy in found)
    assert (viv(found) is None) == (sum(map(bool, versions)) < 2)


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=5), min_size=2, max_size=4))
def test_neither_length_nor_order_counts(versions: list[list[str]]) -> None:
    found = eddies(versions)
    assert eddies([words * 3 for words in versions]) == pytest.approx(found)
    for order in permutations(range(len(versions))):
        assert eddies([versions[n] for n in order]) == pytest.approx([found[n] for n in order])


def test_the_ends_of_the_scale() -> None:
    assert eddies([["a", "b"], ["b", "a"], ["a", "b"]]) == pytest.approx([0, 0, 0])
    assert eddies([["a"], ["b"], ["c"]]) == pytest.approx([1, 1, 1])
    assert eddies([["a"], ["a"], ["b"]]) == pytest.approx([0.5, 0.5, 1])
    assert eddies([["a"], []]) == [None, None]


def test_a_mean_leaves_out_what_is_unknown() -> None:
    assert weighted([(0.5, 2), (None, 9), (1.0, 6)]) == pytest.approx(0.875)
    assert weighted([(None, 1), (0.3, 0)]) is None
