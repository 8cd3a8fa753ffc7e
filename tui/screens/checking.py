"""Findings of the checks beside the pairs: the way from one to the next, waiving them, the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from db.errors import WorkbenchError
from db.records import PairFilter, PairRow, Severity, Waiver
from tui import checking
from tui.checking import Checked, CheckEnded, TypedChecked
from tui.counts import typed_count
from tui.screens.check_summary import CheckSummaryScreen
from tui.screens.suggesting import SuggestScreen
from tui.screens.waive import Waived, WaiveScreen
from tui.turns import KeysInTurn
from tui.widgets.editor import Editor

if TYPE_CHECKING:
    from workbench.checks.service import PairFindings


class CheckScreen(SuggestScreen):
    """Shows what the checks find; nothing is altered by it."""

    _approved: frozenset[int] = frozenset()
    """Pairs that were approved before they had been checked."""

    def on_mount(self) -> None:
        """Look at the whole project, a little at a time, once the screen stands."""
        self.set_timer(checking.START, self._begin_checking)

    def on_unmount(self) -> None:
        self.findings.stop()

    def _begin_checking(self) -> None:
        app = self.app

        def hurried() -> bool:
            return isinstance(app, KeysInTurn) and app.quiet_for < checking.QUIET

        if hurried():
            self.set_timer(checking.QUIET, self._begin_checking)
            return
        self.findings.sweep(self.project.store.pairs.ids())
        self.findings.begin(hurried)

    @on(Checked)
    def _checked(self, event: Checked) -> None:
        changed = {found.pair_id for _, found in event.found}
        if self.findings.take(event):
            for _, found in event.found:
                if found.pair_id in self._approved:
                    self._tell_errors(found)
        self._approved -= changed
        if self.pairs.shows(changed):
            self.pairs.redraw()
        self.status.checking = f"checking, {event.left:,} left" if event.left else ""

    @on(CheckEnded)
    def _check_ended(self, event: CheckEnded) -> None:
        self.findings.over(event)
        self.status.checking = ""
        if event.failure:
            first, *others = event.failure.split("\n")
            more = f" {len(others)} more: `workbench check` tells them." if others else ""
            self.tell(f"{first}{more} F5 checks again.", "warning")

    @on(Editor.Rested)
    def _check_words(self, event: Editor.Rested) -> None:
        self.findings.typed(event.row, event.words)

    @on(TypedChecked)
    def _words_checked(self, event: TypedChecked) -> None:
        row = self.editor.rendering_of
        if row is not None and row.id == event.pair_id:
            self.editor.show_findings(event.words, event.findings)

    def approved(self, pair_id: int, found: PairFindings | None) -> None:
        """Tell which errors a pair has that has just been approved; `found` is what was known of it."""
        if found is not None:
            self._tell_errors(found)
        else:
            self._approved |= {pair_id}

    def _tell_errors(self, found: PairFindings) -> None:
        errors = [finding.message for finding in found.findings if finding.severity is Severity.ERROR]
        if errors:
            many = "1 error" if len(errors) == 1 else f"{len(errors)} errors, the first"
            self.tell(f"Pair {found.pair_id} is approved with {many}: {errors[0]}.", "warning")

    def action_finding(self, step: int) -> None:
        """Go to the next pair with an error or a warning, past the end round to the beginning."""
        place: int | None = self.pairs.cursor
        for _ in range(min(typed_count(self.app), len(self.listing))):
            place = self.listing.next_where(self.findings.grave, place or 0, step)
        left = self.findings.left
        if place is None:
            nothing = "The checks find no error and no warning in this list."
            self.tell(f"Nothing so far; {left:,} pairs are yet to be checked." if left else nothing)
        elif place == self.pairs.cursor:
            self.tell("No other pair of this list has an error or a warning.")
        else:
            self.pairs.jump(place)

    def action_waive(self) -> None:
        """Ask which finding of the current pair is no fault, and why."""
        row = self.pairs.row
        found = self.findings.of(row) if row else None
        if row is None or found is None or not (found.findings or found.waived):
            waits = row is not None and self.findings.waits_for(row)
            self.tell("This pair is being checked." if waits else "The checks find nothing in this pair.")
            return

        def decided(waived: Waived | None) -> None:
            if waived is not None:
                self._waive(row, waived)

        self.app.push_screen(WaiveScreen(found.findings, found.waived), decided)

    def _waive(self, row: PairRow, waived: Waived) -> None:
        # The checks are loaded when they are first needed.
        from workbench.checks import service

        try:
            if waived.reason:
                service.waive(self.project, row, [waived.finding], waived.reason)
            else:
                service.unwaive(self.project, row, [waived.finding])
        except WorkbenchError as error:
            self.tell(str(error), "warning")
        self.findings.forget(row.id)
        self.pairs.redraw()

    @property
    def waivers(self) -> frozenset[Waiver]:
        """What was waived in the project."""
        return frozenset(self.project.store.waivers.all())

    def follow_waivers(self, before: frozenset[Waiver]) -> list[int]:
        """Check the pairs again of which other findings are waived than `before`; gives their ids."""
        changed = {waiver.quote_id for waiver in before ^ self.waivers}
        pairs = self.project.store.pairs
        ids = [pair_id for quote_id in changed for pair_id in pairs.ids(PairFilter(quote_id=quote_id))]
        if ids:
            self.findings.forget(*ids)
        return ids

    def action_check_summary(self) -> None:
        """Show how often each check found something, and narrow the list to the pairs of one."""

        def decided(check: str | None) -> None:
            if check is not None:
                self.narrow_to(check, self.findings.with_findings(check))

        ids = self.project.store.pairs.ids()
        try:
            counts = self.findings.summary(ids)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return
        left = self.findings.left
        self.app.push_screen(CheckSummaryScreen(counts, len(ids) - left, left), decided)
