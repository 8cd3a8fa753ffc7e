"""Where a person reads: the list of pairs, the place in it, and the pair as it was last read out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from db.errors import WorkbenchError
from db.records import Finding, Origin, PairFilter, PairRow, Status
from tui.listing import Listing
from tui.plain.lines import Lines
from tui.plain.speech import Item, Level, spoken
from workbench.project import Project
from workbench.review.provenance import drafts_of

if TYPE_CHECKING:
    from workbench.checks.service import Checking, PairFindings

COMPARED = 2_000
"""Approved pairs with which a pair is compared before it is read out; with more of them only on request."""


class Reader:
    """One person's way through a project, line by line."""

    def __init__(self, project: Project, lines: Lines, level: Level) -> None:
        self.project = project
        self.began = project.store.history.latest()
        """The last action in the history when reading began."""
        self.lines = lines
        self.level = level
        self.listing = Listing(project)
        self.place = 0
        self.row: PairRow | None = None
        """The current pair as it was read out: what a decision is about."""
        self.by_name = False
        """Whether characters that nobody hears are said by name."""
        self.typed: dict[int, str] = {}
        """Words that could not be saved, by pair."""
        self.offers: Sequence[str] = ()
        """Renderings that were last offered for the current pair."""
        self._checking: Checking | None = None
        self._compares = False
        self._glossary: tuple[int, ...] = ()

    def say(self, *sentences: str) -> None:
        """Say each on a line of its own."""
        for sentence in sentences:
            self.lines.say(sentence)

    def read(self) -> None:
        """Read the current pair out, as it is in the project now."""
        self.offers = ()
        row = self.fresh()
        if row is None:
            self._say_why_nothing()
            return
        item = Item(
            row,
            self.place + 1,
            len(self.listing),
            self.project.target_lang,
            self._confidence(row),
            self._findings(row),
        )
        self.say(*spoken(item, self.level, by_name=self.by_name))

    def fresh(self) -> PairRow | None:
        """The pair at this place as it is in the project now; None where there is none any more."""
        if self.place < len(self.listing):
            self.listing.forget(self.listing.ids[self.place])
        self.row = self.listing.row(self.place)
        return self.row

    def current(self) -> PairRow | None:
        """The pair as it was read out; says so where there is none."""
        if self.row is None:
            self._say_why_nothing()
        return self.row

    def step(self, by: int) -> None:
        """Go on or back and read; at either end stay and say so."""
        wanted = self.place + by
        if not self.listing.ids:
            self.read()
        elif not 0 <= wanted < len(self.listing):
            self.say(
                "This is the last pair of the list." if by > 0 else "This is the first pair of the list."
            )
        else:
            self.go(wanted)

    def go(self, place: int) -> None:
        """Go to a place of the list and read."""
        self.place = place
        self.read()

    def renew(self, pair_id: int = 0) -> None:
        """Make the list anew; stay with the pair, or go to another one, even if the filter hides that."""
        wanted = pair_id or (self.row.id if self.row else 0)
        self.listing.reload()
        found = self.listing.index(wanted)
        if found is None and pair_id and self.listing.narrowed:
            self.listing.narrow(PairFilter())
            found = self.listing.index(wanted)
        self.place = min(self.place, max(0, len(self.listing) - 1)) if found is None else found
        self.reread_waivers()

    def checked(self, row: PairRow) -> PairFindings:
        """All that the checks say of a pair, other pairs compared. Raises WorkbenchError for bad rules."""
        self._ready(compares=True)
        assert self._checking is not None
        return self._checking.of(row)

    def reread_waivers(self) -> None:
        """Let the checks know what has been waived since."""
        if self._checking is not None:
            self._checking.reload_waivers()

    def forget_checks(self) -> None:
        """Let the checks read their rules and other pairs again."""
        self._checking = None

    def _findings(self, row: PairRow) -> Sequence[Finding]:
        if row.missing_source or row.missing_target:
            return ()
        with suppress(WorkbenchError):  # bad rules are told where the checks are asked for
            self._ready(compares=self.listing.counts[Status.APPROVED] <= COMPARED)
            assert self._checking is not None
            return self._checking.of(row).findings
        return ()

    def _ready(self, *, compares: bool) -> None:
        """Have the checks at hand, with those that compare pairs where that is wanted."""
        # They take half a second to load and are loaded when they are first needed.
        from workbench.checks.service import Checking, checks_of

        glossary = self.project.store.concepts.version()
        if self._checking is None or (compares and not self._compares) or glossary != self._glossary:
            known = checks_of(self.project)
            self._checking = Checking(
                self.project, [check for check in known if compares or not check.across]
            )
            self._compares, self._glossary = compares, glossary

    def _confidence(self, row: PairRow) -> float | None:
        """How sure the machine is of the least certain sentence of its draft."""
        if row.origin is not Origin.DRAFT:
            return None
        known = [draft.confidence for draft in drafts_of(self.project, row)]
        return min((one for one in known if one is not None), default=None)

    def _say_why_nothing(self) -> None:
        if self.listing.narrowed and not self.listing.ids:
            self.say("No pair is in this list: filter all shows every pair.")
        elif self.listing.ids:
            self.say("This pair has left the project: n goes to the next one, l reads the list anew.")
        else:
            self.say("This project has no pairs yet: `workbench import` brings articles in.")
