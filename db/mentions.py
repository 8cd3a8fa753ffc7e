"""Which concept an ambiguous name means, as a person has chosen for an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Mention

if TYPE_CHECKING:
    from db.store import Store


class Mentions:
    """A person's choices among concepts that share a name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choose(self, document_id: int, name: str, concept_id: int) -> None:
        """Say what a folded name means throughout an article; part of the running action."""
        self._store.execute(
            "DELETE FROM mention WHERE document_id = ? AND name = ? AND concept_id <> ?",
            (document_id, name, concept_id),
        )
        if not self._store.value(
            "SELECT 1 FROM mention WHERE document_id = ? AND name = ?", (document_id, name)
        ):
            self._store.insert(
                "mention",
                document_id=document_id,
                name=name,
                concept_id=concept_id,
                chosen_by=self._store.person,
            )

    def forget(self, document_id: int, name: str) -> None:
        """Take a choice back; part of the running action."""
        self._store.execute("DELETE FROM mention WHERE document_id = ? AND name = ?", (document_id, name))

    def all(self) -> list[Mention]:
        """Every choice, by article."""
        rows = self._store.rows(
            "SELECT m.document_id, m.name, c.key, m.chosen_by FROM mention m"
            " JOIN concept c ON c.id = m.concept_id ORDER BY m.document_id, m.name"
        )
        return [Mention(*row) for row in rows]
