"""Reviewing pairs: decisions and drafts, on top of the screens for reading, beads, matches and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from db.errors import WorkbenchError
from db.records import Action, PairRow
from tui import drafting
from tui.drafting import DraftFailed, DraftFinished, DraftProgress
from tui.screens.browse import SCREEN_SECTIONS
from tui.screens.terms import TermScreen
from workbench.project import Project
from workbench.review import service
from workbench.review.laying import NONE

DONE_HERE = {
    *("approved", "rejected", "draft", "translated", "edit", "note"),
    *("waive", "unwaive", "glossary add", "glossary edit", "glossary remove", "glossary choose"),
    *("bead merge", "bead split", "bead move", "bead unlink", "bead accept", "quote link", "match refuse"),
}
"""Kinds of action that are done, and so may be taken back, on this screen, beside its own runs."""

Verb = Callable[[Project, int, int | None], PairRow]


class ReviewScreen(TermScreen):
    """Everything a reviewer does, by keys. Each verb is stored before the next key is handled."""

    BINDINGS: ClassVar[list[BindingType]] = [b for section in SCREEN_SECTIONS for b in section.bindings]

    # Decisions.

    def action_approve(self) -> None:
        """Approve, and go one down; which errors the pair has is told."""
        row = self.pairs.row
        found = self.findings.of(row) if row else None
        if self._decide(service.approve) and row is not None:
            self.approved(row.id, found)

    def action_reject(self) -> None:
        """Reject, and go one down."""
        self._decide(service.reject)

    def action_reopen(self) -> None:
        """Take the decision back, and stay."""
        self._do(service.reopen)

    def _decide(self, verb: Verb) -> bool:
        done = self._do(verb)
        if done:
            self.pairs.jump(self.pairs.cursor + 1)
        return done

    def _do(self, verb: Verb) -> bool:
        """Do a verb to the current pair as it is displayed; says whether it was done."""
        row = self.pairs.row
        if row is None:
            self.tell("There is no pair here: F5 reads the project again.", "warning")
            return False
        try:
            self.listing.put(verb(self.project, row.id, row.revision))
        except WorkbenchError as error:
            self.refused(row, error)
            return False
        self.pairs.redraw()
        return True

    def action_undo(self) -> None:
        """Take back the last thing that this person did."""
        last = self.project.store.history.last_done()
        if last and last.kind not in DONE_HERE and last.id not in self.runs:
            self.tell(
                f"The last thing you did is “{last.summary}”, which was not done on this screen:"
                " `workbench undo` takes it back."
            )
            return
        self._reverse(service.undo, "Taken back", "There is nothing to take back.")

    def action_redo(self) -> None:
        """Do again what was last taken back."""
        self._reverse(service.redo, "Done again", "There is nothing to do again.")

    def _reverse(self, verb: Callable[[Project], Action | None], done: str, nothing: str) -> None:
        waived, glossary = self.waivers, self.glossary_version
        try:
            action = verb(self.project)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return
        if action is None:
            self.tell(nothing)
            return
        self.tell(f"{done}: {action.summary}.")
        if self.glossary_version != glossary:
            self.glossary_changed()
        touched = [event.pair_id for event in action.events] or self.follow_waivers(waived)
        self.listing.settle([event.pair_id for event in action.events if event.new_status == NONE])
        listed = set(self.listing.ids)
        self.go_to(next((pair for pair in touched if pair in listed), touched[0] if touched else 0))

    # Drafts.

    def action_draft_pair(self) -> None:
        """Draft the current pair."""
        row = self.pairs.row
        if row is None:
            return
        if row.missing_source or not row.missing_target:
            why = "has no original to draft from" if row.missing_source else "has a rendering already"
            self.tell(f"Pair {row.id} {why}.")
            return
        self._draft([row.id])

    def action_draft_all(self) -> None:
        """Draft every pair of the project that has no rendering."""
        self._draft(None)

    def _draft(self, pair_ids: list[int] | None) -> None:
        if self.begin("drafting"):
            drafting.start(self.background, self.project, pair_ids)

    @on(DraftProgress)
    def _drafted_so_far(self, event: DraftProgress) -> None:
        self.status.progress = f"drafting {event.done:,}/{event.total:,}"
        self._redraw_drafted()

    @on(DraftFinished)
    def _drafted(self, event: DraftFinished) -> None:
        self._draft_over()
        how = "Drafting stopped" if event.stopped else "Drafting done"
        self.tell(f"{how}: {event.report.drafted:,} drafted, {event.report.left:,} without a rendering.")
        for reason in event.report.reasons:
            self.tell(reason, "warning")

    @on(DraftFailed)
    def _draft_failed(self, event: DraftFailed) -> None:
        self._draft_over()
        self.tell(event.sentence, "warning")

    def _draft_over(self) -> None:
        self.over()
        self._redraw_drafted()

    def _redraw_drafted(self) -> None:
        self.listing.forget_missing()
        self.pairs.redraw()
