"""Not only French: the same way from Spanish, with a genuine package made for the test."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.run import Program
from tests.support.analytic_package import archive, make_package

ARTICLE = """El pozo de Valle Inventado

Artículo ficticio, escrito para una prueba.

«El pozo tiene agua y la escuela tiene libros», dijo Lucía Inventada, alcaldesa del pueblo.

Según Pedro Ficticio, «la carretera tiene piedras».
"""

WORDS = {
    **{"el": "the", "la": "the", "y": "and", "tiene": "has"},
    **{"pozo": "well", "agua": "water", "escuela": "school", "libros": "books"},
    **{"carretera": "road", "piedras": "stones"},
}


def test_spanish_to_english(tmp_path: Path) -> None:
    program = Program(tmp_path)
    package = make_package(tmp_path, from_code="es", to_code="en", sentences=[ARTICLE], mapping=WORDS)
    program.run("models", "install", str(archive(package)))
    (tmp_path / "es.txt").write_text(ARTICLE, encoding="utf-8")

    report = program.objects("import", "p.db", "es.txt")[0]
    assert (report["languages"], report["quotes"]) == (["es"], 2)
    assert program.objects("draft", "p.db")[0]["drafted"] == 2

    rows = program.objects("pair", "list", "p.db")
    assert [row["speaker"] for row in rows] == ["Lucía Inventada", "Pedro Ficticio"]
    assert [re.sub(r"\W+", " ", row["target"]).strip() for row in rows] == [
        "The well has water and the school has books",
        "the road has stones",
    ]
    program.run("pair", "approve", "p.db", *(str(row["id"]) for row in rows))
    assert (
        program.objects("export", "p.db", "-f", "tmx", "-o", "es.tmx", "--status", "approved")[0]["written"]
        == 2
    )
    assert 'xml:lang="es"' in (tmp_path / "es.tmx").read_text(encoding="utf-8")


def test_lines_are_drafted_one_for_one(tmp_path: Path) -> None:
    program = Program(tmp_path)
    package = make_package(tmp_path, from_code="es", to_code="en", sentences=[ARTICLE], mapping=WORDS)
    program.run("models", "install", str(archive(package)))
    printed = program.run("translate", "--from", "es", "--to", "en", input=b"el pozo\n\nla escuela\n")
    assert printed == "the well\n\nthe school\n"


def test_a_pair_of_languages_without_a_package_is_told(tmp_path: Path) -> None:
    program = Program(tmp_path)
    assert "models install" in program.sentence("translate", "--from", "ar", "--to", "en")
