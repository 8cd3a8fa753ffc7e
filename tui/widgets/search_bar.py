"""The line in which words are typed that are looked for on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from tui.widgets.line_input import NO_CONTROLS, LineInput


class Words(LineInput):
    """The words. Enter is theirs, so that it comes after all that was typed before it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Search")]


class SearchBar(Horizontal):
    """Empty and hidden until a search begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
    ]

    @dataclass
    class Asked(Message):
        """Enter was pressed: show what holds these words."""

        text: str

    class Left(Message):
        """Escape was pressed: leave the list as it is."""

    async def open(self, text: str) -> None:
        """Show the bar with the search in force, and take the focus."""
        if not self.children:
            # Control characters cannot be typed, but they can be pasted.
            words = Words(compact=True, restrict=NO_CONTROLS)
            await self.mount_all([Label("Search"), words])
        self.display = True
        self.query_one(Input).value = text
        # At once: `focus()` would wait its turn behind keys that are typed already.
        self.screen.set_focus(self.query_one(Input))

    def close(self) -> None:
        """Hide the bar."""
        self.display = False

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Ask for what holds these words: all that were typed before Enter."""
        event.stop()
        self.post_message(self.Asked(event.value))

    def action_leave(self) -> None:
        """Leave the search as it was."""
        self.post_message(self.Left())
