"""How far the work has come, on the screen. All texts are fictional."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Status
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven
from tests.tui.examples.project import example
from tests.tui.one_room import alone
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.screens.project import ProjectScreen
from tui.widgets.bar_lines import BLOCKS, bar, curve, stacked
from workbench.project import Project, open_project
from workbench.review import service


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    example(folder).close()
    return folder / "project.db"


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copy(made, tmp_path / "project.db")
    with open_project(
        tmp_path / "project.db", person="Nadia", clock=lambda: "2012-06-02T10:00:00Z"
    ) as opened:
        yield opened


async def opened(driven: Driven, left: list[int | None]) -> ProjectScreen:
    screen = ProjectScreen(driven.project, None, {})
    await driven.pilot.app.push_screen(screen, left.append)
    await counted(driven, screen)
    return screen


async def counted(driven: Driven, screen: ProjectScreen) -> None:
    await driven.pilot.pause()
    await driven.until(lambda: not screen._background.running and screen._counted.by is screen._by)
    await driven.pilot.pause()


async def test_figures_bars_and_what_is_behind_them(project: Project) -> None:
    left: list[int | None] = []
    async with alone(project, size=(80, 24)) as driven:
        screen = await opened(driven, left)
        done = project.store.pairs.counts()[Status.APPROVED]
        assert f"● approved          {done}" in driven.shown
        assert "13 approved in 30 days   2 today" in driven.shown
        assert "▂▄···▆·█▂▄" in driven.shown
        for words in ("Harbour Wire", "dispatch-1.txt", "Tomas", "2012-05-31", "Oumou Tessaly"):
            await driven.press("right")
            await counted(driven, screen)
            assert words in driven.shown
        await driven.press("left")
        await counted(driven, screen)
        assert "● approved  ✗ rejected" in driven.shown
        await driven.press("j", "enter")
        assert screen.narrow == ("decided or edited on 2012-06-01", frozenset(left))
        screen = await opened(driven, left)
        await driven.press("G", "g", "enter")
        assert screen.narrow is not None
        share = screen._counted.shares[0]
        assert screen.narrow[0] == f"speaker “{share.name}”"
        assert {project.store.pairs.row(pair).speaker for pair in screen.narrow[1]} == {share.name}


async def test_it_follows_undo_and_others(project: Project) -> None:
    async with alone(project, size=(140, 45)) as driven:
        screen = await opened(driven, [])
        assert "2 today" in driven.shown
        await driven.press("u")
        await counted(driven, screen)
        assert any(sentence.startswith("Taken back") for sentence in driven.told)
        with open_project(project.path, person="Tomas", clock=project.store.clock) as elsewhere:
            waiting = [
                r for r in elsewhere.store.pairs.rows(elsewhere.store.pairs.ids()) if r.source and r.target
            ]
            for row in [r for r in waiting if r.status is Status.TRANSLATED][:3]:
                service.approve(elsewhere, row.id)
        await driven.until_shown("5 today")
        await driven.press("q")
        assert not isinstance(driven.pilot.app.screen, ProjectScreen)


async def test_foreign_text_and_an_empty_project(tmp_path: Path) -> None:
    quotes = [
        Said(source=["Oui."], target=["Yes."], speaker=EVIL),
        Said(source=["Non."], speaker="x" * 2_000),
    ]
    with make_project(tmp_path / "evil.db", quotes, person=EVIL) as project:
        service.approve(project, 1)
        async with alone(project, size=(80, 24)) as driven:
            screen = await opened(driven, [])
            assert "␛" in driven.shown
            assert_harmless(driven)
            await driven.press("left", "left")
            await counted(driven, screen)
            await driven.pilot.resize_terminal(140, 45)
            await driven.pilot.pause()
            assert_harmless(driven)
            with make_project(tmp_path / "empty.db", ()) as empty:
                screen = await opened(driven._replace(project=empty), [])
                assert "No pairs yet" in driven.shown
                await driven.press("enter", "j", "left")
                await counted(driven, screen)
                assert "Nothing has been decided yet." in driven.shown
                await driven.press("enter")
                assert driven.pilot.app.screen is screen


@given(st.fixed_dictionaries({status: st.integers(0, 10**7) for status in BLOCKS}), st.integers(4, 200))
def test_a_stacked_bar_fills_its_width_and_hides_nothing(counts: dict[Status, int], width: int) -> None:
    cells = stacked(counts, width)
    assert sum(len(text) for text, _ in cells) == width
    if any(counts.values()):
        assert {part for _, part in cells} == {str(status) for status, count in counts.items() if count}


@given(st.lists(st.integers(0, 1000), max_size=12))
def test_a_curve_rises_where_its_values_do(values: list[int]) -> None:
    drawn = curve(values)
    assert len(drawn) == len(values)
    order = "·▁▂▃▄▅▆▇█"
    heights = [order.index(char) for char in drawn]
    drawn_as = list(zip(values, heights, strict=True))
    assert all((value > 0) == (height > 0) for value, height in drawn_as)
    assert all(a > b or x <= y for a, x in drawn_as for b, y in drawn_as)


def test_a_bar_shows_the_least_share() -> None:
    assert (bar(1, 10_000, 20), bar(0, 5, 20), bar(5, 5, 20)) == ("█", "", "█" * 20)
