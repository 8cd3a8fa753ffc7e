"""Reviewing pairs: decisions, words, drafts. Everything that writes, on top of the screen that reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from db.errors import Conflict, WorkbenchError
from db.records import Action, PairRow
from tui import drafting
from tui.drafting import DraftFailed, DraftFinished, DraftProgress
from tui.screens.browse import SCREEN_SECTIONS
from tui.screens.leave import Choice, LeaveScreen
from tui.screens.matching import MatchScreen
from tui.widgets.edit_area import EditArea
from tui.widgets.editor import Editor, Subject
from tui.widgets.pair_list import PairList
from workbench.project import Project
from workbench.review import service
from workbench.review.laying import NONE

DONE_HERE = {
    *("approved", "rejected", "draft", "translated", "edit", "note"),
    *("bead merge", "bead split", "bead move", "bead unlink", "bead accept", "quote link", "match refuse"),
}
"""Kinds of action that are done, and so may be taken back, on this screen, beside its own runs."""

Verb = Callable[[Project, int, int | None], PairRow]


class ReviewScreen(MatchScreen):
    """Everything a reviewer does, by keys. Each verb is stored before the next key is handled."""

    BINDINGS: ClassVar[list[BindingType]] = [b for section in SCREEN_SECTIONS for b in section.bindings]

    # Decisions.

    def action_approve(self) -> None:
        """Approve, and go one down."""
        self._decide(service.approve)

    def action_reject(self) -> None:
        """Reject, and go one down."""
        self._decide(service.reject)

    def action_reopen(self) -> None:
        """Take the decision back, and stay."""
        self._do(service.reopen)

    def _decide(self, verb: Verb) -> None:
        if self._do(verb):
            self.pairs.jump(self.pairs.cursor + 1)

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
        try:
            action = verb(self.project)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return
        if action is None:
            self.tell(nothing)
            return
        self.tell(f"{done}: {action.summary}.")
        touched = [event.pair_id for event in action.events]
        self.listing.settle([event.pair_id for event in action.events if event.new_status == NONE])
        listed = set(self.listing.ids)
        self.go_to(next((pair for pair in touched if pair in listed), touched[0] if touched else 0))

    # Words: the rendering and the note.

    async def action_edit(self) -> None:
        """Open the rendering in the editor."""
        await self._open_editor(Subject.RENDERING)

    async def action_note(self) -> None:
        """Open the note in the editor."""
        await self._open_editor(Subject.NOTE)

    @on(PairList.Opened)
    async def _opened(self) -> None:
        await self.action_edit()

    async def _open_editor(self, subject: Subject) -> None:
        row = self.pairs.row
        if row is None:
            return
        if not EditArea.holds(subject.words(row)):
            self.tell(
                f"Pair {row.id} holds characters that this editor cannot keep: use `workbench pair edit`.",
                "warning",
            )
            return
        self.pairs.locked = True
        await self.editor.open(row, subject)
        self.refresh_bindings()

    def _close_editor(self) -> None:
        self.editor.close()
        self.pairs.locked = False
        self.set_focus(self.pairs)
        self.refresh_bindings()

    @on(Editor.Saved)
    async def _save(self, event: Editor.Saved) -> None:
        if not self._store_words(event.words):
            return
        self._close_editor()
        if event.go_on:
            await self._edit_next()

    def _store_words(self, words: str) -> bool:
        """Store what was typed; says whether it is safe to close the editor."""
        row, editor = self.editor.row, self.editor
        if row is None or not editor.changed:
            return True
        put = service.edit if editor.subject is Subject.RENDERING else service.note
        try:
            self.listing.put(put(self.project, row.id, words, row.revision))
        except WorkbenchError as error:
            self.refused(row, error)
            now = self.pairs.row
            if isinstance(error, Conflict) and now is not None:
                editor.confront(now)
            return False
        self.pairs.redraw()
        return True

    async def _edit_next(self) -> None:
        place = self.listing.next_waiting(self.pairs.cursor, 1)
        if place is not None and place != self.pairs.cursor:
            self.pairs.jump(place)
            await self.action_edit()

    @on(Editor.Left)
    def _leave_editor(self) -> None:
        self.ask_to_leave(self._close_editor)

    def ask_to_leave(self, leave: Callable[[], None]) -> None:
        """Call `leave` once nothing typed can be lost: at once, or when the person has decided."""
        if not self.editor.changed:
            leave()
            return

        def decided(choice: Choice | None) -> None:
            stored = choice is Choice.SAVE and self._store_words(self.editor.area.words)
            if stored or choice is Choice.DISCARD:
                leave()

        self.app.push_screen(LeaveScreen(), decided)

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
