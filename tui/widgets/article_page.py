"""The text of an article as lines of the screen, drawn as far as they are looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual._cells import cell_len
from textual.cache import LRUCache
from textual.scroll_view import ScrollView
from textual.strip import Strip

from db.records import BlockKind, Span
from tui.widgets.article_layout import Row
from tui.widgets.article_lines import ArticleLines, Place
from tui.widgets.article_margin import NARROW, WIDE, WIDE_FROM, Label, labels
from tui.widgets.row_lines import MARKER, Mark, _segments
from tui.widgets.viewport import Viewport
from workbench.quotes.article import Article, Placed
from workbench.text.visible import visible
from workbench.text.wrap import shortened

WIDEST = 100
"""Cells of a line of text: longer ones are hard to read."""
BESIDE = 4
"""Cells of the margin for the cursor's marker, the bar of a quote, and the spaces between."""
OPENED, CLOSED = "▾", "▸"
NOWHERE = Place(0, Span(0, 0))


class ArticlePage(ScrollView):
    """What is drawn of an article: its rows beside their margin, and what is marked in them."""

    ALLOW_SELECT = False
    """The selection is one of words, for what is done with them."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--quote",
        "article--current",
        "article--dismissed",
        "article--mention",
        "article--aside",
        "article--heading",
        "article--margin",
        "article--unknown",
        "article--bar",
        "article--marker",
        "article--hit",
        "article--selected",
        "article--cursor",
    }

    def __init__(self) -> None:
        super().__init__()
        self.article: Article | None = None
        self.opened: set[int] = set()
        """Where the set-aside parts begin that are shown."""
        self.place = NOWHERE
        """The word under the cursor."""
        self.quote: Placed | None = None
        """The quote under the cursor."""
        self.began: Span | None = None
        """The word at which the selection began; None while nothing is selected."""
        self.pending: Span | None = None
        """What a quote shall be, while its ends are being moved."""
        self.hits: Sequence[Span] = ()
        """Where words were found that were looked for."""
        self._lines: ArticleLines | None = None
        self.viewport = Viewport(self._height)
        self._blocks: LRUCache[int, list[Strip]] = LRUCache(256)
        self._live: dict[int, list[Strip]] = {}
        """Rows that show the cursor, the selection or the current quote, drawn since these changed."""

    @property
    def lines(self) -> ArticleLines | None:
        """The rows of the article; None while there is none, or no text in it."""
        return self._lines

    @property
    def row(self) -> Row | None:
        """The row of the cursor."""
        return self._lines.rows[self.place.row] if self._lines else None

    @property
    def selected(self) -> Span | None:
        """What is selected, from the first word to the last."""
        if self.began is None:
            return None
        cursor = self.place.word
        return Span(min(self.began.start, cursor.start), max(self.began.end, cursor.end))

    def render_line(self, y: int) -> Strip:
        """One line of the widget, called by Textual."""
        place = self.viewport.locate(y)
        if place is None:
            return Strip.blank(self.size.width, self.rich_style)
        return self._block(place.row)[place.line]

    def _height(self, number: int) -> int:
        """The lines of a row, with the empty one above it."""
        assert self._lines is not None
        row = self._lines.rows[number]
        return len(self._lines.lines(number)) + int(row.first and number > 0)

    def _block(self, number: int) -> list[Strip]:
        live = self._is_live(number)
        block = self._live.get(number) if live else self._blocks.get(number)
        if block is None:
            block = list(self._draw(number, live))
            if live:
                self._live[number] = block
            else:
                self._blocks[number] = block
        return block

    def _is_live(self, number: int) -> bool:
        """Whether a row shows the cursor, the selection, the current quote or what is being corrected."""
        assert self._lines is not None
        row = self._lines.rows[number]
        if number == self.place.row:
            return True
        spans = (self.selected, self.pending, self.quote.span if self.quote else None)
        return any(span is not None and _meet(row.span, span) for span in spans)

    def _draw(self, number: int, live: bool) -> Iterator[Strip]:
        assert self._lines is not None
        row, width = self._lines.rows[number], self.size.width
        cursor = self._lines.line_of(number, self.place.word.start) if number == self.place.row else -1
        if row.first and number:
            yield Strip.blank(width, self.rich_style)
        if row.line:
            yield self._folded(row, cursor == 0)
            return
        base = self._base(row)
        shown = visible(row.span.of(self._lines.text))
        lines, here = self._lines.lines(number), self._quotes_in(row)
        marks = self._marks(row, here, live)
        current = self.quote.quote_id if live and self.quote else 0
        places = [Span(line.start + row.span.start, line.end + row.span.start) for line in lines]
        margin = labels(places, here, current, self.margin_width - BESIDE, row.span)
        for at, (line, label) in enumerate(zip(lines, margin, strict=True)):
            segments = [*self._beside(label, at == cursor), *_segments(shown, line, marks, base)]
            yield Strip(segments).adjust_cell_length(width, self.rich_style)

    def _folded(self, row: Row, current: bool) -> Strip:
        """The line of a set-aside part: why it is no part of the article, and how much it is."""
        assert self._lines is not None
        words = row.span.of(self._lines.text)
        is_open = row.fold in self.opened
        head = f"{OPENED if is_open else CLOSED} set aside: {visible(row.reason)} ({len(words):,} characters)"
        if not is_open:
            head += "  " + visible(" ".join(words[:400].split()))
        style = self._style("cursor" if current else "aside")
        text = Segment(shortened(head, self.measure), style)
        segments = [*self._beside(Label(), current), text]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _beside(self, label: Label, current: bool) -> list[Segment]:
        """The margin of a line."""
        part = "dismissed" if label.dismissed else "unknown" if label.unknown else "margin"
        text = label.text + " " * max(0, self.margin_width - BESIDE - cell_len(label.text))
        return [
            Segment(MARKER if current else " ", self._style("marker")),
            Segment(f"{text} ", self._style(part)),
            Segment(f"{label.bar} ", self._style("bar")),
        ]

    def _marks(self, row: Row, quotes: Sequence[Placed], live: bool) -> list[Mark]:
        """What is marked in a row that holds words of these quotes, as offsets into it."""
        found: list[tuple[Span, str]] = []
        current = self.quote if live else None
        for quote in quotes:
            part = "dismissed" if quote.dismissed else "current" if quote == current else "quote"
            found += [(piece, part) for piece in quote.pieces]
            if quote.mention and not quote.dismissed:
                found.append((quote.mention, "mention"))
        first = bisect_left(self.hits, row.span.start, key=lambda hit: hit.end)
        last = bisect_left(self.hits, row.span.end, key=lambda hit: hit.start)
        found += [(hit, "hit") for hit in self.hits[first:last]]
        if live:
            found += [(span, "selected") for span in (self.pending or self.selected,) if span]
            found.append((self.place.word, "cursor"))
        start = row.span.start
        return [
            Mark(Span(span.start - start, span.end - start), self._style(part, partial=True))
            for span, part in found
            if _meet(span, row.span)
        ]

    def _quotes_in(self, row: Row) -> list[Placed]:
        """The quotes that have words or their speaker's name in a row."""
        assert self.article is not None
        return [
            quote
            for quote in self.article.quotes
            if any(_meet(piece, row.span) for piece in quote.pieces)
            or (quote.mention is not None and _meet(quote.mention, row.span))
        ]

    def _base(self, row: Row) -> Style:
        if row.set_aside:
            return self._style("aside")
        return self._style("heading") if row.kind is BlockKind.HEADING else self.rich_style

    def _style(self, part: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"article--{part}", partial=partial)

    @property
    def margin_width(self) -> int:
        """Cells beside the text."""
        return WIDE if self.size.width >= WIDE_FROM else NARROW

    @property
    def measure(self) -> int:
        """Cells of a line of text."""
        return max(8, min(WIDEST, self.scrollable_content_region.width - self.margin_width - 1))

    def redraw(self) -> None:
        """Forget what was drawn."""
        self._blocks.clear()
        self._live.clear()
        self.refresh()


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
