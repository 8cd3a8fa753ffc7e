"""Aligning two files: one sentence per line in, one bead per line out."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.commands.run import NO_NETWORK, Program

FRENCH = "Le pont est fermé.\nLe maire Oumar Inventé est parti en 2019.\nIl reviendra.\n"
ENGLISH = "The bridge is closed.\nMayor Oumar Inventé left in 2019.\nHe will be back.\n"

LANGUAGES = ("--src-lang", "fr", "--tgt-lang", "en")
EACH = ["[0]:[0]", "[1]:[1]", "[2]:[2]"]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "a.fr").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en").write_text(ENGLISH, encoding="utf-8")
    return Program(tmp_path)


def put(program: Program, name: str, text: str | bytes) -> None:
    (program.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def links(printed: str) -> list[str]:
    return [line.rsplit(":", 1)[0] for line in printed.splitlines()]


def test_two_files(program: Program) -> None:
    printed = program.run("align", *LANGUAGES, "a.fr", "a.en")
    assert links(printed) == EACH
    assert all(0 <= float(line.rsplit(":", 1)[1]) <= 1 for line in printed.splitlines())


def test_a_byte_order_mark_and_line_ends_do_not_count(program: Program) -> None:
    before = program.run("align", *LANGUAGES, "a.fr", "a.en")
    put(program, "a.fr", b"\xef\xbb\xbf" + FRENCH.replace("\n", "\r\n").encode())
    put(program, "a.en", ENGLISH.removesuffix("\n"))
    assert program.run("align", *LANGUAGES, "a.fr", "a.en") == before


def test_empty_lines_keep_their_numbers(program: Program) -> None:
    put(program, "a.fr", FRENCH.replace("\n", "\n\n", 1) + "\n")
    found = json.loads(program.run("align", *LANGUAGES, "a.fr", "a.en", "--format", "json"))
    assert found["source"] == [FRENCH.split("\n")[0], "", *FRENCH.split("\n")[1:3], ""]
    assert [n for bead in found["beads"] for n in bead["source"]] == [0, 1, 2, 3, 4]
    assert {"[2]:[1]", "[0]:[0]"} <= {
        f"{[n for n in bead['source'] if found['source'][n]]}:{bead['target']}" for bead in found["beads"]
    }


def test_tsv(program: Program) -> None:
    put(program, "a.fr", FRENCH.replace("pont est", "pont\test\u2028"))
    rows = program.run("align", *LANGUAGES, "a.fr", "a.en", "--format", "tsv").split("\n")
    assert rows[0].split("\t")[:2] == ["Le pont\\test\u2028 fermé.", "The bridge is closed."]
    assert [len(row.split("\t")) for row in rows] == [3, 3, 3, 1]


def test_json_either_way(program: Program) -> None:
    printed = program.run("align", *LANGUAGES, "a.fr", "a.en", "--format", "json")
    assert printed == program.run("align", *LANGUAGES, "a.fr", "a.en", "--json")
    assert json.loads(printed)["beads"][1]["target"] == [1]
    assert "--json" in program.sentence("align", *LANGUAGES, "a.fr", "a.en", "--json", "--format", "tmx")


def test_tmx_tells_what_it_left_out(program: Program) -> None:
    put(program, "a.en", b"")
    done = program.result("align", *LANGUAGES, "a.fr", "a.en", "--format", "tmx")
    assert etree.fromstring(done.stdout).findall("body/tu") == []
    assert "3 pairs were left out because nothing corresponds" in done.stderr.decode()


def test_drafts_in_both_directions(program: Program) -> None:
    """In made-up languages nothing but the drafts tells that the first sentence has no counterpart."""
    first, second = "Kalu meri tono sefa horu nive.", "Bisa wole fura dage ponu kile."
    put(program, "x.aa", f"{first}\n{second}\n")
    put(program, "x.bb", "Xun yazar qorvil tegim bolak sur.\n")
    put(program, "drafts", "Hep olan ditek marut vosim gel.\nXun yazar qorvil tegim bolak sur.\n")
    put(program, "back", f"{second}\n")
    command = ("align", "--src-lang", "sw", "--tgt-lang", "tr", "x.aa", "x.bb")
    printed = program.run(*command, "--drafts", "drafts", "--back-drafts", "back")
    assert links(printed) == ["[0]:[]", "[1]:[0]"]
    told = program.sentence(*command, "--drafts", "back")
    assert "back has 1 line and x.aa 2 lines" in told
    assert "2 lines and x.bb 1 line" in program.sentence(*command, "--back-drafts", "drafts")


def test_fixed_beads_stay(program: Program) -> None:
    put(program, "fixed", "[1, 2]:[1]\n")
    printed = program.run("align", *LANGUAGES, "a.fr", "a.en", "--fixed", "fixed")
    assert "[1, 2]:[1]" in links(printed)
    for lines in ("[7]:[0]\n", "[0, 1]:[0]\n[1]:[1]\n"):
        put(program, "fixed", lines)
        assert "fixed" in program.sentence("align", *LANGUAGES, "a.fr", "a.en", "--fixed", "fixed")
    put(program, "fixed", "[0]:[0]\nhello\n")
    assert "line 2 of fixed" in program.sentence("align", *LANGUAGES, "a.fr", "a.en", "--fixed", "fixed")


def test_a_lexicon_of_ones_own(program: Program) -> None:
    """In made-up languages nothing but the lexicon tells which sentence renders which."""
    put(program, "x.aa", "Kalu meri tono sefa horu nive.\nBisa wole fura dage ponu kile.\n")
    put(program, "x.bb", "Xun yazar qorvil tegim bolak sur.\n")
    put(program, "words.tsv", "bisa\txun\t9\nwole\tyazar\t9\nfura\tqorvil\n")
    command = ("align", "--src-lang", "sw", "--tgt-lang", "tr", "x.aa", "x.bb")
    assert links(program.run(*command, "--lexicon", "words.tsv")) == ["[0]:[]", "[1]:[0]"]
    put(program, "words.tsv", "kalu\txun\t9\nmeri\tyazar\t9\ntono\tqorvil\n")
    assert links(program.run(*command, "--lexicon", "words.tsv")) == ["[0]:[0]", "[1]:[]"]
    assert "--no-lexicon" in program.sentence(*command, "--lexicon", "words.tsv", "--no-lexicon")
    put(program, "words.tsv", "kalu\n")
    assert "words.tsv, line 1" in program.sentence(*command, "--lexicon", "words.tsv")
    assert "none.tsv" in program.sentence(*command, "--lexicon", "none.tsv")


def test_the_lexicon_of_the_program_can_be_left_out(program: Program) -> None:
    known = program.run("align", *LANGUAGES, "a.fr", "a.en")
    alone = program.run("align", *LANGUAGES, "a.fr", "a.en", "--no-lexicon")
    assert links(known) == links(alone) == EACH
    assert known != alone


def test_an_empty_side_and_a_missing_file(program: Program) -> None:
    put(program, "none.en", b"")
    printed = program.run("align", *LANGUAGES, "a.fr", "none.en")
    assert links(printed) == ["[0]:[]", "[1]:[]", "[2]:[]"]
    assert program.run("align", *LANGUAGES, "none.en", "none.en") == ""
    assert "typo.en" in program.sentence("align", *LANGUAGES, "a.fr", "typo.en")
    assert "cannot be read" in program.sentence("align", *LANGUAGES, "a.fr", ".")


def test_bytes_that_are_not_utf_8(program: Program) -> None:
    put(program, "latin.fr", "Oui.\nfermé\n".encode("latin-1"))
    assert "latin.fr, line 2: byte 5 is not UTF-8" in program.sentence(
        "align", *LANGUAGES, "latin.fr", "a.en"
    )


@pytest.mark.parametrize(
    "words",
    [
        "a.fr",
        "",
        "a.fr a.en --out x",
        "a.fr a.en --no-pool",
        "a.fr a.en --format xml",
        "a.fr a.en a.fr",
        "--list a.fr",
        "--list a.fr --out x a.fr a.en",
        "--list a.fr --out x --drafts a.en",
        "--list a.fr --out x --fixed a.en",
    ],
)
def test_wrong_use(program: Program, words: str) -> None:
    assert program.sentence("align", *LANGUAGES, *words.split())
    assert not (program.folder / "x").exists()


def test_a_language_that_is_none(program: Program) -> None:
    assert "§§" in program.sentence("align", "--src-lang", "§§", "--tgt-lang", "en", "a.fr", "a.en")


def test_nothing_steers_a_terminal(program: Program) -> None:
    put(program, "a.fr", FRENCH.replace("pont", "\x1b[31mpont"))
    screen, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, "align", *LANGUAGES, "a.fr", "a.en", "--format", "tsv"],
        cwd=program.folder,
        env=program.env,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.PIPE,
        timeout=60,
        check=True,
    )
    os.close(terminal)
    shown = os.read(screen, 10_000)
    assert done.stderr == b""
    assert b"\x1b" not in shown
    assert "␛[31mpont".encode() in shown
