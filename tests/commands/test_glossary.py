"""`workbench glossary` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.support.projects import Said, make_project

SAID = [
    Said(
        source=["Le Front des Rives (FDR) et AQMI se parlent à Kérou-Ville."],
        target=["The Banks Front and AQIM are talking in Kérou-Ville."],
    ),
    Said(source=["Le FDR ne répond plus au CNSP."], target=["The FDR no longer answers the CNSP."]),
]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    make_project(tmp_path / "p.db", SAID).close()
    return Program(tmp_path)


def objects(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_concept_is_added_edited_shown_related_and_removed(program: Program) -> None:
    g = ("glossary",)
    program.run(
        *g, "add", "p.db", "rives", "fr", "Front des Rives", "--kind", "armed group", "--since", "2012"
    )
    program.run(
        *g, "add", "p.db", "rives", "en", "Banks Front", "--status", "preferred", "--outlet", "Fictional Wire"
    )
    program.run(
        *g, "edit", "p.db", "rives", "Banks Front", "--text", "Front of the Banks", "--until", "2013-05"
    )
    program.run(*g, "edit", "p.db", "rives", "--country", "Pays fictif", "--unconfirmed")
    program.run(*g, "relate", "p.db", "rives", "splinter-of", "aqim", "--since", "2012-03")
    told = program.run(*g, "show", "p.db", "rives")
    for part in (
        "armed group, Pays fictif",
        "(unconfirmed)",
        "[this project]",
        "Front of the Banks  (full, preferred, –2013-05, usage of Fictional Wire)",
        "2012-03–  splinter-of aqim",
    ):
        assert part in told
    (shown,) = objects(program.run(*g, "list", "p.db", "--own", "--json"))
    assert [name["text"] for name in shown["names"]] == ["Front des Rives", "Front of the Banks"]
    program.run(*g, "relate", "p.db", "rives", "splinter-of", "aqim", "--remove")
    program.run(*g, "remove", "p.db", "rives", "Front of the Banks")
    program.run(*g, "remove", "p.db", "rives")
    assert "no concept" in program.result(*g, "show", "p.db", "rives").stderr.decode()
    program.run("undo", "p.db")
    assert "Front des Rives" in program.run(*g, "show", "p.db", "rives")


def test_mentions_stand_with_their_pairs_and_sides(program: Program) -> None:
    found = objects(program.run("glossary", "mentions", "p.db", "aqim", "--json"))
    assert [(one["pair"], one["side"], one["name"]) for one in found] == [
        (1, "source", "AQMI"),
        (1, "target", "AQIM"),
    ]
    assert "[AQMI]" in program.run("glossary", "mentions", "p.db", "aqim")


def test_names_that_no_concept_has_are_proposed_with_their_full_name(program: Program) -> None:
    found = objects(program.run("glossary", "candidates", "p.db", "--json"))
    first = found[0]
    assert (first["text"], first["full"], first["count"]) == ("FDR", "Front des Rives", 3)
    assert first["contexts"][0]["pair"] == 1
    assert "AQMI" not in {one["text"] for one in found}
    assert "FDR (Front des Rives)" in program.run("glossary", "candidates", "p.db", "--quick", "--least", "2")


def test_an_ambiguous_name_is_chosen_once_for_its_article(program: Program) -> None:
    (asked,) = objects(program.run("glossary", "ambiguous", "p.db", "--json"))
    assert (asked["name"], asked["chosen"], asked["pairs"]) == ("CNSP", "", [2])
    document = str(asked["document"])
    assert "acr.ambiguous" in program.run("check", "p.db", "--only", "acr.ambiguous")
    program.run("glossary", "choose", "p.db", document, "CNSP", "cnsp-niger")
    assert "acr.ambiguous" not in program.run("check", "p.db", "--only", "acr.ambiguous")
    assert "cnsp-niger, as chosen" in program.run("glossary", "ambiguous", "p.db")
    program.run("glossary", "choose", "p.db", document, "CNSP")
    assert "cnsp-mali, cnsp-niger?" in program.run("glossary", "ambiguous", "p.db")


def test_a_glossary_file_comes_in_and_goes_out_as_it_was(program: Program) -> None:
    data = b"# fictif\nFront des Rives\tBanks Front\n\nseul\nFDR\tBF\t=note\n"
    (program.folder / "client.tsv").write_bytes(data)
    done = program.result("glossary", "import", "p.db", "client.tsv", "--json")
    assert done.returncode == 1
    assert "client.tsv, line 4" in json.loads(done.stdout)["complaints"][0]
    program.run("glossary", "export", "p.db", "--glossary", "client", "-o", "out.tsv")
    assert (program.folder / "out.tsv").read_bytes() == data
    told = program.result("glossary", "check", "client.tsv")
    assert told.returncode == 1 and b"line 4" in told.stdout


def test_what_is_the_project_s_own_goes_out_in_every_shape(program: Program) -> None:
    program.run("glossary", "add", "p.db", "rives", "fr", "Front des Rives", "--kind", "armed group")
    program.run("glossary", "add", "p.db", "rives", "en", "Banks Front", "--status", "preferred")
    for form, name in (("tables", "own"), ("tsv", "own.tsv"), ("omegat", "own.utf8"), ("tbx", "own.tbx")):
        done = objects(program.run("glossary", "export", "p.db", "--own", "-f", form, "-o", name, "--json"))
        assert (done[0]["concepts"], done[0]["names"]) == (1, 2)
        (read,) = objects(program.run("glossary", "check", name, "--json"))
        assert (read["concepts"], read["complaints"]) == (1, [])


def test_shipped_glossaries_are_brought_up_to_date(program: Program) -> None:
    reports = objects(program.run("glossary", "import", "p.db", "--shipped", "--json"))
    assert {report["name"] for report in reports} >= {"shipped/groups", "shipped/places"}
    again = objects(program.run("glossary", "import", "p.db", "--shipped", "--json"))
    counted = ("new_names", "changed", "removed", "removed_concepts", "kept_out", "new_concepts")
    assert {report[count] for report in again for count in counted} == {0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "p.db", "nobody", "fr", "X"), "no concept"),
        (("add", "p.db", "aqim", "fr", "AQMI"), "already"),
        (("add", "p.db", "aqim", "??", "X"), "language"),
        (("edit", "p.db", "aqim", "Nobody"), "no name"),
        (("edit", "p.db", "aqim", "AQMI", "--country", "x"), "of the concept"),
        (("edit", "p.db", "aqim", "--form", "full"), "say which one"),
        (("relate", "p.db", "aqim", "part-of", "gspc", "--remove"), "no relation"),
        (("import", "p.db"), "--shipped"),
        (("import", "p.db", "--shipped", "--name", "x"), "--name"),
        (("import", "p.db", "x.tsv", "--name", "shipped/x"), "ships with the program"),
        (("relate", "p.db", "aqim", "splinter of", "ecowas"), "no relation"),
        (("export", "p.db", "-o", "x", "-f", "nonsense"), "format"),
        (("export", "p.db", "-o", "x", "--glossary", "none"), "imported"),
        (("choose", "p.db", "99", "CNSP", "aqim"), "99"),
    ],
)
def test_wrong_use_is_a_sentence(program: Program, arguments: tuple[str, ...], said: str) -> None:
    done = program.result("glossary", *arguments)
    assert done.returncode in (1, 2)
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
