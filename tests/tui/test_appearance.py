"""Sizes and colours: what a screen looks like, and that it works on any of them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from db.errors import WrongUse
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Origin, Relation, Status
from tests.support.projects import Said, make_project
from tests.tui.driving import NBSP, NNBSP, Driven, review
from tui.app import WorkbenchApp, run
from tui.screens.proposals import ProposalsScreen
from tui.themes import DARK, PLAIN

SHOWN = [
    Said(
        source=[
            f"Nous avons quitté Aguelmoussa avant l’aube, et nous n’y reviendrons pas{NNBSP}!",
            "La CÉDÉAO le sait.",
        ],
        target=["We left Aguelmoussa before dawn, and we will not be going back!", "ECOWAS knows that."],
        status=Status.APPROVED,
    ),
    Said(
        source=["Mes hommes gardent la piste du nord depuis quarante jours, sans ravitaillement."],
        target=["My men have been guarding the northern track for forty days."],
        speaker="Colonel Iba Sarrhan",
        role="",
        note="The agency left out the supplies.",
    ),
    Said(
        source=[f"«{NBSP}Plus tard{NBSP}», dit-il."],
        target=["“Later”, he says."],
        origin=Origin.DRAFT,
        speaker="",
    ),
    Said(
        source=["La trêve n’est pas un cadeau [du gouvernement]…"], speaker="Oumou Tessaly", role="ministre"
    ),
    Said(target=["Nobody in this town has been paid since March."], speaker="A teacher", role=""),
    Said(
        source=["Ils reviendront."], target=["They'll be back."], status=Status.REJECTED, speaker="", role=""
    ),
    Said(source=["سنعود قبل المطر."], target=["We shall be home before the rain."], lang=LanguageTag("ar")),
]


@pytest.fixture
def app(tmp_path: Path) -> WorkbenchApp:
    return WorkbenchApp(make_project(tmp_path / "shown.db", SHOWN))


def test_a_wide_screen(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    assert snap_compare(app, press=["down", "down"], terminal_size=(120, 36))


def test_a_small_screen(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    assert snap_compare(app, press=["down"], terminal_size=(80, 24))


def test_the_editor_on_a_small_screen(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    assert snap_compare(app, press=["down", "down", "e"], terminal_size=(80, 24))


def test_the_filter(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    assert snap_compare(app, press=["f", "down", "space"], terminal_size=(80, 24))


def test_where_to_split(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    assert snap_compare(app, press=["m", "B", "down"], terminal_size=(80, 24))


def test_the_proposals(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    async def propose(pilot: Pilot[None]) -> None:
        matches = [
            SimpleNamespace(
                evidence=SimpleNamespace(score=score, reasons=reasons),
                source=SHOWN[quote].source[0],
                target=target,
                rendering_id=quote,
            )
            for quote, score, reasons, target in (
                (1, 0.62, ("names Iba Sarrhan", "a part of the quote"), "“guarding the northern track”"),
                (
                    3,
                    0.41,
                    ("similar words 0.30", "other speaker"),
                    "“The truce” [of the government] is no gift…",
                ),
            )
        ]
        await pilot.app.push_screen(ProposalsScreen(matches, lambda match, accept: True))  # type: ignore[arg-type]

    assert snap_compare(app, run_before=propose, terminal_size=(80, 24))


FOUND = [
    Said(
        source=[f"«{NBSP}Nous avons perdu 43 hommes face au CNSP{NBSP}», dit-il.", "La trêve tient."],
        target=["“We lost 42 men to the CNSP ,” he says.", "The truce holds."],
    ),
    Said(source=["La CÉDÉAO attend."], target=["ECOWAS is  waiting."], speaker="Oumou Tessaly", role=""),
]


@pytest.mark.parametrize("size", [(120, 30), (80, 24)], ids=["dialog", "editor"])
def test_what_the_checks_find(  # type: ignore[no-untyped-def]
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("tui.checking.START", 0.01)
    monkeypatch.setattr("tui.checking.QUIET", 0.01)

    async def checked(pilot: Pilot[None]) -> None:
        driven = Driven(pilot, app._project)
        await driven.until(lambda: all(driven.screen.findings.of(driven.row(n)) for n in (1, 2, 3)))
        await driven.until(lambda: not driven.screen.findings.left)
        await driven.press("e" if size == (80, 24) else "W")
        if size == (80, 24):
            await driven.until_shown("△ a space before")

    app = WorkbenchApp(make_project(tmp_path / "shown.db", FOUND))
    assert snap_compare(app, run_before=checked, terminal_size=size)


def test_the_glossary(tmp_path: Path, snap_compare) -> None:  # type: ignore[no-untyped-def]
    project = make_project(tmp_path / "shown.db", FOUND)
    with project.store.action("glossary remove", "what ships, which changes"):
        for concept in project.store.concepts.all():
            project.store.concepts.remove(concept)
        project.store.concepts.add(CONCEPTS)

    async def opened(pilot: Pilot[None]) -> None:
        driven = Driven(pilot, project)
        await driven.press("down", "down", "f7", "enter")
        await driven.until_shown("2 mentions in 1 pair")

    assert snap_compare(WorkbenchApp(project), run_before=opened, terminal_size=(100, 30))


def _name(lang: str, text: str, form: NameForm = NameForm.FULL, **more: str) -> Name:
    return Name(lang=LanguageTag(lang), text=text, form=form, status=NameStatus.PREFERRED, **more)


CONCEPTS = [
    Concept(
        key="cedeao",
        kind="organisation",
        since="1975-05",
        names=(
            _name("fr", "CÉDÉAO", NameForm.ACRONYM),
            _name("en", "ECOWAS", NameForm.ACRONYM, since="1975", note="as it calls itself"),
        ),
        relations=(Relation("member-of", "kerou-council", since="1981", until="1994"),),
    ),
    Concept(
        key="kerou-council",
        kind="body",
        since="1979",
        confirmed=False,
        names=(_name("en", "Kérou Council"), _name("fr", "Conseil de Kérou")),
    ),
]


def test_the_terminals_own_colours(app: WorkbenchApp, snap_compare) -> None:  # type: ignore[no-untyped-def]
    app.theme = PLAIN
    assert snap_compare(app, press=["slash", *"reste", "enter", "escape", "down"], terminal_size=(80, 24))


async def test_no_colour_means_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with review(tmp_path, SHOWN, size=(80, 24)) as driven:
        styles = [
            segment.style
            for strip in driven.pilot.app.screen._compositor.render_strips()
            for segment in strip
        ]
        colours = {colour for style in styles if style for colour in (style.color, style.bgcolor) if colour}
        assert {colour.name for colour in colours} <= {"default"}
        assert "▌" in driven.shown
        await driven.press("e", "x", "ctrl+s", "question_mark")


async def test_sixteen_colours_are_the_terminals_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "standard")
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    async with review(tmp_path) as driven:
        assert driven.pilot.app.theme == PLAIN


async def test_more_colours_are_the_workbenchs_own(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        assert driven.pilot.app.theme == DARK.name


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (80, 24), (300, 80)])
async def test_it_works_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with review(tmp_path, SHOWN, size=size) as driven:
        await driven.press(
            *(
                "down",
                "pagedown",
                "end",
                "home",
                "i",
                "e",
                "escape",
                "question_mark",
                "escape",
                "f",
                "escape",
            ),
            *("home", "m", "B", "escape", "u"),
        )
        await driven.pilot.resize_terminal(size[0] + 30, size[1] + 7)
        await driven.press("end")
        assert driven.cursor == 7


def test_without_a_terminal_the_commands_are_named(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project, pytest.raises(WrongUse, match="workbench pair list"):
        run(project)
