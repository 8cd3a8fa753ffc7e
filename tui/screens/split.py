"""The dialog that asks where a pair is to be parted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.panel.told import marked
from tui.widgets.key_line import KeyLine
from workbench.review.dividing import Division

NOTHING = "–"
"""Stands for a side without words."""


class Places(OptionList):
    """Where the pair may be parted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Split here")]


class SplitScreen(ModalScreen[Division | None]):
    """Returns the division that was chosen, or None when the dialog was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave")]

    def __init__(self, pair_id: int, divisions: Sequence[Division]) -> None:
        super().__init__()
        self._pair_id = pair_id
        self._divisions = divisions

    def compose(self) -> ComposeResult:
        with Vertical(id="split"):
            yield Label(f"Split pair {self._pair_id} into")
            yield Places(*(Option(_shown(division)) for division in self._divisions), compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._divisions[event.option_index])

    def action_leave(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)


def _shown(division: Division) -> Content:
    """The two parts, each with the original above the rendering; long ones are cut short."""
    lines = []
    for number, (source, target) in enumerate((division.first, division.second), start=1):
        lines.append(Content.assemble((f"{number}  ", "bold $accent"), marked(source or NOTHING)))
        lines.append(Content.assemble("   ", marked(target or NOTHING)))
    return Content("\n").join([*lines, Content("")])
