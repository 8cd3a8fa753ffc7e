"""What the checks found in the project: how often each, and the way to the pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.keys.dialogs import CHECK_SUMMARY
from tui.panel.told import marked
from tui.widgets.key_line import KeyLine
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.checks.service import CheckCount


class CheckSummaryScreen(ModalScreen[str | None]):
    """Returns the check whose pairs a person wants to see, or None when the list was left."""

    BINDINGS: ClassVar[list[BindingType]] = list(CHECK_SUMMARY.bindings)

    def __init__(self, counts: Sequence[CheckCount], checked: int, left: int) -> None:
        """`checked` pairs have been looked at, `left` still wait for it."""
        super().__init__()
        self._counts = counts
        self._checked, self._left = checked, left

    def compose(self) -> ComposeResult:
        waits = f"; {self._left:,} more are being checked" if self._left else ""
        with Vertical(id="checks"):
            yield Label(f"What the checks found in {self._checked:,} pairs{waits}. Enter shows the pairs.")
            if self._counts:
                yield OptionList(*map(_shown, self._counts), compact=True)
            else:
                yield Label("Nothing.")
        yield KeyLine()

    def on_mount(self) -> None:
        for options in self.query(OptionList):
            options.highlighted = 0
            options.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._counts[event.option_index].check.id)

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)


def _shown(count: CheckCount) -> Option:
    waived = f"  {count.waived:,} waived" if count.waived else ""
    return Option(
        Content.assemble(
            (f"{count.pairs:6,}  ", "bold"),
            f"{count.severity:8} ",
            marked(count.check.title),
            (f"  {visible(count.check.id)}{waived}", "$muted"),
        )
    )
