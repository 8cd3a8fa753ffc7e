"""Aligning files: one sentence per line in, one bead per line out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program

FRENCH = "Le pont est fermé.\nLe maire Oumar Inventé est parti en 2019.\nIl reviendra.\n"
ENGLISH = "The bridge is closed.\nMayor Oumar Inventé left in 2019.\nHe will be back.\n"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "a.fr").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en").write_text(ENGLISH, encoding="utf-8")
    return Program(tmp_path)


LANGUAGES = ("--src-lang", "fr", "--tgt-lang", "en")


def test_two_files(program: Program) -> None:
    printed = program.run("align", *LANGUAGES, "a.fr", "a.en")
    assert [line.rsplit(":", 1)[0] for line in printed.splitlines()] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert all(0 <= float(line.rsplit(":", 1)[1]) <= 1 for line in printed.splitlines())


def test_a_table_of_files(program: Program) -> None:
    (program.folder / "list.tsv").write_text("a.fr\ta.en\n", encoding="utf-8")
    program.run("align", *LANGUAGES, "--list", "list.tsv", "--out", "beads")
    beads = (program.folder / "beads" / "a.fr.align").read_text(encoding="utf-8")
    assert beads == program.run("align", *LANGUAGES, "a.fr", "a.en")


def test_an_empty_side_and_a_missing_file(program: Program) -> None:
    (program.folder / "none.en").write_bytes(b"")
    printed = program.run("align", *LANGUAGES, "a.fr", "none.en")
    assert [line.rsplit(":", 1)[0] for line in printed.splitlines()] == ["[0]:[]", "[1]:[]", "[2]:[]"]
    assert "typo.en" in program.sentence("align", *LANGUAGES, "a.fr", "typo.en")
    assert "Two files" in program.sentence("align", *LANGUAGES, "a.fr")
    (program.folder / "list.tsv").write_text("a.fr\n", encoding="utf-8")
    assert "line 1" in program.sentence("align", *LANGUAGES, "--list", "list.tsv", "--out", "beads")
    (program.folder / "latin.fr").write_bytes(b"\xe9t\xe9\n")
    assert "UTF-8" in program.sentence("align", *LANGUAGES, "latin.fr", "a.en")
