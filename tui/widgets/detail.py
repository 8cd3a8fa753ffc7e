"""What is known of the current pair: who, where, when, by whom rendered, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from db.records import PairRow
from tui import labels
from tui.word_marks import Line
from workbench.text.visible import visible
from workbench.text.wrap import wrap

LABEL_WIDTH = 12

Fact = tuple[str, str]
"""A label and its value."""


class Detail(VerticalScroll, can_focus=False):
    """A panel of labelled facts in two columns."""

    class Appeared(Message):
        """The panel has been shown and wants its facts."""

    def __init__(self) -> None:
        super().__init__()
        self._row: PairRow | None = None
        self._facts: Sequence[Fact] = ()
        self._words: Sequence[Line] = ()

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, row: PairRow | None, facts: Sequence[Fact], words: Sequence[Line] = ()) -> None:
        """Show the facts of a pair below its marked words, or nothing."""
        if row is None or self._row is None or row.id != self._row.id:
            self.scroll_home(animate=False)
        said_in_title = {("status", str(row.status)), ("origin", str(row.origin))} if row else set()
        self._row, self._facts = row, [fact for fact in facts if fact not in said_in_title]
        self._words = words
        self._draw()

    def on_show(self) -> None:
        self.post_message(self.Appeared())

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - LABEL_WIDTH
        if width <= 0:
            return  # not laid out yet: `on_resize` comes back here
        lines = [] if self._row is None else [_title(self._row), Content("")]
        lines += _column(self._words, width)
        lines += [Content("")] if self._words else []
        lines += _column([(label, _plain(value)) for label, value in self._facts], width)
        self.query_one(Static).update(Content("\n").join(lines))


def _title(row: PairRow) -> Content:
    state = f"{labels.STATUS_SYMBOLS[row.status]} {row.status}"
    origin = f"{labels.ORIGIN_SYMBOLS[row.origin]} {labels.ORIGIN_WORDS[row.origin]}"
    return Content.assemble((f"Pair {row.id}", "bold"), f"   {state}   {origin}")


def _plain(value: str) -> Content:
    return Content(visible(value, keep_newlines=True))


def _column(lines: Sequence[Line], width: int) -> Iterator[Content]:
    """Lines with their labels, of which one that is repeated is left out."""
    before = ""
    for label, value in lines:
        yield from _lines("" if label == before else label, value, width)
        before = label


def _lines(label: str, value: Content, width: int) -> Iterator[Content]:
    """A fact: its label, its value wrapped beside it, or below a label that is too long for the column."""
    if len(label) >= LABEL_WIDTH:
        yield Content.styled(label, "$muted")
        label = ""
    for line in wrap(value.plain, width):
        yield Content.assemble((f"{label:{LABEL_WIDTH}}", "$muted"), value[line.start : line.end])
        label = ""
