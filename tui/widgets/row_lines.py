"""One pair as lines of the list: number, status, origin, both texts wrapped beside each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual._cells import cell_len
from textual.strip import Strip

from db.records import PairRow, Severity, Span
from tui.labels import DOUBT_SYMBOL, FINDING_SYMBOLS, NOTE_SYMBOL, ORIGIN_SYMBOLS, STATUS_SYMBOLS
from workbench.text.wrap import wrap

MARKER = "▌"
RULE = " │ "
NARROWEST = 8


class Mark(NamedTuple):
    """A stretch of a text that is shown in a style of its own."""

    span: Span
    style: Style


class Side(NamedTuple):
    """One side of a pair as it is to be shown."""

    text: str
    """What decides where lines break."""
    marks: tuple[Mark, ...]
    shown: str
    """What is written: as long and as wide as `text`, with stand-ins for what is hard to see."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the width of the list is divided, in cells."""

    width: int
    digits: int

    @property
    def gutter(self) -> int:
        """Marker, number, status, origin, finding, doubt, note, and the spaces between them."""
        return self.digits + 9

    @property
    def source(self) -> int:
        """Width of the original."""
        return max(NARROWEST, (self.width - self.gutter - len(RULE)) // 2)

    @property
    def target(self) -> int:
        """Width of the rendering."""
        return max(NARROWEST, self.width - self.gutter - len(RULE) - self.source)


class Styles(NamedTuple):
    """The styles of a row, worked out for whether the cursor is on it."""

    text: Style
    number: Style
    rule: Style
    marker: Style
    symbol: Style
    finding: Style


def body(
    row: PairRow,
    sides: tuple[Side, Side],
    columns: Columns,
    styles: Styles,
    *,
    current: bool,
    gravest: Severity | None = None,
) -> list[Strip]:
    """The lines of a pair without its heading; as many as the longer side needs.

    `gravest` is how grave the gravest finding of the checks is.
    """
    source = _column(sides[0], columns.source, styles.text)
    target = _column(sides[1], columns.target, styles.text)
    marker = Segment(MARKER if current else " ", styles.marker)
    strips = []
    for number in range(max(len(source), len(target))):
        first = number == 0
        gutter = (
            _gutter(row, columns, styles, gravest) if first else [_blank(columns.gutter - 1, styles.text)]
        )
        left = source[number] if number < len(source) else [_blank(columns.source, styles.text)]
        right = target[number] if number < len(target) else [_blank(columns.target, styles.text)]
        segments = [marker, *gutter, *left, Segment(RULE, styles.rule), *right]
        strips.append(Strip(segments).adjust_cell_length(columns.width, styles.text))
    return strips


def _gutter(row: PairRow, columns: Columns, styles: Styles, gravest: Severity | None) -> list[Segment]:
    return [
        Segment(f"{row.id:>{columns.digits}} ", styles.number),
        Segment(STATUS_SYMBOLS[row.status], styles.symbol),
        Segment(f" {ORIGIN_SYMBOLS[row.origin]}", styles.number),
        Segment(FINDING_SYMBOLS.get(gravest, " ") if gravest else " ", styles.finding),
        Segment(DOUBT_SYMBOL if row.doubt else " ", styles.marker),
        Segment(NOTE_SYMBOL if row.note or row.comment_count else " ", styles.marker),
        Segment(" ", styles.text),
    ]


def _column(side: Side, width: int, base: Style) -> list[list[Segment]]:
    """The wrapped lines of one side, each filled up to `width` cells."""
    wrapped = wrap(side.text, width)
    lines = []
    for line, inside in zip(wrapped, _shared_out(side.marks, wrapped), strict=True):
        segments = list(_segments(side.shown, line, inside, base))
        used = cell_len(line.of(side.shown))
        lines.append([*segments, _blank(width - used, base)])
    return lines


def _shared_out(marks: Sequence[Mark], lines: Sequence[Span]) -> list[list[Mark]]:
    """The marks that each line has a part of, in their order."""
    ends = [line.end for line in lines]
    shared: list[list[Mark]] = [[] for _ in lines]
    for mark in marks:
        number = bisect_right(ends, mark.span.start)
        while number < len(lines) and lines[number].start < mark.span.end:
            shared[number].append(mark)
            number += 1
    return shared


def _segments(text: str, line: Span, marks: Sequence[Mark], base: Style) -> Iterator[Segment]:
    """A line cut where a mark begins or ends; overlapping marks add up."""
    inside = [mark for mark in marks if mark.span.start < line.end and mark.span.end > line.start]
    cuts = {line.start, line.end}
    for mark in inside:
        cuts.update((max(mark.span.start, line.start), min(mark.span.end, line.end)))
    places = sorted(cuts)
    for start, end in pairwise(places):
        style = base
        for mark in inside:
            if mark.span.start <= start < mark.span.end:
                style += mark.style
        yield Segment(text[start:end], style)


def _blank(cells: int, style: Style) -> Segment:
    return Segment(" " * max(0, cells), style)
