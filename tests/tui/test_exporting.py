"""Writing pairs to a file from the screen. All texts are fictional."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from textual.widgets import Input

from db.records import Origin, PairFilter, Status
from tests.support.projects import Said, make_project
from tests.tui.driving import Driven
from tests.tui.examples.exporting import example
from tests.tui.one_room import alone
from tests.tui.test_hostile import EVIL, assert_harmless
from tui.screens.exporting import ExportScreen
from tui.screens.exporting_wanted import file_name, find_article, size
from workbench.ingest.correcting import correct
from workbench.project import Project, open_project


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    example(folder).close()
    return folder / "project.db"


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    shutil.copy(made, tmp_path / "project.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tui.screens.exporting._PAUSE", 0.001)
    with open_project(Path("project.db"), person="Nadia") as opened:
        yield opened


async def opened(driven: Driven) -> ExportScreen:
    screen = ExportScreen(driven.project, None, {})
    await driven.pilot.app.push_screen(screen)
    await looked(driven, screen)
    return screen


async def looked(driven: Driven, screen: ExportScreen) -> None:
    """Wait until what is foreseen is what stands in the form, or is told to be impossible."""

    def known() -> bool:
        seen = screen._foreseen
        return not screen._looking.running and (seen is None or seen.wanted == screen._wanted)

    await driven.pilot.pause(0.02)
    await driven.until(known)
    await driven.pilot.pause()


async def test_from_the_form_to_the_file(project: Project, tmp_path: Path) -> None:
    approved = project.store.pairs.counts()[Status.APPROVED]
    async with alone(project, size=(80, 24)) as driven:
        screen = await opened(driven)
        assert f"{approved} pairs are asked for. {approved} would be written" in driven.shown
        assert "<tmx version" in driven.shown
        await driven.press("ctrl+s")
        await driven.until_shown("project.tmx is written")
        assert f"{approved} pairs were written." in driven.shown
        units = ElementTree.parse(tmp_path / "project.tmx").getroot().findall(".//tu")
        assert len(units) == approved
        await driven.press("ctrl+s")
        assert "project.tmx is there already" in driven.shown
        await driven.press("tab", "right", "space")
        await looked(driven, screen)
        translated = project.store.pairs.ids(PairFilter(statuses=(Status.APPROVED, Status.TRANSLATED)))
        assert f"{len(translated):,} pairs are asked for" in driven.shown
        assert "left out because the original words are missing" in " ".join(driven.shown.split())
        await driven.press("ctrl+s")
        assert "the same key again replaces it" in " ".join(driven.shown.split())
        await driven.press("ctrl+s")
        await driven.until_shown("project.tmx is written")
        assert len(ElementTree.parse("project.tmx").getroot().findall(".//tu")) > approved
        screen.query_one("#file", Input).value = "stopped.tmx"
        await driven.pilot.pause()
        screen.action_write()
        screen.action_stop()
        await driven.until_shown("Stopped: nothing was written.")
        assert not (tmp_path / "stopped.tmx").exists()
        screen.query_one("#file", Input).value = screen._named
        await driven.press("shift+tab", "left")
        await looked(driven, screen)
        assert screen.query_one("#file", Input).value == "project.jsonl"
        assert not screen.check_action("stop", ())


async def test_filters_and_what_cannot_be(project: Project, tmp_path: Path) -> None:
    async with alone(project, size=(140, 45)) as driven:
        screen = await opened(driven)
        await driven.press("tab", "space", "tab", "right", "space")
        await looked(driven, screen)
        drafted = project.store.pairs.ids(PairFilter(origins=(Origin.DRAFT,)))
        assert f"{len(drafted)} pairs are asked for" in driven.shown
        assert "(none: all of them)" in driven.shown
        await driven.press("space", "tab", *"x!")
        await looked(driven, screen)
        await driven.until_shown("“x!” is not a known language")
        await driven.press("ctrl+s")
        assert "is not known yet" in driven.shown
        screen.query_one("#field-lang", Input).value = "fr"
        screen.query_one("#field-speaker", Input).value = "tessaly"
        screen.query_one("#field-article", Input).value = "ENTRETIEN"
        await looked(driven, screen)
        await driven.until_shown("in “entretien-1.txt” (and")
        screen.query_one("#field-article", Input).value = "nowhere"
        await driven.until_shown("No article has “nowhere”")
        screen.query_one("#field-article", Input).value = ""
        await looked(driven, screen)
        screen.query_one("#file", Input).value = "project.db"
        await driven.pilot.pause()
        await driven.press("ctrl+s", "ctrl+s")
        await driven.until_shown("belongs to the project itself")
        screen.query_one("#file", Input).value = "nowhere/x.csv"
        await driven.pilot.pause()
        await driven.press("ctrl+s")
        await driven.until_shown("cannot be written")
        await driven.press("escape")
        assert driven.pilot.app.screen is not screen


async def test_foreign_text_and_an_empty_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quotes = [Said(source=[EVIL], target=[EVIL], speaker=EVIL, status=Status.APPROVED)]
    with make_project(Path("evil [b].db"), quotes) as project:
        correct(project, 1, title=EVIL)
        async with alone(project, size=(80, 24)) as driven:
            screen = await opened(driven)
            screen.query_one("#field-article", Input).value = "1"
            await looked(driven, screen)
            assert "evil [b].tmx" in driven.shown
            assert "cannot stand in this format" in " ".join(driven.shown.split())
            assert_harmless(driven)
            await driven.press("ctrl+s")
            await driven.until_shown("is written")
            assert_harmless(driven)
            with make_project(Path("empty.db"), ()) as empty:
                await opened(driven._replace(project=empty))
                assert "No pair is asked for by this." in driven.shown


def test_the_article_that_is_meant(project: Project) -> None:
    correct(project, 1, title="Le bac")
    assert find_article(project, " bac ").name == "Le bac"
    assert find_article(project, "2").id == 2
    assert find_article(project, "dispatch-1.txt").others == 0


def test_sizes_and_names() -> None:
    assert [size(n) for n in (1, 999, 1500, 2_500_000, 10**10)] == [
        *("1 bytes", "999 bytes", "1.5 kB", "2.5 MB", "10.0 GB")
    ]
    assert file_name(Path("a\x1bb.db"), ".tmx") == "a_b.tmx"
