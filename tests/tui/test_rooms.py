"""What all full screens share: undo within reach, help, the way back, others' changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.projects import make_project
from tests.tui.driving import THREE, on_screen, review
from tui.rooms import ROOMS, room
from tui.screens.help import HelpScreen
from tui.screens.room import Room
from workbench.project import open_project
from workbench.quotes import service as quotes


@pytest.mark.parametrize("name", [name for name in ROOMS if name != "concordance"])
async def test_a_room_is_opened_helped_and_left(tmp_path: Path, name: str) -> None:
    async with review(tmp_path) as driven:
        await driven.pilot.app.push_screen(room(name, driven.project, driven.row(1), {}))
        opened = driven.pilot.app.screen
        assert isinstance(opened, Room)
        await driven.press("f1")
        assert isinstance(driven.pilot.app.screen, HelpScreen)
        assert opened.SECTIONS[0].title in driven.shown
        await driven.press("escape", "escape")
        assert driven.pilot.app.screen is driven.screen


async def test_what_was_done_before_the_program_was_opened_is_out_of_reach_in_rooms_as_well(
    tmp_path: Path,
) -> None:
    with make_project(tmp_path / "p.db", THREE) as project:
        async with on_screen(project) as driven:
            await driven.press("f2", "u")
            assert any("before this screen was opened" in sentence for sentence in driven.told)
            assert len(project.store.pairs.ids()) == 4
            await driven.press("escape", "a", "f2", "u")
            assert str(driven.status(1)) == "translated"


async def test_a_room_follows_what_others_do_and_so_does_the_list_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.watching.EVERY", 0.02)
    async with review(tmp_path) as driven:
        await driven.press("f2")
        quotes.dismiss(driven.project, 3)
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            quotes.dismiss(elsewhere, 1)
        await driven.until(lambda: "1 quote" in driven.shown)
        await driven.press("escape")
        await driven.until(lambda: len(driven.screen.listing) == 2)
