"""Opening a project file: what it must be, what may be wrong with it, and how it is upgraded."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from db.errors import UnreadableInput, WrongUse
from db.migrations import migrations as current_migrations

APPLICATION_ID = 0x51574231
"""`QWB1` in the SQLite header marks a file as a project."""

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up with a sentence."""

MAGIC = b"SQLite format 3\x00"


def open_connection(
    path: Path, *, create: bool, migrations: Migrations = current_migrations
) -> tuple[sqlite3.Connection, str]:
    """Open the project at `path`, creating or upgrading it where needed.

    Returns the connection and a notice for the user, empty unless the file was upgraded.
    Raises WrongUse when there is no such project and `create` is false, UnreadableInput when the
    file is foreign, damaged, newer than this program, or cannot be read or written.
    """
    existed = _exists(path, create=create)
    if existed:
        _check_header(path)
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
    text = str(error)
    if "locked" in text or "busy" in text:
        return UnreadableInput(
            f"The project {path} is being written by another program and stayed locked for"
            f" {BUSY_SECONDS:.0f} seconds: try again when that program has finished."
        )
    if "readonly" in text or "unable to open" in text:
        return UnreadableInput(
            f"The project {path} cannot be opened for writing: check the permissions of the file"
            " and of its folder."
        )
    if "is full" in text or "disk I/O" in text:
        return UnreadableInput(f"The disk refused to write the project {path} ({text}): nothing was changed.")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return UnreadableInput(f"The project {path} is damaged ({text}): go back to a backup.")
    return None


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


def _check_header(path: Path) -> None:
    """Refuse what is no SQLite file, or one that lost its end."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise UnreadableInput(f"The project {path} cannot be read ({error.strerror}).") from error
    if not header.startswith(MAGIC):
        raise UnreadableInput(
            f"{path} is not a workbench project: it is not an SQLite file."
            " Articles are brought into a project with `workbench import PROJECT.db FILE…`."
        )
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    counted = header[24:28] == header[92:96]
    if len(header) < 100 or (counted and path.stat().st_size < page_size * pages):
        raise UnreadableInput(
            f"The project {path} is damaged: the file is shorter than it says ({path.stat().st_size} of"
            f" {page_size * pages} bytes). Go back to a backup."
        )


def _prepare(connection: sqlite3.Connection, path: Path, *, existed: bool, migrations: Migrations) -> str:
    """Check whose file it is, set the connection up, and bring the schema up to date."""
    # In this order: another program that makes the project meanwhile writes both in one transaction.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if application_id != APPLICATION_ID and tables:
        raise UnreadableInput(
            f"{path} is an SQLite database of another program, not a workbench project: nothing was changed."
        )
    database = Database(connection, execute_plugins=False)
    if tables:
        _refuse_newer(database, path, migrations)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    notice = ""
    if not tables or migrations.pending(database):
        if tables and existed:
            kept = _keep_copy(connection, path)
            notice = (
                f"The project {path} was made by an older version and has been upgraded;"
                f" the file as it was is kept as {kept.name}."
            )
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection, database, migrations)
    return notice


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
