"""The drafting packages on the screen."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from textual.events import Paste

from tests.support.analytic_package import archive, make_package
from tests.tui.driving import Driven, review
from tui.app import WorkbenchApp
from tui.screens.packages import PackagesScreen
from workbench.draft.packages.installed import installed, packages_dir


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    return archive(
        make_package(folder, from_code="es", to_code="en", sentences=["Hola."], mapping={"hola": "hello"})
    )


def names() -> list[str]:
    return [package.name for package in installed()]


def put(file: Path) -> None:
    """Have a package there already."""
    with zipfile.ZipFile(file) as zipped:
        zipped.extractall(packages_dir())


async def install(driven: Driven, file: Path | str, told: str) -> None:
    await driven.press("i")
    driven.pilot.app.post_message(Paste(str(file)))
    driven.send("enter")
    await driven.until_shown(told)


async def test_a_package_is_listed_installed_and_removed(tmp_path: Path, spanish: Path) -> None:
    async with review(tmp_path, size=(80, 24)) as driven:
        await driven.press("f4")
        assert "fr → en" in driven.shown
        assert "comes with the workbench" in driven.shown
        await driven.press("question_mark")
        assert "install a package from a file" in driven.shown
        await driven.press("escape")
        await install(driven, spanish, "translate-es_en-1_0 is installed.")
        assert "es → en" in driven.shown
        assert "version 1.0" in driven.shown
        assert "translate-es_en-1_0" in names()
        await driven.press("r")
        assert "Remove translate-es_en-1_0?" in driven.shown
        assert "translate-es_en-1_0" in names()
        await driven.press("r")
        assert "translate-es_en-1_0 is removed." in driven.shown
        assert "translate-es_en-1_0" not in names()
        await driven.press("escape")
        assert not isinstance(driven.pilot.app.screen, PackagesScreen)


async def test_removing_needs_the_same_key_twice_on_the_same_package(tmp_path: Path, spanish: Path) -> None:
    put(spanish)
    async with review(tmp_path, size=(80, 24)) as driven:
        await driven.press("f4")
        await driven.press("r", "down", "up", "r")
        assert "translate-es_en-1_0" in names()
        await driven.press("r")
        assert "translate-es_en-1_0" not in names()


async def test_what_cannot_be_removed_or_installed_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken [b].argosmodel"
    broken.write_bytes(b"no zip")
    async with review(tmp_path, size=(80, 24)) as driven:
        await driven.press("f4", "r", "r")
        assert "comes with the workbench and cannot be removed" in driven.shown
        await install(driven, broken, "was not installed")
        assert "broken [b].argosmodel" in driven.shown
        await install(driven, "", "")
        await driven.press("i", "q", "i", "r", "escape")
        assert isinstance(driven.pilot.app.screen, PackagesScreen)
        assert "Install from which file?" not in driven.shown


async def test_a_damaged_package_says_what_is_wrong(tmp_path: Path) -> None:
    folder = packages_dir() / "translate-xx_yy\x1b[31m"
    folder.mkdir(parents=True)
    async with review(tmp_path, size=(80, 24)) as driven:
        await driven.press("f4")
        assert "cannot be used: It has no metadata.json." in driven.shown
        assert "\x1b" not in driven.shown
        await driven.press("end", "r", "r")
        assert not folder.exists()


async def test_a_new_package_is_used_at_once(tmp_path: Path, spanish: Path) -> None:
    from db.records import LanguageTag
    from tests.support.projects import Said

    async with review(tmp_path, [Said(source=["Hola."], lang=LanguageTag("es"))], size=(80, 24)) as driven:
        await driven.press("v")
        await driven.until(lambda: any("No usable Argos package" in sentence for sentence in driven.told))
        await driven.press("f4")
        await install(driven, spanish, "is installed.")
        await driven.press("escape", "v")
        await driven.until_shown("Hello.")
        shutil.rmtree(packages_dir())


async def test_the_command_palette_offers_it(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        app = driven.pilot.app
        assert isinstance(app, WorkbenchApp)
        command = next(c for c in app.get_system_commands(driven.screen) if c.title == "Packages")
        await command.callback()
        await driven.pilot.pause()
        assert isinstance(app.screen, PackagesScreen)
