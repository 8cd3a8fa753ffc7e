"""The history: what was written together, by whom and when, and how it is taken back.

Undo reverses the last action of a person and is itself an action, so it survives a restart and can
be reversed in turn (redo). Reversing an insert deletes the row, reversing a delete or an update
writes its earlier image back; revisions only ever grow, so an edit begun before an undo conflicts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from db.errors import Conflict
from db.recorded import BLOBS, RECORDED
from db.records import Action, PairEvent

if TYPE_CHECKING:
    from db.store import Store


LAST_DONE = """
SELECT * FROM action
WHERE who = ? AND id <> ? AND reverses IS NULL AND reversed_by IS NULL AND kind <> 'create'
ORDER BY id DESC LIMIT 1
"""
"""What undo reverses. That a project was made is not taken back."""

LAST_UNDONE = """
SELECT * FROM action u WHERE who = ?1 AND kind = 'undo' AND reversed_by IS NULL AND NOT EXISTS (
    SELECT 1 FROM action n WHERE n.who = u.who AND n.reverses IS NULL AND n.id > u.id AND n.id <> ?2)
ORDER BY id DESC LIMIT 1
"""
"""What redo reverses: the last undo, unless something new was done since."""


QUOTES_OF_PAIRS = """
SELECT q.id FROM quote q WHERE q.state = 'active' AND q.id IN (
    SELECT n.value FROM change c LEFT JOIN pair p ON p.id = c.entity_id,
        json_each(json_array(p.quote_id, json_extract(c.before, '$.quote_id'))) n
    WHERE c.action_id = ? AND c.entity = 'pair') ORDER BY q.id
"""
"""The active quotes whose pairs an action changed."""

Mend = Callable[[Sequence[int]], None]
"""Puts right, as part of a reversal, what it leaves amiss in these quotes beside what others have done."""


class History:
    """Every action on a project, newest last."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def actions(self, *, limit: int = 50, pair_id: int | None = None) -> list[Action]:
        """The newest actions first, or those that touched one pair."""
        condition = "id IN (SELECT action_id FROM pair_event WHERE pair_id = ?)" if pair_id else "?"
        rows = self._store.rows(
            f"SELECT * FROM action WHERE {condition} ORDER BY id DESC LIMIT ?", (pair_id or 1, limit)
        )
        return [self._action(row) for row in rows]

    def latest(self) -> int:
        """The id of the newest action; 0 where there is none."""
        return int(self._store.value("SELECT COALESCE(max(id), 0) FROM action"))

    def since(self, action_id: int) -> list[Action]:
        """The actions of everybody after this one, oldest first."""
        rows = self._store.rows("SELECT * FROM action WHERE id > ? ORDER BY id", (action_id,))
        return [self._action(row) for row in rows]

    def last_done(self) -> Action | None:
        """The action of the person that `undo` would reverse; None when there is none."""
        row = self._store.row(LAST_DONE, (self._store.person, 0))
        return self._action(row) if row else None

    def undo(self, mend: Mend = lambda _: None) -> Action | None:
        """Reverse the person's last action that still stands; None when there is none.

        Raises Conflict when somebody else has since changed what it changed.
        """
        return self._reverse("undo", LAST_DONE, mend)

    def redo(self, mend: Mend = lambda _: None) -> Action | None:
        """Reverse the person's last undo, unless they have done something else since."""
        return self._reverse("redo", LAST_UNDONE, mend)

    def _reverse(self, kind: str, which: str, mend: Mend) -> Action | None:
        """Write the opposite of an action as a new one; returns the action that was reversed."""
        try:
            with self._store.action(kind, kind) as action_id:
                row = self._store.row(which, (self._store.person, action_id))
                if row is None:
                    return None
                reversed_action = self._action(row)
                self._write_opposite(row, action_id)
                self._settle(row, action_id, redo=kind == "redo")
                mend(self._store.integers(QUOTES_OF_PAIRS, (action_id,)))
                return reversed_action
        except sqlite3.IntegrityError as error:
            raise Conflict(
                "This cannot be taken back: somebody else has since built upon it. Nothing was written."
            ) from error

    def _write_opposite(self, row: sqlite3.Row, action_id: int) -> None:
        """Reverse every change of an action, newest first, and tell it of the pairs it touched."""
        self._refuse_if_others_followed(row["id"])
        self._store.execute("PRAGMA defer_foreign_keys = ON")
        changes = self._store.rows("SELECT * FROM change WHERE action_id = ? ORDER BY id DESC", (row["id"],))
        for change in changes:
            self._reverse_change(change)
        for event in self._action(row).events:
            self._store.pairs.record(
                action_id,
                PairEvent(event.pair_id, event.new_text, event.old_text, event.new_status, event.old_status),
            )

    def _settle(self, row: sqlite3.Row, action_id: int, *, redo: bool) -> None:
        """Mark which action reverses which."""
        self._store.execute(
            "UPDATE action SET summary = ?, reverses = ? WHERE id = ?", (row["summary"], row["id"], action_id)
        )
        self._store.execute("UPDATE action SET reversed_by = ? WHERE id = ?", (action_id, row["id"]))
        if redo:
            self._store.execute("UPDATE action SET reversed_by = NULL WHERE id = ?", (row["reverses"],))

    def _refuse_if_others_followed(self, action_id: int) -> None:
        """An action can be reversed only while its rows are as it left them.

        Later actions on the same rows do no harm where they have been reversed themselves, or
        reverse one another; one that still stands does, and so does the reversal of an earlier one.
        """
        later = self._store.row(
            "SELECT a.who, a.at, a.summary FROM change mine JOIN change theirs"
            " ON theirs.entity = mine.entity AND theirs.entity_id = mine.entity_id AND theirs.id > mine.id"
            " JOIN action a ON a.id = theirs.action_id"
            " WHERE mine.action_id = ?1 AND a.id > ?1 AND a.reversed_by IS NULL"
            " AND COALESCE(a.reverses < ?1, TRUE)"
            " ORDER BY a.id DESC LIMIT 1",
            (action_id,),
        )
        if later:
            raise Conflict(
                f"This cannot be taken back: {later['who']} has since changed the same thing at {later['at']}"
                f" ({later['summary']}). Nothing was written."
            )

    def _reverse_change(self, change: sqlite3.Row) -> None:
        table, identifier = change["entity"], change["entity_id"]
        if change["verb"] == "insert":
            self._store.execute(f"DELETE FROM {table} WHERE id = ?", (identifier,))
            return
        image = _values(table, json.loads(change["before"]))
        if change["verb"] == "delete":
            self._insert(table, image)
        else:
            self._restore(table, identifier, image)

    def _insert(self, table: str, image: dict[str, Any]) -> None:
        if "revision" in image:
            image["revision"] += 1
        columns = ", ".join(f'"{column}"' for column in image)
        marks = ", ".join("?" * len(image))
        self._store.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(image.values()))

    def _restore(self, table: str, identifier: int, image: dict[str, Any]) -> None:
        """Write back only the columns that differ, as evidence columns refuse any write."""
        now = self._store.row(f"SELECT * FROM {table} WHERE id = ?", (identifier,))
        if now is None:
            return
        differing = {c: v for c, v in image.items() if c != "revision" and now[c] != v}
        if "revision" in image:
            differing["revision"] = now["revision"] + 1
        assignments = ", ".join(f'"{column}" = ?' for column in differing)
        if assignments:
            self._store.execute(
                f"UPDATE {table} SET {assignments} WHERE id = ?", (*differing.values(), identifier)
            )

    def _action(self, row: sqlite3.Row) -> Action:
        events = self._store.rows("SELECT * FROM pair_event WHERE action_id = ? ORDER BY id", (row["id"],))
        return Action(
            id=row["id"],
            at=row["at"],
            who=row["who"],
            kind=row["kind"],
            summary=row["summary"],
            undone=row["reversed_by"] is not None,
            events=tuple(PairEvent(*(e[field] for field in PairEvent._fields)) for e in events),
        )


def _values(table: str, image: dict[str, Any]) -> dict[str, Any]:
    """A row image with its blobs as bytes; columns that the table no longer has are left out."""
    return {
        column: bytes.fromhex(value) if (table, column) in BLOBS else value
        for column, value in image.items()
        if column in RECORDED[table]
    }
