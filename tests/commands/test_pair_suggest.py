"""Suggestions without a screen. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records import LanguageTag, Origin
from tests.commands.run import Program
from tests.support.projects import Said, make_project

SAID = [
    Said(source=["Le maire ne quittera pas la ville."], target=["The mayor will not leave the goat."]),
    Said(source=["Oui."]),
    Said(target=["Nobody was paid."]),
    Said(source=["Tere."], target=["Hello."], lang=LanguageTag("et")),
    Said(source=["Le camp est vide."], target=["Le camp is empty."], origin=Origin.DRAFT),
    Said(source=["L’AQMI négocie."], target=["AQMI is talking."], origin=Origin.DRAFT),
]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    make_project(tmp_path / "w.db", SAID, person="ada").close()
    return Program(tmp_path)


def told(program: Program, *arguments: str) -> str:
    return program.result("pair", "suggest", "w.db", *arguments).stderr.decode()


def test_the_likeliest_renderings(program: Program) -> None:
    lines = program.run("pair", "suggest", "w.db", "1").splitlines()
    assert [line[0] for line in lines] == list("12345")
    assert "[" not in lines[0]
    assert all("[" in line for line in lines[1:])
    first, second = program.objects("pair", "suggest", "w.db", "2", "--nbest", "2")
    assert (first["rank"], second["rank"]) == (1, 2)
    assert first["text"] == "Yes."
    assert first["differences"] == []
    for difference in second["differences"]:
        assert set(difference) == {"kind", "span", "before"}


def test_other_words_at_a_place(program: Program) -> None:
    target = SAID[0].target[0]
    found = program.objects("pair", "suggest", "w.db", "1", "--at", str(target.index("goat") + 2))
    assert found[0]["word"] in ("town", "city")
    assert all(target[slice(*each["span"])] == "goat" for each in found)


def test_how_typed_words_go_on(program: Program) -> None:
    [found] = program.objects("pair", "suggest", "w.db", "1", "--typed", "The mayor will n")
    assert found["typed"] == "The mayor will n"
    assert found["completion"].startswith("ot ")
    printed = program.run("pair", "suggest", "w.db", "1", "--typed", "The mayor will n")
    assert printed == found["typed"] + found["completion"] + "\n"


def test_how_sure_the_package_is(program: Program) -> None:
    [judged] = program.objects("pair", "suggest", "w.db", "1", "--words")
    assert 0 < judged["confidence"] < 1
    assert min(judged["words"], key=lambda word: word["probability"])["word"] == "goat"


def test_names_that_the_rendering_should_have(program: Program) -> None:
    [found] = program.objects("pair", "suggest", "w.db", "6", "--names")
    assert found["text"] == "AQIM is talking."
    assert found["change"] == {"span": [0, 4], "before": "AQMI", "after": "AQIM"}
    assert "AQIM is talking." in program.run("pair", "suggest", "w.db", "6", "--names")


def test_nothing_is_stored(program: Program) -> None:
    before = program.run("history", "w.db")
    program.run("pair", "suggest", "w.db", "2")
    assert program.run("history", "w.db") == before


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (("3",), "Pair 3 has no original", 1),
        (("2", "--words"), "Pair 2 has no rendering yet", 1),
        (("9",), "There is no pair 9", 2),
        (("4",), "No usable Argos package translates from et to en", 2),
        (("1", "--at", "999"), "999 is beyond it", 2),
        (("1", "--words", "--names"), "one thing at a time", 2),
        (("1", "--typed", "日本 xqzv"), "nothing to suggest for pair 1", 1),
        (("1", "--names"), "nothing to suggest for pair 1", 1),
    ],
)
def test_what_cannot_be_suggested_is_a_sentence(
    program: Program, arguments: tuple[str, ...], sentence: str, code: int
) -> None:
    assert sentence in told(program, *arguments)
    program.run("pair", "suggest", "w.db", *arguments, expect=code)
