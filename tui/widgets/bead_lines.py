"""A bead as lines: sentences on the left and on the right, and the link drawn between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.widgets.compare_cells import Run, words
from workbench.review.laid import LaidBead, Sentence
from workbench.text.visible import visible
from workbench.text.wrap import shortened

NOTHING = "⟨nothing⟩"
MARKER, CURSOR, SELECTED = "▌", "›", "◆"
GUTTER = 2
"""Cells before a sentence: whether it is selected, whether the cursor is on it."""
WIDE = 110
STUB = 2
"""Cells of a link between a sentence and its bracket."""

Line = list[Segment]


class Strokes(NamedTuple):
    """What a link is drawn with, so that it tells without colour who laid it."""

    across: str
    down: str
    fork: str
    left: tuple[str, str]
    """Beside a sentence of the original: in the midst of a bracket, and at its end."""
    right: tuple[str, str]
    loose: tuple[str, str]
    """Ends of a link that leads nowhere: from the original, from the rendering."""


SURE = Strokes("─", "│", "┬", ("┤", "┘"), ("├", "└"), ("╴", "╶"))
DOUBTFUL = SURE._replace(across="╌", down="╎")
BY_HAND = Strokes("━", "┃", "┳", ("┫", "┛"), ("┣", "┗"), ("╸", "╺"))


@dataclass(frozen=True, slots=True)
class Shape:
    """How the width is divided, in cells."""

    width: int

    @property
    def link(self) -> int:
        """Width of what is drawn between the columns."""
        return 17 if self.width >= WIDE else 13

    @property
    def source(self) -> int:
        """Width of the sentences on the left."""
        return max(4, (self.width - 3 - 2 * GUTTER - self.link) // 2)

    @property
    def target(self) -> int:
        """Width of the sentences on the right."""
        return max(4, self.width - 3 - 2 * GUTTER - self.link - self.source)

    def side_at(self, x: int) -> int:
        """The side (0: original) at a cell of a line."""
        return int(x > 1 + GUTTER + self.source + self.link // 2)


class Palette(NamedTuple):
    """The styles of a bead; all but `text` and `current` are added to one of these."""

    text: Style
    current: Style
    heading: Style
    marker: Style
    link: Style
    doubtful: Style
    by_hand: Style
    missing: Style
    word: Style
    unrendered: Style


class Told(NamedTuple):
    """A text of which some words are marked."""

    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of a bead beside its sentences."""

    heading: str = ""
    cursor: tuple[int, int] | None = None
    """Side and number of the sentence under the cursor; None where it is in another bead."""
    selected: frozenset[tuple[int, int]] = frozenset()
    """Side and number of each sentence that is selected."""
    told: Mapping[tuple[int, int], Told] = field(default_factory=dict)
    """Sentences whose words are marked, by side and number."""


def block(bead: LaidBead, look: Look, shape: Shape, palette: Palette) -> list[Strip]:
    """The lines of a bead, its heading above and a blank one below."""
    base = palette.current if look.cursor else palette.text
    left, starts = _column(bead.source, 0, look, shape.source, palette)
    right, other_starts = _column(bead.target, 1, look, shape.target, palette)
    height = max(len(left), len(right))
    drawn = link_lines(bead, starts, other_starts, height, shape.link)
    style = base + _link_style(bead, palette)
    marker = Segment(MARKER if look.cursor else " ", base + palette.marker)
    strips = _heading(look, shape, palette)
    for row in range(height):
        ours = left[row] if row < len(left) else [_blank(GUTTER + shape.source, base)]
        theirs = right[row] if row < len(right) else [_blank(GUTTER + shape.target, base)]
        line = Strip([marker, *ours, Segment(f" {drawn[row]}", style), *theirs])
        strips.append(line.adjust_cell_length(shape.width, base))
    return [*strips, Strip.blank(shape.width, palette.text)]


def link_lines(
    bead: LaidBead, starts: Sequence[int], other_starts: Sequence[int], height: int, width: int
) -> list[str]:
    """The link of a bead, line by line, each `width` cells.

    `starts` and `other_starts` are the lines on which the sentences of both sides begin.
    """
    strokes = BY_HAND if bead.aligned_by else DOUBTFUL if bead.doubtful() else SURE
    area = width - 2 * (STUB + 1)
    fill = strokes.across if bead.source and bead.target else " "
    label = f" {shown_probability(bead)} ".center(area, fill)
    lines = []
    for row in range(height):
        ours = _half(row, starts, strokes, strokes.left, bool(bead.target))
        theirs = _half(row, other_starts, strokes, strokes.right, bool(bead.source))
        left = (strokes.across * STUB if row in starts else " " * STUB) + ours
        right = theirs + (strokes.across * STUB if row in other_starts else " " * STUB)
        if row == 0 and not bead.target:
            left = left[:-1] + (strokes.loose[0] if len(starts) < 2 else left[-1])
            right = " " * len(right)
        if row == 0 and not bead.source:
            right = (strokes.loose[1] if len(other_starts) < 2 else right[0]) + right[1:]
            left = " " * len(left)
        lines.append(left + (label if row == 0 else " " * area) + right)
    return lines


def shown_probability(bead: LaidBead) -> str:
    """How sure a bead is, as short as can be: a tick where a person laid it, a question mark in doubt."""
    if bead.aligned_by:
        return "✓"
    if bead.probability is None:
        return "–"
    # Not rounded up: 0.996 is not certain.
    figure = f"{int(bead.probability * 100) / 100:.2f}"
    return figure + ("?" if bead.doubtful() else "✓" if bead.decided else "")


def _half(row: int, starts: Sequence[int], strokes: Strokes, ends: tuple[str, str], joined: bool) -> str:
    """The bracket of one side on a line."""
    if not starts or row > starts[-1]:
        return " "
    if row == 0:
        return strokes.fork if len(starts) > 1 else strokes.across if joined else " "
    if row == starts[-1]:
        return ends[1]
    return ends[0] if row in starts else strokes.down


def _column(
    sentences: Sequence[Sentence], side: int, look: Look, width: int, palette: Palette
) -> tuple[list[Line], list[int]]:
    """The lines of one side, and on which of them its sentences begin."""
    base = palette.current if look.cursor else palette.text
    if not sentences:
        here = look.cursor is not None and look.cursor[0] == side
        gutter = [Segment(f" {CURSOR}" if here else " " * GUTTER, base + palette.marker)]
        return [[*gutter, *line] for line in words(NOTHING, [], width, base + palette.missing)[:1]], []
    lines: list[Line] = []
    starts = []
    for number, sentence in enumerate(sentences):
        starts.append(len(lines))
        told = look.told.get((side, number)) or Told(sentence.text, ())
        chosen = SELECTED if (side, number) in look.selected else " "
        at = CURSOR if look.cursor == (side, number) else " "
        for row, line in enumerate(words(told.text, told.runs, width, base)):
            gutter = [Segment(chosen + (at if row == 0 else " "), base + palette.marker)]
            lines.append([*gutter, *line])
    return lines, starts


def _heading(look: Look, shape: Shape, palette: Palette) -> list[Strip]:
    if not look.heading:
        return []
    shown = shortened(visible(look.heading), max(1, shape.width - 2))
    line = [Segment(" ", palette.text), Segment(shown, palette.text + palette.heading)]
    return [Strip(line).adjust_cell_length(shape.width, palette.text)]


def _link_style(bead: LaidBead, palette: Palette) -> Style:
    if bead.aligned_by:
        return palette.by_hand
    return palette.doubtful if bead.doubtful() else palette.link


def _blank(cells: int, style: Style) -> Segment:
    return Segment(" " * max(0, cells), style)
