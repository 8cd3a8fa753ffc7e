"""Fields of a form that are not typed into: one of a few values, and things that can be ticked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.keys.exporting import TICKS

GAP = "  "
NONE = "(none: all of them)"


class Ticks(Widget, can_focus=True):
    """Shows each thing with a box before it; left and right go to the next, the space bar ticks."""

    BINDINGS: ClassVar[list[BindingType]] = list(TICKS.bindings)

    @dataclass
    class Changed(Message):
        """Something was ticked, or is no longer."""

        ticks: Ticks

    def __init__(self, words: Mapping[str, str], ticked: frozenset[str] = frozenset(), *, id: str) -> None:
        """`words` are what is shown for each value."""
        super().__init__(id=id)
        self._words = dict(words)
        self.ticked = set(ticked)
        self._at = 0

    def action_move(self, step: int) -> None:
        """Go to another thing."""
        self._at = (self._at + step) % len(self._words)
        self.refresh()

    def action_turn(self) -> None:
        """Tick it, or take the tick away."""
        self.ticked ^= {list(self._words)[self._at]}
        self.refresh()
        self.post_message(self.Changed(self))

    def on_click(self, event: events.Click) -> None:
        start = 0
        for place, words in enumerate(self._words.values()):
            end = start + Content(f"[ ] {words}").cell_length
            if start <= event.x < end:
                self._at = place
                self.action_turn()
            start = end + len(GAP)

    def render(self) -> Content:
        parts = []
        for place, (value, words) in enumerate(self._words.items()):
            here = self.has_focus and place == self._at
            box = "[x]" if value in self.ticked else "[ ]"
            parts.append(Content.styled(f"{box} {words}", "bold reverse" if here else ""))
        if not self.ticked:
            parts.append(Content.styled(NONE, "$muted"))
        return Content(GAP).join(parts)
