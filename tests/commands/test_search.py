"""`workbench search`: the concordance, files of hits, and what is like a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.tui.examples.concordance import example


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("search")
    example(folder).close()
    return Program(folder)


P = "concordance.db"


def test_queries_and_options_say_the_same(program: Program) -> None:
    by_query = program.objects("search", P, "source:trêve", "speaker:tessaly status:approved")
    by_option = program.objects(
        "search", P, "TREVE", "--source", "--speaker", "TESSALY", "--status", "approved"
    )
    assert by_query == by_option != []
    assert by_query[0]["in_source"] == [[22, 27]]
    assert program.objects("search", P, "treve", "--target", expect=1) == []
    assert len(program.objects("search", P, "--outlet", "harbour", "--since", "2012-06-01")) == 6
    assert len(program.objects("search", P, "the", "--limit", "2")) == 2


def test_hits_as_lines(program: Program) -> None:
    told = program.run("search", P, "fr:trêve", "--kwic")
    lines = told.rstrip("\n").split("\n")
    assert lines[-1] == "5 pairs."
    assert len({line.index(" trêve ") for line in lines[:-1] if " trêve " in line}) == 1
    kwic = program.objects("search", P, "puits", "--kwic")[0]["kwic"]
    assert kwic == [
        {"side": "source", "left": "Le ", "key": "puits", "right": " est assez profond pour tous."}
    ]
    assert "⟨" not in told
    assert "6   Nous demandons" in program.run("search", P, "quote:5", "--kwic")


def test_hits_as_files(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "hits.jsonl"
    assert program.objects("search", P, "truce", "-o", str(out)) == [{"file": str(out), "pairs": 5}]
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [1, 3, 4, 5, 7]
    assert "5 pairs written" in program.run("search", P, "truce", "-o", str(tmp_path / "hits.html"))
    assert "end its name in" in program.sentence("search", P, "truce", "-o", "hits.doc")


def test_what_is_like_a_text(program: Program) -> None:
    found = program.objects("search", P, "--similar-to", "Personne n’a rompu la trêve sur la route du nord !")
    assert [(match["pair_id"], match["target"]) for match in found] == [
        (3, "Nobody has broken the truce on the northern track.")
    ]
    assert 0.8 < found[0]["score"] < 1
    assert found[0]["differences"] == [{"asked": [35, 40], "stored": [35, 40]}]
    told = program.run("search", P, "--similar-to", "Personne n’a rompu la trêve sur la route du nord !")
    assert "  Personne n’a rompu la trêve sur la [piste] du nord.\n" in told
    assert program.objects("search", P, "--similar-to-pair", "4", expect=1) == []
    assert program.objects("search", P, "--similar-to-pair", "4", "--least", "0.1") != []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["trêve foo:bar"], "Column 7"),
        (["/(/"], "Column 3"),
        ([], "Say what to look for"),
        (["concept:nobody"], "nobody"),
        (["check:none.such"], "none.such"),
        (["x", "--similar-to", "y"], "leave out"),
        (["--similar-to", "y", "--status", "approved"], "leave out"),
        (["--since", "yesterday"], "not a date"),
        (["--similar-to-pair", "99"], "no pair 99"),
    ],
)
def test_wrong_use_is_a_sentence(program: Program, arguments: list[str], says: str) -> None:
    assert says in program.sentence("search", P, *arguments)
