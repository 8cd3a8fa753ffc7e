"""The renderings of a quote in a grid: a row for each segment, a column for each rendering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import jumping
from tui.widgets.compare_cells import GUTTER, Block, Palette, Place, Shape, head
from tui.widgets.viewport import Anchor, Viewport
from workbench.compare.values import Cell, Comparison, Segment

WHEEL = 3
"""Lines that one notch of the mouse wheel scrolls."""


class CompareGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a comparison, with a cursor on one rendering of one segment. Only rows in view are wrapped."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compare--current",
        "compare--source",
        "compare--some",
        "compare--alone",
        "compare--inserted",
        "compare--deleted",
        "compare--omitted",
        "compare--note",
        "compare--missing",
        "compare--rule",
        "compare--marker",
        "compare--number",
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell, or the cell has changed."""

    @dataclass
    class Opened(Message):
        """A cell was double-clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.comparison: Comparison | None = None
        self.row = 0
        self.column = 0
        self._first = 0
        """The first rendering that is shown, where not all fit."""
        self._view = Viewport(lambda index: len(self._block(index)))
        self._blocks: LRUCache[int, Block] = LRUCache(64)
        self._shape = Shape(0, 0)
        self._palette: Palette | None = None

    @property
    def segment(self) -> Segment | None:
        """The segment under the cursor."""
        segments = self.comparison.segments if self.comparison else ()
        return segments[self.row] if segments else None

    @property
    def cell(self) -> Cell | None:
        """What the rendering under the cursor makes of the segment; None where it leaves it out."""
        segment = self.segment
        return segment.cells[self.column] if segment and segment.cells else None

    def show(self, comparison: Comparison | None) -> None:
        """Show a comparison; the cursor stays where it is as far as it can."""
        self.comparison = comparison
        if comparison is not None:
            self.row = max(0, min(self.row, len(comparison.segments) - 1))
            self.column = max(0, min(self.column, len(comparison.versions) - 1))
        self._measure()
        self._go(self.row, self.column)

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self._go(row, column)

    def step(self, rows: int) -> None:
        """Move the cursor by segments, or scroll within one that is taller than the screen."""
        if abs(rows) > 1 or not self._scroll_within(rows):
            self._go(self.row + rows, self.column)

    def side(self, columns: int) -> None:
        """Move the cursor by renderings."""
        self._go(self.row, self.column + columns)

    def page(self, step: int) -> None:
        """Move the cursor by a screen."""
        if not self._scroll_within(step * max(1, self._view.page - 1)):
            self._go(self._view.a_page_from(self.row, step), self.column)

    def jump_places(self) -> list[jumping.Place]:
        """The first line of each segment in view."""
        found: list[jumping.Place] = []
        row = self._view.anchor.row + (1 if self._view.anchor.line else 0)
        while row < self._view.count and (top := self._view.top(row)) < self._view.page:
            at = self.region.offset + Offset(0, len(self._head()) + top + 1)
            found.append(jumping.Place(at, partial(self._go, row, self.column)))
            row += 1
        return found

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        if self.comparison is None or not self.comparison.versions:
            return Strip.blank(self.size.width, self.rich_style)
        heads = self._head()
        if y < len(heads):
            return heads[y]
        place = self._view.locate(y - len(heads))
        if place is None:
            return Strip.blank(self._shape.width, self.rich_style)
        return self._block(place.row)[place.line]

    def on_resize(self, _: events.Resize) -> None:
        self._measure()
        self._go(self.row, self.column)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = None
        self._blocks.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) != self._view.anchor.row:
            self._view.place(Anchor(round(new_value), 0))
            self.refresh()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._view.scroll(WHEEL)
        self._scrolled()
        event.stop()

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._view.scroll(-WHEEL)
        self._scrolled()
        event.stop()

    def on_click(self, event: events.Click) -> None:
        place = self._view.locate(event.y - len(self._head()))
        if place is None or self.comparison is None:
            return
        column = self._column_at(event.x)
        self._go(place.row, self.column if column is None else column)
        if event.chain > 1:
            self.post_message(self.Opened())

    def _column_at(self, x: int) -> int | None:
        """The rendering that stands at a cell of the line, where they stand beside each other."""
        right = GUTTER
        for number, width in enumerate(self._shape.cells):
            right += width + (3 if number else 0)
            if x < right and self._shape.columns:
                return self._first + number - 1 if number else None
        return None

    def _go(self, row: int, column: int) -> None:
        if self.comparison is None:
            return
        if not self.size.width:  # nothing is laid out before the real size is known
            self.row, self.column = row, column
            return
        before = self.row
        self.row = max(0, min(row, len(self.comparison.segments) - 1))
        self.column = max(0, min(column, len(self.comparison.versions) - 1))
        self._bring_column()
        for index in (before, self.row):
            self._blocks.discard(index)
        self._view.reveal(self.row)
        self._scrolled()
        self.post_message(self.Moved())

    def _bring_column(self) -> None:
        """Look sideways until the rendering under the cursor is in view."""
        columns = self._shape.columns or max(1, len(self.comparison.versions) if self.comparison else 1)
        first = max(min(self._first, self.column), self.column - columns + 1, 0)
        if first != self._first:
            self._first = first
            self._blocks.clear()

    def _scroll_within(self, lines: int) -> bool:
        """Scroll the current row when it reaches beyond the screen on that side; says whether it did."""
        hidden = self._view.hidden(self.row, lines)
        if hidden:
            self._view.scroll(min(lines, hidden) if lines > 0 else max(lines, -hidden))
            self._scrolled()
        return hidden > 0

    def _scrolled(self) -> None:
        """Let the scrollbar follow the view."""
        self.virtual_size = Size(self._shape.width, self._view.reach + self.size.height)
        self.scroll_y = self._view.anchor.row
        self.refresh()

    def _measure(self) -> None:
        """Divide the width anew and forget what was drawn."""
        if not self.size.width:
            return
        versions = len(self.comparison.versions) if self.comparison else 0
        self._shape = Shape.of(self.scrollable_content_region.width, versions)
        self._first = min(self._first, max(0, versions - self._shape.columns)) if self._shape.columns else 0
        self._blocks.clear()
        self._view.count = len(self.comparison.segments) if versions and self.comparison else 0
        self._view.page = max(1, self.size.height - len(self._head()))
        self._view.place(self._view.anchor)

    def _head(self) -> list[Strip]:
        if self.comparison is None or not self.comparison.versions:
            return []
        place = Place(self.row, self.column, self._first)
        lines = head(self.comparison, place, self._shape, self._styles())
        return [*lines, Strip.blank(self._shape.width, self.rich_style)]

    def _block(self, index: int) -> Block:
        """The lines of a row."""
        found = self._blocks.get(index)
        if found is None:
            assert self.comparison is not None
            place = Place(index, self.column if index == self.row else -1, self._first)
            found = self._blocks[index] = Block(self.comparison, place, self._shape, self._styles())
        return found

    def _styles(self) -> Palette:
        if self._palette is None:
            names = Palette._fields[2:]
            partial: list[Style] = [
                self.get_component_rich_style(f"compare--{name}", partial=True) for name in names
            ]
            current = self.get_component_rich_style("compare--current")
            self._palette = Palette(self.rich_style, current, *partial)
        return self._palette
