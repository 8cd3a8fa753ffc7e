"""All keys, from the one registry, and what the symbols of the list mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from db.records import Severity
from tui import labels
from tui.keymap import spelled
from tui.keys import ALL_SECTIONS
from tui.keys.section import Section
from tui.widgets.key_line import KeyLine
from workbench.text.wrap import wrap

COLUMN = 15
INDENT = "  "
WIDEST, FRAME = 84, 5
"""Cells of the page with its frame, padding and scrollbar, and of these alone."""
NARROWEST = 12
"""Cells of a column of words; on a narrower screen its lines are broken once more."""


class HelpScreen(ModalScreen[None]):
    """The sections that work where the help was asked for come first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close"),
        Binding("down,j", "scroll(1)", "Down"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("pagedown,space", "scroll(15)", "Page down"),
        Binding("pageup", "scroll(-15)", "Page up", show=False),
    ]

    def __init__(self, keys: dict[str, str], keymap_file: str, here: Sequence[Section] = ()) -> None:
        """Show the keys of a person's key map where it names some, else the built-in ones.

        `here` are the sections whose keys work where the help was asked for; all others come below.
        """
        super().__init__()
        self._keys = keys
        self._file = keymap_file
        self._here = tuple(here)
        self._elsewhere = [section for section in ALL_SECTIONS if section not in here]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(id="help-page")
        yield KeyLine()

    def on_resize(self) -> None:
        """Lay the page out for the width that there is now."""
        width = min(WIDEST, self.size.width) - FRAME
        self.query_one("#help-page", Static).update(Content("\n").join(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        """The page: what works here with the symbols near the top, own keys, then all other keys."""
        lines = []
        for section in self._here[:1]:
            lines += [*self._section(section, width), *_beside("5j  12G", COUNTING, width), Content("")]
        lines += _legend(width)
        for section in self._here[1:]:
            lines += [*self._section(section, width), Content("")]
        if self._here:
            lines += [_title("Elsewhere"), Content("")]
        for section in self._elsewhere:
            lines += [*self._section(section, width, named=bool(self._here)), Content("")]
        return [*lines, *self._own_keys(self._here or self._elsewhere)]

    def action_close(self) -> None:
        """Back to where the help was asked for."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def _section(self, section: Section, width: int, *, named: bool = False) -> list[Content]:
        """The keys of a section; `named` puts the names behind that a person's own key map uses."""
        lines = [_title(section.title)]
        for binding in section.bindings:
            keys = " ".join(
                self.app.get_key_display(binding.with_key(key))
                for key in spelled(binding, self._keys.get(str(binding.id), ""))
            )
            lines += _beside(keys, binding.tooltip, width, f"  {binding.id}" if named else "")
        return lines

    def _own_keys(self, sections: Sequence[Section]) -> list[Content]:
        """These keys as they would be written, so that a line can be copied and changed."""
        lines = [_title("Your own keys"), Content(f"{INDENT}Lines like these go into {self._file}:")]
        for section in sections:
            for binding in section.bindings:
                keys = self._keys.get(str(binding.id), binding.key)
                lines.append(Content.styled(f'{INDENT}{binding.id} = "{keys}"', "$muted"))
        return lines


COUNTING = "a number first: five times, here five down; to line 12"


def _beside(label: str, text: str, width: int, more: str = "", style: str = "bold $accent") -> list[Content]:
    """A label and what it means, further lines under the first one; `more` steps back."""
    spans = wrap(text + more, max(NARROWEST, width - len(INDENT) - COLUMN))
    whole = Content.assemble(text, (more, "$muted"))
    lines = []
    for span in spans:
        lines.append(Content.assemble(INDENT, (f"{label:{COLUMN}}", style), whole[span.start : span.end]))
        label = ""
    return lines


def _title(title: str) -> Content:
    return Content.styled(title, "bold $primary")


def _legend(width: int) -> list[Content]:
    statuses = [(symbol, str(status)) for status, symbol in labels.STATUS_SYMBOLS.items()]
    origins = [(symbol, labels.ORIGIN_WORDS[origin]) for origin, symbol in labels.ORIGIN_SYMBOLS.items()]
    marks = [
        ("▌", "current pair"),
        (labels.DOUBT_SYMBOL, "the engine doubts its draft"),
        (labels.NOTE_SYMBOL, "has a note"),
        (labels.FINDING_SYMBOLS[Severity.ERROR], "the checks find an error"),
        (labels.FINDING_SYMBOLS[Severity.WARNING], "a warning"),
    ]
    lines = [_title("Symbols")]
    for name, group in (("status", statuses), ("origin", origins), ("marks", marks)):
        shown = "   ".join(f"{symbol} {word}" for symbol, word in group)
        lines += _beside(name, shown, width, style="$muted")
    margin = " " * (len(INDENT) + COLUMN)
    lines.append(Content.assemble(margin, ("underlined", "underline"), "  a name of the glossary"))
    lines.append(Content.assemble(margin, ("slanted", "italic underline"), "  what a check points at"))
    return [*lines, Content("")]
