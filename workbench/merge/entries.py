"""What was done to a project since a point of its history, with every row before and after."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.recorded import BLOBS, RECORDED
from db.records import PairEvent
from workbench.project import Project

Image = dict[str, Any]
"""A row by column, as the history keeps it: blobs as hexadecimal digits."""
Key = tuple[str, int]
"""A table and the id of a row."""


@dataclass(frozen=True, slots=True)
class Step:
    """One insert, update or delete: a row before it and after it, None where there is no such row."""

    key: Key
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An action of the history with all that it did."""

    id: int
    at: str
    who: str
    kind: str
    summary: str
    reverses: int | None
    steps: tuple[Step, ...]
    events: tuple[PairEvent, ...]


@dataclass(slots=True)
class Life:
    """What became of a row: as it was (None: it was not there), and as it is."""

    base: Image | None
    now: Image | None
    steps: list[Step] = field(default_factory=list)


def entries_since(project: Project, action_id: int) -> list[Entry]:
    """The actions after this one, oldest first."""
    store = project.store
    steps: dict[int, list[Step]] = {}
    for action, step in _steps(project, action_id):
        steps.setdefault(action, []).append(step)
    events: dict[int, list[PairEvent]] = {}
    for row in store.rows("SELECT * FROM pair_event WHERE action_id > ? ORDER BY id", (action_id,)):
        events.setdefault(row["action_id"], []).append(PairEvent(*(row[f] for f in PairEvent._fields)))
    return [
        Entry(
            row["id"],
            row["at"],
            row["who"],
            row["kind"],
            row["summary"],
            row["reverses"],
            tuple(steps.get(row["id"], ())),
            tuple(events.get(row["id"], ())),
        )
        for row in store.rows("SELECT * FROM action WHERE id > ? ORDER BY id", (action_id,))
    ]


def lives(entries: Iterable[Entry]) -> dict[Key, Life]:
    """Every row that these entries touched."""
    found: dict[Key, Life] = {}
    for step in (step for entry in entries for step in entry.steps):
        life = found.setdefault(step.key, Life(step.before, step.after))
        life.now = step.after
        life.steps.append(step)
    return found


def references(project: Project) -> dict[str, dict[str, str]]:
    """For every recorded table, the columns that hold ids and the tables whose ids they are."""
    return {
        table: {"id": table}
        | {
            row["from"]: row["table"]
            for row in project.store.rows("SELECT * FROM pragma_foreign_key_list(?)", (table,))
        }
        for table in RECORDED
    }


def images(project: Project, keys: Iterable[Key]) -> dict[Key, Image]:
    """These rows as they stand; rows that are not there are left out."""
    wanted: dict[str, list[int]] = {}
    for table, identifier in keys:
        wanted.setdefault(table, []).append(identifier)
    found: dict[Key, Image] = {}
    for table, identifiers in wanted.items():
        columns = ", ".join(f'"{column}"' for column in RECORDED[table])
        for row in project.store.rows_in(f"SELECT {columns} FROM {table} WHERE id IN (:ids)", identifiers):
            found[table, row["id"]] = _image(table, row)
    return found


def _steps(project: Project, action_id: int) -> Iterator[tuple[int, Step]]:
    """The changes since an action, with the action of each. What a change left is what the next one found."""
    changes = project.store.rows("SELECT * FROM change WHERE action_id > ? ORDER BY id", (action_id,))
    keys = dict.fromkeys((change["entity"], change["entity_id"]) for change in changes)
    following: Mapping[Key, Image] = images(project, keys)
    later: dict[Key, Image | None] = dict(following)
    told: list[tuple[int, Step]] = []
    for change in reversed(changes):
        key = (change["entity"], change["entity_id"])
        after = None if change["verb"] == "delete" else later.get(key)
        before: Image | None = None
        if change["verb"] != "insert":
            # A column that came with a later version has been in no image before it.
            before = (after or {}) | json.loads(change["before"])
        later[key] = before
        told.append((change["action_id"], Step(key, before, after)))
    return reversed(told)


def _image(table: str, row: sqlite3.Row) -> Image:
    return {
        column: row[column].hex().upper() if (table, column) in BLOBS else row[column]
        for column in RECORDED[table]
    }
