"""A table of any length: one line a row, drawn when it comes into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.counts import typed_count
from tui.jumping import Place
from tui.keys.listed import MOVE
from workbench.text.visible import visible
from workbench.text.wrap import shortened

MARKER, RESTING = "▌", "▏"
"""What stands before the current row where the keys go to the table, and where they do not."""
WHEEL = 3
_SPARE = 64
"""Code points beyond four a cell that are looked at when a text is cut: marks that take no cell."""

Cell = tuple[str, str]
"""A text and the component class, without `table--`, that it is shown in; empty for the plain one."""
Draw = Callable[[int, int], Sequence[Cell]]
"""The cells of a row by its number and the width that they may take together."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` made visible, cut or filled up to exactly `width` cells, at the right edge if asked."""
    cut = text[: 4 * width + _SPARE]
    shown = shortened(visible(cut) + ("…" if len(cut) < len(text) else ""), width)
    blank = " " * max(0, width - cell_len(shown))
    return blank + shown if right else shown + blank


class Table(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one line under a header, with a cursor. What a row says is asked of `draw`."""

    BINDINGS: ClassVar[list[BindingType]] = list(MOVE.bindings)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--current",
        "table--resting",
        "table--marker",
        "table--quiet",
        "table--strong",
        "table--warning",
        "table--draft",
        "table--translated",
        "table--approved",
        "table--rejected",
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another row; -1 when there is none."""

        table: Table
        index: int

        @property
        def control(self) -> Table:
            """The table, for `on`."""
            return self.table

    @dataclass
    class Opened(Message):
        """A row was double-clicked."""

        table: Table

        @property
        def control(self) -> Table:
            """The table, for `on`."""
            return self.table

    def __init__(self, empty: str = "", *, id: str) -> None:
        """`empty` is what is said where there is no row."""
        super().__init__(id=id)
        self.empty = empty
        self.cursor = 0
        self.count = 0
        self._draw: Draw = _nothing
        self._header: Callable[[int], str] | None = None
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(256)

    def fill(
        self, count: int, draw: Draw, cursor: int = 0, *, header: Callable[[int], str] | None = None
    ) -> None:
        """Show other rows, with the cursor on one of them; `header` is asked for a line of some width."""
        self.count, self._draw, self._header = count, draw, header
        self._strips.clear()
        self._extend()
        self._move(cursor)

    def jump(self, index: int) -> None:
        """Put the cursor on a row."""
        self._move(index)

    def action_step(self, step: int) -> None:
        """Move the cursor by one row, or as many as the number typed before says."""
        self._move(self.cursor + step * typed_count(self.app))

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        self._move(self.cursor + step * max(1, self._page - 1) * typed_count(self.app))

    def action_first(self) -> None:
        """Go to the first row."""
        self._move(0)

    def action_last(self) -> None:
        """Go to the last row, or to the row of the number typed before."""
        self._move((typed_count(self.app, 0) or self.count) - 1)

    def jump_places(self) -> list[Place]:
        """The rows in view."""
        top = round(self.scroll_y)
        at = self.region.offset + Offset(0, self._head)
        return [
            Place(at + Offset(0, row - top), partial(self._jumped, row))
            for row in range(top, min(self.count, top + self._page))
        ]

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        width = self.scrollable_content_region.width
        if y < self._head and self._header is not None:
            style = self.get_component_rich_style("table--header")
            return Strip([Segment(fit(" " + self._header(width - 1), width), style)])
        row = round(self.scroll_y) + y - self._head
        if not self.count and y == self._head:
            return Strip([Segment(fit(" " + self.empty, width), self._style("quiet"))])
        if row >= self.count:
            return Strip.blank(width, self.rich_style)
        key = (row, width, row == self.cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._row(row, width)
        return strip

    def on_resize(self, _: events.Resize) -> None:
        self._strips.clear()
        self._extend()
        self._reveal()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(WHEEL, event)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(-WHEEL, event)

    def on_click(self, event: events.Click) -> None:
        row = round(self.scroll_y) + event.y - self._head
        if self._head <= event.y and row < self.count:
            self._move(row)
            if event.chain > 1:
                self.post_message(self.Opened(self))

    @property
    def _head(self) -> int:
        return 1 if self._header is not None else 0

    @property
    def _page(self) -> int:
        return max(1, self.size.height - self._head)

    def _jumped(self, row: int) -> None:
        self.focus()
        self._move(row)

    def _wheel(self, lines: int, event: events.MouseEvent) -> None:
        self.scroll_y = max(0, min(round(self.scroll_y) + lines, self.count - self._page))
        self.refresh()
        event.stop()

    def _move(self, index: int) -> None:
        self.cursor = max(0, min(index, self.count - 1))
        self._reveal()
        self.post_message(self.Moved(self, self.cursor if self.count else -1))

    def _reveal(self) -> None:
        top = round(self.scroll_y)
        lowest = self.cursor - self._page + 1
        self.scroll_y = max(0, min(max(top, lowest), self.cursor, max(0, self.count - self._page)))
        self.refresh()

    def _extend(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.count + self._head)

    def _row(self, row: int, width: int) -> Strip:
        current = row == self.cursor
        base = self._style("current" if self.has_focus else "resting") if current else self.rich_style
        marker = self.get_component_rich_style("table--marker", partial=True)
        sign = MARKER if self.has_focus else RESTING
        segments = [Segment(sign if current else " ", base + marker)]
        for text, part in self._draw(row, width - 1):
            style = base + self.get_component_rich_style(f"table--{part}", partial=True) if part else base
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"table--{part}")


def _nothing(row: int, width: int) -> Sequence[Cell]:
    return ()
