"""What a person was typing, kept so that it outlives a program that is killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from db.records import Unfinished

if TYPE_CHECKING:
    from db.store import Store


class UnfinishedWords:
    """The unfinished words of the store's person, one text for each running program.

    They are no part of the history. Those of a program that runs elsewhere are that program's own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._session = _session(os.getpid())

    def keep(self, pair_id: int, subject: str, words: str, revision: int) -> None:
        """Keep what stands in the editor now, in the place of what this program kept before.

        Half a surrogate pair, which no file can hold, becomes a question mark. It does not wait: raises
        UnreadableInput at once where another program is writing.
        """
        kept = words.encode("utf-8", "replace").decode("utf-8")
        store = self._store
        with store.without_waiting(), store.action("unfinished", "what is being typed"):
            store.execute(
                "INSERT INTO unfinished (person, session, pair_id, subject, words, revision, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, session) DO UPDATE SET"
                " pair_id = excluded.pair_id, subject = excluded.subject, words = excluded.words,"
                " revision = excluded.revision, at = excluded.at",
                (store.person, self._session, pair_id, subject, kept, revision, store.clock()),
            )

    def forget(self) -> None:
        """Drop what this program kept: it is stored now, or given up. It does not wait either."""
        mine = (self._store.person, self._session)
        if self._store.value("SELECT 1 FROM unfinished WHERE person = ? AND session = ?", mine):
            with self._store.without_waiting(), self._store.action("unfinished", "typing is over"):
                self._store.execute("DELETE FROM unfinished WHERE person = ? AND session = ?", mine)

    def last(self) -> Unfinished | None:
        """What was kept last by this program, or by one that runs no more; None where nothing is."""
        columns = ", ".join(("session", *Unfinished._fields))
        rows = self._store.rows(
            f"SELECT {columns} FROM unfinished WHERE person = ? ORDER BY at DESC, id DESC",
            (self._store.person,),
        )
        for row in rows:
            if row["session"] == self._session or not _runs(row["session"]):
                return Unfinished(*tuple(row)[1:])
        return None

    def take_over(self) -> Unfinished | None:
        """`last`, which belongs to this program from now on."""
        found = self.last()
        if found is not None:
            self.keep(found.pair_id, found.subject, found.words, found.revision)
            with self._store.without_waiting(), self._store.action("unfinished", "typing goes on"):
                self._store.execute(
                    "DELETE FROM unfinished WHERE person = ? AND session <> ? AND pair_id = ? AND words = ?",
                    (self._store.person, self._session, found.pair_id, found.words),
                )
        return found


def _session(process: int) -> str:
    """A program as it runs: its number and, where the system tells, when it was started."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return str(process)
    state, *fields = stat.rpartition(")")[2].split()
    ended = state in "ZX"  # the system still tells of it, since nobody has asked how it ended
    return f"{process} {'ended' if ended else fields[18]}"


def _runs(session: str) -> bool:
    """Whether a program still runs on this machine."""
    process = session.partition(" ")[0]
    if not process.isdecimal() or sys.platform == "win32":
        return False
    if " " in session:
        return _session(int(process)) == session
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
