"""Keys of the screen on which pairs are written to a file."""

from __future__ import annotations

from tui.keys.section import Section, key

EXPORT = Section(
    "Export",
    (
        key(
            "export.write", "ctrl+s", "write", "Write", "write the file (in its field also enter)", show=True
        ),
        key("export.next", "tab", "app.focus_next", "Next", "to the next field", show=True),
        key("export.before", "shift+tab", "app.focus_previous", "Before", "to the field before"),
        key("export.stop", "ctrl+x", "stop", "Stop", "stop writing; no file is left behind", show=True),
    ),
)
TICKS = Section(
    "Ticks",
    (
        key("tick.next", "right", "move(1)", "Right", "to the next one"),
        key("tick.before", "left", "move(-1)", "Left", "to the one before"),
        key("tick.turn", "space", "turn", "Tick", "tick it, or take the tick away", show=True),
    ),
)
