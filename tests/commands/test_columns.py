"""Pairs printed for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.exchange.rows import row
from workbench.commands.columns import RULE, _lines, side_by_side


def test_a_no_break_space_does_not_end_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    side_by_side([row(source="mot " * 14 + "x\u00a0: trois", target="word")])
    assert "\nx\u00a0: trois" in capsys.readouterr().out


def test_a_missing_side_is_a_word_that_no_text_is(capsys: pytest.CaptureFixture[str]) -> None:
    side_by_side([row(source="", target="word")])
    assert "(original missing)" in capsys.readouterr().out


@given(source=st.text(), target=st.text())
def test_both_columns_stay_in_their_place(source: str, target: str) -> None:
    for line in _lines(source, target, 30):
        assert cell_len(line) <= 30 + len(RULE) + 30
        assert RULE.rstrip() in line
        assert not {"\x1b", "\x9b", "\u202e", "\n"} & set(line)
