"""The list of what would be replaced: old and new words below each other, with a tick for each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from db.records import Span
from tui.keys.bulk import REPLACE_LIST
from tui.labels import STATUS_SYMBOLS
from tui.widgets.row_lines import MARKER, Mark, _segments
from tui.widgets.viewport import Anchor, Viewport
from workbench.review.bulk import Replacement
from workbench.text.visible import visible
from workbench.text.wrap import graphemes, wrap

GUTTER = 15
"""Marker, tick, number and status of a pair, and the sign of a line."""
AROUND = 60
"""Characters that are shown before the first change of a text."""
MOST = 400
"""Characters of a text that are shown."""
WHEEL = 3


class ReplacementList(ScrollView, can_focus=True, inherit_bindings=False):
    """A virtual list: only rows that are looked at are wrapped."""

    BINDINGS: ClassVar[list[BindingType]] = list(REPLACE_LIST.bindings)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "replacement-list--current",
        "replacement-list--marker",
        "replacement-list--quiet",
        "replacement-list--old",
        "replacement-list--new",
    }

    @dataclass
    class Ticked(Message):
        """Other pairs are ticked than before."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Replacement] = ()
        self._unticked: set[int] = set()
        self.cursor = 0
        self._view = Viewport(lambda index: len(self._block(index)))
        self._blocks: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(256)

    def fill(self, found: Sequence[Replacement]) -> None:
        """Show other replacements; a pair stays unticked where it was."""
        self._found = found
        self.cursor = 0
        self._view.anchor = Anchor(0, 0)
        self._measure()
        self._scrolled()

    @property
    def ticked(self) -> list[Replacement]:
        """What the person wants to be replaced."""
        return [one for one in self._found if one.row.id not in self._unticked]

    def action_tick(self) -> None:
        """Replace it in the pair under the cursor, or not, and go on to the next."""
        if self._found:
            self._unticked ^= {self._found[self.cursor].row.id}
            self._blocks.clear()
            self._move(self.cursor + 1)
            self.post_message(self.Ticked())

    def action_tick_all(self, ticked: bool) -> None:
        """Tick all pairs or none."""
        here = {one.row.id for one in self._found}
        self._unticked = self._unticked - here if ticked else self._unticked | here
        self._blocks.clear()
        self.refresh()
        self.post_message(self.Ticked())

    def action_step(self, step: int) -> None:
        """Move the cursor by one pair."""
        self._move(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        self._move(self._view.a_page_from(self.cursor, step))

    def action_end(self, last: bool) -> None:
        """Go to the last pair, or to the first."""
        self._view.place(self._view.last() if last else Anchor(0, 0))
        self._move(len(self._found) - 1 if last else 0)

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        place = self._view.locate(y)
        if place is None:
            return Strip.blank(self._width, self.rich_style)
        return self._block(place.row)[place.line]

    def on_resize(self, _: events.Resize) -> None:
        self._measure()
        self._view.reveal(self.cursor)
        self._scrolled()

    def on_focus(self) -> None:
        self._blocks.clear()
        self.refresh()

    def on_blur(self) -> None:
        self._blocks.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        place = self._view.locate(event.y)
        if place is not None:
            self._move(place.row)
            if event.chain > 1:
                self.action_tick()

    def notify_style_update(self) -> None:
        super().notify_style_update()
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

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _measure(self) -> None:
        self._blocks.clear()
        self._view.count = len(self._found)
        self._view.page = max(1, self.size.height)
        self._view.place(self._view.anchor)

    def _move(self, index: int) -> None:
        self.cursor = max(0, min(index, len(self._found) - 1))
        self._view.reveal(self.cursor)
        self._scrolled()

    def _scrolled(self) -> None:
        """Let the scrollbar follow the view."""
        self.virtual_size = Size(self._width, self._view.reach + self.size.height)
        self.scroll_y = self._view.anchor.row
        self.refresh()

    def _block(self, index: int) -> list[Strip]:
        """The lines of a replacement."""
        key = (index, index == self.cursor)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = list(self._draw(self._found[index], index == self.cursor))
        return block

    def _draw(self, one: Replacement, current: bool) -> Iterator[Strip]:
        base = self._style("current") if current else self.rich_style
        marker = MARKER if current and self.has_focus else " "
        tick = "[ ]" if one.row.id in self._unticked else "[x]"
        head = f"{tick}{one.row.id:>6} {STATUS_SYMBOLS[one.row.status]}"
        sides = (
            ("-", one.row.target, [change.old for change in one.changes], "old"),
            ("+", one.text, [change.new for change in one.changes], "new"),
        )
        for number, (sign, text, spans, name) in enumerate(sides):
            part, places = excerpt(text, spans)
            style = self._style(name, partial=True)
            marks = [Mark(place, style) for place in places]
            shown = visible(part, keep_newlines=True)
            for line_number, line in enumerate(wrap(shown, max(8, self._width - GUTTER))):
                first = line_number == 0
                gutter = f"{head if first and number == 0 else '':11} {sign if first else ' '}"
                yield Strip(
                    [
                        Segment(marker, base + self._style("marker", partial=True)),
                        Segment(f"{gutter:{GUTTER - 1}}", base + self._style("quiet", partial=True)),
                        *_segments(shown, line, marks, base),
                    ]
                ).adjust_cell_length(self._width, base)

    def _style(self, name: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"replacement-list--{name}", partial=partial)


def excerpt(text: str, places: Sequence[Span]) -> tuple[str, list[Span]]:
    """What is shown of a text, and these places in that: all of it, or what is around the first of them."""
    if len(text) <= MOST:
        return text, list(places)
    first = places[0].start if places else 0
    start = _cluster(text, first - AROUND) if first > AROUND else 0
    end = min(len(text), start + MOST)
    before = "…" if start else ""
    moved = len(before) - start
    kept = [Span(place.start + moved, min(place.end, end) + moved) for place in places if place.start < end]
    return before + text[start:end] + ("…" if end < len(text) else ""), kept


def _cluster(text: str, place: int) -> int:
    """The beginning of the grapheme cluster at about a place of a text."""
    return next((place + c.start for c in graphemes(text[place : place + AROUND]) if c.start), place)
