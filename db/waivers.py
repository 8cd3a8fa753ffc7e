"""Findings that a person has called no fault, each for the two texts that it was found in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Waiver

if TYPE_CHECKING:
    from db.store import Store


class Waivers:
    """The waived findings of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, waiver: Waiver) -> None:
        """Waive a finding; part of the running action. Waiving it again changes the reason."""
        self.remove(waiver)
        self._store.insert(
            "waiver",
            quote_id=waiver.quote_id,
            texts=waiver.texts,
            check_id=waiver.check,
            found=waiver.found,
            reason=waiver.reason,
            who=self._store.person,
            at=self._store.clock(),
        )

    def remove(self, waiver: Waiver) -> None:
        """Take a waiver back, whatever its reason; part of the running action."""
        self._store.execute(
            "DELETE FROM waiver WHERE quote_id = ? AND texts = ? AND check_id = ? AND found = ?",
            (waiver.quote_id, waiver.texts, waiver.check, waiver.found),
        )

    def all(self) -> list[Waiver]:
        """Every waiver, those of lapsed texts too, oldest first."""
        rows = self._store.rows(
            "SELECT quote_id, texts, check_id, found, reason, who, at, id FROM waiver ORDER BY id"
        )
        return [Waiver(*row) for row in rows]
