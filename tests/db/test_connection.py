"""Opening what is, and what is not, a project file."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from db import connection, network
from db.connection import open_connection
from db.errors import Refused, UnreadableInput, WrongUse
from db.migrations import SETS, migrations
from db.records import PairFilter
from db.snapshot import snapshot
from tests.db.making import put_document, put_pairs, store_at


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
    newest = migrations._migrations[-1].name
    older = Migrations(SETS)
    for migration in migrations._migrations[:-1]:
        older(name=migration.name)(migration.fn)
    made, notice = open_connection(path, create=True, migrations=older)
    assert notice == ""
    made.close()

    with store_at(path) as store:
        assert "older version" in store.notice
        assert [row[0] for row in store.rows("SELECT name FROM _sqlite_migrations")][-1] == newest
    kept = sqlite3.connect(path.with_name("p.db.before-upgrade-1"))
    assert (newest,) not in kept.execute("SELECT name FROM _sqlite_migrations").fetchall()
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


def test_a_project_on_a_share_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.db"
    store_at(path).close()
    monkeypatch.setattr(network, "mounts", lambda: iter([("/", "ext4"), (str(tmp_path.resolve()), "nfs4")]))
    for wanted in (path, tmp_path / "new.db"):
        with pytest.raises(UnreadableInput, match=r"network share .*nfs4.*workbench merge"):
            store_at(wanted)
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]
    snapshot(path, tmp_path / "copy.db")
    monkeypatch.undo()
    with store_at(tmp_path / "copy.db", create=False) as copy:
        assert copy.integrity() == []


def test_a_file_system_without_shared_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    raw = sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True, isolation_level=None)
    with pytest.raises(UnreadableInput, match="network share"):
        connection.keep_log(raw, path)
    raw.close()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A project that nobody may write, in a folder that nobody may write."""
    folder = tmp_path / "kept"
    folder.mkdir()
    path = folder / "p.db"
    with store_at(path) as store:
        put_pairs(store, ("Bonjour.", "Good morning."))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


def test_a_project_that_cannot_be_written_is_read(kept: Path) -> None:
    before = kept.read_bytes()
    with store_at(kept, create=False) as store:
        assert store.read_only
        assert "can only be read" in store.notice
        assert [row.source for row in store.pairs.rows(store.pairs.ids(PairFilter(text="bonjour")))] == [
            "Bonjour."
        ]
        with pytest.raises(Refused, match="can only be read: nothing was changed"):
            put_pairs(store, ("Non.", "No."))
        with pytest.raises(Refused):
            store.history.undo()
        assert [file.name for file in kept.parent.iterdir()] == ["p.db"]
    assert kept.read_bytes() == before
    assert [file.name for file in kept.parent.iterdir()] == ["p.db"]


def test_a_log_beside_a_project_that_cannot_be_written_is_read_or_told(kept: Path, tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    folder.mkdir()
    kept.chmod(0o644)
    kept.parent.chmod(0o755)
    with store_at(kept) as store:
        put_pairs(store, ("Non.", "No."))
        for name in ("p.db", "p.db-wal", "p.db-shm"):
            (folder / name).write_bytes(kept.with_name(name).read_bytes())
            (folder / name).chmod(0o444)
    folder.chmod(0o555)
    with store_at(folder / "p.db", create=False) as store:
        assert store.read_only
        assert len(store.pairs.ids()) == 2
    assert sorted(file.name for file in folder.iterdir()) == ["p.db", "p.db-shm", "p.db-wal"]
    folder.chmod(0o755)
    (folder / "p.db-shm").unlink()
    folder.chmod(0o555)
    with pytest.raises(UnreadableInput, match="copy both files"):
        store_at(folder / "p.db", create=False)
    snapshot(folder / "p.db", tmp_path / "copy.db")
    with store_at(tmp_path / "copy.db", create=False) as copy:
        assert len(copy.pairs.ids()) == 2
    folder.chmod(0o755)


def test_a_project_of_an_older_version_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    older = Migrations(SETS)
    for migration in migrations._migrations[:-1]:
        older(name=migration.name)(migration.fn)
    open_connection(path, create=True, migrations=older)[0].close()
    path.chmod(0o444)
    with pytest.raises(UnreadableInput, match="cannot be upgraded"):
        store_at(path)
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


def test_a_full_disk_loses_nothing_and_the_next_write_works(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        put_pairs(store, ("Bonjour.", "Good morning."))
        used = store.value("PRAGMA page_count")
        store.rows(f"PRAGMA max_page_count = {used + 2}")
        with pytest.raises(UnreadableInput, match="The disk is full: this was not written"):
            put_document(store, "Un long article fictif. " * 5000)
        assert (len(store.documents.all()), store.integrity()) == (2, [])
        store.rows(f"PRAGMA max_page_count = {used + 2000}")
        put_document(store, "Un long article fictif. " * 5000)
        assert (len(store.documents.all()), store.integrity()) == (3, [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
def test_a_log_that_may_not_grow_loses_nothing(tmp_path: Path) -> None:
    import resource

    with store_at(tmp_path / "p.db") as store:
        pair = put_pairs(store, ("Bonjour.", "Good morning."))[0]
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        log = connection.log_of(tmp_path / "p.db")
        assert log is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 5000, limits[1]))
        try:
            with pytest.raises(UnreadableInput, match="The disk"):
                put_document(store, "Un long article fictif. " * 5000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert store.integrity() == []
        with store.action("note", "there is room again"):
            store.pairs.change(pair, 1, note="x")
        assert store.pairs.row(pair).note == "x"


def test_a_large_write_does_not_leave_a_large_log(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        assert store.value("PRAGMA journal_size_limit") == connection.WAL_BYTES
