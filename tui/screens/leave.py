"""The question what becomes of typed words when a person leaves the editor."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label


class Choice(StrEnum):
    """What a person may answer."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class LeaveScreen(ModalScreen[Choice]):
    """Save, discard, or go on typing; escape goes on typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "choose('save')", "Save"),
        Binding("d", "choose('discard')", "Discard"),
        Binding("escape", "choose('stay')", "Go on typing"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="leave"):
            yield Label("You have typed something that is not saved yet.")
            with Horizontal():
                yield Button("Save (s)", id="save", variant="primary", compact=True)
                yield Button("Discard (d)", id="discard", compact=True)
                yield Button("Go on typing (esc)", id="stay", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(Choice(event.button.id or Choice.STAY))

    def action_choose(self, choice: str) -> None:
        """Answer by a key."""
        self.dismiss(Choice(choice))
