"""A field that has one of a few values: left and right go through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.keys.terms import CYCLE


class Cycle(Widget, can_focus=True):
    """Shows its value between two arrows; a click takes the next one."""

    BINDINGS: ClassVar[list[BindingType]] = list(CYCLE.bindings)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        cycle: Cycle

    def __init__(self, values: Sequence[str], value: str, shown: str = "", *, id: str) -> None:
        """`shown` stands for an empty value."""
        super().__init__(id=id)
        self._values = values
        self._empty = shown
        self.value = value

    def action_turn(self, step: int) -> None:
        """Take the next value, or the one before."""
        self.value = self._values[(self._values.index(self.value) + step) % len(self._values)]
        self.refresh()
        self.post_message(self.Changed(self))

    def on_click(self) -> None:
        self.action_turn(1)

    def render(self) -> Content:
        return Content.assemble(
            ("‹ ", "$accent"),
            (self.value or self._empty, "bold reverse" if self.has_focus else ""),
            (" ›", "$accent"),
        )
