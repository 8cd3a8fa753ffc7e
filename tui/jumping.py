"""Places of a screen that a letter leads to, so that hands stay on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

LETTERS = "asdfghjkleiruowtyqpcmvnbxz"
"""The home row first."""


class Place(NamedTuple):
    """A place that can be jumped to."""

    at: Offset
    """Where its letter is shown, in cells of the screen."""
    go: Callable[[], object]


@runtime_checkable
class Jumpable(Protocol):
    """A widget with places that can be jumped to."""

    def jump_places(self) -> list[Place]:
        """Those that are visible, from top to bottom."""


def places(screen: Screen[None] | Screen[int | None]) -> list[tuple[str, Place]]:
    """Every visible place with the letter that leads to it, as many as there are letters."""
    found: list[Place] = []
    for widget in screen.walk_children(Widget):
        if isinstance(widget, Jumpable) and widget.display and widget.region.area:
            found += widget.jump_places()
    return list(zip(LETTERS, found, strict=False))
