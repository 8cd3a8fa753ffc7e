"""Importing what users have: any encoding, junk around it, and files that are no articles."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.ingest.office import column, docx, p, pdf

ARTICLE = """Accueil
Politique
Sport

La route du puits

Article fictif, écrit pour un essai. Le 3 mars, le conseil s’est réuni à Bourg-Imaginaire.

« Nous avons rouvert l’école, a déclaré Oumar Inventé, maire de la commune. Les élèves sont revenus. »

Selon Awa Fictive, « la route reste coupée ».

3 commentaires
Jeannot dit : « N’importe quoi ! »
Répondre
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_any_usual_encoding(program: Program, encoding: str) -> None:
    text = ARTICLE.replace("’", "'") if encoding == "latin-1" else ARTICLE
    raw = text.encode(encoding)
    (program.folder / "a.txt").write_bytes(raw)
    report = program.objects("import", "p.db", "a.txt")[0]
    assert (report["new"], report["languages"], report["quotes"]) == (1, ["fr"], 2)
    quotes = program.objects("quote", "list", "p.db")
    assert [quote["speaker"] for quote in quotes] == ["Oumar Inventé", "Awa Fictive"]
    assert "reader comments" in report["set_aside"]


def test_the_same_file_again_changes_nothing(program: Program) -> None:
    (program.folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    program.run("import", "p.db", "a.txt")
    before = program.objects("stats", "p.db")
    report = program.objects("import", "p.db", "a.txt")[0]
    assert (report["new"], report["unchanged"]) == (0, 1)
    assert program.objects("stats", "p.db") == before


def test_facts_stated_later_are_an_update(program: Program) -> None:
    (program.folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    program.run("import", "p.db", "a.txt")
    assert program.objects("import", "p.db", "a.txt", "--outlet", "Le Fictif")[0]["updated"] == 1
    assert program.objects("document", "list", "p.db")[0]["outlet"] == "Le Fictif"


def test_standard_input(program: Program) -> None:
    report = program.objects("import", "p.db", "-", input=ARTICLE.encode())[0]
    assert (report["new"], report["quotes"]) == (1, 2)


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "picture|image|binary"),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("office.docx", b"PK\x03\x04" + bytes(64), "archive|zip|Word|office"),
    ],
)
def test_what_is_no_article_is_told(program: Program, name: str, raw: bytes, why: str) -> None:
    import re

    (program.folder / name).write_bytes(raw)
    report = program.objects("import", "p.db", name, expect=2)[0]
    assert report["new"] == 0
    assert re.search(why, report["skipped"][0]["reason"], re.IGNORECASE)


def test_a_file_over_the_limit_and_one_that_is_not_there(program: Program) -> None:
    from workbench.ingest.reader import MAX_BYTES

    (program.folder / "huge.txt").write_bytes(b"mot " * (MAX_BYTES // 4 + 1))
    (program.folder / "empty").mkdir()
    for name, why in (("huge.txt", "MiB"), ("typo.txt", "no file"), ("empty", "no article in empty")):
        assert why in program.objects("import", "p.db", name, expect=2)[0]["skipped"][0]["reason"]


def test_one_bad_file_does_not_stop_the_others(program: Program) -> None:
    (program.folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (program.folder / "empty.txt").write_bytes(b"")
    reports = program.objects("import", "p.db", "empty.txt", "a.txt", expect=1)
    assert [len(report["skipped"]) for report in reports] == [1, 0]
    assert "1 new, 0 updated, 0 unchanged, 1 skipped" in program.run(
        "import", "q.db", "empty.txt", "a.txt", expect=1
    )


def test_a_hostile_article_cannot_steer_the_terminal(program: Program) -> None:
    hostile = "« Bonjour \x1b]0;titre\x07 \x9b31m \u202eenvers\u202c [red] », a dit Oumar Inventé.\n"
    (program.folder / "h.txt").write_text(hostile, encoding="utf-8")
    program.run("import", "p.db", "h.txt", "--lang", "fr")
    for command in (("quote", "list"), ("pair", "list"), ("document", "list")):
        printed = program.run(*command, "p.db")
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(printed)
    stored = program.objects("quote", "list", "p.db")[0]["text"]
    assert "\x1b]0;titre\x07 \x9b31m \u202eenvers\u202c [red]" in stored


def test_extraction_alone_stores_nothing(program: Program) -> None:
    (program.folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    found = program.objects("extract", "a.txt")[0]
    assert [quote["speaker"] for quote in found["quotes"]] == ["Oumar Inventé", "Awa Fictive"]
    assert list(program.folder.glob("*.db")) == []
    line = b'{"id": "x", "lang": "fr", "text": "\\u00ab Oui \\u00bb, a dit Awa Fictive."}\n'
    found = program.objects("extract", "-", input=line + line)
    assert [record["id"] for record in found] == ["x", "x"]


@pytest.fixture
def corpus(program: Program) -> Path:
    """A folder with three articles, each in a form of its own, and what is none."""
    folder = program.folder / "corpus"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "2.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "10.docx").write_bytes(
        docx(p("« Le puits est vide », a déclaré Awa Fictive, présidente du comité."))
    )
    line = "« L’école rouvre », a déclaré Oumar Inventé, maire de la commune."
    (folder / "deep" / "er" / "a.pdf").write_bytes(pdf([column((line,))]))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".notes.txt").write_text("Note fictive.")
    return folder


def test_a_folder_is_imported_and_what_is_no_article_is_only_counted(program: Program, corpus: Path) -> None:
    told = program.run("import", "corpus/p.db", "corpus")
    lines = told.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [
        "corpus/2.txt",
        "corpus/10.docx",
        "corpus/deep/er/a.pdf",
    ]
    assert "3 read: 3 new, 0 updated, 0 unchanged, 0 skipped; left out: " in told
    assert "1 hidden file or folder" in told
    assert "1 not an article file" in told
    assert "Set aside in them: 3 menu, 3 reader comments." in told
    assert "3 read: 0 new, 0 updated, 3 unchanged, 0 skipped" in program.run(
        "import", "corpus/p.db", "corpus"
    )
    speakers = {quote["speaker"] for quote in program.objects("quote", "list", "corpus/p.db")}
    assert speakers == {"Oumar Inventé", "Awa Fictive"}


def test_a_folder_as_json_has_an_object_for_everything_in_it(program: Program, corpus: Path) -> None:
    reports = program.objects("import", "p.db", "corpus")
    assert [report["format"] for report in reports if report["new"]] == ["text", "docx", "pdf"]
    left_out = {report["file"]: report["skipped"][0]["reason"] for report in reports if not report["read"]}
    assert left_out == {
        "corpus/.notes.txt": "hidden file or folder",
        "corpus/photo.jpg": "not an article file",
    }


def test_a_pattern_in_quotation_marks(program: Program, corpus: Path) -> None:
    reports = program.objects("import", "p.db", "corpus/**/*.[pd]*")
    assert [report["file"] for report in reports] == ["corpus/10.docx", "corpus/deep/er/a.pdf"]
    assert (
        "No article matches"
        in program.objects("import", "p.db", "corpus/*.odt", expect=2)[0]["skipped"][0]["reason"]
    )


def test_an_article_in_a_folder_that_cannot_be_read_is_counted(program: Program, corpus: Path) -> None:
    (corpus / "scan.pdf").write_bytes(pdf([[]]))
    told = program.run("import", "p.db", "corpus", expect=1)
    assert "corpus/scan.pdf: skipped. corpus/scan.pdf has no text layer" not in told
    assert "scan.pdf has no text layer" in told
    assert "4 read: 3 new, 0 updated, 0 unchanged, 1 skipped" in told


def test_a_project_is_not_left_behind_where_nothing_came_in(program: Program) -> None:
    (program.folder / "empty").mkdir()
    program.run("import", "p.db", "empty", expect=2)
    assert list(program.folder.glob("*.db*")) == []


def test_the_original_bytes_of_office_files_are_kept(program: Program, corpus: Path) -> None:
    import sqlite3

    program.run("import", "p.db", "corpus")
    with sqlite3.connect(program.folder / "p.db") as stored:
        kept = {bytes(row[0]) for row in stored.execute("SELECT bytes FROM document_raw")}
    stored.close()
    assert kept == {
        path.read_bytes() for path in corpus.rglob("*") if path.suffix in (".txt", ".docx", ".pdf")
    } - {(corpus / ".notes.txt").read_bytes()}
    assert program.run("doctor", "p.db") == "Nothing is wrong.\n"


def test_extraction_reads_the_same_kinds(program: Program, corpus: Path) -> None:
    for name, speaker in (("10.docx", "Awa Fictive"), ("deep/er/a.pdf", "Oumar Inventé")):
        found = program.objects("extract", f"corpus/{name}")[0]
        assert [quote["speaker"] for quote in found["quotes"]] == [speaker]


def in_terminal(program: Program, *arguments: str, stop_at: bytes = b"") -> tuple[int, bytes]:
    """Run in a terminal of 80 columns, with Ctrl-C as soon as `stop_at` is printed."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "workbench", *arguments]
    env = program.env | {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm"}
    running = subprocess.Popen(command, cwd=program.folder, env=env, stdin=side, stdout=side, stderr=side)
    os.close(side)
    shown = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
        if stop_at and stop_at in shown:
            running.send_signal(signal.SIGINT)
            stop_at = b""
    os.close(main)
    return running.wait(timeout=60), shown


def test_a_terminal_shows_progress_and_then_the_lines(program: Program, corpus: Path) -> None:
    code, shown = in_terminal(program, "import", "p.db", "corpus")
    assert code == 0
    assert shown.index(b"100%") < shown.index(b"corpus/2.txt: document 1") < shown.index(b"3 read: 3 new")
    code, shown = in_terminal(program, "import", "p.db", "corpus/2.txt")
    assert b"%" not in shown
    code, shown = in_terminal(program, "import", "p.db", "corpus", "--json")
    assert b"importing" not in shown


def test_what_is_imported_stays_when_it_is_broken_off_and_the_next_run_goes_on(program: Program) -> None:
    folder = program.folder / "many"
    folder.mkdir()
    for number in range(64):
        (folder / f"{number}.txt").write_text(f"{ARTICLE}\n\n{number}\n" + ARTICLE * 4, encoding="utf-8")
    code, shown = in_terminal(program, "import", "p.db", "many", stop_at=b" 6%")
    assert code == 130
    assert b"Traceback" not in shown
    assert b"Stopped. What was done is kept" in shown
    before = len(program.objects("document", "list", "p.db"))
    assert 0 < before < 64
    assert f"{before} new".encode() in shown
    told = program.run("import", "p.db", "many")
    assert f"64 read: {64 - before} new, 0 updated, {before} unchanged, 0 skipped" in told
    assert program.run("doctor", "p.db") == "Nothing is wrong.\n"
