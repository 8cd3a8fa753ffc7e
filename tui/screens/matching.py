"""Matching and aligning a project from the screen, and deciding about what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from db.errors import WorkbenchError
from tui import matching
from tui.background import Background
from tui.screens.beads import BeadScreen
from tui.screens.proposals import ProposalsScreen
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.match.service import Joined


class MatchScreen(BeadScreen):
    """Runs that change what belongs together, on top of the screen that changes it by hand."""

    def __init__(self, project: Project, own_keys: dict[str, str]) -> None:
        super().__init__(project, own_keys)
        self.background = Background(self)
        self.runs: set[int] = set()
        """Actions of the history that were runs of this screen."""
        self._proposed: list[Joined] = []

    def begin(self, doing: str) -> bool:
        """Say that something runs in the background; False where something else does."""
        if self.background.running:
            self.tell("Something runs in the background already: x stops it.")
            return False
        self.status.progress = f"{doing} …"
        return True

    def over(self) -> None:
        """Say that nothing runs in the background any more."""
        self.background.running = False
        self.status.progress = ""

    def action_stop(self) -> None:
        """Stop what runs in the background at its next safe place."""
        if self.background.running:
            self.status.progress = "stopping …"
            self.background.stop()

    def action_match(self) -> None:
        """Join printed renderings to the quotes they render."""
        if self.begin("matching"):
            matching.start_match(self.background, self.project)

    def action_align(self) -> None:
        """Align the project anew."""
        if self.begin("aligning"):
            matching.start_align(self.background, self.project)

    def action_proposals(self) -> None:
        """Show the matches that wait for a person's word."""
        from workbench.review import proposals

        # What was decided since the last run is left out here, so that undo brings it back.
        waiting = proposals.proposed(self.project, self._proposed)
        if not waiting:
            self.tell("No match is proposed: M looks for matches.")
            return
        self.app.push_screen(ProposalsScreen(waiting, self._judge), lambda _: self._show_anew())

    def _judge(self, match: Joined, accept: bool) -> bool:
        """Store what a person says about a proposed match; says whether that is settled."""
        from workbench.review import proposals

        verb = proposals.accept if accept else proposals.refuse
        try:
            verb(self.project, match.quote_id, match.rendering_id)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return False
        return True

    @on(matching.AlignProgress)
    def _aligned_so_far(self, event: matching.AlignProgress) -> None:
        self.status.progress = f"aligning {event.done:,}/{event.total:,}"

    @on(matching.MatchFinished)
    def _matched(self, event: matching.MatchFinished) -> None:
        self._changed_by(event.action)
        self._proposed = event.proposed
        waiting = f"{len(event.proposed):,} proposed: P shows them" if event.proposed else "none proposed"
        self.tell(f"Matching done: {event.joined:,} joined, {waiting}.")

    @on(matching.AlignFinished)
    def _aligned(self, event: matching.AlignFinished) -> None:
        self._changed_by(event.action)
        report = event.report
        self.tell(
            f"Aligning done: {report.renderings:,} renderings; other beads in {len(report.quotes):,} quotes."
        )
        if report.crossing:
            many = ", ".join(map(str, report.crossing))
            self.tell(f"Left as they are, their order being another than the quote's: renderings {many}.")

    @on(matching.MatchStopped)
    def _stopped(self) -> None:
        self.over()
        self.tell("Stopped; nothing was changed.")

    @on(matching.MatchFailed)
    def _failed(self, event: matching.MatchFailed) -> None:
        self.over()
        self.tell(event.sentence, "warning")

    def _changed_by(self, action: int) -> None:
        self.over()
        if action:
            self.runs.add(action)
            self._show_anew()

    def _show_anew(self) -> None:
        """Read the list again, staying on the current pair, or at its place if it has gone."""
        row = self.pairs.row
        self.listing.reload()
        place = self.listing.index(row.id) if row else None
        self.pairs.rebuild(self.pairs.cursor if place is None else place)
