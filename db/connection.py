"""Opening a project file: what it must be, what may be wrong with it, and how it is upgraded."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database, Migrations

from db.errors import UnreadableInput, WrongUse
from db.migrations import migrations as current_migrations
from db.network import ANY_FILESYSTEM, share

APPLICATION_ID = 0x51574231
"""`QWB1` in the SQLite header marks a file as a project."""

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up with a sentence."""

WAL_BYTES = 64 * 1024 * 1024
"""What the write-ahead log is cut back to once its pages are in the file; a large import makes it grow."""

_WRITE_BITS = 0o222


def open_connection(
    path: Path, *, create: bool, migrations: Migrations = current_migrations
) -> tuple[sqlite3.Connection, str]:
    """Open the project at `path`, creating or upgrading it where needed.

    Returns the connection and a notice for the user, empty unless the file was upgraded or can only be
    read; `PRAGMA query_only` of the connection is on then.
    Raises WrongUse when there is no such project and `create` is false, UnreadableInput when the
    file is foreign, damaged, newer than this program, on a network share, or cannot be read.
    """
    existed = _exists(path, create=create)
    if kind := share(path):
        raise UnreadableInput(_on_a_share(path, kind))
    if existed:
        check_header(path)
    if existed and not is_writable(path):
        return _open_for_reading(path, migrations)
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        notice = _prepare(connection, path, existed=existed, migrations=migrations)
    except sqlite3.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise (explained(error, path) or error) from error
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection, notice


def explained(error: sqlite3.DatabaseError, path: Path) -> UnreadableInput | None:
    """The sentence for what can befall the file at `path`; None for any other SQLite error."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    name = getattr(error, "sqlite_errorname", "")
    sentences = {
        sqlite3.SQLITE_BUSY: f"The project {path} is being written by another program and stayed locked for"
        f" {BUSY_SECONDS:.0f} seconds: try again when that program has finished.",
        sqlite3.SQLITE_FULL: f"The disk is full: this was not written to the project {path}. What was there"
        " before is kept; make room, then do it again.",
        sqlite3.SQLITE_IOERR: f"The disk refused to read or write the project {path} ({name}): nothing was"
        " changed. Make room if it is full, look at its cables and its health if it is not.",
        sqlite3.SQLITE_CORRUPT: f"The project {path} is damaged ({error}): go back to a backup.",
        sqlite3.SQLITE_CANTOPEN: f"The project {path} cannot be opened for writing: check the permissions of"
        " the file and of its folder.",
        sqlite3.SQLITE_READONLY: f"The project {path} can only be read: nothing was changed. Check the"
        " permissions of the file and of its folder, or copy it to where you may write.",
    }
    if code in (sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR_VNODE):
        return UnreadableInput(
            f"The project {path} has been moved or removed while it was open: this was not written. Put it"
            " back, or open it where it is now."
        )
    primary = code & 0xFF
    also = {sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY, sqlite3.SQLITE_NOTADB: sqlite3.SQLITE_CORRUPT}
    sentence = sentences.get(also.get(primary, primary))
    return UnreadableInput(sentence) if sentence else None


def check_header(path: Path) -> None:
    """Raise UnreadableInput for what is no SQLite file, or one that lost its end.

    SQLite itself looks, at the file alone. Were it opened and closed here, the system would drop every lock
    that other connections of this process hold on it, and the next program to close the project would take
    the write-ahead log away from under them (sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as looking:
            looking.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise UnreadableInput(
                f"{path} is not a workbench project: it is not an SQLite file."
                " Articles are brought into a project with `workbench import PROJECT.db FILE…`."
            ) from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise UnreadableInput(
                f"The project {path} is damaged: the file is shorter than it says ({path.stat().st_size}"
                " bytes). Go back to a backup."
            ) from error
        raise UnreadableInput(f"The project {path} cannot be read ({error}).") from error


def log_of(path: Path) -> Path | None:
    """The write-ahead log of a project that holds what is not in the file yet, if there is one."""
    log = _beside(path, "-wal")
    return log if log.exists() and log.stat().st_size > 0 else None


def is_writable(path: Path) -> bool:
    """Whether the project and its folder may be written, as both must for a write-ahead log.

    A file without any write permission is meant to be kept as it is, by the administrator too.
    """
    whole = path.resolve()
    return all(
        os.access(place, os.W_OK) and place.stat().st_mode & _WRITE_BITS for place in (whole, whole.parent)
    )


def keep_log(connection: sqlite3.Connection, path: Path) -> None:
    """Let writers of the project use a write-ahead log. Raises UnreadableInput where that does not work."""
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise UnreadableInput(_on_a_share(path, "no shared memory"))
    connection.execute(f"PRAGMA journal_size_limit = {WAL_BYTES}")


def _exists(path: Path, *, create: bool) -> bool:
    """Whether there is a file with content; raises a sentence where none can be or should be."""
    if path.is_dir():
        raise WrongUse(f"{path} is a folder, not a project file: name a file such as {path / 'project.db'}.")
    if not path.exists():
        if not create:
            raise WrongUse(
                f"There is no project at {path}: `workbench import {path} FILE…` creates one from articles."
            )
        if not path.parent.exists():
            raise WrongUse(
                f"The folder {path.parent} does not exist: create it first, then the project in it."
            )
        return False
    if path.stat().st_size > 0:
        return True
    if not create:
        raise WrongUse(
            f"{path} is empty, not a workbench project: `workbench import {path} FILE…` makes it one."
        )
    return False


def _on_a_share(path: Path, kind: str) -> str:
    return (
        f"The project {path} lies on a network share or a disk like one ({kind}), where two who write at once"
        " would damage it. Copy it to a disk of this machine and work there;"
        f" `workbench merge COPY.db {path} -o JOINED.db` joins two copies that went apart."
        f" If only this machine ever uses that disk, set {ANY_FILESYSTEM}=1."
    )


def _open_for_reading(path: Path, migrations: Migrations) -> tuple[sqlite3.Connection, str]:
    """A connection that cannot write, and leaves nothing beside the file.

    Without a log nobody is writing, and SQLite takes the file as one that does not change; it would
    put files of its own beside it otherwise. A log can be read where its index is there too.
    """
    log = log_of(path)
    if log is not None and not _beside(path, "-shm").exists():
        raise UnreadableInput(
            f"The project {path} was not closed, and its last changes lie in {log.name}, which cannot be"
            " read without writing there: copy both files to a folder where you may write, and open the copy."
        )
    unchanging = "" if log else "&immutable=1"
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro{unchanging}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.DatabaseError as error:
        raise (explained(error, path) or error) from error
    try:
        connection.row_factory = sqlite3.Row
        database, _ = _checked(connection, path, migrations)
        if migrations.pending(database):
            raise UnreadableInput(
                f"The project {path} was made by an older version of the workbench and can only be read, so"
                " that it cannot be upgraded: copy it to where you may write, and open the copy."
            )
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise (explained(error, path) or error) from error
    except BaseException:
        connection.close()
        raise
    return connection, f"The project {path} can only be read: nothing that you do is kept."


def _beside(path: Path, ending: str) -> Path:
    whole = path.resolve()
    return whole.with_name(whole.name + ending)


def _prepare(connection: sqlite3.Connection, path: Path, *, existed: bool, migrations: Migrations) -> str:
    """Check whose file it is, set the connection up, and bring the schema up to date."""
    database, tables = _checked(connection, path, migrations)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    notice = ""
    wanting = not tables or migrations.pending(database)
    if tables and wanting and existed:
        kept = _keep_copy(connection, path)
        notice = (
            f"The project {path} was made by an older version and has been upgraded;"
            f" the file as it was is kept as {kept.name}."
        )
    keep_log(connection, path)
    if wanting:
        _migrate(connection, database, migrations)
    return notice


def _checked(connection: sqlite3.Connection, path: Path, migrations: Migrations) -> tuple[Database, bool]:
    """The database and whether it has tables. Refuses what is no project, or newer than this program."""
    # In this order: another program that makes the project meanwhile writes both in one transaction.
    tables = bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if application_id != APPLICATION_ID and tables:
        raise UnreadableInput(
            f"{path} is an SQLite database of another program, not a workbench project: nothing was changed."
        )
    database = Database(connection, execute_plugins=False)
    if tables:
        _refuse_newer(database, path, migrations)
    return database, tables


def _refuse_newer(database: Database, path: Path, migrations: Migrations) -> None:
    """A file with a migration that this program does not know must not be written by it."""
    known = {migration.name for migration in migrations._migrations}
    unknown = [m.name for m in migrations.applied(database) if m.name not in known]
    if unknown:
        raise UnreadableInput(
            f"The project {path} was made by a newer version of the workbench (it has {unknown[-1]!r}):"
            " upgrade the program to open it. Nothing was changed."
        )


def _keep_copy(connection: sqlite3.Connection, path: Path) -> Path:
    """A copy of the file as it stands, beside it, made before an upgrade."""
    number = 1
    while (kept := path.with_name(f"{path.name}.before-upgrade-{number}")).exists():
        number += 1
    copy = sqlite3.connect(kept)
    with copy:
        connection.backup(copy)
    copy.close()
    return kept


def _migrate(connection: sqlite3.Connection, database: Database, migrations: Migrations) -> None:
    """Apply what is pending, with the write lock held so that two programs cannot both do it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
