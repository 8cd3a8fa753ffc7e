"""Wrapping: lines fit, nothing but spaces is left out, and what belongs together stays together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._cells import cell_len

from db.records import Span
from workbench.text.wrap import graphemes, shortened, wrap

NBSP, NNBSP = "\u00a0", "\u202f"
NO_BREAK = (NBSP, NNBSP, "\u2007")
FAMILY = "👨\u200d👩\u200d👧"
ACUTE = "e\u0301"

PIECES = [
    "a",
    "mot",
    "é",
    ACUTE,
    " ",
    "  ",
    "\n",
    NBSP,
    NNBSP,
    "-",
    "—",
    "漢",
    "字",
    "。",
    FAMILY,
    "🇫🇷",
    "ق",
    "«",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80)


def lines(text: str, width: int) -> list[str]:
    return [span.of(text) for span in wrap(text, width)]


@given(TEXT, st.integers(1, 30))
def test_nothing_is_left_out_but_the_spaces_that_lines_broke_at(text: str, width: int) -> None:
    end = 0
    for span in [*wrap(text, width), Span(len(text), len(text))]:
        gap = text[end : span.start]
        assert all((char.isspace() or char == "\u200b") and char not in NO_BREAK for char in gap)
        end = span.end


@given(TEXT, st.integers(1, 30))
def test_no_line_is_wider_than_asked_unless_one_character_is(text: str, width: int) -> None:
    for line in lines(text, width):
        wide = [cluster for cluster in graphemes(line) if cell_len(cluster.of(line)) > 0]
        assert cell_len(line) <= width or len(wide) == 1


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.integers(1, 30))
def test_a_line_never_begins_inside_a_grapheme_cluster(text: str, width: int) -> None:
    line = text.replace("\n", " ")
    starts = {cluster.start for cluster in graphemes(line)} | {0, len(line)}
    assert starts.issuperset(span.start for span in wrap(line, width))


def test_words_go_to_the_next_line_whole() -> None:
    assert lines("la paix des braves", 8) == ["la paix", "des", "braves"]


@pytest.mark.parametrize("space", [NBSP, NNBSP, "\u2007", "\u2060"])
def test_a_no_break_space_holds_its_words_together(space: str) -> None:
    assert lines(f"il dit : «{space}oui{space}»", 12) == ["il dit :", f"«{space}oui{space}»"]


def test_a_no_break_space_at_the_end_is_kept() -> None:
    assert lines(f"vraiment{NBSP}", 20) == [f"vraiment{NBSP}"]


def test_a_line_may_end_after_a_hyphen_between_letters_only() -> None:
    assert lines("Saint-Pierre", 8) == ["Saint-", "Pierre"]
    assert lines("au 2012-05-31", 9) == ["au", "2012-05-3", "1"]


def test_ideographs_break_anywhere_but_before_a_closing_mark() -> None:
    assert lines("漢字漢字。", 4) == ["漢字", "漢", "字。"]


def test_a_word_longer_than_the_line_is_cut_between_clusters() -> None:
    assert lines(ACUTE * 3, 2) == [ACUTE * 2, ACUTE]
    assert lines(FAMILY * 2, 3) == [FAMILY, FAMILY]


def test_newlines_end_lines_and_empty_lines_stay() -> None:
    assert lines("un\n\ndeux", 10) == ["un", "", "deux"]
    assert lines("", 10) == [""]


def test_flags_are_one_cluster() -> None:
    assert [span.of("🇫🇷🇲🇱") for span in graphemes("🇫🇷🇲🇱")] == ["🇫🇷", "🇲🇱"]


@given(TEXT, st.integers(1, 30))
def test_a_shortened_text_fits_and_says_that_it_is_one(text: str, width: int) -> None:
    line = text.replace("\n", " ")
    short = shortened(line, width)
    assert cell_len(short) <= width
    assert short == line or short.endswith("…")
