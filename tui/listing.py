"""The list of pairs that is on screen: ids in order, rows read as they are needed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from db.records import PairFilter, PairRow, Status
from workbench.project import Project
from workbench.review.laying import Regrouped
from workbench.review.service import UNREVIEWED, unreviewed

PAGE = 32
"""Rows read from the project together."""
KEPT = 2048
"""Rows kept in memory."""


class Only(NamedTuple):
    """Pairs that are listed whatever else is in force."""

    words: str
    """What they have in common."""
    ids: frozenset[int]


class Listing:
    """Pairs that a filter lets through, as they stood when it was applied.

    A pair that no longer fits (an approved one in a list of drafts) stays where it is until the list
    is made anew, so that nothing moves under the reader's hands.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.wanted = PairFilter()
        self.only: Only | None = None
        """Of the pairs that the filter lets through these alone are listed; None: all."""
        self.ids: list[int] = []
        self.highest = 0
        """The highest id in the list."""
        self._rows: dict[int, PairRow | None] = {}
        self._counts: dict[Status, int] | None = None
        self._waiting: set[int] | None = None
        self.reload()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def narrowed(self) -> bool:
        """Whether a filter or a search is in force."""
        return self.wanted != PairFilter() or self.only is not None

    @property
    def counts(self) -> dict[Status, int]:
        """How many pairs of the whole project stand in each status."""
        if self._counts is None:
            self._counts = self.project.store.pairs.counts()
        return self._counts

    @property
    def waiting(self) -> set[int]:
        """Ids of all pairs that wait for a decision."""
        if self._waiting is None:
            self._waiting = unreviewed(self.project)
        return self._waiting

    def reload(self) -> None:
        """Make the list anew from the project."""
        self.ids = self.project.store.pairs.ids(self.wanted)
        if self.only is not None:
            self.ids = [pair_id for pair_id in self.ids if pair_id in self.only.ids]
        self.highest = max(self.ids, default=0)
        self._rows.clear()
        self._counts = self._waiting = None

    def narrow(self, wanted: PairFilter, only: Only | None = None) -> None:
        """Apply a filter; the text searched for is part of it. With `only`, list these pairs alone."""
        self.wanted = wanted
        self.only = only
        self.reload()

    def row(self, index: int) -> PairRow | None:
        """The pair at a place of the list; None when it has left the project since."""
        if not 0 <= index < len(self.ids):
            return None
        identifier = self.ids[index]
        if identifier not in self._rows:
            self._read(index // PAGE * PAGE)
        return self._rows.get(identifier)

    def index(self, pair_id: int) -> int | None:
        """Where a pair stands in the list."""
        return self.ids.index(pair_id) if pair_id in self.ids else None

    def put(self, row: PairRow) -> None:
        """Take in what a pair has become."""
        before = self._rows.get(row.id)
        self._rows[row.id] = row
        if self._counts is not None:
            if before is None:
                self._counts = None
            else:
                self._counts[before.status] -= 1
                self._counts[row.status] += 1
        if self._waiting is not None:
            (self._waiting.add if row.status in UNREVIEWED else self._waiting.discard)(row.id)

    def take_in(self, done: Regrouped) -> None:
        """Show a quote's pairs as they have become: new ones too, whatever the filter, where they belong."""
        standing = self.project.store.pairs.ids(PairFilter(quote_id=done.quote_id))
        block = {*standing, *done.gone}
        listed = block.intersection(self.ids) | set(done.made)
        first = next((place for place, pair in enumerate(self.ids) if pair in block), len(self.ids))
        self.ids = [pair for pair in self.ids if pair not in block]
        self.ids[first:first] = [pair for pair in standing if pair in listed]
        self.highest = max(self.ids, default=0)
        self.forget(*block)

    def settle(self, returned: Collection[int]) -> None:
        """Drop the pairs that have left the project, and show those that have come back to it."""
        listed = {*self.ids, *returned}
        standing = self.project.store.pairs.ids()
        self.ids = [pair for pair in standing if pair in listed] if self.narrowed else standing
        self.highest = max(self.ids, default=0)
        self._rows.clear()
        self._counts = self._waiting = None

    def forget(self, *pair_ids: int) -> None:
        """Read these pairs, and the counts, from the project again when they are next shown."""
        for identifier in pair_ids:
            self._rows.pop(identifier, None)
        self._counts = self._waiting = None

    def forget_missing(self) -> None:
        """Read again every pair that had no rendering when it was read."""
        self.forget(*[i for i, row in self._rows.items() if row is None or row.missing_target])

    def next_waiting(self, index: int, step: int) -> int | None:
        """The next place, going round, whose pair waits for a decision; None when none does."""
        return self.next_where(self.waiting.__contains__, index, step)

    def next_where(self, wanted: Callable[[int], bool], index: int, step: int) -> int | None:
        """The next place, going round, with a pair that is wanted by its id; None when there is none."""
        count = len(self.ids)
        for distance in range(1, count + 1):
            place = (index + step * distance) % count
            if wanted(self.ids[place]):
                return place
        return None

    def _read(self, start: int) -> None:
        wanted = self.ids[start : start + PAGE]
        for oldest in list(self._rows)[: max(0, len(self._rows) + len(wanted) - KEPT)]:
            del self._rows[oldest]
        self._rows.update(dict.fromkeys(wanted))
        self._rows.update({row.id: row for row in self.project.store.pairs.rows(wanted)})
