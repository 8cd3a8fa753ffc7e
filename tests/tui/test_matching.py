"""Matching and aligning from the screen, and deciding about what is proposed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.projects import PERSON, Said, make_project
from tests.tui.driving import Driven, on_screen, review
from tui.app import WorkbenchApp
from tui.screens.proposals import ProposalsScreen
from workbench.match import service as matcher
from workbench.match.score import Evidence
from workbench.match.service import Joined
from workbench.project import Project, open_project
from workbench.review import proposals, realigning

FRENCH = [
    "Le pont de Kérou est fermé depuis lundi, a confirmé Radio fictive.",
    "Les 12 camions de la CÉDÉAO attendent à Tessalé.",
]
ENGLISH = [
    "The bridge at Kérou has been closed since Monday, Radio fictive confirmed.",
    "The 12 ECOWAS lorries are waiting in Tessalé.",
]
APART = [
    Said(source=FRENCH[:1]),
    Said(source=FRENCH[1:]),
    Said(target=ENGLISH[:1]),
    Said(target=ENGLISH[1:]),
    Said(target=["Nobody in this town has been paid."], speaker="A teacher", role=""),
]
"""Quotes 1 and 2 have no rendering, quotes 3 to 5 no original; renderings 1 to 3 are those of the latter."""


def proposal(quote: int, rendering: int, source: str, target: str) -> Joined:
    return Joined(quote, rendering, Evidence(0.5, ("same speaker",)), False, False, source, target)


PROPOSED = [
    proposal(1, 1, FRENCH[0], ENGLISH[0]),
    proposal(1, 2, FRENCH[0], ENGLISH[1]),
    proposal(2, 2, FRENCH[1], ENGLISH[1]),
]


@pytest.fixture
def nothing_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A matcher that is sure of nothing: what it proposes is not what is tested here."""

    def match(*_: object, **__: object) -> Sequence[Joined]:
        return PROPOSED

    monkeypatch.setattr(matcher, "match", match)


async def proposed(driven: Driven) -> None:
    await driven.press("M")
    await driven.wait_for_workers()
    await driven.press("P")
    assert isinstance(driven.pilot.app.screen, ProposalsScreen)


async def test_what_is_certain_is_joined_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def match(project: Project, *_: object, **__: object) -> Sequence[Joined]:
        with project.store.action("match", "2 published renderings joined to their quotes") as action:
            matcher.join_rendering(project, action, 1, 1)
            matcher.join_rendering(project, action, 2, 2)
        return [replace(match, applied=True) for match in (PROPOSED[0], PROPOSED[2])]

    monkeypatch.setattr(matcher, "match", match)
    async with review(tmp_path, APART) as driven:
        await driven.press("M")
        await driven.wait_for_workers()
        assert any("Matching done: 2 joined, none proposed." in sentence for sentence in driven.told)
        assert len(driven.screen.listing) == 3
        assert driven.screen.status.progress == ""
        await driven.press("u")
        assert len(driven.screen.listing) == 5
        await driven.press("U")
        assert len(driven.screen.listing) == 3


async def test_the_matcher_itself_runs_beside_the_screen(tmp_path: Path) -> None:
    async with review(tmp_path, APART) as driven:
        driven.send("M", "down", "a")
        await driven.until(lambda: any("Matching done" in sentence for sentence in driven.told))
        assert driven.cursor > 0
        assert len(driven.screen.listing) == len(driven.project.store.pairs.ids())


async def test_a_run_of_another_session_is_not_taken_back_by_a_key(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", APART) as project:
        with project.store.action("match", "a run of the command"):
            project.store.execute("UPDATE pair SET note = 'x'")
        async with on_screen(project) as driven:
            await driven.press("u")
            assert any("before this screen was opened" in sentence for sentence in driven.told)


@pytest.mark.usefixtures("nothing_certain")
async def test_a_proposal_is_accepted_and_its_rivals_go(tmp_path: Path) -> None:
    async with review(tmp_path, APART) as driven:
        await proposed(driven)
        assert "0.50  same speaker" in driven.shown
        await driven.press("down", "a")
        assert driven.project.store.renderings.get(2).quote_id == 1
        assert ENGLISH[1] not in driven.shown
        await driven.press("enter")
        assert driven.pilot.app.screen is driven.screen
        assert driven.project.store.renderings.get(1).quote_id == 1
        await driven.press("P")
        assert any("No match is proposed" in sentence for sentence in driven.told)
        await driven.press("u")
        assert driven.project.store.renderings.get(1).quote_id == 3
        assert len(driven.screen.listing) == len(driven.project.store.pairs.ids())


@pytest.mark.usefixtures("nothing_certain")
async def test_a_refused_proposal_does_not_return_until_it_is_taken_back(tmp_path: Path) -> None:
    async with review(tmp_path, APART) as driven:
        await proposed(driven)
        await driven.press("r", "escape")
        assert driven.project.store.refusals.all() == {(1, 1)}
        await driven.press("P")
        assert ENGLISH[0] not in driven.shown
        await driven.press("q", "u")
        assert driven.project.store.refusals.all() == set()
        await proposed(driven)
        assert ENGLISH[0] in driven.shown


@pytest.mark.usefixtures("nothing_certain")
async def test_a_proposal_that_is_out_of_date_is_told(tmp_path: Path) -> None:
    async with review(tmp_path, APART) as driven:
        await proposed(driven)
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            proposals.accept(elsewhere, 1, 1)
        await driven.press("a")
        assert any("already" in sentence for sentence in driven.told)
        assert isinstance(driven.pilot.app.screen, ProposalsScreen)


async def test_without_proposals_the_key_says_where_they_come_from(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("P")
        assert any("M looks for matches" in sentence for sentence in driven.told)


async def test_the_project_is_aligned_anew_around_what_a_person_said(tmp_path: Path) -> None:
    said = Said(source=FRENCH, target=ENGLISH)
    async with review(tmp_path, [said]) as driven:
        with driven.project.store.action("align", "a bad alignment"):
            driven.project.store.pairs.change(1, 1, source_end=2, target_end=2)
            driven.project.store.pairs.remove(2)
        await driven.press("f5", "A")
        await driven.wait_for_workers()
        assert any("other beads in 1 quotes" in sentence for sentence in driven.told)
        assert len(driven.screen.listing) == 2
        await driven.press("u")
        assert len(driven.screen.listing) == 1
        await driven.press("K", "A")
        await driven.wait_for_workers()
        assert len(driven.screen.listing) == 1
        assert driven.row(1).aligned_by == PERSON


async def test_a_run_can_be_stopped_and_only_one_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def realign(*_: object, cancelled: Callable[[], bool], **__: object) -> realigning.Realigned:
        while not cancelled():
            time.sleep(0.01)
        return realigning.Realigned(0, stopped=True)

    monkeypatch.setattr(realigning, "realign", realign)
    async with review(tmp_path) as driven:
        await driven.press("A", "M", "D")
        assert sum("runs in the background already" in sentence for sentence in driven.told) == 2
        assert driven.screen.status.progress == "aligning …"
        await driven.press("a", "x")
        await driven.wait_for_workers()
        assert driven.told[-1] == "Stopped; nothing was changed."
        assert driven.screen.status.progress == ""


async def test_a_run_that_fails_is_told_as_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def match(*_: object, **__: object) -> Sequence[Joined]:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(matcher, "match", match)
    async with review(tmp_path) as driven:
        await driven.press("M")
        await driven.wait_for_workers()
        assert any("Matching failed: ZeroDivisionError: boom" in sentence for sentence in driven.told)
        await driven.press("a")
        assert driven.screen.background.running is False


async def test_the_palette_offers_what_the_keys_do(tmp_path: Path) -> None:
    async with review(tmp_path, [Said(source=FRENCH, target=ENGLISH)]) as driven:
        app = driven.pilot.app
        assert isinstance(app, WorkbenchApp)
        offered = [command.title for command in app.get_system_commands(driven.screen)]
        assert {"Merge", "Split", "Unlink", "Match", "Align", "Proposals", "Theme", "Quit"} <= set(offered)
        assert len(offered) == len(set(offered))
        await driven.press("ctrl+p", *"merge")
        await driven.until_shown("merge the pair with what follows")
        await driven.press("enter")
        await driven.until(lambda: len(driven.screen.listing) == 1)
