"""Keyword in context: what fits a line of a terminal, and what lines are sorted by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from db.records import Span
from workbench.search.kwic import ELLIPSIS, kwic, sorting

TEXTS = st.text(st.sampled_from("abé ’漢字🏳️‍🌈e\u0301\u202e\x1b\n\ud800"), max_size=60)


@given(TEXTS, st.data())
def test_a_line_fits_and_cannot_steer_a_terminal(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    width = data.draw(st.integers(0, 40))
    line = kwic(text, Span(start, end), width)
    assert cell_len(line.left) + cell_len(line.key) + cell_len(line.right) <= width
    assert cell_len(line.left) <= (width - cell_len(line.key)) // 2
    assert not set("\x1b\n\u202e\ud800") & set(line.left + line.key + line.right)
    assert 0 <= line.start <= start
    assert end <= line.end <= len(text)


def test_keys_stand_below_each_other_and_contexts_are_cut_at_the_far_end() -> None:
    text = "Personne n’a rompu la trêve sur la piste du nord."
    start = text.index("trêve")
    assert kwic(text, Span(start, start + 5), 80)[:3] == (
        "Personne n’a rompu la ",
        "trêve",
        text[start + 5 :],
    )
    line = kwic(text, Span(start, start + 5), 25)
    assert line.left == f"{ELLIPSIS}rompu la "
    assert line.right.startswith(" sur")
    assert line.right.endswith(ELLIPSIS)
    assert text[line.start : start] == line.left[1:]


def test_a_long_text_is_not_read_to_its_end() -> None:
    text = "e\u0301" * 100_000 + "x" + "漢" * 100_000
    line = kwic(text, Span(200_000, 200_001), 60)
    assert line.key == "x"
    assert line.left.startswith(ELLIPSIS)
    assert line.right.endswith(ELLIPSIS)
    assert kwic("y" * 100_000, Span(0, 100_000), 20).key == "y" * 19 + ELLIPSIS


def test_contexts_are_sorted_by_the_nearest_word() -> None:
    text = "Sans l’Accord, la trêve tient encore."
    span = Span(text.index("trêve"), text.index("trêve") + 5)
    assert sorting(text, span, left=False) == ("tient", "encore")
    assert sorting(text, span, left=True) == ("la", "accord", "l", "sans")
