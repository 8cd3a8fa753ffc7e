"""A hit as lines of the concordance: keys below each other on both sides, or both texts whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual._cells import cell_len
from textual.strip import Strip

from db.records import LanguageTag, PairRow, Span
from tui.labels import ORIGIN_SYMBOLS, STATUS_SYMBOLS, missing_source, missing_target
from tui.widgets.row_lines import MARKER, RULE, Columns, Mark, Side, Styles, _segments, body
from workbench.search.kwic import ELLIPSIS, kwic
from workbench.search.service import Hit
from workbench.text.visible import visible
from workbench.text.wrap import shortened

BESIDE = 110
"""Cells from which the two sides stand beside each other in one line."""
MOST_SHOWN = 20_000
"""Code points of a side that are shown whole."""

Counterparts = tuple[tuple[Span, ...], tuple[Span, ...]]
"""Places of the original and of the rendering that probably correspond to what was found on the other."""
NONE: Counterparts = ((), ())


class Shades(NamedTuple):
    """The styles of a line."""

    text: Style
    number: Style
    marker: Style
    rule: Style
    symbol: Style
    key: Style
    counterpart: Style
    missing: Style


def kwic_strips(
    hit: Hit,
    other: Counterparts,
    width: int,
    digits: int,
    shades: Shades,
    *,
    current: bool,
    target: LanguageTag,
) -> list[Strip]:
    """A hit in one line with both sides, or in two where `width` cells are few; keys in one column."""
    row = hit.pair
    gutter = _gutter(row, digits, shades, current)
    used = sum(segment.cell_length for segment in gutter)
    sides = (
        (row.source, hit.in_source, other[0], missing_source(row)),
        (row.target, hit.in_target, other[1], missing_target(target)),
    )
    if width >= BESIDE:
        room = width - used - len(RULE)
        left = _line(*sides[0], room // 2, shades)
        right = _line(*sides[1], room - room // 2, shades)
        segments = [*gutter, *left, Segment(RULE, shades.rule), *right]
        return [Strip(segments).adjust_cell_length(width, shades.text)]
    lines = [_line(*side, width - used, shades) for side in sides]
    below = [gutter[0], Segment(" " * (used - 1), shades.text)]
    return [
        Strip([*start, *line]).adjust_cell_length(width, shades.text)
        for start, line in zip((gutter, below), lines, strict=True)
    ]


def whole_strips(
    hit: Hit,
    other: Counterparts,
    width: int,
    digits: int,
    shades: Shades,
    *,
    current: bool,
    target: LanguageTag,
) -> list[Strip]:
    """A hit with both texts whole and wrapped beside each other."""
    row = hit.pair
    styles = Styles(shades.text, shades.number, shades.rule, shades.marker, shades.symbol, shades.number)
    sides = (
        _whole(row.source, hit.in_source, other[0], missing_source(row), shades),
        _whole(row.target, hit.in_target, other[1], missing_target(target), shades),
    )
    return body(row, sides, Columns(width, digits), styles, current=current)


def _gutter(row: PairRow, digits: int, shades: Shades, current: bool) -> list[Segment]:
    return [
        Segment(MARKER if current else " ", shades.marker),
        Segment(f"{row.id:>{digits}} ", shades.number),
        Segment(STATUS_SYMBOLS[row.status], shades.symbol),
        Segment(f"{ORIGIN_SYMBOLS[row.origin]} ", shades.number),
    ]


def _line(
    text: str, found: Sequence[Span], other: Sequence[Span], missing: str, width: int, shades: Shades
) -> list[Segment]:
    """One side in a line of exactly `width` cells: around its key, its counterpart, or its beginning."""
    if not text:
        return _filled([Segment(shortened(missing, width), shades.text + shades.missing)], width, shades)
    key = next(iter((*found, *other)), None)
    if key is None:
        shown = shortened(visible(text[: width * 4].replace("\n", " ")), width)
        return _filled([Segment(shown, shades.text)], width, shades)
    line = kwic(text, key, width)
    room = (width - cell_len(line.key)) // 2
    blank = Segment(" " * max(0, room - cell_len(line.left)), shades.text)
    around = Span(line.start, min(line.end, line.start + 4 * width))
    shown = visible(text[around.start : around.end].replace("\r", " ").replace("\n", " "))
    marks = _marks(found, other, around, shades)
    segments = [blank, *_segments(shown, Span(0, len(shown)), marks, shades.text)]
    if line.left.startswith(ELLIPSIS) and line.start:
        segments.insert(1, Segment(ELLIPSIS, shades.text))
    if line.right.endswith(ELLIPSIS) and line.end < len(text):
        segments.append(Segment(ELLIPSIS, shades.text))
    return _filled(segments, width, shades)


def _marks(found: Sequence[Span], other: Sequence[Span], around: Span, shades: Shades) -> list[Mark]:
    """The marks within a stretch of the text, as places of that stretch."""
    marks = [Mark(span, shades.counterpart) for span in other] + [Mark(span, shades.key) for span in found]
    return [
        Mark(Span(max(0, span.start - around.start), span.end - around.start), style)
        for span, style in marks
        if span.start < around.end and span.end > around.start
    ]


def _whole(text: str, found: Sequence[Span], other: Sequence[Span], missing: str, shades: Shades) -> Side:
    if not text:
        return Side(missing, (Mark(Span(0, len(missing)), shades.missing),), missing)
    shown = visible(text[:MOST_SHOWN], keep_newlines=True) + (ELLIPSIS if len(text) > MOST_SHOWN else "")
    return Side(shown, tuple(_marks(found, other, Span(0, len(shown)), shades)), shown)


def _filled(segments: list[Segment], width: int, shades: Shades) -> list[Segment]:
    return list(Strip(segments).adjust_cell_length(width, shades.text))
