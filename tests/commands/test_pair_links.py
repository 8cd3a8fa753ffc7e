"""The words of a pair without a screen. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.support.projects import Said, make_project

SOURCE = "Le pont d’Ouradi est fermé depuis lundi."


@pytest.fixture
def program(tmp_path: Path) -> Program:
    said = [Said(source=[SOURCE], target=["The bridge is closed."]), Said(source=["Oui."])]
    make_project(tmp_path / "w.db", said, person="ada").close()
    return Program(tmp_path)


def test_links_and_missing_words_are_told(program: Program) -> None:
    printed = program.run("pair", "show", "w.db", "1", "--links")
    assert "word: pont = bridge (0." in printed
    assert "not rendered: Ouradi\nnot rendered: lundi" in printed
    assert "word:" not in program.run("pair", "show", "w.db", "1")


def test_links_are_places_in_both_texts(program: Program) -> None:
    [pair] = program.objects("pair", "show", "w.db", "1", "--links")
    words = {
        (pair["source"][slice(*link["source"])], pair["target"][slice(*link["target"])]): link["probability"]
        for link in pair["links"]
    }
    assert words["fermé", "closed"] > 0.5
    assert [SOURCE[slice(*span)] for span in pair["unrendered"]] == ["Ouradi", "lundi"]
    [pair] = program.objects("pair", "show", "w.db", "1")
    assert "links" not in pair


def test_a_missing_side_has_no_links(program: Program) -> None:
    [pair] = program.objects("pair", "show", "w.db", "2", "--links")
    assert (pair["links"], pair["unrendered"]) == ([], [])
