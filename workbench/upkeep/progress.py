"""How far the work has come: pairs by status for each speaker, outlet, document, reviewer or day.

Everything is counted by SQLite, so that a project of any size is asked one question, never walked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.records import Status
from workbench.project import Project


class Grouping(StrEnum):
    """What pairs are counted by."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    DOCUMENT = "document"
    REVIEWER = "reviewer"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Share:
    """The pairs that a speaker, an outlet, a document or a reviewer has."""

    key: str
    """What `pairs_of` finds them by: a name, or the number of a document; empty for what is not known."""
    name: str
    """What a person calls it; empty for what is not known."""
    pairs: Mapping[Status, int]

    @property
    def total(self) -> int:
        """How many pairs there are in all."""
        return sum(self.pairs.values())


@dataclass(frozen=True, slots=True)
class Day:
    """What was decided on a day (of UTC, in which the history is written) and still stands."""

    date: str
    """ISO 8601."""
    approved: int
    rejected: int
    edited: int


_PLACES = """(
    SELECT document_id, quote_id FROM witness
    UNION SELECT document_id, quote_id FROM rendering WHERE document_id IS NOT NULL)"""
"""Which quotes stand in which documents, in the original or in translation."""

_COUNTED = {
    Grouping.SPEAKER: """
SELECT q.speaker AS key, q.speaker AS name, p.status, count(*) FROM quote q JOIN pair p ON p.quote_id = q.id
WHERE q.state = 'active' GROUP BY q.speaker, p.status""",
    Grouping.OUTLET: """
SELECT d.outlet AS key, d.outlet AS name, p.status, count(*)
FROM quote q JOIN pair p ON p.quote_id = q.id JOIN document d ON d.id = q.place_document
WHERE q.state = 'active' GROUP BY d.outlet, p.status""",
    Grouping.DOCUMENT: f"""
SELECT CAST(o.document_id AS TEXT) AS key, COALESCE(NULLIF(d.title, ''), d.name) AS name, p.status, count(*)
FROM {_PLACES} o JOIN quote q ON q.id = o.quote_id AND q.state = 'active'
JOIN pair p ON p.quote_id = q.id JOIN document d ON d.id = o.document_id
GROUP BY o.document_id, p.status""",
    Grouping.REVIEWER: """
SELECT p.reviewer AS key, p.reviewer AS name, p.status, count(*) FROM quote q JOIN pair p ON p.quote_id = q.id
WHERE q.state = 'active' GROUP BY p.reviewer, p.status""",
}
"""A row for each group and status. An outlet is that of the place where a quote stands first."""

_DONE = """
FROM pair_event e JOIN action a ON a.id = e.action_id
WHERE a.reverses IS NULL AND a.reversed_by IS NULL
    AND ((e.new_status IN ('approved', 'rejected') AND e.new_status <> e.old_status) OR a.kind = 'edit')"""
"""Decisions and edits that nobody has taken back."""

_FOUND = {
    Grouping.SPEAKER: "q.speaker = ?",
    Grouping.OUTLET: "q.place_document IN (SELECT id FROM document WHERE outlet = ?)",
    Grouping.DOCUMENT: f"q.id IN (SELECT quote_id FROM {_PLACES} WHERE document_id = CAST(? AS INTEGER))",
    Grouping.REVIEWER: "p.reviewer = ?",
    Grouping.DAY: f"p.id IN (SELECT e.pair_id {_DONE} AND substr(a.at, 1, 10) = ?)",
}


def shares(project: Project, by: Grouping) -> list[Share]:
    """The pairs of a project divided by something else than the day; the largest share first.

    A quote that several documents print counts for each of them.
    """
    found: dict[str, dict[Status, int]] = {}
    names: dict[str, str] = {}
    for key, name, status, number in project.store.rows(_COUNTED[by]):
        found.setdefault(key, dict.fromkeys(Status, 0))[Status(status)] = number
        names[key] = name
    divided = [Share(key, names[key], counts) for key, counts in found.items()]
    return sorted(divided, key=lambda share: (-share.total, share.name, share.key))


def days(project: Project) -> list[Day]:
    """What was decided and written on each day on which anything was, the latest first."""
    rows = project.store.rows(
        "SELECT substr(a.at, 1, 10) AS date, sum(e.new_status = 'approved' AND e.old_status <> 'approved'),"
        " sum(e.new_status = 'rejected' AND e.old_status <> 'rejected'), sum(a.kind = 'edit')"
        f" {_DONE} GROUP BY date ORDER BY date DESC"
    )
    return [Day(*row) for row in rows]


def pairs_of(project: Project, by: Grouping, key: str) -> list[int]:
    """The pairs behind a share (by its key) or a day (by its date), in the order of their numbers."""
    return project.store.integers(
        "SELECT p.id AS id FROM pair p JOIN quote q ON q.id = p.quote_id"
        f" WHERE q.state = 'active' AND {_FOUND[by]} ORDER BY p.id",
        (key,),
    )


def approvals(found: Iterable[Day], last: str, length: int) -> list[int]:
    """Approvals on each of the `length` days up to and including `last` (ISO 8601), the latest at the end."""
    from datetime import date, timedelta

    approved = {day.date: day.approved for day in found}
    end = date.fromisoformat(last)
    return [approved.get((end - timedelta(days=back)).isoformat(), 0) for back in reversed(range(length))]
