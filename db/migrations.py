"""The schema, as migrations: each runs once, in a transaction with the record of it.

Every table that a person's work lands in is *recorded*: triggers write what is needed to reverse an
insert, update or delete into `change`, under the action that `journal` names. A write outside an
action has no journal entry and is refused by the schema itself, so nothing escapes the history.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database, Migrations

from db.recorded import (
    BEADS_GAINED,
    BLOBS,
    CHECKS_GAINED,
    FIRST_RECORDED,
    PROVENANCE_GAINED,
    TALK_GAINED,
    WITH_BEADS,
    WITH_CHECKS,
    WITH_PROVENANCE,
    WITH_TALK,
)
from db.schema import (
    BEADS,
    CHECKS,
    COMMENTS_FOLLOW,
    DRAFTS,
    EVIDENCE,
    FINDING,
    HISTORY,
    PROVENANCE,
    TALK,
    TELLING,
    TEXTS,
)

SETS = "workbench"

migrations = Migrations(SETS)


def _image(table: str, columns: tuple[str, ...], row: str) -> str:
    """SQL for the JSON image of a row that a trigger sees as `row` (OLD or NEW)."""
    parts = (
        f"'{column}', hex({row}.{column})" if (table, column) in BLOBS else f"'{column}', {row}.{column}"
        for column in columns
    )
    return f"json_object({', '.join(parts)})"


def _recorders(table: str, columns: tuple[str, ...]) -> str:
    """SQL of the three triggers that write `table` into the history."""
    image = _image(table, columns, "OLD")
    parts = []
    for verb, row, before in (("insert", "NEW", "NULL"), ("update", "OLD", image), ("delete", "OLD", image)):
        parts.append(
            f"CREATE TRIGGER record_{table}_{verb} AFTER {verb.upper()} ON {table} BEGIN"
            f" INSERT INTO change(action_id, entity, entity_id, verb, before)"
            f" VALUES ((SELECT action_id FROM journal), '{table}', {row}.id, '{verb}', {before}); END;"
        )
    return "\n".join(parts)


def _record_anew(
    db: Database,
    tables: Iterable[str],
    before: dict[str, tuple[str, ...]],
    now: dict[str, tuple[str, ...]],
) -> None:
    """Record these tables with the columns that they have now."""
    for table in tables:
        if table in before:
            _stop_recording(db, table)
        _run(db, _recorders(table, now[table]))


def _stop_recording(db: Database, table: str) -> None:
    for verb in ("insert", "update", "delete"):
        db.conn.execute(f"DROP TRIGGER IF EXISTS record_{table}_{verb}")


def _run(db: Database, script: str) -> None:
    """Execute a script statement by statement: `executescript` would commit the open transaction."""
    import sqlite3

    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""


@migrations()
def m001_tables(db: Database) -> None:
    """Everything a project holds."""
    _run(db, HISTORY)
    _run(db, TEXTS)


@migrations()
def m002_history(db: Database) -> None:
    """What is evidence cannot be altered, and what is altered is recorded."""
    _run(db, EVIDENCE)
    for table, columns in FIRST_RECORDED.items():
        _run(db, _recorders(table, columns))


@migrations()
def m003_search(db: Database) -> None:
    """Full-text search over the folded text of both sides."""
    db.table("segment").enable_fts(["folded"], create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def m004_provenance(db: Database) -> None:
    """How a quote reached its article, where else it was printed, and who told it again."""
    _run(db, PROVENANCE)
    for table in ("witness", "rendering"):
        _run(db, TELLING.format(table=table))
    _record_anew(db, PROVENANCE_GAINED, FIRST_RECORDED, WITH_PROVENANCE)


@migrations()
def m005_beads(db: Database) -> None:
    """Who laid a bead, and which proposed matches a person has refused."""
    _run(db, BEADS)
    _record_anew(db, BEADS_GAINED, WITH_PROVENANCE, WITH_BEADS)


@migrations()
def m006_drafts(db: Database) -> None:
    """What packages have drafted, beside the renderings that came of it."""
    _run(db, DRAFTS)


@migrations()
def m007_checks(db: Database) -> None:
    """Where a name came from, which concept an ambiguous one means, and findings that a person waived."""
    for table in ("concept", "name", "relation"):
        _stop_recording(db, table)
    _run(db, CHECKS)
    _record_anew(db, CHECKS_GAINED, WITH_BEADS, WITH_CHECKS)


@migrations()
def m008_talk(db: Database) -> None:
    """What people say to one another about sentences, and what a person has not finished typing."""
    _run(db, TALK)
    _run(db, COMMENTS_FOLLOW)
    _record_anew(db, TALK_GAINED, WITH_CHECKS, WITH_TALK)


@migrations()
def m009_finding(db: Database) -> None:
    """Speakers and outlets are found by an index."""
    _run(db, FINDING)
