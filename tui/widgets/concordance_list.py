"""The list of hits: of any length, each read and drawn when it comes into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from db.records import LanguageTag
from tui.counts import typed_count
from tui.jumping import Place
from tui.keys.listed import MOVE
from tui.widgets.concordance_lines import Counterparts, Shades, kwic_strips, whole_strips
from tui.widgets.viewport import Anchor, Viewport
from workbench.search.service import Hit
from workbench.text.wrap import shortened

WHEEL = 3
DIGITS = 4


class HitList(ScrollView, can_focus=True, inherit_bindings=False):
    """Hits by their number. `read` tells what stands in one; None for a pair that is gone."""

    BINDINGS: ClassVar[list[BindingType]] = list(MOVE.bindings)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hit-list--current",
        "hit-list--marker",
        "hit-list--number",
        "hit-list--rule",
        "hit-list--key",
        "hit-list--counterpart",
        "hit-list--missing",
        "hit-list--help",
        "hit-list--draft",
        "hit-list--translated",
        "hit-list--approved",
        "hit-list--rejected",
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another hit, or other hits have come into view."""

        index: int

    @dataclass
    class Opened(Message):
        """A hit was double-clicked."""

        index: int

    def __init__(
        self,
        read: Callable[[int], Hit | None],
        counterparts: Callable[[Hit], Counterparts],
        target: LanguageTag,
    ) -> None:
        """`counterparts` tells what is known of a hit by now; `target` is the language of the renderings."""
        super().__init__()
        self._read = read
        self._counterparts = counterparts
        self._target = target
        self.cursor = 0
        self.whole = False
        self.help: Sequence[str] = ()
        """Lines that stand in the place of hits where there are none."""
        self._digits = DIGITS
        self._view = Viewport(lambda index: len(self._block(index)))
        self._blocks: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(256)

    def fill(self, count: int, highest: int, cursor: int = 0) -> None:
        """Show other hits: how many, and the highest number of a pair among them."""
        self._view.anchor = Anchor(0, 0)
        self._view.count = count
        self._digits = max(DIGITS, len(str(highest)))
        self.redraw()
        self.jump(cursor)

    def extend(self, count: int, highest: int) -> None:
        """More hits have been found behind those that are there."""
        self._view.count = count
        if len(str(highest)) > self._digits:
            self._digits = len(str(highest))
            self._blocks.clear()
        self._scrolled()

    def redraw(self) -> None:
        """Draw every hit again."""
        self._blocks.clear()
        self._view.page = max(1, self.size.height)
        self._view.place(self._view.anchor)
        self._scrolled()

    def jump(self, index: int) -> None:
        """Put the cursor on a hit."""
        self._move(index, bring=True)

    @property
    def in_view(self) -> range:
        """The hits that are on screen."""
        first = self._view.anchor.row
        last = self._view.locate(self._view.page - 1)
        return range(first, min(self._view.count, last.row + 1 if last else self._view.count))

    def action_step(self, step: int) -> None:
        """Move the cursor by one hit, or as many as the number typed before says."""
        self._move(self.cursor + step * typed_count(self.app))

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        self._move(self._view.a_page_from(self.cursor, step))

    def action_first(self) -> None:
        """Go to the first hit."""
        self._view.place(Anchor(0, 0))
        self._move(0)

    def action_last(self) -> None:
        """Go to the last hit, or to that of the number typed before."""
        wanted = typed_count(self.app, 0)
        if not wanted:
            self._view.place(self._view.last())
        self._move((wanted or self._view.count) - 1)

    def jump_places(self) -> list[Place]:
        """The hits in view."""
        rows = [(row, self._view.top(row)) for row in self.in_view]
        return [
            Place(self.region.offset + Offset(0, top), partial(self.jump, row))
            for row, top in rows
            if top >= 0
        ]

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        width = self._width
        if not self._view.count:
            text = self.help[y] if y < len(self.help) else ""
            style = self._style("help")
            return Strip([Segment(f" {shortened(text, width - 1)}", style)]).adjust_cell_length(width, style)
        place = self._view.locate(y)
        if place is None:
            return Strip.blank(width, self.rich_style)
        return self._block(place.row)[place.line]

    def on_resize(self, _: events.Resize) -> None:
        self.redraw()
        self._view.reveal(self.cursor)
        self._scrolled()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._blocks.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) != self._view.anchor.row:
            self._view.place(Anchor(round(new_value), 0))
            self.refresh()
            self.post_message(self.Moved(self.cursor))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(WHEEL, event)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(-WHEEL, event)

    def on_click(self, event: events.Click) -> None:
        place = self._view.locate(event.y)
        if place is not None:
            self._move(place.row)
            if event.chain > 1:
                self.post_message(self.Opened(place.row))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _wheel(self, lines: int, event: events.MouseEvent) -> None:
        self._view.scroll(lines)
        self._scrolled()
        self.post_message(self.Moved(self.cursor))
        event.stop()

    def _move(self, index: int, *, bring: bool = False) -> None:
        self.cursor = max(0, min(index, self._view.count - 1))
        if bring:
            self._view.bring(self.cursor)
        else:
            self._view.reveal(self.cursor)
        self._scrolled()
        self.post_message(self.Moved(self.cursor))

    def _scrolled(self) -> None:
        """Let the scrollbar follow the view."""
        self.virtual_size = Size(self._width, self._view.reach + self.size.height)
        self.scroll_y = self._view.anchor.row
        self.refresh()

    def _block(self, index: int) -> list[Strip]:
        """The lines of a hit."""
        key = (index, index == self.cursor)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = self._draw(index, index == self.cursor)
        return block

    def _draw(self, index: int, current: bool) -> list[Strip]:
        hit = self._read(index)
        if hit is None:
            style = self._style("missing")
            gone = Segment(" ⟨this pair has left the project⟩", style)
            return [Strip([gone]).adjust_cell_length(self._width, style)]
        base = self._style("current") if current else self.rich_style
        draw = whole_strips if self.whole else kwic_strips
        return draw(
            hit,
            self._counterparts(hit),
            self._width,
            self._digits,
            self._shades(base, str(hit.pair.status)),
            current=current,
            target=self._target,
        )

    def _shades(self, base: Style, status: str) -> Shades:
        return Shades(
            text=base,
            number=base + self._style("number", partial=True),
            marker=base + self._style("marker", partial=True),
            rule=base + self._style("rule", partial=True),
            symbol=base + self._style(status, partial=True),
            key=self._style("key", partial=True),
            counterpart=self._style("counterpart", partial=True),
            missing=self._style("missing", partial=True),
        )

    def _style(self, part: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"hit-list--{part}", partial=partial)
