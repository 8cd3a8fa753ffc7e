"""Importing what users have: any encoding, junk around it, and files that are no articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program

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
    for name, why in (("huge.txt", "MiB"), ("typo.txt", "no file"), (".", "folder")):
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
