"""`workbench merge` as a person and a program meet it. All texts are fictional."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.merge.deeds import begin


@pytest.fixture
def ada(tmp_path: Path) -> Program:
    """Ada's and Bob's copies, in which both edited pair 1 and Bob approved pair 3."""
    begin(tmp_path / "ada.db")
    shutil.copy(tmp_path / "ada.db", tmp_path / "bob.db")
    ada, bob = Program(tmp_path), Program(tmp_path, person="bob")
    ada.run("pair", "edit", "ada.db", "1", "By Ada\u202e.")
    bob.run("pair", "edit", "bob.db", "1", "By Bob.")
    bob.run("pair", "approve", "bob.db", "3")
    return ada


def test_conflicts_are_listed_side_by_side_and_ours_stands(ada: Program) -> None:
    dry = ada.run("merge", "ada.db", "bob.db", "--dry-run", expect=1)
    assert "2 actions by bob would be taken in from bob.db, with 1 conflict. Nothing was written." in dry
    assert "“By Ada␣" not in dry
    told = ada.run("merge", "ada.db", "bob.db", expect=1)
    lines = told.splitlines()
    assert lines[0] == "pair 1"
    assert lines[1].split(None, 1) == ["before", "“The bridge is closed.” (translated)"]
    assert lines[2].split()[0] == "ours"
    assert "(ada, 20" in lines[2]
    assert "pair 1 edited" in lines[3]
    assert "“By Bob.” (translated) (bob, 20" in lines[3]
    assert lines[4].split() == ["stands", "ours"]
    assert "\u202e" not in told
    assert "ada.db as it was is kept as ada.db.before-merge-1." in told
    assert (
        ada.run("merge", "ada.db", "bob.db") == "bob.db holds nothing that ada.db has not: nothing to do.\n"
    )
    assert ada.run("doctor", "ada.db") == "Nothing is wrong.\n"
    assert "By Bob." in ada.run("history", "ada.db", "--json")


def test_a_program_reads_the_conflicts_and_decides(ada: Program) -> None:
    conflict, whole = ada.objects("merge", "ada.db", "bob.db", "--prefer", "theirs", "-o", "both.db")
    assert (conflict["conflict"], conflict["taken"]) == ("pair 1", "theirs")
    assert conflict["theirs"]["who"] == "bob"
    assert conflict["ours"]["text"] == "“By Ada\u202e.” (translated)"
    assert whole == {
        "project": "ada.db",
        "other": "bob.db",
        "actions": 2,
        "persons": ["bob"],
        "conflicts": 1,
        "written": "both.db",
        "backup": None,
    }
    shown = ada.objects("pair", "show", "both.db", "1")[0]
    assert (shown["target"], shown["reviewer"]) == ("By Bob.", "bob")


def test_questions_are_asked_before_anything_is_written(ada: Program) -> None:
    stopped = ada.result("merge", "ada.db", "bob.db", "--prefer", "ask", input=b"")
    assert stopped.returncode == 130
    assert [file.name for file in ada.folder.glob("*before*")] == []
    told = ada.result("merge", "ada.db", "bob.db", "--prefer", "ask", input=b"theirs\n")
    assert told.returncode == 0
    assert b"Conflict 1 of 1: pair 1" in told.stderr
    assert ada.objects("pair", "show", "ada.db", "1")[0]["target"] == "By Bob."


def test_files_that_are_no_copies_are_refused(ada: Program) -> None:
    assert "the same file" in ada.sentence("merge", "ada.db", "ada.db")
    assert "no project at other.db" in ada.sentence("merge", "ada.db", "other.db")
