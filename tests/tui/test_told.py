"""What the tabs of the panel and the glossary tell, as lines. All texts are fictional."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App

from db.records import Comment, Concept, LanguageTag, Name, NameStatus, PairRow
from tests.support.projects import Said, make_project
from tui import concept_lines
from tui.keys.project import PROJECT
from tui.keys.room import ROOM
from tui.panel import history, pair
from tui.screens.help import HelpScreen
from workbench.review.versions import Version

EN = LanguageTag("en")


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> PairRow:
    path: Path = tmp_path_factory.mktemp("told") / "project.db"
    with make_project(path, [Said(source=["Oui."], target=["Yes."])]) as project:
        return project.store.pairs.row(1)


def test_the_history_is_told_by_time_and_says_what_an_undo_took_back(row: PairRow) -> None:
    approved = Version("2012-06-03T10:00:00Z", "Awa", "undo", "pair 1 approved", False, "", "", "", "")
    versions = [approved, replace(approved, at="2012-06-01T10:00:00Z", kind="approved", undone=True)]
    said = Comment(1, 1, 1, 0, 0, "Iba", "2012-06-02T10:00:00Z", "", "Ask the desk.", 1)
    lines = [line.content.plain for line in history.told(row, versions, [said]).lines]
    heads = [line for line in lines if line.startswith(("taken", "comment", "pair 1"))]
    assert heads == [
        "taken back: pair 1 approved",
        "comment  2012-06-02 10:00  Iba",
        "pair 1 approved  taken back since",
    ]


def test_an_engine_is_told_by_package_and_version(row: PairRow) -> None:
    engine = "package:translate-fr_en-0_2|version:0.2|sha256:0a1b2c|beam:4|compute:int8|ct2:4.8.5|engine:2"
    told = pair.told(row._replace(engine=engine), [("engine", engine.replace("|", ", "))], ())
    (line,) = [line for line in told.lines if line.label == "engine"]
    assert line.content.plain == "translate-fr_en-0_2 0.2"


async def test_the_help_stands_in_columns_and_spells_out_only_the_keys_of_here() -> None:
    app = App[None]()
    async with app.run_test(size=(20, 5)):
        screen = HelpScreen({}, "keys.toml", (PROJECT, ROOM))
        await app.push_screen(screen)
        lines = [line.plain for line in screen._lines(75)]
        narrow = [line.plain for line in screen._lines(36)]
    assert lines.index("Symbols") < lines.index("Every full screen") < lines.index("Elsewhere")
    assert any(line.startswith("  5j  12G        a number first") for line in lines)
    assert '  room.undo = "u,ctrl+z"' in lines
    assert '  edit.leave = "escape,ctrl+s"' not in lines
    assert any(line.endswith("keep the words, back to the list  edit.leave") for line in lines)
    assert max(map(len, lines)) <= 75
    (first,) = [number for number, line in enumerate(narrow) if "keep the words," in line]
    assert narrow[first + 1] == " " * 17 + "back to the list"


def test_lines_of_a_concept_are_short_however_long_its_names_are() -> None:
    long = "x" * 100_000
    name = Name(lang=EN, text=long, note=long, outlet=long, since="2012", status=NameStatus.PREFERRED)
    concept = Concept(key="long", kind=long, country="", note=long, since="2011", names=(name,))
    shown = [
        concept_lines.listed(concept, EN),
        concept_lines.head(concept, EN),
        concept_lines.named(name),
        *(line for _, line in concept_lines.times(concept, {"long": concept}, EN, 32)),
    ]
    assert all(0 < len(line.plain) < 1_500 for line in shown)
    assert all("…" in line.plain for line in shown[:3])
