"""`workbench match` on a file of rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.run import Program

ROWS: list[dict[str, Any]] = [
    {"id": "f1", "lang": "fr", "text": "Le pont de Kérou est fermé depuis lundi.", "speaker": "Awa Inventée"},
    {"id": "f2", "lang": "fr", "text": "la patience a des limites", "date": "2012-05-30"},
    {"id": 3, "lang": "fr-CI", "text": "Nous n’avons jamais vendu de sel aux soldats."},
    {"id": "f4", "lang": "fr", "text": "« … »"},
    {"id": "e1", "lang": "en", "text": "there are limits to patience", "date": "2012-06-01"},
    {
        "id": 3,
        "lang": "en-GB",
        "text": "The Kérou bridge has been closed since Monday.",
        "speaker": "Awa Inventee",
    },
    {"id": "e3", "lang": "en", "text": "The harvest was good this year."},
    {"id": "s1", "lang": "es", "text": "El puente está cerrado."},
]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    write(tmp_path / "rows.jsonl", ROWS)
    return Program(tmp_path)


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def test_candidates_best_first(program: Program) -> None:
    done = program.result("match", "rows.jsonl", "--from", "fr", "--to", "en", "--json")
    told = {row["id"]: row["candidates"] for row in map(json.loads, done.stdout.decode().splitlines())}
    assert done.returncode == 0
    assert list(told) == ["f1", "f2", 3, "f4"]
    assert [told[row][0]["id"] for row in ("f1", "f2")] == [3, "e1"]
    assert told["f1"][0]["probability"] > 0.9 > 0.1 > told[3][0]["probability"]
    assert "same speaker" in told["f1"][0]["evidence"]
    assert any("patience" in reason for reason in told["f2"][0]["evidence"])
    assert told["f4"] == []
    for candidates in told.values():
        assert len(candidates) in (0, 3)
        ranked = [candidate["probability"] for candidate in candidates]
        assert ranked == sorted(ranked, reverse=True)
    assert "1 rows in other languages" in done.stderr.decode()


def test_at_most_ten_candidates_from_standard_input(program: Program) -> None:
    rows = [{"id": n, "lang": "en", "text": f"The bridge is closed, house {n}."} for n in range(30)]
    given = "\n".join(json.dumps(row) for row in [ROWS[0], *rows]).encode()
    told = program.objects("match", "-", input=given)
    assert len(told[0]["candidates"]) == 10


def test_without_json_for_people(program: Program) -> None:
    told = program.run("match", "rows.jsonl")
    assert "f2\n    " in told
    assert "same speaker" in told
    assert "f4: nothing to compare it with" in told


def test_a_lexicon_of_ones_own_and_none(program: Program) -> None:
    write(
        program.folder / "own.ndjson",
        [
            {"id": 1, "lang": "br", "text": "kador koz"},
            {"id": 2, "lang": "en", "text": "old chair"},
            {"id": 3, "lang": "en", "text": "new table"},
        ],
    )
    (program.folder / "words.tsv").write_text("kador\tchair\t9\nkoz\told\t9\n", encoding="utf-8")

    def best(*options: str) -> Any:
        return program.objects("match", "own.ndjson", "--from", "br", *options)[0]["candidates"][0]

    known = best("--lexicon", "words.tsv")
    assert known["id"] == 2
    assert known["probability"] > 0.9 > 0.5 > best("--no-lexicon")["probability"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("rows.jsonl --from fr --to fr", "another language"),
        ("rows.jsonl --to §§", "not a known language"),
        ("rows.jsonl --dry-run", "--dry-run"),
        ("none.jsonl", "There is no file none.jsonl"),
        (". ", "project"),
        ("twice.jsonl", 'line 2: the id "a" stands on line 1 already'),
        ("bad.jsonl", "bad.jsonl, line 3"),
        ("rows.jsonl --lexicon none.tsv", "none.tsv"),
        ("rows.jsonl --lexicon none.tsv --no-lexicon", "either"),
    ],
)
def test_what_is_wrong_is_told(program: Program, words: str, told: str) -> None:
    row = {"id": "a", "lang": "fr", "text": "Oui."}
    write(program.folder / "twice.jsonl", [row, row])
    (program.folder / "bad.jsonl").write_text(json.dumps(row) + "\n\n{oui}\n", encoding="utf-8")
    assert told in program.sentence("match", *words.split())


def test_rows_under_any_name(program: Program) -> None:
    (program.folder / "rows.jsonl").rename(program.folder / "rows")
    assert len(program.objects("match", "rows")) == 4


def test_no_rows(program: Program) -> None:
    assert program.objects("match", "-", input=b"") == []
    assert program.objects("match", "-", input=json.dumps(ROWS[0]).encode())[0]["candidates"] == []
