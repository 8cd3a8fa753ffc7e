"""Words of a rendering in an editor, to be changed before they become one's own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keys.compare import ADJUST
from tui.widgets.edit_area import EditArea
from tui.widgets.key_line import KeyLine
from workbench.compare.values import Segment, letter
from workbench.text.visible import visible


class AdjustScreen(ModalScreen[str | None]):
    """Shows the original and all renderings of a segment above an editor; returns the words to take."""

    BINDINGS: ClassVar[list[BindingType]] = list(ADJUST.bindings)

    def __init__(self, segment: Segment, version: int, words: str | None = None) -> None:
        """Begin with what a version makes of a segment, or with `words`."""
        super().__init__()
        self._segment = segment
        self._version = version
        self._started_from = version
        self._words = words
        self._warned = False

    def compose(self) -> ComposeResult:
        with Vertical(id="adjust"):
            with VerticalScroll(id="adjust-beside", can_focus=False):
                yield Static(self._beside())
            yield EditArea()
            yield Static("", id="adjust-said")
        yield KeyLine()

    def on_mount(self) -> None:
        area = self.query_one(EditArea)
        area.load(self._cell_text(self._version))
        if self._words is not None:
            area.replace_words(self._words)
        area.focus()
        self._say(f"Your words, from {letter(self._version)}. ctrl+s takes them, escape leaves.")

    def action_keep(self) -> None:
        """Take the words."""
        words = self.query_one(EditArea).words
        if words.strip():
            self.dismiss(words)
        else:
            self._say("A rendering cannot be empty: write its words, or leave with escape.")

    def action_other(self) -> None:
        """Put the words of the next rendering in the place of all that stands here."""
        self._next()
        self.query_one(EditArea).replace_words(self._cell_text(self._version))
        self._say(f"The words of {letter(self._version)}; ctrl+z brings back what was here.")

    def action_add(self) -> None:
        """Put the words of the next rendering in at the cursor."""
        self._next()
        area = self.query_one(EditArea)
        area.put(self._cell_text(self._version), area.cursor_offset, area.cursor_offset)
        self._say(f"The words of {letter(self._version)} were put in at the cursor.")

    def action_leave(self) -> None:
        """Leave; where something was typed, at the second time."""
        if self.query_one(EditArea).changed and not self._warned:
            self._warned = True
            self._say("Escape again drops these words; ctrl+s takes them.")
            return
        self.dismiss(None)

    def _next(self) -> None:
        """Go on to the next rendering that has the segment."""
        count = len(self._segment.cells)
        others = [(self._version + step) % count for step in range(1, count + 1)]
        self._version = next(number for number in others if self._segment.cells[number] is not None)
        self._warned = False

    def _cell_text(self, version: int) -> str:
        cell = self._segment.cells[version]
        return cell.text if cell is not None else ""

    def _beside(self) -> Content:
        """The original, and each rendering with its letter."""
        lines = [Content(visible(self._segment.source))] if self._segment.source else []
        for number, cell in enumerate(self._segment.cells):
            if cell is not None:
                style = "bold $accent" if number == self._started_from else "bold $primary"
                lines.append(Content.assemble((f"{letter(number)}  ", style), Content(visible(cell.text))))
        return Content("\n").join(lines)

    def _say(self, sentence: str) -> None:
        self.query_one("#adjust-said", Static).update(Content(sentence))
