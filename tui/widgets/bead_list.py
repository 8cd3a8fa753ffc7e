"""Beads below each other, with a cursor on a sentence of one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import jumping
from tui.widgets.bead_lines import Look, Palette, Shape, block
from tui.widgets.bead_words import told
from tui.widgets.viewport import Anchor, Viewport
from workbench.align.linking import LinkedWords
from workbench.review.laid import LaidBead, Sentence

WHEEL = 3
"""Lines that one notch of the mouse wheel scrolls."""


class Chosen(NamedTuple):
    """A sentence, whichever bead it is in."""

    quote_id: int
    root_id: int | None
    side: int
    position: int


class BeadList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows beads. Only those in view are read from `beads`, a list or something that reads when asked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"bead--{name}"
        for name in ("current", "heading", "marker", "link", "doubtful", "by_hand", "missing", "word")
    } | {"bead--unrendered"}

    @dataclass
    class Moved(Message):
        """The cursor stands on another bead or sentence, or the bead has changed."""

    @dataclass
    class Opened(Message):
        """A bead was double-clicked."""

    def __init__(self, heading: Callable[[int], str]) -> None:
        """`heading` gives the line above a bead by its number, empty for none."""
        super().__init__()
        self.beads: Sequence[LaidBead] = ()
        self.row = 0
        self.side = 0
        self.selected: set[Chosen] = set()
        self._number = 0
        self._heading = heading
        self._words: tuple[LaidBead, LinkedWords] | None = None
        self._view = Viewport(lambda index: len(self._block(index)))
        self._blocks: LRUCache[int, list[Strip]] = LRUCache(128)
        self._shape = Shape(0)
        self._palette: Palette | None = None

    @property
    def bead(self) -> LaidBead | None:
        """The bead under the cursor."""
        return self.beads[self.row] if self.row < len(self.beads) else None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences on the side of the cursor."""
        bead = self.bead
        return () if bead is None else bead.target if self.side else bead.source

    @property
    def number(self) -> int:
        """The sentence under the cursor among those of its bead and side; 0 where there is none."""
        return min(self._number, max(0, len(self.sentences) - 1))

    @property
    def chosen(self) -> Chosen | None:
        """The sentence under the cursor."""
        bead = self.bead
        if bead is None or not self.sentences:
            return None
        return Chosen(bead.quote_id, bead.root_id, self.side, self.sentences[self.number].position)

    def show(self, beads: Sequence[LaidBead], row: int = 0, *, number: int = 0) -> None:
        """Show beads, with the cursor on one of them."""
        self.beads = beads
        self._words = None
        self._measure()
        self.go(row, number)

    def redraw(self) -> None:
        """Draw all beads anew."""
        self._blocks.clear()
        self.refresh()

    def show_words(self, bead: LaidBead, words: LinkedWords | None) -> None:
        """Mark the words of a bead that correspond while it is under the cursor; None: mark none."""
        self._words = (bead, words) if words is not None else None
        self._blocks.discard(self.row)
        self._view.reveal(self.row)
        self._scrolled()

    def go(self, row: int, number: int = 0) -> None:
        """Put the cursor on a bead, and on a sentence of it."""
        before = self.row
        self.row = max(0, min(row, len(self.beads) - 1))
        self._number = max(0, number)
        if not self.beads:
            self.refresh()
            self.post_message(self.Moved())
            return
        for index in (before, self.row):
            self._blocks.discard(index)
        self._view.bring(self.row)
        self._scrolled()
        self.post_message(self.Moved())

    def step(self, rows: int) -> None:
        """Move the cursor by beads, or scroll within one that is taller than the screen."""
        if abs(rows) > 1 or not self._scroll_within(rows):
            self.go(self.row + rows)

    def sentence(self, step: int) -> None:
        """Move the cursor by one sentence of its side, into the next bead that has one."""
        if 0 <= self.number + step < len(self.sentences):
            self.go(self.row, self.number + step)
            return
        row = self.row + step
        while 0 <= row < len(self.beads):
            bead = self.beads[row]
            held = bead.target if self.side else bead.source
            if held:
                self.go(row, 0 if step > 0 else len(held) - 1)
                return
            row += step

    def to_side(self, side: int) -> None:
        """Put the cursor on the original (0) or the rendering (1)."""
        self.side = side
        self.go(self.row, self._number)

    def page(self, step: int) -> None:
        """Move the cursor by a screen."""
        if not self._scroll_within(step * max(1, self._view.page - 1)):
            self.go(self._view.a_page_from(self.row, step))

    def jump_places(self) -> list[jumping.Place]:
        """The first line of each bead in view."""
        found: list[jumping.Place] = []
        row = self._view.anchor.row + (1 if self._view.anchor.line else 0)
        while row < self._view.count and (top := self._view.top(row)) < self._view.page:
            at = self.content_region.offset + Offset(0, top + bool(self._heading(row)))
            found.append(jumping.Place(at, partial(self.go, row)))
            row += 1
        return found

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        place = self._view.locate(y) if self.beads else None
        if place is None:
            return Strip.blank(self.size.width, self.rich_style)
        return self._block(place.row)[place.line]

    def on_resize(self, _: events.Resize) -> None:
        self._measure()
        self.go(self.row, self._number)

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
        offset = event.get_content_offset(self)
        place = self._view.locate(offset.y) if offset is not None else None
        if offset is None or place is None:
            return
        self.side = self._shape.side_at(offset.x)
        self.go(place.row)
        if event.chain > 1:
            self.post_message(self.Opened())

    def _scroll_within(self, lines: int) -> bool:
        """Scroll the current bead when it reaches beyond the screen on that side; says whether it did."""
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
        self._shape = Shape(self.scrollable_content_region.width)
        self._blocks.clear()
        self._view.count = len(self.beads)
        self._view.page = max(1, self.scrollable_content_region.height)
        self._view.place(self._view.anchor)

    def _block(self, index: int) -> list[Strip]:
        """The lines of a bead."""
        found = self._blocks.get(index)
        if found is None:
            bead = self.beads[index]
            look = self._look(index, bead)
            found = self._blocks[index] = block(bead, look, self._shape, self._styles())
        return found

    def _look(self, index: int, bead: LaidBead) -> Look:
        current = index == self.row
        words = self._words[1] if current and self._words and self._words[0] == bead else None
        palette = self._styles()
        selected = frozenset(
            (side, number)
            for side, held in enumerate((bead.source, bead.target))
            for number, one in enumerate(held)
            if self.selected and Chosen(bead.quote_id, bead.root_id, side, one.position) in self.selected
        )
        return Look(
            heading=self._heading(index),
            cursor=(self.side, self.number) if current else None,
            selected=selected,
            told=told(bead, words, palette.word, palette.unrendered) if words else {},
        )

    def _styles(self) -> Palette:
        if self._palette is None:
            names = Palette._fields[2:]
            partial_: list[Style] = [
                self.get_component_rich_style(f"bead--{name}", partial=True) for name in names
            ]
            self._palette = Palette(
                self.rich_style, self.get_component_rich_style("bead--current"), *partial_
            )
        return self._palette
