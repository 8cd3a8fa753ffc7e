"""Proposed matches that a person has refused, so that they are not proposed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.store import Store


class Refusals:
    """Which rendering is, in a person's word, no rendering of which quote."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, quote_id: int, rendering_id: int) -> None:
        """Refuse a match; part of the running action. The same refusal again changes nothing."""
        if (quote_id, rendering_id) not in self.all():
            self._store.insert("refused_match", quote_id=quote_id, rendering_id=rendering_id)

    def remove(self, quote_id: int, rendering_id: int) -> None:
        """Take a refusal back; part of the running action."""
        self._store.execute(
            "DELETE FROM refused_match WHERE quote_id = ? AND rendering_id = ?", (quote_id, rendering_id)
        )

    def all(self) -> set[tuple[int, int]]:
        """Ids of quote and rendering of every refused match."""
        rows = self._store.rows("SELECT quote_id, rendering_id FROM refused_match")
        return {(row[0], row[1]) for row in rows}
