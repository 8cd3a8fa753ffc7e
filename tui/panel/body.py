"""The lines of the side panel: laid out once, drawn as far as they are on screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from tui.panel.told import Line, Row, Told, laid_out

DIMMED = RichStyle(dim=True)
ABOVE = 2
"""Lines shown above the one where a reader is to begin."""


BEYOND = Row(Content(""), 0, (0, 0))
"""What stands below the last line."""


class PanelBody(ScrollView, can_focus=False):
    """Paragraphs in a column that scrolls. A click on one of an item's lines takes the item."""

    DEFAULT_CSS = """
    PanelBody {
        height: 1fr;
        margin: 0 1 0 2;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    @dataclass
    class Picked(Message):
        """A line of an item was clicked."""

        item: int

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._rows: list[Row] = []
        self._strips: dict[int, Strip] = {}
        self._base: Style | None = None
        """The style of the widget; None until it is worked out."""
        self._dim = False

    def show(self, told: Told, *, stay: bool) -> None:
        """Show this, from where it begins unless the reader is to `stay` where they are."""
        self._lines, self._dim = told.lines, False
        self._lay_out()
        if not stay:
            first = bisect_right(self._rows, told.begins, key=lambda row: row.start) - 1
            self.scroll_to(y=max(0, first - ABOVE), animate=False)

    def dim(self) -> None:
        """Let what is shown step back: it is of another pair."""
        if not self._dim:
            self._dim = True
            self._strips.clear()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        number = y + self.scroll_offset.y
        number = min(number, len(self._rows))
        if number not in self._strips:
            last = number == len(self._rows)
            self._strips[number] = self._drawn(BEYOND if last else self._rows[number])
        return self._strips[number]

    def on_resize(self, _: events.Resize) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._base = None

    def on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if number < len(self._rows) and self._rows[number].item:
            self.post_message(self.Picked(self._rows[number].item))

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return  # not laid out yet: `on_resize` comes back here
        before = len(self._rows)
        self._rows = laid_out(self._lines, width)
        self._strips.clear()
        # Layout is for what does not fit, and painting for what is written on: most of a panel is neither.
        page = self.scrollable_content_region.height
        self.virtual_size = Size(width, max(page, len(self._rows)))
        self.refresh(Region(0, 0, self.size.width, min(page, max(before, len(self._rows)))))

    def _drawn(self, row: Row) -> Strip:
        if self._base is None:
            self._base = self.visual_style
        parts = row.content.render(self._base, end="", parse_style=self.app.stylesheet.parse_style)
        strip = Strip([Segment(text, style.rich_style) for text, style in parts])
        strip = strip.adjust_cell_length(self.size.width, self._base.rich_style)
        return strip.apply_style(DIMMED) if self._dim else strip
