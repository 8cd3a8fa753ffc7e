"""How a key is written into the registry."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Section(NamedTuple):
    """Keys that belong together in the help."""

    title: str
    bindings: tuple[Binding, ...]


def key(
    identifier: str, keys: str, action: str, label: str, help_text: str, *, show: bool = False
) -> Binding:
    """A key: the name that a person's key map uses, the keys, what they do, and how it is told.

    `show` puts it on the line of keys.
    """
    return Binding(keys, action, label, show=show, tooltip=help_text, id=identifier)


def ahead(identifier: str, keys: str, action: str, label: str, help_text: str) -> Binding:
    """A key that goes before what the focused widget would do with it; the action may let it pass."""
    return Binding(keys, action, label, show=False, tooltip=help_text, id=identifier, priority=True)
