"""What a person was typing, kept so that it outlives a program that is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Unfinished

if TYPE_CHECKING:
    from db.store import Store


class UnfinishedWords:
    """The unfinished words of the store's person, one text at most. They are no part of the history."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, pair_id: int, subject: str, words: str, revision: int) -> None:
        """Keep what stands in the editor now, in the place of what was kept before.

        Half a surrogate pair, which no file can hold, becomes a question mark.
        """
        kept = words.encode("utf-8", "replace").decode("utf-8")
        store = self._store
        with store.action("unfinished", "what is being typed"):
            store.execute(
                "INSERT INTO unfinished (person, pair_id, subject, words, revision, at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET pair_id = excluded.pair_id,"
                " subject = excluded.subject, words = excluded.words, revision = excluded.revision,"
                " at = excluded.at",
                (store.person, pair_id, subject, kept, revision, store.clock()),
            )

    def forget(self) -> None:
        """Drop what was kept: it has been stored, or the person has given it up."""
        if self.last() is not None:
            with self._store.action("unfinished", "typing is over"):
                self._store.execute("DELETE FROM unfinished WHERE person = ?", (self._store.person,))

    def last(self) -> Unfinished | None:
        """What was kept last; None where nothing is."""
        columns = ", ".join(Unfinished._fields)
        row = self._store.row(f"SELECT {columns} FROM unfinished WHERE person = ?", (self._store.person,))
        return Unfinished(*row) if row else None
