"""Comments on pairs, tied to the sentences that the pairs are laid over."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.errors import Conflict, WrongUse
from db.records import Comment, PairRange

if TYPE_CHECKING:
    from db.store import Store

_MEANT = """(c.rendering_id = COALESCE(r.derived_from, p.rendering_id)
        AND c.target_at >= p.target_start AND c.target_at < p.target_end
    OR c.source_at >= p.source_start AND c.source_at < p.source_end
        AND (c.rendering_id IS NULL OR p.rendering_id IS NULL))"""
"""Whether comment `c` is about pair `p` of its quote, with rendering `r`: about the rendered words that it
holds, or about words of the original where no rendering was meant, or none is left."""

STANDS = f"""c.quote_id = p.quote_id AND ({_MEANT} OR p.id = (
        SELECT id FROM pair WHERE quote_id = c.quote_id ORDER BY source_start, target_start, id LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM pair p LEFT JOIN rendering r ON r.id = p.rendering_id
        WHERE p.quote_id = c.quote_id AND {_MEANT}))"""
"""Whether a comment stands with a pair: one that fits no pair of its quote stands with the first."""

_COLUMNS = ", ".join(f"c.{column}" for column in Comment._fields)


class Comments:
    """The comments of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, pair: PairRange, text: str) -> int:
        """Store what the person says about a pair; part of the running action. Returns the comment's id."""
        root = None
        if pair.rendering_id is not None and not pair.target.empty:
            root = self._store.renderings.get(pair.rendering_id).derived_from or pair.rendering_id
        return self._store.insert(
            "comment",
            quote_id=pair.quote_id,
            rendering_id=root,
            source_at=None if pair.source.empty else pair.source.start,
            target_at=pair.target.start if root else None,
            who=self._store.person,
            at=self._store.clock(),
            edited_at="",
            text=text,
        )

    def get(self, identifier: int) -> Comment:
        """One comment. Raises WrongUse when there is none."""
        row = self._store.row(f"SELECT {_COLUMNS} FROM comment c WHERE id = ?", (identifier,))
        if row is None:
            raise WrongUse(
                f"There is no comment {identifier} in this project: `workbench pair comments` shows them."
            )
        return _comment(row)

    def of_pair(self, pair_id: int) -> list[Comment]:
        """The comments on a pair, oldest first."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM pair p LEFT JOIN rendering r ON r.id = p.rendering_id"
            f" JOIN comment c ON {STANDS} WHERE p.id = ? ORDER BY c.id",
            (pair_id,),
        )
        return [_comment(row) for row in rows]

    def pair_of(self, identifier: int) -> int | None:
        """The first pair that a comment stands with; None while its quote has none."""
        found = self._store.value(
            "SELECT p.id FROM comment c JOIN pair p ON p.quote_id = c.quote_id"
            f" LEFT JOIN rendering r ON r.id = p.rendering_id WHERE c.id = ? AND {STANDS} ORDER BY p.id",
            (identifier,),
        )
        return found if found is None else int(found)

    def all(self) -> list[Comment]:
        """Every comment on an active quote, oldest first."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM comment c JOIN quote q ON q.id = c.quote_id"
            " WHERE q.state = 'active' ORDER BY c.id"
        )
        return [_comment(row) for row in rows]

    def change(self, identifier: int, revision: int, text: str) -> None:
        """Give a comment that stands at `revision` other words. Raises Conflict when it has moved on."""
        cursor = self._store.execute(
            "UPDATE comment SET text = ?, edited_at = ?, revision = revision + 1"
            " WHERE id = ? AND revision = ?",
            (text, self._store.clock(), identifier, revision),
        )
        if cursor.rowcount == 0:
            raise Conflict(
                f"Comment {identifier} is not as it was when you looked. Nothing was written; look at it"
                " again."
            )

    def remove(self, identifier: int) -> None:
        """Remove a comment; the history keeps it."""
        self._store.execute("DELETE FROM comment WHERE id = ?", (identifier,))


def _comment(row: sqlite3.Row) -> Comment:
    return Comment(*(row[field] for field in Comment._fields))
