"""Opening what is, and what is not, a project file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from db import connection
from db.connection import open_connection
from db.errors import UnreadableInput, WrongUse
from db.migrations import SETS, migrations
from tests.db.making import put_pairs, store_at


def test_a_new_file_is_a_project_in_wal_mode(tmp_path: Path) -> None:
    store_at(tmp_path / "p.db").close()
    raw = sqlite3.connect(tmp_path / "p.db")
    assert raw.execute("PRAGMA application_id").fetchone()[0] == connection.APPLICATION_ID
    assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    raw.close()


def test_every_table_of_ours_is_strict(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        loose = store.rows(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%' AND name NOT LIKE 'segment_fts%'"
        )
        assert [row[0] for row in loose] == []


def test_a_project_that_is_not_there_is_not_made_by_accident(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="There is no project at"):
        store_at(tmp_path / "typo.db", create=False)
    assert not (tmp_path / "typo.db").exists()


@pytest.mark.parametrize("where", ["folder", "missing/p.db"])
def test_a_place_that_can_hold_no_project_is_told(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(WrongUse, match="folder"):
        store_at(tmp_path / where)


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Un article fictif.", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not an SQLite file"):
        store_at(path)
    assert path.read_text(encoding="utf-8") == "Un article fictif."


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE recipe (name TEXT)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(UnreadableInput, match="another program"):
        store_at(path)
    assert path.read_bytes() == before


def test_a_project_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    store_at(path).close()
    raw = sqlite3.connect(path)
    raw.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, 'm999_later', 'x')",
        (SETS,),
    )
    raw.commit()
    raw.close()
    with pytest.raises(UnreadableInput, match=r"newer version .*m999_later"):
        store_at(path)


def test_a_project_of_an_older_version_is_upgraded_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    older = Migrations(SETS)
    for migration in migrations._migrations[:-1]:
        older(name=migration.name)(migration.fn)
    made, notice = open_connection(path, create=True, migrations=older)
    assert notice == ""
    made.close()

    with store_at(path) as store:
        assert "older version" in store.notice
        assert store.rows("SELECT * FROM comment") == []
    kept = sqlite3.connect(path.with_name("p.db.before-upgrade-1"))
    assert kept.execute("SELECT count(*) FROM sqlite_master WHERE name = 'comment'").fetchone()[0] == 0
    kept.close()
    with store_at(path) as store:
        assert store.notice == ""


def test_a_truncated_project_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with store_at(path) as store:
        put_pairs(store, ("Bonjour.", "Good morning."))
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(UnreadableInput, match="shorter than it says"):
        store_at(path)


def test_a_project_with_damaged_pages_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with store_at(path) as store:
        put_pairs(store, ("Bonjour.", "Good morning."))
    body = bytearray(path.read_bytes())
    body[4096:-4096] = b"\xa5" * (len(body) - 8192)
    path.write_bytes(bytes(body))
    with pytest.raises(UnreadableInput, match="damaged"), store_at(path) as store:
        store.pairs.rows(store.pairs.ids())


def test_two_programs_may_make_the_same_project_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def make() -> None:
        try:
            store_at(tmp_path / "p.db").close()
        except BaseException as error:
            failures.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert failures == []


def test_a_writer_that_waits_in_vain_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.db"
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with store_at(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnreadableInput, match="written by another program"):
            put_pairs(store, ("Bonjour.", "Good morning."))
        other.execute("ROLLBACK")
        other.close()
        assert store.pairs.ids() == []


def test_opening_applies_no_plugins_and_leaves_no_transaction(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        assert not store._connection.in_transaction
        assert Database(store._connection, execute_plugins=False).table("pair").strict
