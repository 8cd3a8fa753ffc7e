"""An article to walk through: a cursor that goes by words, a selection, what was set aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual._cells import cell_len
from textual.geometry import Offset, Size
from textual.message import Message

from db.records import Span
from tui.jumping import Place as Target
from tui.widgets.article_layout import row_at, rows_of
from tui.widgets.article_lines import ArticleLines, Place
from tui.widgets.article_page import NOWHERE, ArticlePage
from tui.widgets.viewport import Anchor
from workbench.quotes.article import Article

WHEEL = 3
"""Lines that one notch of the mouse wheel scrolls."""


class ArticleView(ArticlePage, can_focus=True, inherit_bindings=False):
    """A virtual view: only the rows on screen are wrapped, and they are kept."""

    @dataclass
    class Moved(Message):
        """The cursor stands elsewhere, or the selection has changed."""

    @dataclass
    class Toggled(Message):
        """The line of a set-aside part was clicked."""

        fold: int

    """Where it begins."""

    @dataclass
    class Opened(Message):
        """A word was double-clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._goal: int | None = None
        self._dragging = False
        self._waiting: int | None = None
        """Where the cursor shall stand once the size is known: nothing is laid out before."""

    def show(self, article: Article, offset: int | None = None) -> None:
        """Show an article, the cursor at an offset of its text, or where it is."""
        if self.article is None or article.document.id != self.article.document.id:
            self.opened, self.hits, self.began, self.pending = set(), (), None, None
            self.viewport.anchor = Anchor(0, 0)
            offset = offset or 0
        self.article = article
        here = self.place.word.start if self._waiting is None else self._waiting
        self._lay_out(here if offset is None else offset)

    def fold(self, opened: Collection[int]) -> None:
        """Show these set-aside parts and no others."""
        row = self.row
        closed = row is not None and row.set_aside and row.fold not in opened
        self.opened = set(opened)
        if self._lines is None:
            return
        folds = (one for one in self._lines.rows if row and one.line and one.fold == row.fold)
        start = next(folds, row).span.start if row and closed else self.place.word.start
        self._lay_out(start)

    # The cursor.

    def go(self, offset: int, *, extend: bool = False) -> None:
        """Put the cursor on the word at an offset, opening what was set aside around it."""
        if self._lines is None:
            return
        row = self._lines.rows[row_at(self._lines.rows, offset)]
        if row.line and row.fold not in self.opened and row.span.start < offset < row.span.end:
            self.opened.add(row.fold)
            self._lay_out(offset)
        self._put(self._lines.at(offset), extend)

    def step_word(self, step: int, *, extend: bool = False) -> None:
        """Go to the next word or the one before."""
        if self._lines:
            self._put(self._lines.word_from(self.place, step), extend)

    def step_line(self, step: int, *, extend: bool = False) -> None:
        """Go down or up by lines of the screen, staying in the column."""
        if self._lines:
            column = self._lines.column(self.place) if self._goal is None else self._goal
            self._put(self._lines.line_from(self.place, step, column), extend)
            self._goal = column

    def step_sentence(self, step: int, *, extend: bool = False) -> None:
        """Go to where the next sentence begins, or this one or the one before."""
        if self._lines:
            self._put(self._lines.sentence_from(self.place, step), extend)

    def step_page(self, step: int, *, extend: bool = False) -> None:
        """Go a screen on or back."""
        self.step_line(step * max(1, self.viewport.page - 2), extend=extend)

    def select(self, anchor: Span | None) -> None:
        """Begin a selection at a word, or drop it."""
        self.began = anchor
        self._changed()

    def offer(self, pending: Span | None) -> None:
        """Show what a quote shall be; None when nothing is being corrected."""
        before, self.pending = self.pending, pending
        self._changed()
        if pending is not None and before is not None:
            self._reveal(pending.start if pending.end == before.end else pending.end - 1)

    def find(self, hits: Sequence[Span]) -> None:
        """Show where words were found."""
        self.hits = hits
        self.redraw()

    def jump_places(self) -> list[Target]:
        """The quotes that begin in view, and the lines of what was set aside."""
        found: list[Target] = []
        for y in range(self.size.height):
            place = self.viewport.locate(y)
            if place is None or self._lines is None or self.article is None:
                break
            row = self._lines.rows[place.row]
            line = place.line - int(row.first and place.row > 0)
            if line < 0:
                continue
            inside = self._lines.lines(place.row)[line]
            start, end = row.span.start + inside.start, row.span.start + inside.end
            starts = [start] if row.line else [q.span.start for q in self.article.quotes]
            for at in dict.fromkeys(at for at in starts if row.line or start <= at < end):
                column = 0 if row.line else cell_len(self._lines.text[start:at])
                corner = self.region.offset + Offset(self.margin_width + column, y)
                found.append(Target(corner, partial(self.go, at)))
        return found

    # Changes.

    def _lay_out(self, offset: int) -> None:
        """Make the rows anew, with the cursor at an offset."""
        assert self.article is not None
        self._waiting = None if self.size else offset
        if self._waiting is not None:
            return
        document = self.article.document
        rows = rows_of(document.text, document.blocks, self.opened)
        self._lines = ArticleLines(self.article, rows, self.measure) if rows else None
        self.viewport.count = len(rows)
        self.place, self.quote = NOWHERE, None
        self.redraw()
        if self._lines:
            self.viewport.place(Anchor(min(self.viewport.anchor.row, len(rows) - 1), 0))
            self._put(self._lines.at(offset), extend=False)
        else:
            self._changed()

    def _put(self, place: Place, extend: bool) -> None:
        if extend and self.began is None:
            self.began = self.place.word
        self.place, self._goal = place, None
        self._changed()

    def _changed(self) -> None:
        """Draw again what the cursor, the selection and the current quote touch."""
        row = self.row
        at_text = row is not None and not row.line and self.article is not None
        self.quote = self.article.at(self.place.word.start) if at_text and self.article else None
        self._live.clear()
        self._reveal(self.place.word.start)
        self.post_message(self.Moved())

    def _reveal(self, offset: int) -> None:
        """Scroll just so far that an offset is on screen; one that is far off comes to a third of it."""
        view = self.viewport
        if self._lines is not None and self.size.height:
            row = self.place.row if offset == self.place.word.start else row_at(self._lines.rows, offset)
            above = int(self._lines.rows[row].first and row > 0)
            line = self._lines.line_of(row, offset) + above
            if (row, line) < view.anchor:
                near = row >= view.anchor.row - 1
                view.place(Anchor(row, max(0, line - above)))
                view.scroll(0 if near else -(view.page // 3))
            elif (below := view.top(row) + line - view.page + 1) > 0:
                near = below < view.page
                view.place(view.anchor if near else Anchor(row, line))
                view.scroll(below if near else -(view.page // 3))
        self._scrolled()

    def _scrolled(self) -> None:
        self.virtual_size = Size(self.size.width, self.viewport.reach + self.size.height)
        self.scroll_y = self.viewport.anchor.row
        self.refresh()

    def on_resize(self, _: events.Resize) -> None:
        """Wrap anew for the new width."""
        self.viewport.page = max(1, self.size.height)
        if self._waiting is not None:
            self._lay_out(self._waiting)
            return
        if self._lines is not None and self.article is not None:
            self._lines = ArticleLines(self.article, self._lines.rows, self.measure)
        self.redraw()
        self.viewport.place(Anchor(self.viewport.anchor.row, 0))
        self._reveal(self.place.word.start)

    def notify_style_update(self) -> None:
        """Draw again in other colours."""
        super().notify_style_update()
        self.redraw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scrollbar."""
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) != self.viewport.anchor.row:
            self.viewport.place(Anchor(round(new_value), 0))
            self.refresh()

    # The mouse.

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.viewport.scroll(WHEEL)
        self._scrolled()
        event.stop()

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.viewport.scroll(-WHEEL)
        self._scrolled()
        event.stop()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on a word; from there a selection may be dragged."""
        place = self._under(event)
        if place is None or self._lines is None:
            return
        row = self._lines.rows[place.row]
        if row.line:
            self.post_message(self.Toggled(row.fold))
            return
        self._dragging = True
        self.capture_mouse()
        self.began = None
        self._put(place, extend=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the word under the mouse."""
        place = self._under(event) if self._dragging else None
        if place is not None and self._lines and place != self.place and not self._lines.rows[place.row].line:
            self._put(place, extend=True)

    def on_mouse_up(self, _: events.MouseUp) -> None:
        """End a selection."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Go on to the pair of a word that was double-clicked."""
        if event.chain > 1 and self.began is None:
            self.post_message(self.Opened())

    def _under(self, event: events.MouseEvent) -> Place | None:
        """The word under the mouse."""
        place = self.viewport.locate(event.y)
        if place is None or self._lines is None:
            return None
        line = place.line - int(self._lines.rows[place.row].first and place.row > 0)
        return None if line < 0 else self._lines.word_under(place.row, line, event.x - self.margin_width)
