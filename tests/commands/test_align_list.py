"""Aligning the texts of a list into a folder: resumed, reported, stopped; all texts are made up."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.run import NO_NETWORK, Program

FRENCH = "Le pont est fermé.\nLe maire Oumar Inventé est parti en 2019.\nIl reviendra.\n"
ENGLISH = "The bridge is closed.\nMayor Oumar Inventé left in 2019.\nHe will be back.\n"
ALIGN = ("align", "--src-lang", "fr", "--tgt-lang", "en", "--list", "list.tsv", "--out", "out")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = Program(tmp_path)
    for name in "ab":
        put(made, f"{name}.src", FRENCH)
        put(made, f"{name}.tgt", ENGLISH)
    put(made, "list.tsv", "a.src\ta.tgt\nb.src\tb.tgt\n")
    return made


def put(program: Program, name: str, text: str) -> None:
    (program.folder / name).write_text(text, encoding="utf-8")


def results(program: Program) -> dict[str, str]:
    """What lies in the folder of the results, but for what is hidden."""
    found = (program.folder / "out").glob("[!.]*")
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def test_a_result_for_each_row(program: Program) -> None:
    printed = program.run(*ALIGN, "--no-pool")
    assert printed == "out/a.beads: new, 3 beads\nout/b.beads: new, 3 beads\n" + (
        "2 rows: 2 new, 0 updated, 0 unchanged, 0 kept, 0 skipped.\n"
    )
    alone = program.run("align", "--src-lang", "fr", "--tgt-lang", "en", "a.src", "a.tgt")
    assert results(program) == {"a.beads": alone, "b.beads": alone}


def test_for_programs(program: Program) -> None:
    program.run(*ALIGN)
    put(program, "list.tsv", "a.src\ta.tgt\nb.src\tb.tgt\n\nc.src\tc.tgt\t\tc.back\n")
    found = program.objects(*ALIGN, "--no-pool", expect=1)
    assert [(each["line"], each["source"], each["outcome"], each["beads"]) for each in found] == [
        (1, "a.src", "updated", 3),
        (2, "b.src", "updated", 3),
        (4, "c.src", "skipped", 0),
    ]
    assert found[0]["result"] == "out/a.beads"
    assert (found[2]["drafts"], found[2]["back_drafts"]) == (None, "c.back")
    assert "c.src" in found[2]["reason"]
    assert [each["outcome"] for each in program.objects(*ALIGN, "--no-pool", expect=1)] == [
        "unchanged",
        "unchanged",
        "skipped",
    ]


def test_other_formats_have_their_own_ending(program: Program) -> None:
    program.run(*ALIGN, "--format", "json")
    assert sorted(results(program)) == ["a.json", "b.json"]
    assert json.loads(results(program)["a.json"])["source"] == FRENCH.splitlines()


def test_exit_codes(program: Program) -> None:
    put(program, "list.tsv", "a.src\tnone\nb.src\tb.tgt\n")
    assert "there is no file none" in program.run(*ALIGN, expect=1)
    put(program, "list.tsv", "a.src\tnone\n")
    program.run(*ALIGN, expect=2)
    put(program, "list.tsv", "")
    assert "0 rows" in program.run(*ALIGN)


def test_what_a_person_changed_is_named(program: Program) -> None:
    program.run(*ALIGN)
    put(program, "out/a.beads", "[0, 1, 2]:[0, 1, 2]:1.0\n")
    assert "out/a.beads: kept. It was changed by hand" in program.run(*ALIGN)
    put(program, "b.tgt", ENGLISH + "Today.\n")
    assert "1 updated, 0 unchanged, 1 kept" in program.run(*ALIGN, expect=1)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("a.src\ta.tgt\nx/a.fr\tb.tgt\n", "lines 1 and 2: both results would be called a"),
        ("a.src\ta.tgt\na.src a.tgt\n", "list.tsv, line 2: a row is"),
    ],
)
def test_a_list_that_is_wrong_leaves_nothing(program: Program, table: str, told: str) -> None:
    put(program, "list.tsv", table)
    assert told in program.sentence(*ALIGN)
    assert not (program.folder / "out").exists()


def test_an_out_that_is_no_folder(program: Program) -> None:
    put(program, "out", "")
    assert "out cannot be used" in program.sentence(*ALIGN)


def test_ctrl_c_stops_between_texts_and_the_next_run_goes_on(program: Program) -> None:
    texts = 100
    for n in range(texts):
        put(program, f"t{n}.src", FRENCH * 6)
        put(program, f"t{n}.tgt", ENGLISH * 6)
    put(program, "list.tsv", "".join(f"t{n}.src\tt{n}.tgt\n" for n in range(texts)))
    running = subprocess.Popen(
        [sys.executable, "-c", NO_NETWORK, *ALIGN, "--no-pool"],
        cwd=program.folder,
        env=program.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    limit = time.monotonic() + 60
    while not (program.folder / "out" / "t1.beads").exists() and time.monotonic() < limit:
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "go on" in told.decode()
    assert "Traceback" not in told.decode()
    done = len(results(program))
    assert 2 <= done < texts
    assert all(len(result.splitlines()) == 18 for result in results(program).values())
    assert not list((program.folder / "out").glob(".*.part"))
    again = program.run(*ALIGN, "--no-pool")
    assert f"{texts - done} new, 0 updated, {done} unchanged" in again
    assert len(results(program)) == texts
