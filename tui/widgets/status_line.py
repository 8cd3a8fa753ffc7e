"""One line at the foot: where the cursor is, what is in force, how far the work has come."""

from __future__ import annotations

from collections.abc import Mapping

from textual._cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from db.records import Status
from tui.labels import STATUS_SYMBOLS

GAP = "   "
SHORTEST = 20
"""Cells below which a finding is left out rather than cut."""


class StatusLine(Widget):
    """Shows as much as fits: position, progress, filter and search, a finding, counts, the project's name."""

    position: reactive[str] = reactive("")
    """`3/128`."""
    progress: reactive[str] = reactive("")
    """What is running in the background, in words."""
    checking: reactive[str] = reactive("")
    """How far the checks have come, in words."""
    narrowed: reactive[str] = reactive("")
    """The filter and the search in force, in words."""
    finding: reactive[str] = reactive("")
    """The gravest finding of the current pair, where nothing else tells it."""
    counts: reactive[Mapping[Status, int]] = reactive[Mapping[Status, int]](dict)
    """Pairs of the whole project by status."""

    def __init__(self, project: str) -> None:
        super().__init__()
        self._project = project

    def render(self) -> Content:
        line = Content("")
        for part in (
            Content.styled(self.position, "bold"),
            Content.styled(self.progress, "$text-accent"),
            Content.styled(self.narrowed, "$text-primary"),
        ):
            line = self._with(line, part)
        room = self.size.width - line.cell_length - len(GAP)
        if room >= SHORTEST:
            line = self._with(line, Content(self.finding).truncate(room, ellipsis=True))
        line = self._with(line, self._counts())
        line = self._with(line, Content.styled(self.checking, "$muted"))
        room = self.size.width - line.cell_length - len(GAP)
        if cell_len(self._project) > room:
            return line
        return (
            line
            + Content(" " * (room + len(GAP) - cell_len(self._project)))
            + Content.styled(self._project, "$muted")
        )

    def _with(self, line: Content, part: Content) -> Content:
        """The line with one more part, if there is room for it."""
        wider = line + Content(GAP if line and part else "") + part
        return wider if wider.cell_length <= self.size.width or not line else line

    def _counts(self) -> Content:
        words = [f"{STATUS_SYMBOLS[status]} {count:,} {status}" for status, count in self.counts.items()]
        return Content.styled(GAP.join(words), "$muted")
