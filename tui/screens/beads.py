"""Beads by hand: which sentences stand beside which."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from db.errors import WorkbenchError
from tui.screens.browse import BrowseScreen
from tui.screens.split import SplitScreen
from workbench.project import Project
from workbench.review import beads
from workbench.review.dividing import Division
from workbench.review.grouping import Side
from workbench.review.laying import Regrouped

Regroup = Callable[[Project, int, int], Regrouped]
"""A verb over a project, a pair and the revision at which it is displayed."""


class BeadScreen(BrowseScreen):
    """The verbs that let sentences change sides. Each is stored before the next key is handled."""

    def action_merge(self) -> None:
        """Merge with what follows."""
        self._regroup(lambda project, pair, revision: beads.merge(project, pair, revision=revision))

    def action_split(self) -> None:
        """Split where the aligner would."""
        self._regroup(lambda project, pair, revision: beads.split(project, pair, revision=revision))

    def action_unlink(self) -> None:
        """Part the two sides."""
        self._regroup(beads.unlink)

    def action_give(self, side: str, step: int) -> None:
        """Give the first or last sentence of a side to the bead before or after."""
        self._regroup(lambda project, pair, revision: beads.move(project, pair, Side(side), step, revision))

    def action_accept(self) -> None:
        """Say that the bead is right."""
        row = self.pairs.row
        if row is None:
            return
        try:
            self.listing.put(beads.accept(self.project, row.id, row.revision))
        except WorkbenchError as error:
            self.refused(row, error)
        self.pairs.redraw()

    def action_split_at(self) -> None:
        """Ask where to split."""
        row = self.pairs.row
        if row is None:
            return
        try:
            found = beads.divisions(self.project, row.id)
        except WorkbenchError as error:
            self.refused(row, error)
            return
        if found:
            self.app.push_screen(SplitScreen(row.id, found), partial(self._split_at, row.id, row.revision))
        else:
            self.action_split()

    def _split_at(self, pair_id: int, revision: int, place: Division | None) -> None:
        if place is None or self.pairs.row is None or self.pairs.row.id != pair_id:
            return
        self._regroup(
            lambda project, pair, _: beads.split(project, pair, place.sources, place.targets, revision)
        )

    def _regroup(self, verb: Regroup) -> None:
        """Do a verb to the current pair as it is displayed, and stay with its words."""
        row = self.pairs.row
        if row is None:
            self.tell("There is no pair here: F5 reads the project again.", "warning")
            return
        try:
            done = verb(self.project, row.id, row.revision)
        except WorkbenchError as error:
            self.refused(row, error)
            return
        self.listing.take_in(done)
        self.go_to(row.id if row.id in self.listing.ids else next(iter(done.pairs), 0))
