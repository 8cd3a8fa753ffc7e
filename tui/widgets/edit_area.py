"""A text area that gives back exactly what was loaded and typed."""

from __future__ import annotations

import unicodedata

from rich.text import Text
from textual import events
from textual.document._document import EditResult, Location
from textual.widgets import TextArea

from tui.labels import SPACES_SHOWN
from workbench.text.visible import visible
from workbench.text.wrap import graphemes

_NONCHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)
_CONTROLS = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
_HELD = dict(zip(_CONTROLS, _NONCHARACTERS, strict=False))
_RELEASED = {held: control for control, held in _HELD.items()}
_REPLACED = dict.fromkeys(_NONCHARACTERS, 0xFFFD)
JOINED = "([{«“‘\"'’-–—/"
"""Characters after which a word follows without a space."""
_KEPT_CATEGORIES = {"Zs", "Cf"}


class EditArea(TextArea):
    """A TextArea that keeps every character.

    TextArea drops typed characters that Python does not call printable (NBSP, ZWJ, direction marks …),
    takes eight control characters for line ends and rewrites them, and moves by code point. Here typed
    spaces and format characters are inserted; controls are held as noncharacters, which Unicode
    reserves for a program's own use, and come back in `words`; the cursor moves by grapheme cluster.
    """

    COMPONENT_CLASSES = TextArea.COMPONENT_CLASSES | {"edit-area--space"}

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self._loaded = ""

    @staticmethod
    def holds(text: str) -> bool:
        """Whether a text can be edited without loss; one with noncharacters cannot."""
        return not any(ord(char) in _REPLACED for char in text)

    @property
    def words(self) -> str:
        """The text as it was loaded and typed."""
        return self.text.translate(_RELEASED)

    @property
    def changed(self) -> bool:
        """Whether it differs from what was loaded."""
        return self.words != self._loaded

    def load(self, text: str) -> None:
        """Begin with a text, the cursor at its end."""
        self._loaded = text
        self.load_text(text.translate(_HELD))
        self.move_cursor(self.document.end)

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands behind everything, with nothing selected."""
        return self.selection.is_empty and self.cursor_location == self.document.end

    @property
    def cursor_offset(self) -> int:
        """How many characters stand before the cursor."""
        row, column = self.cursor_location
        return sum(len(self.document[number]) + 1 for number in range(row)) + column

    def put(self, words: str, start: int, end: int) -> None:
        """Replace what stands between two places of the text, as if a person had typed it."""
        self._replace_via_keyboard(words, self._location(start), self._location(end))

    def take(self, words: str) -> None:
        """Put words in the place of what is selected, or at the cursor, apart from what stands before."""
        row, column = min(self.selection)
        before = self.document.get_line(row)[:column][-1:]
        joint = "" if not before or before.isspace() or before in JOINED else " "
        self._replace_via_keyboard(joint + words, *self.selection)

    def replace_words(self, words: str) -> None:
        """Replace the whole text, which can be undone."""
        self.put(words, 0, len(self.text))

    def restore(self) -> None:
        """Put back the text as it was loaded, which can be undone."""
        self.replace_words(self._loaded)

    def _location(self, offset: int) -> Location:
        before = self.text[:offset]
        return before.count("\n"), len(before) - (before.rfind("\n") + 1)

    def get_line(self, line_index: int) -> Text:
        """A line as it may be shown; no-break spaces and their like can be told from plain ones."""
        line = self.document.get_line(line_index)
        shown = "\t".join(visible(part.translate(_RELEASED)) for part in line.split("\t"))
        text = Text(shown.translate(SPACES_SHOWN), end="", no_wrap=True)
        style = self.get_component_rich_style("edit-area--space", partial=True)
        for index, char in enumerate(shown):
            if ord(char) in SPACES_SHOWN:
                text.stylize(style, index, index + 1)
        return text

    def get_cursor_left_location(self) -> Location:
        """One grapheme cluster to the left, or the end of the line before."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_left_location()
        return row, max(c.start for c in graphemes(self.document[row]) if c.start < column)

    def get_cursor_right_location(self) -> Location:
        """One grapheme cluster to the right, or the beginning of the next line."""
        row, column = self.cursor_location
        line = self.document[row]
        if column >= len(line):
            return super().get_cursor_right_location()
        return row, min(c.end for c in graphemes(line) if c.end > column)

    async def _on_key(self, event: events.Key) -> None:
        char = event.character
        if (
            char
            and len(char) == 1
            and not char.isprintable()
            and unicodedata.category(char) in _KEPT_CATEGORIES
        ):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(char, *self.selection)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        # A terminal sends carriage returns for the line ends of what is pasted.
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        event.stop()
        event.prevent_default()
        self._replace_via_keyboard(text, *self.selection)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        return super()._replace_via_keyboard(insert.translate(_REPLACED).translate(_HELD), start, end)

    @property
    def selected_text(self) -> str:
        """The selected words, as they would be copied."""
        return super().selected_text.translate(_RELEASED)

    def action_cut(self) -> None:
        """Cut the selection, or the line, to the clipboard."""
        super().action_cut()
        self.app.copy_to_clipboard(self.app.clipboard.translate(_RELEASED))
