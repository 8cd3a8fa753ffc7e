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

COLUMN = 15
INDENT = "  "


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
        self._sections = [*here, *(section for section in ALL_SECTIONS if section not in here)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            for section in self._here:
                yield Static(self._section(section))
            yield Static(_legend())
            if self._here:
                yield Static(_title("Elsewhere\n"))
            for section in self._sections[len(self._here) :]:
                yield Static(self._section(section))
            yield Static(self._own_keys())
        yield KeyLine()

    def action_close(self) -> None:
        """Back to where the help was asked for."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def _section(self, section: Section) -> Content:
        lines = [_title(section.title)]
        for binding in section.bindings:
            keys = " ".join(
                self.app.get_key_display(binding.with_key(key))
                for key in spelled(binding, self._keys.get(str(binding.id), ""))
            )
            lines.append(Content.assemble(INDENT, (f"{keys:{COLUMN}}", "bold $accent"), binding.tooltip))
        return Content("\n").join([*lines, Content("")])

    def _own_keys(self) -> Content:
        """The whole key map as it would be written, so that a line of it can be copied and changed."""
        lines = [_title("Your own keys"), Content(f"{INDENT}Lines like these go into {self._file}:")]
        for section in self._sections:
            for binding in section.bindings:
                keys = self._keys.get(str(binding.id), binding.key)
                lines.append(Content.styled(f'{INDENT}{binding.id} = "{keys}"', "$muted"))
        return Content("\n").join(lines)


def _title(title: str) -> Content:
    return Content.styled(title, "bold $primary")


def _legend() -> Content:
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
        lines.append(Content.assemble(INDENT, (f"{name:{COLUMN}}", "$muted"), shown))
    names = Content.assemble(
        " " * (len(INDENT) + COLUMN),
        ("underlined", "underline"),
        "  a name of the glossary   ",
        ("slanted", "italic underline"),
        "  what a check points at",
    )
    return Content("\n").join([*lines, names, Content("")])
