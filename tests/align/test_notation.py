"""Beads as lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import Bead, Span
from workbench.align.notation import read, write

steps = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 10_000)).filter(
    lambda step: step[0] + step[1]
)


def beads_of(steps: list[tuple[int, int, int]]) -> list[Bead]:
    beads = []
    row = column = 0
    for ours, theirs, share in steps:
        beads.append(Bead(Span(row, row + ours), Span(column, column + theirs), share / 10_000))
        row, column = row + ours, column + theirs
    return beads


@given(st.lists(steps))
def test_round_trip(steps: list[tuple[int, int, int]]) -> None:
    beads = beads_of(steps)
    assert read(write(beads).splitlines()) == beads


def test_what_is_written() -> None:
    beads = [
        Bead(Span(0, 2), Span(0, 1), 0.97),
        Bead(Span(2, 2), Span(1, 2), 0.123456),
        Bead(Span(2, 3), Span(2, 2), 1),
    ]
    assert write(beads) == "[0, 1]:[0]:0.97\n[]:[1]:0.1235\n[2]:[]:1\n"


def test_what_is_read() -> None:
    lines = ["[0,1]:[0]\n", "\n", "  [ ] : [ 1 ] : 0.5 \n", "[2]:[]:1e-05"]
    assert read(lines) == [
        Bead(Span(0, 2), Span(0, 1), 1.0),
        Bead(Span(2, 2), Span(1, 2), 0.5),
        Bead(Span(2, 3), Span(2, 2), 1e-05),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("hello", "is no bead"),
        ("[0]:[0]:high", "is no bead"),
        ("[0]:[x]", "is no bead"),
        ("[-1]:[0]", "is no bead"),
        ("[0]", "is no bead"),
        ("\x1b[0]:[0]", "is no bead"),
        ("[0, 2]:[0]", "do not follow"),
        ("[1, 0]:[0]", "do not follow"),
        ("[]:[]", "empty on both sides"),
        ("[0]:[0]:1.5", "between 0 and 1"),
    ],
)
def test_errors_name_the_line(line: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as raised:
        read(["[0]:[0]:1.0", line], "gao.beads")
    assert "line 2 of gao.beads" in str(raised.value)
    assert "\x1b" not in str(raised.value)


@given(st.text(st.sampled_from("[]0123,: .eE-x\n"), max_size=30))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        beads = read(text.split("\n"))
    except UnreadableInput:
        return
    assert all(0.0 <= bead.probability <= 1.0 for bead in beads)
