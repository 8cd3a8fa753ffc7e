"""The store: one project file, one writer, every write an action of the history."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.comments import Comments
from db.concepts import Concepts
from db.connection import BUSY_SECONDS, explained, open_connection
from db.documents import Documents
from db.drafts import Drafts
from db.errors import Refused
from db.glossaries import Glossaries
from db.history import History
from db.mentions import Mentions
from db.pairs import Pairs
from db.quotes import Quotes
from db.refusals import Refusals
from db.renderings import Renderings
from db.tellings import Retellings
from db.unfinished import UnfinishedWords
from db.waivers import Waivers

MANY = 500
"""How many ids go into one `IN (…)`."""


def utc_now() -> str:
    """The time as the history writes it: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _identity(path: Path) -> tuple[int, int] | None:
    """What the system knows a file by; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Store:
    """A project file. Reads and writes may come from any thread; one write runs at a time.

    A write happens inside `with store.action(kind, summary):`, which holds SQLite's write lock from
    the start (`BEGIN IMMEDIATE`), commits at the end and rolls everything back on an exception.
    Actions nest: an inner one joins the outer.
    """

    def __init__(
        self,
        path: Path,
        *,
        fold: Callable[[str], str],
        person: str,
        create: bool = False,
        clock: Callable[[], str] = utc_now,
    ) -> None:
        """Open `path`. `fold` makes the searchable form of a text; `person` signs every action.

        `notice` is a sentence for the user, empty where there is nothing to tell; `read_only` is true
        where the file, its folder or its disk cannot be written: every action is Refused then.
        """
        self.path = path
        self.person = person
        self.clock = clock
        self.fold = fold
        self._lock = threading.RLock()
        self._connection, self.notice = open_connection(path, create=create)
        self._identity = _identity(path)
        self._connection.create_function("folded", 1, fold, deterministic=True)
        self.read_only = bool(self._connection.execute("PRAGMA query_only").fetchone()[0])
        self._version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        self._action: int | None = None
        self.documents = Documents(self)
        self.quotes = Quotes(self)
        self.renderings = Renderings(self)
        self.pairs = Pairs(self)
        self.retellings = Retellings(self)
        self.refusals = Refusals(self)
        self.concepts = Concepts(self)
        self.glossaries = Glossaries(self)
        self.mentions = Mentions(self)
        self.waivers = Waivers(self)
        self.comments = Comments(self)
        self.unfinished = UnfinishedWords(self)
        self.drafts = Drafts(self)
        self.history = History(self)

    def close(self) -> None:
        """Close the file. SQLite folds the write-ahead log back into it."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.DatabaseError as error:
                raise self._told(error) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def integers(self, sql: str, parameters: Sequence[Any] = ()) -> list[int]:
        """The only column of a query, an integer called `id`, in the query's order.

        They come as one JSON array, since it is the row at a time that costs where there are very
        many. SQLite keeps the order of a subquery for an aggregate that depends on it.
        """
        found: list[int] = json.loads(self.value(f"SELECT json_group_array(id) FROM ({sql})", parameters))
        return found

    def matching(self, sql: str, phrases: Sequence[str], most: int) -> list[int]:
        """The first column of a full-text query (`MATCH ? … LIMIT ?`) for any of these phrases."""
        if not phrases:
            return []
        wanted = " OR ".join('"' + phrase.replace("\0", " ").replace('"', '""') + '"' for phrase in phrases)
        return [row[0] for row in self.rows(sql, (wanted, most))]

    def rows_in(self, sql: str, ids: Sequence[int]) -> Iterator[sqlite3.Row]:
        """Rows of a query that holds `IN (:ids)`, asked for in portions that SQLite accepts."""
        for start in range(0, len(ids), MANY):
            portion = ids[start : start + MANY]
            yield from self.rows(sql.replace(":ids", ", ".join("?" * len(portion))), portion)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """One statement of the running action. Returns the cursor (`lastrowid`, `rowcount`)."""
        assert self._action is not None, "a write needs an action"
        return self._connection.execute(sql, parameters)

    def execute_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """One statement of the running action, for many rows."""
        assert self._action is not None, "a write needs an action"
        self._connection.executemany(sql, parameters)

    def insert(self, table: str, **values: Any) -> int:
        """Insert a row as part of the running action; returns its id."""
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        cursor = self.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    @contextmanager
    def action(self, kind: str, summary: str) -> Iterator[int]:
        """Everything written inside is one entry of the history; yields the action's id.

        An action that writes nothing leaves no entry. Raises Refused in a project that can only be read.
        """
        with self._lock:
            if self._action is not None:
                yield self._action
                return
            with self.actions() as begin:
                yield begin(kind, summary)

    @contextmanager
    def actions(self) -> Iterator[Callable[..., int]]:
        """Several entries of the history that are written all or not at all.

        Yields what begins the next one: `begin(kind, summary, at="", who="")` gives its id; who and when
        are those of the store unless stated. An entry without a change or an event of a pair is left out.
        """
        with self._lock:
            assert self._action is None, "entries cannot begin within an action"
            if self.read_only:
                raise Refused(
                    f"The project {self.path} can only be read: nothing was changed. Copy it to where you may"
                    " write, and work there."
                )
            self.expect_file()
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._begin
                self._end()
                self._connection.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                self._connection.rollback()
                raise self._told(error) from error
            except BaseException:
                self._connection.rollback()
                raise
            finally:
                self._action = None

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """What is written inside fails at once where another program is writing, not after ten seconds."""
        with self._lock:
            self._connection.execute("PRAGMA busy_timeout = 0")
            try:
                yield
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def expect_file(self) -> None:
        """Raise Refused where the file is no longer the one that was opened: moved, deleted or replaced.

        Whatever were written then would go into a file that nobody finds again.
        """
        if self._identity is not None and _identity(self.path) != self._identity:
            raise Refused(
                f"The file {self.path} is no longer the project that was opened: it has been moved, deleted"
                " or replaced. Nothing was written; put it back, or open it again where it is now."
            )

    def file_version(self) -> int:
        """A number that changes when another connection writes to the file, and never by this one.

        It costs SQLite some microseconds. While a thread of ours writes, it is the number of before.
        """
        if not self._lock.acquire(blocking=False):
            return self._version
        try:
            self._version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error
        finally:
            self._lock.release()
        return self._version

    def setting(self, key: str) -> str:
        """A value of the project itself, empty when it was never set."""
        return str(self.value("SELECT value FROM setting WHERE key = ?", (key,)) or "")

    def set_setting(self, key: str, value: str) -> None:
        """Set a value of the project itself. Not part of the history; needs a running action."""
        self.execute(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the project to `target`, also while others write."""
        copy = sqlite3.connect(target)
        try:
            with self._lock, copy:
                self._connection.backup(copy)
        finally:
            copy.close()

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file: an empty list when nothing is."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)")]
        broken = [
            f"row {row[1]} of {row[0]} points at a missing row"
            for row in self.rows("PRAGMA foreign_key_check")
        ]
        return [line for line in found if line != "ok"] + broken

    def _begin(self, kind: str, summary: str, at: str = "", who: str = "") -> int:
        """End the running entry, if there is one, and begin the next."""
        self._end()
        cursor = self._connection.execute(
            "INSERT INTO action (at, who, kind, summary) VALUES (?, ?, ?, ?)",
            (at or self.clock(), who or self.person, kind, summary),
        )
        assert cursor.lastrowid is not None
        self._action = cursor.lastrowid
        self._connection.execute("UPDATE journal SET action_id = ?", (self._action,))
        return self._action

    def _end(self) -> None:
        if self._action is None:
            return
        self._connection.execute("UPDATE journal SET action_id = NULL")
        written = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM change WHERE action_id = ?1)"
            " OR EXISTS (SELECT 1 FROM pair_event WHERE action_id = ?1)",
            (self._action,),
        ).fetchone()[0]
        if not written:
            self._connection.execute("DELETE FROM action WHERE id = ?", (self._action,))
        self._action = None

    def _told(self, error: sqlite3.DatabaseError) -> Exception:
        """A sentence for what befell the file; a fault of our own statement stays what it is."""
        return explained(error, self.path) or error
