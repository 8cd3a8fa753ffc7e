"""A line to type in whose text may come from elsewhere: a stored name, a path, something pasted."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Input

from workbench.text.visible import visible

NO_CONTROLS = r"[^\x00-\x1f\x7f-\x9f]*"
"""What a line may take: control characters cannot be typed, but they can be pasted."""


class LineInput(Input):
    """Keeps every character, and shows stand-ins for those that would steer the terminal.

    Input writes its value to the terminal as it is, an escape in a file's name included.
    """

    @property
    def _value(self) -> Text:
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        """The cells before a character: a stand-in takes one, what it stands for none."""
        return cell_len(visible(self.value[:position]))
