"""`workbench extract`: the shape of what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.run import Program

TEXT = (
    "« Nous partirons, a déclaré Awa Fictive, avant la pluie », dit-on.\n\n"
    "« Oui », dit Oumar Inventé, « demain ».\n\n"
    "Partager sur Facebook\n"
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_the_shape_of_an_article(program: Program) -> None:
    (program.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (found,) = program.objects("extract", "a.txt", "--lang", "fr")
    assert set(found) == {"id", "lang", "document", "quotes", "set_aside", "text"}
    assert (found["id"], found["lang"], found["text"]) == ("a.txt", "fr", TEXT)
    assert set(found["document"]) == {"title", "outlet", "author", "date", "url", "language", "encoding"}
    first, second = found["quotes"]
    issue = {"start", "end", "text", "speaker", "mention", "cue", "kind", "confidence", "pieces", "incises"}
    assert issue <= set(first)
    assert [TEXT[i["start"] : i["end"]] for i in first["incises"]] == ["a déclaré Awa Fictive"]
    assert (first["pieces"][0]["start"], first["pieces"][0]["end"]) == (first["start"], first["end"])
    assert [TEXT[p["start"] : p["end"]] for p in second["pieces"]] == ["Oui", "demain"]
    assert [TEXT[i["start"] : i["end"]] for i in second["incises"]] == ["dit Oumar Inventé"]
    assert [TEXT[a["start"] : a["end"]] for a in found["set_aside"]] == ["Partager sur Facebook"]
    assert all(aside["reason"] for aside in found["set_aside"])
    assert all(quote["text"] == TEXT[quote["start"] : quote["end"]] for quote in found["quotes"])


def test_lines_of_objects_are_articles_of_their_own(program: Program) -> None:
    given = lines({"id": 7, "lang": "fr", "text": TEXT, "outlet": "La Gazette Fictive"}, {"text": ""})
    first, second = program.objects("extract", "-", input=given + b"\n")
    assert (first["id"], len(first["quotes"]), len(first["set_aside"])) == (7, 2, 1)
    assert first["document"]["outlet"] == "La Gazette Fictive"
    assert (second["id"], second["quotes"], second["text"]) == (None, [], "")


def test_offsets_point_into_the_text_exactly_as_it_came(program: Program) -> None:
    text = "\ufeffUn.\r\n\r\n🜂 « Oui \ud800 », a dit Awa Fictive.\r\n"
    (found,) = program.objects("extract", "-", input=lines({"lang": "fr", "text": text}))
    (quote,) = found["quotes"]
    assert found["text"] == text
    assert text[quote["start"] : quote["end"]] == quote["text"] == "Oui \ud800"


def test_a_file_of_lines_is_read_like_standard_input(program: Program) -> None:
    (program.folder / "texts.jsonl").write_bytes(lines({"lang": "fr", "text": TEXT}) * 3)
    assert [len(found["quotes"]) for found in program.objects("extract", "texts.jsonl")] == [2, 2, 2]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"[1, 2]", "is no JSON object"),
        (b'"text"', "is no JSON object"),
        (b'{"id": 1}', "has no `text`"),
        (b'{"text": 5}', "has no `text`"),
        (b'{"text": "a"', "is no JSON"),
        (b'{"text": "a", "id": NaN}', "is no JSON"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        (b'{"text": "a", "lang": "!!"}', "is not a known language"),
        (b"[" * 100_000, "is no JSON"),
    ],
)
def test_a_line_that_is_no_article_is_named(program: Program, line: bytes, told: str) -> None:
    done = program.result("extract", "-", "--json", input=lines({"lang": "fr", "text": TEXT}) + b"\n" + line)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1  # what came before it is printed
    message = done.stderr.decode()
    assert "standard input, line 3" in message
    assert told in message
    assert "Traceback" not in message


def test_for_people_the_quotes_are_listed(program: Program) -> None:
    (program.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    printed = program.run("extract", "a.txt", "--lang", "fr")
    assert "a.txt: 2 quotes, 1 passages set aside" in printed
    assert "direct, Oumar Inventé (inside, 0.95)" in printed


def test_blank_lines_before_the_first_object_are_passed_over(program: Program) -> None:
    (found,) = program.objects("extract", "-", input=b"\n \n" + lines({"id": 1, "lang": "fr", "text": TEXT}))
    assert (found["id"], len(found["quotes"])) == (1, 2)
    done = program.result("extract", "-", "--json", input=b"\n" + lines({"text": TEXT}) + b"[1]\n")
    assert done.returncode == 2
    assert b"line 3" in done.stderr
