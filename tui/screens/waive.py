"""Saying that a finding is no fault: which one, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from db.records import Finding, Waiver
from tui.keys.dialogs import WAIVE
from tui.panel.told import MOST, marked
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from workbench.text.visible import visible


@dataclass(frozen=True)
class Waived:
    """What a person has said of a finding."""

    finding: Finding
    reason: str
    """Empty: it is a fault after all."""


class WaiveScreen(ModalScreen[Waived | None]):
    """Returns a finding and the reason why it is none, or None when the dialog was left."""

    BINDINGS: ClassVar[list[BindingType]] = list(WAIVE.bindings)

    def __init__(self, findings: Sequence[Finding], waived: Sequence[tuple[Finding, Waiver]]) -> None:
        super().__init__()
        self._findings = [*findings, *(finding for finding, _ in waived)]
        self._reasons = {finding: waiver.reason for finding, waiver in waived}

    def compose(self) -> ComposeResult:
        with Vertical(id="waive"):
            yield Label("Which finding is no fault? Then say why.")
            yield OptionList(*map(self._shown, self._findings), compact=True)
            yield LineInput(placeholder="The reason, for whoever looks at this later", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        field = self.query_one(Input)
        field.value = self._reasons.get(self._finding, "")
        field.display = True
        field.focus()

    @on(Input.Submitted)
    def _said(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(Waived(self._finding, event.value.strip()))

    @property
    def _finding(self) -> Finding:
        return self._findings[self.query_one(OptionList).highlighted or 0]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was waived can be taken back."""
        return action != "again" or bool(self._reasons)

    def action_again(self) -> None:
        """Take the waiver of the finding under the cursor back."""
        if self._finding in self._reasons:
            self.dismiss(Waived(self._finding, ""))

    def action_leave(self) -> None:
        """Close the question for a reason, else the screen."""
        if self.query_one(Input).display:
            self.query_one(Input).display = False
            self.query_one(OptionList).focus()
        else:
            self.dismiss(None)

    def _shown(self, finding: Finding) -> Option:
        reason = self._reasons.get(finding)
        more = f"  waived: {visible(reason[:MOST])}" if reason else ""
        return Option(
            Content.assemble(
                (f"{finding.severity:8}", "bold"),
                marked(finding.message),
                (f"  {visible(finding.check)}{more}", "$muted"),
            )
        )
