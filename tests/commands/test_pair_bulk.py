"""Many pairs at once without a screen, words replaced, and comments. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.support.projects import Origin, Said, make_project

QUOTES = (
    Said(source=["Le pont est fermé."], target=["AQMI closed the bridge."]),
    Said(source=["Trois hommes."], target=["Two men, 5 percent."], origin=Origin.DRAFT),
    Said(source=["Non."]),
    Said(source=["AQMI."], target=["aqmi \x1b[31m"], speaker="Oumou Tessaly"),
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    make_project(tmp_path / "w.db", QUOTES, person="ada").close()
    return Program(tmp_path)


def statuses(program: Program) -> list[str]:
    return [row["status"] for row in program.objects("pair", "list", "w.db")]


def test_all_are_approved_but_those_with_errors_and_missing_sides(program: Program) -> None:
    [seen] = program.objects("pair", "approve", "w.db", "--all", "--dry-run", expect=1)
    assert (seen["pairs"], seen["dry_run"], seen["statuses"]) == ([1], True, {"translated": 1})
    assert {one["pair"]: one["why"] for one in seen["passed_over"]} == {
        2: "errors",
        3: "no_rendering",
        4: "errors",
    }
    assert "approved" not in statuses(program)
    told = program.run(
        *("pair", "approve", "w.db", "--all", "--speaker", "kéravel", "--with-errors"), expect=1
    )
    assert "status: 1 draft, 1 translated\nrendering: 1 draft, 1 published\n" in told
    assert "passed over: 1 – its rendering is missing (3)\n" in told
    assert told.endswith("2 pairs approved.\n")
    assert statuses(program) == ["approved", "approved", "draft", "translated"]
    program.run("undo", "w.db")
    [done] = program.objects("pair", "reject", "w.db", "--all", "--quote", "4")
    assert (done["pairs"], done["origins"]) == ([4], {"published": 1})
    program.run("pair", "reopen", "w.db", "--all")
    assert statuses(program) == ["translated", "draft", "draft", "translated"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["approve", "w.db"], "Name the pairs, or say --all"),
        (["approve", "w.db", "1", "--all"], "not both"),
        (["reject", "w.db", "1", "--dry-run"], "go with --all"),
        (["replace", "w.db", "a", "b"], "nobody to ask"),
        (["replace", "w.db", "(", "b", "--regex", "--yes"], "no regular expression"),
        (["replace", "w.db", "a", r"\2", "--regex", "--yes"], "cannot be put in"),
    ],
)
def test_wrong_use_is_a_sentence(program: Program, arguments: list[str], sentence: str) -> None:
    assert sentence in program.sentence("pair", *arguments)


def test_words_are_shown_and_replaced(program: Program) -> None:
    program.run("pair", "approve", "w.db", "1")
    asked = ["pair", "replace", "w.db", "aqmi", "AQIM", "--ignore-case", "--word"]
    told = program.run(*asked, "--dry-run")
    assert "pair 1 (approved) – to be approved again\n  - [-AQMI-] closed the bridge.\n" in told
    assert "  + {+AQIM+} closed the bridge.\n" in told
    assert "{+AQIM+} ␛[31m" in told
    assert told.endswith("2 would be replaced in 2 pairs; 1 of them to be approved again.\n")
    first, second, end = program.objects(*asked, "--yes")
    assert first["new"][slice(*first["changes"][0]["new"])] == "AQIM"
    assert (second["pair"], end["pairs"], end["to_approve_again"]) == (4, [1, 4], 1)
    [row] = program.objects("pair", "show", "w.db", "1")
    assert (row["target"], row["status"], row["source"]) == (
        "AQIM closed the bridge.",
        "translated",
        "Le pont est fermé.",
    )
    program.run("undo", "w.db")
    assert program.objects("pair", "show", "w.db", "1")[0]["status"] == "approved"
    group = [r"(\d+) percent", r"\1 per cent", "--regex", "--yes"]
    assert program.run("pair", "replace", "w.db", *group).endswith(
        "1 replaced in 1 pair; 0 of them to be approved again.\n"
    )
    assert program.objects("pair", "show", "w.db", "2")[0]["target"] == "Two men, 5 per cent."
    assert "0 replaced in 0 pairs" in program.run("pair", "replace", "w.db", "- x", "y", "--yes")


def test_comments_are_written_and_read(program: Program) -> None:
    other = Program(program.folder, person="ben")
    [made] = program.objects("pair", "comment", "w.db", "1", "Which bridge?\n\x1b[31m")
    other.run("pair", "comment", "w.db", "1", "- The old one.")
    [first, second] = program.objects("pair", "comments", "w.db")
    assert (first["id"], first["text"], first["pair"]) == (made["id"], "Which bridge?\n\x1b[31m", 1)
    assert (second["who"], second["text"]) == ("ben", "- The old one.")
    shown = program.run("pair", "show", "w.db", "1")
    assert "Which bridge?\n    ␛[31m" in shown
    assert ": - The old one.\n" in shown
    [row] = program.objects("pair", "show", "w.db", "1")
    assert [one["who"] for one in row["comments"]] == ["ada", "ben"]
    assert "ben's" in program.sentence("pair", "comment-edit", "w.db", "2", "Mine.", expect=1)
    program.run("pair", "comment-edit", "w.db", "1", "Which?")
    assert "pair 1  ada" in program.run("pair", "comments", "w.db")
    other.run("pair", "comment-remove", "w.db", "2")
    assert "(changed): Which?\n" in program.run("pair", "comments", "w.db", "1")
    assert len(program.objects("pair", "comments", "w.db", "1")) == 1
