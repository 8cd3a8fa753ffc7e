"""What the checks find in the words that are being typed, below them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from db.records import Finding
from tui.labels import finding_sign
from workbench.text.visible import visible

MOST = 3


class FoundLines(Widget):
    """A line for each of the gravest findings; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Tell these findings, the gravest of which come first."""
        if findings != self._findings:
            self._findings = findings
            self.display = bool(findings)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(MOST, len(self._findings))

    def render(self) -> Content:
        lines = [_shown(finding) for finding in self._findings[:MOST]]
        left = len(self._findings) - MOST
        if left > 0:
            lines[-1] = Content.assemble(lines[-1], (f"  and {left} more", "$muted"))
        return Content("\n").join(line.truncate(self.size.width, ellipsis=True) for line in lines)


def _shown(finding: Finding) -> Content:
    return Content.assemble((f"{finding_sign(finding.severity)} ", "bold"), visible(finding.message))
