"""Where two copies of a project went apart, and what one has taken in of the other before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from workbench.project import Project

MERGES = "merges"
"""The setting that tells which copies a project has taken in, and which of their ids became which here."""

Ids = dict[str, dict[int, int]]
"""For each table, ids of the other copy and the ids of the same rows here, where they differ or are new."""

_TRACES = """
SELECT a.id, a.at, a.who, a.kind, a.summary, c.number, c.first, c.last, c.rows, c.size
FROM action a LEFT JOIN (
    SELECT action_id, count(*) AS number, min(id) AS first, max(id) AS last, total(entity_id) AS rows,
        total(length(before)) AS size
    FROM change GROUP BY action_id) c ON c.action_id = a.id
ORDER BY a.id
"""
"""An action and what it left behind: the same in two files only where one was copied from the other."""


@dataclass(frozen=True, slots=True)
class Point:
    """The last action of each copy that the other has as well; `ids` is what was joined after they parted."""

    ours: int
    theirs: int
    ids: Ids = field(default_factory=dict)


def parting(ours: Project, theirs: Project, *, earlier: bool = True) -> Point | None:
    """Where the copies went apart, or with `earlier` how far ours has taken in theirs since.

    None where they share no history.
    """
    mine, other = _traces(ours), _traces(theirs)
    shared = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(mine, other, strict=False)))
    if not shared:
        return None
    point = Point(mine[shared - 1][0], mine[shared - 1][0])
    for record in taken_in(ours) if earlier else ():
        if record["theirs"] > point.theirs and record["head"] in map(_head, other):
            ids = {table: _spread(runs) for table, runs in record["ids"].items()}
            point = Point(record["ours"], record["theirs"], ids)
    return point


def has_taken_in(other: Project, ours: Project, point: Point) -> bool:
    """Whether the other copy holds something that ours did since the point, as it was joined before."""
    heads = [_head(trace) for trace in _traces(ours) if trace[0] > point.ours]
    return any(record["head"] in heads for record in taken_in(other))


def taken_in(project: Project) -> list[dict[str, Any]]:
    """The records of earlier merges, oldest first."""
    found: list[dict[str, Any]] = json.loads(project.store.setting(MERGES) or "[]")
    return found


def remember(project: Project, theirs: Project, ours_last: int, ids: Ids) -> None:
    """Write down that the project has now taken in all of the other; part of the running action."""
    heads = list(map(_head, _traces(theirs)))
    kept = [record for record in taken_in(project) if record["head"] not in heads]
    record = {
        "head": heads[-1],
        "ours": ours_last,
        "theirs": heads[-1][0],
        "ids": {table: _runs(known) for table, known in ids.items() if known},
    }
    project.store.set_setting(MERGES, json.dumps([*kept, record], ensure_ascii=False))


def _traces(project: Project) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in project.store.rows(_TRACES)]


def _head(trace: Sequence[Any]) -> list[Any]:
    return list(trace[:5])


def _runs(known: Mapping[int, int]) -> list[list[int]]:
    """Ids that follow one another on both sides, as (theirs, ours, how many)."""
    runs: list[list[int]] = []
    for theirs, ours in sorted(known.items()):
        if runs and theirs == runs[-1][0] + runs[-1][2] and ours == runs[-1][1] + runs[-1][2]:
            runs[-1][2] += 1
        else:
            runs.append([theirs, ours, 1])
    return runs


def _spread(runs: Sequence[Sequence[int]]) -> dict[int, int]:
    return {theirs + n: ours + n for theirs, ours, number in runs for n in range(number)}
