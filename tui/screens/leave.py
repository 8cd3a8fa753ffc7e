"""The question what becomes of typed words that could not be kept."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.text.visible import visible


class Choice(StrEnum):
    """What a person may answer."""

    DISCARD = "discard"
    STAY = "stay"


class LeaveScreen(ModalScreen[Choice]):
    """Tells why the words were not kept; discard them, or go on typing. Escape goes on typing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "choose('discard')", "Discard"),
        Binding("escape,s", "choose('stay')", "Go on typing"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, reason: str) -> None:
        """`reason` is the sentence that says why nothing was written."""
        super().__init__()
        self._reason = reason

    def compose(self) -> ComposeResult:
        with Vertical(id="leave"):
            yield Static(Content(visible(self._reason)))
            with Horizontal():
                yield Button("Go on typing (esc)", id="stay", variant="primary", compact=True)
                yield Button("Discard what was typed (d)", id="discard", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(Choice(event.button.id or Choice.STAY))

    def action_choose(self, choice: str) -> None:
        """Answer by a key."""
        self.dismiss(Choice(choice))
