"""Jump mode: a letter over each place that can be gone to."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.jumping import Place, places


class JumpScreen(ModalScreen[Place | None]):
    """Shows the letters over the screen below; returns the place whose letter was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave")]

    def __init__(self, lettered: list[tuple[str, Place]]) -> None:
        super().__init__()
        self._lettered = lettered

    def compose(self) -> ComposeResult:
        for letter, place in self._lettered:
            label = Static(f" {letter} ", classes="jump-letter", markup=False)
            label.styles.offset = place.at
            yield label

    def on_key(self, event: events.Key) -> None:
        for letter, place in self._lettered:
            if event.character == letter:
                event.stop()
                self.dismiss(place)
                return
        if event.is_printable:
            self.dismiss(None)


def jump(screen: Screen[None] | Screen[int | None]) -> None:
    """Show a letter over each place in view of a screen, and go where a letter leads."""

    def chosen(place: Place | None) -> None:
        if place is not None:
            place.go()

    screen.app.push_screen(JumpScreen(places(screen)), chosen)
