"""Reviewing pairs: decisions and drafts, on top of the screens for reading, beads, matches and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType

from db.errors import WorkbenchError
from db.records import Action, PairFilter, PairRow
from tui import drafting
from tui.counts import typed_count
from tui.drafting import DraftFailed, DraftFinished, DraftProgress
from tui.keys.room import DIGITS
from tui.rooms import room
from tui.screens.browse import SCREEN_SECTIONS
from tui.screens.paneling import PanelScreen
from tui.screens.room import Room
from tui.undoing import out_of_reach
from workbench.project import Project
from workbench.review import service
from workbench.review.laying import NONE

if TYPE_CHECKING:
    from workbench.review.bulk import Done

Verb = Callable[[Project, int, int | None], PairRow]


class ReviewScreen(PanelScreen):
    """Everything a reviewer does, by keys. Each verb is stored before the next key is handled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for section in SCREEN_SECTIONS for binding in section.bindings),
        *DIGITS,
    ]

    def action_room(self, name: str) -> None:
        """Open one of the full screens on the current pair."""
        self.enter(room(name, self.project, self.pairs.row, self.own_keys))

    def enter(self, opened: Room) -> None:
        """Show a full screen; when it is left, show what has become of the project."""
        glossary = self.glossary_version

        def left(pair_id: int | None) -> None:
            if self.glossary_version != glossary:
                self.glossary_changed()
            self.show_changes_since_shown()
            if opened.narrow is not None:
                self.narrow_to(*opened.narrow)
            if pair_id:
                self.go_to(pair_id)

        self.app.push_screen(opened, left)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted onto the list is an article to be imported."""
        if self.editor.row is None and event.text.strip():
            from tui.screens.paste import PasteScreen

            event.stop()
            self.app.push_screen(PasteScreen(self.project, event.text), self._pasted)

    def _pasted(self, document_id: int | None) -> None:
        if document_id is None:
            return
        self.show_changes_since_shown()
        quotes = self.project.store.pairs.ids(PairFilter(document_id=document_id))
        self.go_to(quotes[0] if quotes else 0)

    def action_bulk(self) -> None:
        """Ask whether all that is listed shall be approved."""
        from tui.screens.bulk import BulkScreen

        self.app.push_screen(BulkScreen(self.project, list(self.listing.ids)), self._many_done)

    def action_replace(self) -> None:
        """Ask which words shall be replaced by which in all that is listed."""
        from tui.screens.replace import ReplaceScreen

        wanted = self.listing.wanted.text
        self.app.push_screen(ReplaceScreen(self.project, list(self.listing.ids), wanted), self._many_done)

    def _many_done(self, done: Done | None) -> None:
        from workbench.text.counted import counted

        if done is None:
            return
        left = f", {len(done.passed_over):,} passed over" if done.passed_over else ""
        self.tell(f"{counted(len(done.changed))} changed{left}. u takes it back.")
        self.show_changes_since_shown()

    def action_comments(self) -> None:
        """Show what people say of the current pair."""
        from tui.screens.comments import CommentsScreen

        row = self.pairs.row
        if row is not None:
            self.app.push_screen(CommentsScreen(self.project, row), lambda _: self.show_changes_since_shown())

    # Decisions.

    def action_approve(self) -> None:
        """Approve, and go one down; which errors the pair has is told."""
        self._as_often_as_typed(self._approve)

    def _approve(self) -> bool:
        row = self.pairs.row
        found = self.findings.of(row) if row else None
        done = self._decide(service.approve)
        if done and row is not None:
            self.approved(row.id, found)
        return done

    def action_reject(self) -> None:
        """Reject, and go one down."""
        self._as_often_as_typed(lambda: self._decide(service.reject))

    def action_reopen(self) -> None:
        """Take the decision back, and stay."""
        self._do(service.reopen)

    def _decide(self, verb: Verb) -> bool:
        done = self._do(verb)
        if done:
            self.pairs.jump(self.pairs.cursor + 1)
        return done

    def _as_often_as_typed(self, act: Callable[[], bool]) -> None:
        """Do it as many times as the number before the key says, or until it fails or the list ends."""
        for _ in range(min(typed_count(self.app), len(self.listing) - self.pairs.cursor)):
            if not act():
                return

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
        refused = out_of_reach(self.project.store.history.last_done(), self.began)
        if refused:
            self.tell(refused)
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
        self.findings.forget(*touched)
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
