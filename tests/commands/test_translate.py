"""`workbench translate` on what people pipe into it. All sentences are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program

COMMAND = ("translate", "--from", "fr", "--to", "en")
LINES = "Le maire est là.\n\nLe village est calme.\n"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_a_byte_order_mark_is_no_part_of_the_first_line(program: Program) -> None:
    rows = program.objects(*COMMAND, input=b"\xef\xbb\xbf" + LINES.encode())
    assert [row["source"] for row in rows] == LINES.splitlines()
    assert program.run(*COMMAND, input=b"\xef\xbb\xbf" + LINES.encode()) == program.run(
        *COMMAND, input=LINES.encode()
    )


def test_bytes_that_are_no_text_are_told_and_cost_no_line(program: Program) -> None:
    done = program.result(*COMMAND, input="Le café est là.\n".encode() + b"Le caf\xe9 est l\xe0.\n\n")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 3)
    told = done.stderr.decode()
    assert told.startswith("workbench: Line 2 of the input is not UTF-8")
    assert told.count("\n") == 1


@pytest.mark.parametrize("date", ["2012-13", "2012-02-31", "0000", "20120501", "2012-5", "٢٠١٢", "May 2012"])
def test_what_is_no_date_is_refused(program: Program, date: str) -> None:
    assert f"“{date}” is no date" in program.sentence(*COMMAND, "--date", date)


@pytest.mark.parametrize("date", ["2012", "2012-05", "2012-02-29"])
def test_a_date_may_be_of_any_precision(program: Program, date: str) -> None:
    assert f"|date:{date}|" in program.objects(*COMMAND, "--date", date, input=b"Oui.\n")[0]["signature"]


def test_more_threads_than_cores_are_all_cores(program: Program) -> None:
    whole = program.run(*COMMAND, input=LINES.encode())
    assert program.run(*COMMAND, "--threads", str(10**20), input=LINES.encode()) == whole


def test_no_name_of_a_glossary_steers_a_terminal(program: Program) -> None:
    (program.folder / "names.tsv").write_text("AQMI\tAQIM\x1b[31m\n", encoding="utf-8")
    told = program.sentence(*COMMAND, "--glossary", "names.tsv")
    assert told == "workbench: names.tsv, line 1: “AQIM␛[31m” holds a control character; take it out.\n"


def test_a_line_that_is_too_long_is_told_and_the_others_are_drafted(program: Program) -> None:
    done = program.result(*COMMAND, input=b"Oui.\n" + b"x" * 30_000 + b"\nOui.\n")
    first, none, last = done.stdout.decode().splitlines()
    assert (done.returncode, first, none) == (1, last, "")
    assert done.stderr.decode().startswith("workbench: Too long for the package, not drafted: line 2.")
