"""The list of pairs: both languages side by side, as many rows wrapped as the screen shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._cells import cell_len
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from db.records import Finding, LanguageTag, PairRow, Severity, Span
from tui import labels
from tui.counts import typed_count
from tui.jumping import Place
from tui.keys.listed import MOVE
from tui.listing import Listing
from tui.widgets.row_lines import Columns, Mark, Side, Styles, body
from tui.widgets.viewport import Anchor, Viewport
from workbench.text.fold import find_folded
from workbench.text.visible import visible
from workbench.text.wrap import shortened

if TYPE_CHECKING:
    from workbench.checks.service import PairFindings

WHEEL = 3
"""Lines that one notch of the mouse wheel scrolls."""
HEADER = 1
"""Lines above the rows that do not scroll."""

MOST_PAGES = 100
"""Pages that one key turns, whatever number is typed before it."""

NameSpans = Callable[[str, LanguageTag], list[Span]]
"""Finds the names of the glossary in a text of a language."""
FindingsOf = Callable[[PairRow], "PairFindings | None"]
"""Tells what the checks say of a pair, as far as it is known."""


class PairList(ScrollView, can_focus=True, inherit_bindings=False):
    """A virtual list whose scroll position is a row, so that its cost does not grow with its length.

    Only rows that are looked at are read and wrapped. A row may be taller than the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(MOVE.bindings)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pair-list--header",
        "pair-list--speaker",
        "pair-list--place",
        "pair-list--number",
        "pair-list--rule",
        "pair-list--marker",
        "pair-list--current",
        "pair-list--missing",
        "pair-list--name",
        "pair-list--hit",
        "pair-list--space",
        "pair-list--draft",
        "pair-list--translated",
        "pair-list--approved",
        "pair-list--rejected",
        "pair-list--error",
        "pair-list--warning",
        "pair-list--found",
    }

    locked: reactive[bool] = reactive(False, repaint=False)
    """While true, neither mouse nor focus comes here: words are being typed elsewhere."""
    spaces: reactive[bool] = reactive(False)
    """Whether no-break spaces are shown."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, or the row has changed."""

        index: int

    @dataclass
    class Opened(Message):
        """A row was double-clicked."""

        index: int

    def __init__(self, listing: Listing, name_spans: NameSpans, findings_of: FindingsOf) -> None:
        super().__init__()
        self.listing = listing
        self._findings_of = findings_of
        self.cursor = 0
        self._name_spans = name_spans
        self._view = Viewport(lambda index: len(self._block(index)))
        self._blocks: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(512)
        self._painted = Anchor(0, 0)
        """What stood at the top when the whole list was last painted."""
        self._kept_styles: dict[tuple[str, bool], Style] = {}
        """Textual works a style out anew each time it is asked, and a screen of rows asks often."""
        self._columns = Columns(0, 0)

    @property
    def row(self) -> PairRow | None:
        """The current row; None in an empty list."""
        return self.listing.row(self.cursor)

    def rebuild(self, cursor: int = 0) -> None:
        """Show the listing, which has changed altogether, with the cursor on a row."""
        self._view.anchor = Anchor(0, 0)
        self.cursor = self._within(cursor)
        self._measure()
        self.jump(cursor)

    def redraw(self) -> None:
        """Draw rows again whose texts or states have changed."""
        self._measure()
        self._view.reveal(self.cursor)
        self._moved()

    def shows(self, pair_ids: Collection[int]) -> bool:
        """Whether any of these pairs has been drawn since the list last changed."""
        return any(self.listing.ids[index] in pair_ids for index, _ in list(self._blocks.keys()))

    def jump(self, index: int) -> None:
        """Put the cursor on a row and show what is around it."""
        self.cursor = self._within(index)
        self._view.bring(self.cursor)
        self._moved()

    def action_step(self, step: int) -> None:
        """Move the cursor by one row, or scroll within a row that is taller than the screen."""
        count = typed_count(self.app)
        if count > 1 or not self._scroll_within(step):
            self._move(self.cursor + step * count)

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        for _ in range(min(typed_count(self.app), MOST_PAGES)):
            if not self._scroll_within(step * max(1, self._view.page - 1)):
                self._move(self._view.a_page_from(self.cursor, step))

    def action_first(self) -> None:
        """Go to the first row and the beginning of the list."""
        self._view.place(Anchor(0, 0))
        self._move(0)

    def action_last(self) -> None:
        """Go to the last row and the end of the list, or to the row of the number typed before."""
        number = typed_count(self.app, 0)
        if number:
            self.jump(number - 1)
            return
        self._view.place(self._view.last())
        self._move(len(self.listing) - 1)

    def jump_places(self) -> list[Place]:
        """The first line of each row in view."""
        anchor, found = self._view.anchor, []
        row = anchor.row + (1 if anchor.line else 0)
        while row < len(self.listing) and (top := self._view.top(row)) < self._view.page:
            at = self.region.offset + Offset(0, HEADER + top)
            found.append(Place(at, partial(self.jump, row)))
            row += 1
        return found

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        width = self._columns.width
        if y < HEADER:
            return self._header()
        place = self._view.locate(y - HEADER)
        if place is None:
            return self._empty(y) if not self.listing.ids else Strip.blank(width, self.rich_style)
        return self._block(place.row)[place.line]

    def on_resize(self, _: events.Resize) -> None:
        self._measure()
        self._view.reveal(self.cursor)
        self._scrolled()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._kept_styles.clear()
        self._blocks.clear()

    def watch_locked(self, locked: bool) -> None:
        self.can_focus = not locked

    def watch_spaces(self) -> None:
        self._blocks.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) != self._view.anchor.row:
            self._view.place(Anchor(round(new_value), 0))
            self._painted = self._view.anchor
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
        place = self._view.locate(event.y - HEADER)
        if place is None or self.locked:
            return
        self._move(place.row)
        if event.chain > 1:
            self.post_message(self.Opened(place.row))

    def _within(self, index: int) -> int:
        return max(0, min(index, len(self.listing) - 1))

    def _move(self, index: int) -> None:
        before = self.cursor
        self.cursor = self._within(index)
        self._view.reveal(self.cursor)
        touched = [*self._lines_of(before), *self._lines_of(self.cursor)]
        if self._view.anchor != self._painted or not touched:
            self._moved()
            return
        # Painting two rows costs a tenth of painting all that are in view.
        self.refresh(*touched)
        self.post_message(self.Moved(self.cursor))

    def _lines_of(self, index: int) -> list[Region]:
        """Where a row stands on the screen, if any of it does."""
        if not self._view.sees(index):
            return []
        top = self._view.top(index)
        first, last = max(0, top), min(self._view.page, top + len(self._block(index)))
        return [Region(0, HEADER + first, self._columns.width, last - first)] if last > first else []

    def _moved(self) -> None:
        self._scrolled()
        self.post_message(self.Moved(self.cursor))

    def _scrolled(self) -> None:
        """Let the scrollbar follow the view."""
        self._extend()
        row = self._view.anchor.row
        # The bar is a widget of its own: it is drawn anew only where that can be seen.
        if self._bar_step(row) != self._bar_step(self.scroll_y) or row in (0, self._view.reach):
            self.scroll_y = row
        self._painted = self._view.anchor
        self.refresh()

    def _bar_step(self, row: float) -> int:
        """How far down the scrollbar stands for a row at the top, in eighths of a line."""
        return int(row * 8 * self.size.height / max(1, self._view.reach))

    def _extend(self) -> None:
        """Tell the scrollbar how far it reaches."""
        self.virtual_size = Size(self._columns.width, self._view.reach + self.size.height)

    def _scroll_within(self, lines: int) -> bool:
        """Scroll the current row when it reaches beyond the screen on that side; says whether it did."""
        hidden = self._view.hidden(self.cursor, lines)
        if hidden:
            self._view.scroll(min(lines, hidden) if lines > 0 else max(lines, -hidden))
            self._scrolled()
        return hidden > 0

    def _measure(self) -> None:
        """Divide the width anew and forget what was drawn."""
        digits = max(3, len(str(self.listing.highest)))
        self._columns = Columns(self.scrollable_content_region.width, digits)
        self._blocks.clear()
        self._view.count = len(self.listing)
        self._view.page = max(1, self.size.height - HEADER)
        self._view.place(self._view.anchor)
        self._extend()

    def _block(self, index: int) -> list[Strip]:
        """The lines of a row."""
        key = (index, index == self.cursor)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = list(self._draw(index))
        return block

    def _draw(self, index: int) -> Iterator[Strip]:
        row = self.listing.row(index)
        if row is None:
            yield self._line("⟨this pair has left the project⟩", self._style("missing"))
            return
        before = self.listing.row(index - 1)
        if before is None or before.quote_id != row.quote_id:
            if index:
                yield Strip.blank(self._columns.width, self.rich_style)
            yield self._heading(row)
        current = index == self.cursor
        checked = self._findings_of(row)
        yield from body(
            row,
            self._sides(row, checked.findings if checked and current else ()),
            self._columns,
            self._styles(row, current, checked.gravest if checked else None),
            current=current,
            gravest=checked.gravest if checked else None,
        )

    def _heading(self, row: PairRow) -> Strip:
        known, place = labels.heading(row)
        width = self._columns.width - self._columns.gutter
        speaker = shortened(known or "speaker unknown", width)
        place = shortened(f"  {place}", width - cell_len(speaker))
        segments = [
            Segment(" " * self._columns.gutter, self.rich_style),
            Segment(speaker, self._style("speaker" if known else "missing")),
            Segment(place, self._style("place")),
        ]
        return Strip(segments).adjust_cell_length(self._columns.width, self.rich_style)

    def _header(self) -> Strip:
        columns, row = self._columns, self.row
        source = labels.language_name(row.source_lang) if row else ""
        target = labels.language_name(self.listing.project.target_lang)
        text = f"{'No.':>{columns.digits + 1}}{'':{columns.gutter - columns.digits - 1}}"
        text += f"{source:{columns.source + 3}}{target}"
        return Strip([Segment(text, self._style("header"))]).adjust_cell_length(
            columns.width, self._style("header")
        )

    def _empty(self, y: int) -> Strip:
        """What an empty list says instead of rows."""
        if y != HEADER + 1:
            return Strip.blank(self._columns.width, self.rich_style)
        if self.listing.narrowed:
            return self._line(
                "Nothing fits the filter and the search. Esc shows everything again.", self._style("place")
            )
        return self._line(
            "No pairs yet. f2 opens the library: paste or import articles there.", self._style("place")
        )

    def _line(self, text: str, style: Style) -> Strip:
        segments = [Segment(" " * self._columns.gutter, self.rich_style), Segment(text, style)]
        return Strip(segments).adjust_cell_length(self._columns.width, self.rich_style)

    def _sides(self, row: PairRow, findings: Sequence[Finding]) -> tuple[Side, Side]:
        missing = self._style("missing", partial=True)
        if row.missing_source:
            source = _word(labels.missing_source(row), missing)
        else:
            found = [finding.source_span for finding in findings if finding.source_span]
            source = self._side(row.source, row.source_lang, found)
        if row.missing_target:
            return source, _word(labels.missing_target(self.listing.project.target_lang), missing)
        found = [finding.target_span for finding in findings if finding.target_span]
        return source, self._side(row.target, row.target_lang, found)

    def _side(self, text: str, lang: LanguageTag, found: Sequence[Span]) -> Side:
        """A text as it may be shown, with marks where findings point.

        Offsets found in the original hold, since nothing changes its length.
        """
        marks = [Mark(span, self._style("found", partial=True)) for span in found]
        marks += [Mark(span, self._style("name", partial=True)) for span in self._name_spans(text, lang)]
        wanted = self.listing.wanted.text
        marks += [Mark(span, self._style("hit", partial=True)) for span in find_folded(text, wanted)]
        shown = visible(text, keep_newlines=True)
        if self.spaces:
            style = self._style("space", partial=True)
            marks += [
                Mark(Span(i, i + 1), style) for i, c in enumerate(text) if ord(c) in labels.SPACES_SHOWN
            ]
        return Side(shown, tuple(marks), shown.translate(labels.SPACES_SHOWN) if self.spaces else shown)

    def _styles(self, row: PairRow, current: bool, gravest: Severity | None) -> Styles:
        base = self._style("current") if current else self.rich_style
        return Styles(
            text=base,
            number=base + self._style("number", partial=True),
            rule=base + self._style("rule", partial=True),
            marker=base + self._style("marker", partial=True),
            symbol=base + self._style(str(row.status), partial=True),
            finding=base + self._style("error" if gravest is Severity.ERROR else "warning", partial=True),
        )

    def _style(self, part: str, *, partial: bool = False) -> Style:
        style = self._kept_styles.get((part, partial))
        if style is None:
            style = self.get_component_rich_style(f"pair-list--{part}", partial=partial)
            self._kept_styles[part, partial] = style
        return style


def _word(text: str, style: Style) -> Side:
    return Side(text, (Mark(Span(0, len(text)), style),), text)
