"""The glossary on the screen: looking names up, adding, changing, and saying what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from tests.support.projects import Said, make_project
from tests.tui import driving
from tests.tui.driving import Driven, on_screen
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.screens.glossary import GlossaryScreen
from tui.screens.meaning import MeaningScreen
from tui.screens.naming import NamingScreen
from workbench.glossary import service
from workbench.glossary.tables import bundled
from workbench.project import open_project

FR, EN = LanguageTag("fr"), LanguageTag("en")
SAID = [
    Said(
        source=["Le Front Imaginaire de Kérou attend."], target=["The Imaginary Front of Kérou is waiting."]
    ),
    Said(source=["Le CNSP attend la Cédéao."], target=["The CNSP is waiting for ECOWAS."]),
    Said(source=["Le CNSP se tait.", "Pas nous."], target=["The CNSP is silent.", "We are not."]),
    Said(source=["Rien à ajouter."], target=["Nothing to add."]),
]


PERSON = "Inès"
SHIPPED = ("ecowas", "ecowas-commission", "cnsp-mali", "cnsp-niger")


def review(folder: Path, quotes: Sequence[Said], **more: Any) -> AbstractAsyncContextManager[Driven]:
    """The review screen on a project of somebody whose projects have a small glossary, read in no time."""
    return driving.review(folder, quotes, person=PERSON, **more)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "workbench.glossary.tables.bundled", lambda: [each for each in bundled() if each.key in SHIPPED]
    )
    monkeypatch.setattr("tui.screens.glossary._PAUSE", 0.01)


def names_of(driven: Driven, key: str) -> dict[str, Name]:
    return {name.text: name for name in service.concept(driven.project, key).names}


async def at(driven: Driven, key: str) -> None:
    """Open the glossary at a concept, with the cursor among its names."""
    await driven.press("f7", "slash", *key, "enter", "enter")
    await driven.until_shown("mention")


async def test_it_opens_where_the_current_pair_names_something_and_leads_to_a_pair(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(120, 36)) as driven:
        await driven.press("down", "down", "down", "down", "f7", "escape")
        assert driven.cursor == 4
        await driven.press("g", "down", "f7", "slash", *"ecowas", "enter")
        await driven.until_shown("2 mentions in 1 pair")
        assert "2012-05-31" in driven.shown
        assert "Economic Community of West African States" in driven.shown
        assert "Cédéao" in driven.shown
        await driven.press("m", "enter")
        assert driven.pilot.app.screen is driven.screen
        assert driven.cursor == 1


async def test_mentions_are_grouped_by_date(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(120, 36)) as driven:
        await driven.press("down", "f7")
        await driven.until_shown("4 mentions in 2 pairs")
        lines = [line[32:].strip(" │") for line in driven.shown.split("\n")]
        assert lines[lines.index("2012-05-31") + 1].startswith("2  Le CNSP attend")
        await driven.press("m", "down", "down", "enter")
        assert driven.cursor == 2


async def test_the_list_is_sorted_by_what_it_shows_and_searched_without_accents(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(120, 36)) as driven:
        await driven.press("f7")
        screen = driven.pilot.app.screen
        assert isinstance(screen, GlossaryScreen)
        first, second = (line[1:30].strip(" │?…▂").casefold() for line in driven.shown.split("\n")[3:5])
        assert first < second
        await driven.press("slash", *"CEDEAO", "enter")
        assert "ecowas" in screen._listed
        assert screen._key == "ecowas"
        await driven.press("slash", *"zzz")
        assert "No concept has this name." in driven.shown
        await driven.press("enter", "a", "e", "s", "c", "r", "m", "escape")


async def test_a_name_is_added_and_undo_takes_it_back(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await at(driven, "ecowas")
        await driven.press("a", *"The Bloc", "tab", "tab", "right", "tab", "right", "right", "enter")
        added = names_of(driven, "ecowas")["The Bloc"]
        assert (added.lang, added.status, added.form) == (EN, NameStatus.SUPERSEDED, NameForm.SHORT)
        assert "The Bloc" in driven.shown
        assert "? Help  esc Back" in driven.shown
        await driven.press("u")
        assert "The Bloc" not in names_of(driven, "ecowas")
        await driven.press("U")
        assert "The Bloc" in names_of(driven, "ecowas")
        await driven.press("question_mark")
        assert "give the name the next status" in driven.shown
        assert "Every full screen" in driven.shown
        await driven.press("escape", "q", "q")
        assert driven.pilot.app.screen is driven.screen
        await driven.press("u")
        assert "The Bloc" not in names_of(driven, "ecowas")


async def test_a_name_is_edited_and_what_cannot_be_stored_is_told_there(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        service.put_name(driven.project, "ecowas", Name(lang=FR, text="Aaa", note="one\ntwo"))
        await at(driven, "ecowas")
        screen = driven.pilot.app.screen
        assert isinstance(screen, GlossaryScreen)
        place = [name.text for name in screen._names].index("Aaa")
        await driven.press(*["down"] * place, "enter", *"b", *["tab"] * 5, *"June", "enter")
        assert "“June” is no date" in driven.shown
        assert "Aaa" in names_of(driven, "ecowas")
        await driven.press("ctrl+u", *"2012-06", "ctrl+s")
        changed = names_of(driven, "ecowas")["Aaab"]
        assert (changed.since, changed.note, changed.lang) == ("2012-06", "one\ntwo", FR)
        await driven.press("e", "tab", "ctrl+u", *"klingonese", "enter")
        assert names_of(driven, "ecowas")["Aaab"].lang == FR
        await driven.press("escape", "e", "z", "escape")
        assert "Aaabz" not in names_of(driven, "ecowas")


async def test_status_confirmation_and_removal_by_one_key(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(100, 30)) as driven:
        service.add_concept(driven.project, CONCEPT)
        await driven.press("f7", "slash", *"kérou", "enter", "c")
        assert not service.concept(driven.project, "front").confirmed
        assert "? unconfirmed" in driven.shown
        await driven.press("s")
        assert "Press enter to go to the names" in driven.shown
        await driven.press("enter", "down", "s", "c")
        name = names_of(driven, "front")["Front of Kérou"]
        assert (name.status, name.confirmed) == (NameStatus.ADMITTED, False)
        await driven.press("r", "up", "down", "r")
        assert "Front of Kérou" in names_of(driven, "front")
        await driven.press("r")
        assert "Front of Kérou" not in names_of(driven, "front")
        await driven.press("r", "r")
        assert "is the only name of front" in driven.shown


CONCEPT = Concept(
    key="front",
    kind="armed group",
    since="2009",
    note="fictional",
    names=(
        Name(lang=FR, text="Front de Kérou", status=NameStatus.PREFERRED),
        Name(lang=EN, text="Front of Kérou", status=NameStatus.PREFERRED),
    ),
)


async def test_relations_stand_on_a_time_line_and_lead_to_the_other_concept(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(120, 36)) as driven:
        service.add_concept(driven.project, CONCEPT)
        other = Name(lang=EN, text="Young Front", status=NameStatus.PREFERRED)
        service.add_concept(driven.project, replace(CONCEPT, key="young", since="2011-03", names=(other,)))
        service.add_relation(driven.project, "young", Relation("splinter-of", "front", since="2011-03"))
        await driven.press("f7", "slash", *"de kérou", "enter")
        assert "2009" in driven.shown
        assert "Young Front  ← splinter-of, 2011-03–" in driven.shown
        await driven.press("tab", "tab", "down", "enter")
        assert "young, armed group" in driven.shown


async def test_what_somebody_else_has_changed_is_not_overwritten(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(100, 30)) as driven:
        service.add_concept(driven.project, CONCEPT)
        await driven.press("f7", "slash", *"kérou", "enter")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            read = service.concept(elsewhere, "front")
            service.change_concept(elsewhere, replace(read, country="Pays fictif"))
        await driven.press("c")
        assert "is not as it was when you looked" in driven.shown
        assert "Pays fictif" in driven.shown
        await driven.press("c")
        assert not service.concept(driven.project, "front").confirmed


async def test_an_ambiguous_name_is_settled_by_a_digit_for_the_whole_article(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await driven.press("t")
        await driven.until(lambda: "No name of this pair may mean several things." in driven.told)
        await driven.press("down", "t")
        await driven.until_shown("“CNSP”  Le Courrier du Fleuve, 2012-05-31, 2 pairs")
        await driven.press("2")
        assert driven.pilot.app.screen is driven.screen
        assert [mention.concept for mention in driven.project.store.mentions.all()] == ["cnsp-niger"]
        await driven.press("t")
        await driven.until_shown("● National Council")
        await driven.press("down", "up", "enter")
        assert [mention.concept for mention in driven.project.store.mentions.all()] == ["cnsp-mali"]
        await driven.press("u")
        assert [mention.concept for mention in driven.project.store.mentions.all()] == ["cnsp-niger"]


async def test_all_ambiguous_names_of_the_project_are_listed_from_the_glossary(tmp_path: Path) -> None:
    many = [said for said in SAID for _ in range(10)]
    async with review(tmp_path, many, size=(80, 24)) as driven:
        await driven.press("f7", "x")
        await driven.until(lambda: isinstance(driven.pilot.app.screen, MeaningScreen))
        await driven.press("1", "2", "9", "up", "0", "escape")
        chosen = [(m.document_id, m.concept) for m in driven.project.store.mentions.all()]
        assert [concept for _, concept in chosen] == ["cnsp-niger"]
        await driven.press("escape", "escape")
        assert driven.pilot.app.screen is driven.screen


async def test_selected_words_become_a_name_in_three_keys(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await driven.press("e", "home", *["ctrl+shift+right"] * 5)
        assert driven.screen.editor.area.selected_text.strip() == "The Imaginary Front of Kérou"
        await driven.press("f8")
        assert "“Imaginary Front of Kérou” (en, admitted)" in driven.shown
        await driven.press("enter")
        assert driven.screen.editor.row is not None
        added = service.concept(driven.project, "imaginary-front-of-kerou")
        assert [(name.text, name.lang) for name in added.names] == [("Imaginary Front of Kérou", EN)]


async def test_a_name_of_the_pair_is_added_to_a_concept_that_is_typed(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await driven.press("f8")
        assert "fr  Front Imaginaire de Kérou" in driven.shown
        await driven.press("enter", *"ecowas", "ctrl+s", "down", "up", "enter")
        name = names_of(driven, "ecowas")["Front Imaginaire de Kérou"]
        assert (name.status, name.source) == (NameStatus.SUPERSEDED, "added by Inès")
        assert any("is a name of ecowas now (superseded)" in sentence for sentence in driven.told)
        await driven.press("f8", "end", "enter", *"ecowas", "enter")
        assert any("already" in sentence for sentence in driven.told)
        await driven.press("u")
        assert "Front Imaginaire de Kérou" not in names_of(driven, "ecowas")


async def test_a_pair_without_names_says_so_and_leaving_adds_nothing(tmp_path: Path) -> None:
    async with review(tmp_path, SAID, size=(80, 24)) as driven:
        await driven.press("f8", "enter", "escape")
        assert not isinstance(driven.pilot.app.screen, NamingScreen)
        last = driven.project.store.history.last_done()
        assert last is not None and last.kind == "import"
        await driven.press("end", "up", "f8")
        assert any("looks like a name" in sentence for sentence in driven.told)


async def test_a_project_without_a_glossary(tmp_path: Path) -> None:
    with make_project(tmp_path / "project.db", SAID, person=PERSON) as project:
        with project.store.action("glossary remove", "all"):
            for concept in project.store.concepts.all():
                project.store.concepts.remove(concept)
        async with on_screen(project, size=(80, 24)) as driven:
            await driven.press("f7")
            assert "The project has no glossary." in driven.shown
            await driven.press("a", "e", "s", "c", "r", "m", "slash", "x", "enter", "escape")
            assert driven.pilot.app.screen is driven.screen


async def test_hostile_names_are_harmless(tmp_path: Path) -> None:
    with make_project(
        tmp_path / "project.db", [Said(source=[EVIL], target=[EVIL])], person=PERSON
    ) as project:
        evil = Name(lang=FR, text="Cnsp", note=EVIL, outlet=EVIL, status=NameStatus.PREFERRED)
        with project.store.action("import", "elsewhere"):
            for key in ("evil", "evil-two"):
                project.store.concepts.add(
                    [
                        Concept(
                            key=key,
                            kind=EVIL,
                            country=EVIL,
                            note=EVIL,
                            names=(replace(evil, text="سلام"), Name(lang=EN, text=EVIL)),
                            relations=(Relation(EVIL, "ecowas", since="2012"),),
                        )
                    ]
                )
        async with on_screen(project, size=(120, 36)) as driven:
            for keys in (["f7", "slash", *"evil"], ["enter", "enter"], ["down", "e"], ["escape", "escape"]):
                await driven.press(*keys)
                assert_harmless(driven)
            await driven.until_shown("mention")
            await driven.press("x")
            await driven.until_shown("“سلام”")
            assert_harmless(driven)
            await driven.press("1", "escape", "escape", "f8")
            assert_harmless(driven)
            await driven.press("enter", *"evil")
            assert_harmless(driven)
