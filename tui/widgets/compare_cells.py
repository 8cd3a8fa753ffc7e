"""A segment in several renderings as lines: in columns, or below each other where it is narrow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual._cells import cell_len
from textual.strip import Strip

from db.records import Span
from workbench.compare import wording
from workbench.compare.differences import Mark, pieces
from workbench.compare.values import Comparison, Version, letter
from workbench.text.visible import visible
from workbench.text.wrap import shortened, wrap

GUTTER = 5
"""Cells before the first column: number and Viv of a segment, or the letter of a rendering."""
RULE, MARKER = "│", "▌"
LACKING = "~"
"""Stands around words of the base that a rendering lacks."""
BETWEEN = 3
"""Cells between two columns."""
STACKED = 100
"""Cells below which renderings stand below each other."""
_NARROWEST = 33
_MOST = 4
"""Columns of renderings at most: more are looked through sideways."""

Line = list[Segment]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the width is divided."""

    width: int
    columns: int
    """Columns of renderings that are shown; 0 where they stand below each other."""

    @staticmethod
    def of(width: int, versions: int) -> Shape:
        """As many columns as fit, two at least."""
        if width < STACKED:
            return Shape(width, 0)
        fitting = (width - GUTTER) // _NARROWEST - 1
        return Shape(width, max(1, min(versions, _MOST, max(2, fitting))))

    @property
    def cells(self) -> list[int]:
        """The width of the original and of each column; one for all where they stand below each other."""
        if not self.columns:
            return [max(1, self.width - GUTTER)]
        room = self.width - GUTTER - BETWEEN * self.columns
        share, rest = divmod(room, self.columns + 1)
        return [share + (place < rest) for place in range(self.columns + 1)]


class Palette(NamedTuple):
    """The styles of a comparison; all but `text` and `current` are added to one of these."""

    text: Style
    current: Style
    source: Style
    some: Style
    alone: Style
    inserted: Style
    deleted: Style
    omitted: Style
    note: Style
    missing: Style
    rule: Style
    marker: Style
    number: Style

    def of(self, mark: Mark) -> Style:
        """The style of a piece of a rendering."""
        known = {
            Mark.SOME: self.some,
            Mark.ALONE: self.alone,
            Mark.INSERTED: self.inserted,
            Mark.DELETED: self.deleted,
        }
        return known.get(mark, Style.null())


class Run(NamedTuple):
    """A stretch of a text in a style of its own; the runs of a text are in order and apart."""

    span: Span
    style: Style


class Place(NamedTuple):
    """What is shown: a segment, the rendering under the cursor (-1 in other segments), the first in view."""

    segment: int
    version: int
    first: int


class Block:
    """The lines of a segment, and a blank one below; each is drawn when it is first asked for."""

    def __init__(self, comparison: Comparison, place: Place, shape: Shape, palette: Palette) -> None:
        self._width, self._palette = shape.width, palette
        lay_out = _beside if shape.columns else _stacked
        self._height, self._line = lay_out(comparison, place, shape, palette)
        self._drawn: dict[int, Strip] = {}

    def __len__(self) -> int:
        return self._height + 1

    def __getitem__(self, number: int) -> Strip:
        """A line by its number."""
        found = self._drawn.get(number)
        if found is None:
            line = self._line(number) if number < self._height else []
            found = Strip(line).adjust_cell_length(self._width, self._palette.text)
            self._drawn[number] = found
        return found


def head(comparison: Comparison, place: Place, shape: Shape, palette: Palette) -> list[Strip]:
    """The lines above all segments: who made each rendering, and how much it differs."""
    if not shape.columns:
        return _names(comparison, place, shape, palette)
    widths = shape.cells
    columns = [_column_head(_about_original(comparison, place, shape), widths[0], palette, current=False)]
    shown = range(place.first, min(place.first + shape.columns, len(comparison.versions)))
    for width, number in zip(widths[1:], shown, strict=False):
        about = _about(comparison, number)
        columns.append(_column_head(about, width, palette, current=number == place.version))
    strips = []
    for line in range(3):
        segments: Line = [Segment(" " * GUTTER, palette.text)]
        for number, column in enumerate(columns):
            here = number > 0 and shown[number - 1] == place.version
            between = f" {MARKER} " if here else " " * BETWEEN
            segments += [Segment(between, palette.text + palette.marker)] if number else []
            segments += column[line]
        strips.append(Strip(segments).adjust_cell_length(shape.width, palette.text))
    return strips


class Words:
    """A text wrapped into lines of exactly `width` cells, each drawn when it is asked for."""

    def __init__(self, text: str, runs: Sequence[Run], width: int, base: Style) -> None:
        self._text = visible(text, keep_newlines=True)
        self._runs, self._width, self._base = runs, width, base
        self._ends = [run.span.end for run in runs]
        self._lines = _lines(self._text, width)

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, number: int) -> Line:
        """A line by its number."""
        line = self._lines[number]
        at = bisect_right(self._ends, line.start)
        segments = list(_cut(self._text, line, self._runs, at, self._base))
        return [*segments, _blank(self._width - cell_len(line.of(self._text)), self._base)]


def words(text: str, runs: Sequence[Run], width: int, base: Style) -> list[Line]:
    """A text wrapped into lines of exactly `width` cells, all drawn."""
    wrapped = Words(text, runs, width, base)
    return [wrapped.line(number) for number in range(len(wrapped))]


class Column:
    """Texts below each other, and blank lines below those."""

    def __init__(self, texts: Sequence[Words], width: int, base: Style) -> None:
        self._texts, self._blank = texts, _blank(width, base)
        self.base = base

    def __len__(self) -> int:
        return sum(map(len, self._texts))

    def line(self, number: int) -> Line:
        """A line by its number."""
        for text in self._texts:
            if number < len(text):
                return text.line(number)
            number -= len(text)
        return [self._blank]


Drawn = tuple[int, Callable[[int], Line]]
"""How many lines there are, and what draws one of them."""


@lru_cache(maxsize=256)
def _lines(text: str, width: int) -> list[Span]:
    """Where the lines of a text end; kept, since moving the cursor draws the same texts again."""
    return wrap(text, width)


def _cut(text: str, line: Span, runs: Sequence[Run], at: int, base: Style) -> Iterator[Segment]:
    done = line.start
    while at < len(runs) and runs[at].span.start < line.end:
        start, end = max(done, runs[at].span.start), min(line.end, runs[at].span.end)
        if start > done:
            yield Segment(text[done:start], base)
        if end > start:
            yield Segment(text[start:end], base + runs[at].style)
        done = max(done, end)
        at += 1
    if done < line.end:
        yield Segment(text[done : line.end], base)


def _beside(comparison: Comparison, place: Place, shape: Shape, palette: Palette) -> Drawn:
    widths = shape.cells
    shown = range(place.first, min(place.first + shape.columns, len(comparison.versions)))
    original = _original(comparison, place, widths[0], palette)
    columns = [_cell(comparison, place, number, widths[1 + n], palette) for n, number in enumerate(shown)]
    gutter = _gutter(comparison, place, palette)

    def line(number: int) -> Line:
        segments = list(gutter[number] if number < len(gutter) else [_blank(GUTTER, palette.text)])
        segments += original.line(number)
        for version, column in zip(shown, columns, strict=True):
            sign, style = (MARKER, palette.marker) if version == place.version else (RULE, palette.rule)
            segments += [
                Segment(" ", palette.text),
                Segment(sign, column.base + style),
                Segment(" ", column.base),
                *column.line(number),
            ]
        return segments

    return max(2, len(original), *map(len, columns)), line


def _stacked(comparison: Comparison, place: Place, shape: Shape, palette: Palette) -> Drawn:
    width = shape.cells[0]
    original = _original(comparison, place, width, palette)
    columns = [
        _cell(comparison, place, version, width, palette) for version in range(len(comparison.versions))
    ]
    tops = list(accumulate(map(len, columns), initial=len(original)))
    gutter = _gutter(comparison, place, palette)

    def line(number: int) -> Line:
        if number < len(original):
            before = gutter[number] if number < len(gutter) else [_blank(GUTTER, palette.text)]
            return [*before, *original.line(number)]
        version = bisect_right(tops, number) - 1
        base = columns[version].base
        name = letter(version) if number == tops[version] else ""
        return [
            Segment(MARKER if version == place.version else " ", base + palette.marker),
            Segment(f"{name:>2}", base + palette.number),
            Segment("  ", base),
            *columns[version].line(number - tops[version]),
        ]

    return tops[-1], line


def _gutter(comparison: Comparison, place: Place, palette: Palette) -> list[Line]:
    """The number of a segment, and how much its renderings vary."""
    viv = comparison.segments[place.segment].viv
    first = f"{place.segment + 1:>3}  "
    return [
        [Segment(first[:GUTTER], palette.text + palette.number)],
        [Segment(f"{wording.score(viv):>4} "[-GUTTER:], palette.text + palette.note)],
    ]


def _original(comparison: Comparison, place: Place, width: int, palette: Palette) -> Column:
    """The original, marked where the rendering under the cursor leaves something out."""
    segment = comparison.segments[place.segment]
    if segment.source:
        cell = segment.cells[place.version] if place.version >= 0 else None
        runs = [Run(span, palette.omitted) for span in cell.omitted] if cell else []
        text = Words(segment.source, runs, width, palette.text + palette.source)
    else:
        text = Words(wording.NO_ORIGINAL, [], width, palette.text + palette.missing)
    return Column([text], width, palette.text)


def _cell(comparison: Comparison, place: Place, number: int, width: int, palette: Palette) -> Column:
    """What a version makes of a segment, and below it what is to be said of that."""
    segment = comparison.segments[place.segment]
    base = palette.current if number == place.version else palette.text
    if segment.cells[number] is None:
        return Column([Words(wording.NOTHING, [], width, base + palette.missing)], width, base)
    runs: list[Run] = []
    shown: list[str] = []
    at = 0
    for piece in pieces(segment, number, comparison.base):
        text = f"{LACKING}{piece.text}{LACKING}" if piece.mark is Mark.DELETED else piece.text
        if piece.mark not in (Mark.PLAIN, Mark.BETWEEN):
            runs.append(Run(Span(at, at + len(text)), palette.of(piece.mark)))
        at += len(text)
        shown.append(text)
    notes = wording.notes(comparison, segment, number, words=False)
    texts = [Words("".join(shown), runs, width, base)]
    texts += [Words(note, [], width, base + palette.note) for note in notes]
    return Column(texts, width, base)


def _about(comparison: Comparison, number: int) -> list[str]:
    """Three lines about a rendering."""
    version = comparison.versions[number]
    base = "  ◆ base" if number == comparison.base else ""
    return [
        f"{letter(number)}  {version.by}",
        ", ".join(filter(None, [wording.made_by(version), version.date])),
        f"Eddy {wording.score(version.eddy)}{base}",
    ]


def _about_original(comparison: Comparison, place: Place, shape: Shape) -> list[str]:
    """Three lines about the original; the last says which renderings are out of sight."""
    count = len(comparison.versions)
    last = min(place.first + shape.columns, count)
    more = f"{letter(place.first)}–{letter(last - 1)} of {count} renderings" if shape.columns < count else ""
    return ["Original", ", ".join(filter(None, [comparison.where, comparison.said])), more]


def _column_head(about: Sequence[str], width: int, palette: Palette, *, current: bool) -> list[Line]:
    base = palette.text
    styles = [base + palette.number, base + palette.note, base + palette.note]
    if current:
        styles[0] = base + palette.marker
    lines = []
    for text, style in zip(about, styles, strict=True):
        shown = shortened(visible(text), width)
        lines.append([Segment(shown, style), _blank(width - cell_len(shown), base)])
    return lines


def _names(comparison: Comparison, place: Place, shape: Shape, palette: Palette) -> list[Strip]:
    """The renderings by letter, one after the other, in as many lines as they need, four at most."""
    entries = [_short(comparison, number) for number in range(len(comparison.versions))]
    lines: list[Line] = [[Segment(" ", palette.text)]]
    used = 1
    for number, entry in enumerate(entries):
        shown = shortened(visible(entry), max(1, shape.width - 4))
        if used + cell_len(shown) + 3 > shape.width and used > 1:
            lines.append([Segment(" ", palette.text)])
            used = 1
        style = palette.marker if number == place.version else palette.note
        lines[-1] += [Segment(shown, palette.text + style), Segment("   ", palette.text)]
        used += cell_len(shown) + 3
    return [Strip(line).adjust_cell_length(shape.width, palette.text) for line in lines[:4]]


def _short(comparison: Comparison, number: int) -> str:
    version: Version = comparison.versions[number]
    base = " ◆" if number == comparison.base else ""
    return f"{letter(number)} {version.by} {wording.score(version.eddy)}{base}"


def _blank(cells: int, style: Style) -> Segment:
    return Segment(" " * max(0, cells), style)
