"""The keys that work now, in one line."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual._cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tui.counts import Counting
from tui.keys import ALL_SECTIONS

GAP = "  "
_ALWAYS = {"room.help", "room.leave", "view.help", "view.quit", "edit.help", "edit.leave"}
"""The way out and the help stand at the end of the line, however narrow it is."""


_PLACES = {
    binding.id: (binding.id in _ALWAYS, place)
    for place, binding in enumerate(binding for section in ALL_SECTIONS for binding in section.bindings)
}


def _place(binding: Binding) -> tuple[bool, int]:
    """Where a key stands: in the order of the registry, whatever keys a person's own map has given it."""
    return _PLACES.get(binding.id, (False, len(_PLACES)))


class _Shown(NamedTuple):
    """A key on the line, and the cells it takes."""

    key: str
    start: int
    end: int


class KeyLine(Widget):
    """As many of the active keys as fit, in the order of their registry; a click presses one.

    Textual's Footer is a widget per key, which is a third of the time that the review screen takes to
    appear.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[_Shown] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def render(self) -> Content:
        count = self.app.count if isinstance(self.app, Counting) else 0
        line = Content.styled(f"{count:,} ×", "bold reverse") if count else Content("")
        self._shown.clear()
        keys = self._to_show()
        always = [binding for binding in keys if binding.id in _ALWAYS]
        room = self.size.width - sum(len(GAP) + self._width(binding) for binding in always)
        for binding in keys:
            start = line.cell_length + (len(GAP) if line else 0)
            end = start + self._width(binding)
            if end > (self.size.width if binding.id in _ALWAYS else room):
                continue
            self._shown.append(_Shown(binding.key, start, end))
            key = self.app.get_key_display(binding)
            line += Content.assemble(GAP if line else "", (key, "bold $accent"), f" {binding.description}")
        return line

    def _width(self, binding: Binding) -> int:
        """The cells that a key takes with its label."""
        return cell_len(self.app.get_key_display(binding)) + 1 + cell_len(binding.description)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        for shown in self._shown:
            if offset is not None and shown.start <= offset.x < shown.end:
                self.app.simulate_key(shown.key)

    def _to_show(self) -> list[Binding]:
        """The bindings to show, each action once by its first key."""
        active = (active.binding for active in self.screen.active_bindings.values() if active.enabled)
        shown: dict[str, Binding] = {}
        for binding in active:
            if binding.show and not binding.system:
                shown.setdefault(binding.action, binding)
        return sorted(shown.values(), key=_place)

    def _keys_changed(self, _: Screen[object]) -> None:
        self.refresh()
