"""The window onto rows of unknown height, checked against a naive list of all lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.viewport import Anchor, Viewport

HEIGHTS = st.lists(st.integers(1, 12), min_size=1, max_size=25)
PAGE = st.integers(1, 9)


TOP = Anchor(0, 0)


def view(heights: list[int], page: int, anchor: Anchor = TOP) -> Viewport:
    made = Viewport(heights.__getitem__)
    made.count, made.page = len(heights), page
    made.place(anchor)
    return made


def lines(heights: list[int]) -> list[Anchor]:
    """Every line of the list, the naive way."""
    return [Anchor(row, line) for row, height in enumerate(heights) for line in range(height)]


def on_screen(made: Viewport) -> list[Anchor | None]:
    return [made.locate(y) for y in range(made.page)]


@st.composite
def views(draw: st.DrawFn) -> tuple[list[int], Viewport]:
    heights = draw(HEIGHTS)
    anchor = draw(st.sampled_from(lines(heights)))
    return heights, view(heights, draw(PAGE), anchor)


@given(views())
def test_the_screen_shows_consecutive_lines_and_is_full_when_there_are_enough(
    made: tuple[list[int], Viewport],
) -> None:
    heights, window = made
    everything = lines(heights)
    start = everything.index(window.anchor)
    shown = [place for place in on_screen(window) if place]
    assert shown == everything[start : start + window.page]
    assert len(shown) == min(window.page, len(everything))


@given(views(), st.integers(-40, 40))
def test_scrolling_moves_by_lines_and_stops_at_the_ends(made: tuple[list[int], Viewport], by: int) -> None:
    heights, window = made
    everything = lines(heights)
    start = everything.index(window.anchor)
    window.scroll(by)
    furthest = max(0, len(everything) - window.page)
    assert everything.index(window.anchor) == max(0, min(start + by, furthest))


@given(views(), st.data())
def test_a_revealed_row_is_on_screen_whole_or_from_its_beginning(
    made: tuple[list[int], Viewport], data: st.DataObject
) -> None:
    heights, window = made
    row = data.draw(st.integers(0, len(heights) - 1))
    seen = window.sees(row)
    window.reveal(row)
    shown = [place.line for place in on_screen(window) if place and place.row == row]
    if heights[row] <= window.page:
        assert shown == list(range(heights[row]))
    elif not seen:
        assert shown[0] == 0
    assert shown


@given(views(), st.data())
def test_a_row_brought_from_afar_is_revealed(made: tuple[list[int], Viewport], data: st.DataObject) -> None:
    heights, window = made
    row = data.draw(st.integers(0, len(heights) - 1))
    window.bring(row)
    assert window.sees(row)


@given(HEIGHTS, PAGE)
def test_stepping_through_a_tall_row_shows_every_line_of_it(heights: list[int], page: int) -> None:
    window = view(heights, page)
    seen: set[Anchor] = set()
    for row in range(len(heights)):
        window.reveal(row)
        seen.update(place for place in on_screen(window) if place)
        while window.hidden(row, 1):
            window.scroll(1)
            seen.update(place for place in on_screen(window) if place)
    assert seen == set(lines(heights))


@given(views(), st.data())
def test_a_page_is_never_longer_than_the_screen_and_gets_to_the_end(
    made: tuple[list[int], Viewport], data: st.DataObject
) -> None:
    heights, window = made
    row = data.draw(st.integers(0, len(heights) - 1))
    further = window.a_page_from(row, 1)
    assert further > row or row == len(heights) - 1
    assert sum(heights[row : further - 1]) < window.page or further == row


def test_an_empty_list_stays_where_it_is() -> None:
    window = view([], 5)
    window.scroll(3)
    window.reveal(0)
    window.bring(0)
    assert window.anchor == Anchor(0, 0)
    assert on_screen(window) == [None] * 5
