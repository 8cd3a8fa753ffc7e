"""Two people, or a person and the command line, in one project."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Driven, review
from workbench.project import open_project
from workbench.quotes import service as quotes
from workbench.review import beads, service


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.watching.EVERY", 0.02)


async def follow(driven: Driven, words: str) -> None:
    await driven.until_shown(words)


async def test_what_somebody_else_does_appears_by_itself(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("down")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 1, "We stay where we are.")
        await follow(driven, "We stay where we are.")
        assert driven.cursor == 1
        await driven.until(lambda: any(sentence.startswith("Somebody: ") for sentence in driven.told))


async def test_ones_own_doings_elsewhere_are_shown_and_not_told(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        with open_project(driven.project.path, person=driven.project.person) as elsewhere:
            service.approve(elsewhere, 1)
        await follow(driven, "● 1 approved")
        assert driven.told == []


async def test_beads_and_quotes_that_come_and_go_are_followed(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("end")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            beads.merge(elsewhere, 2)
            quotes.dismiss(elsewhere, 1)
        await driven.until(lambda: len(driven.screen.listing) == 2)
        assert driven.screen.pairs.row is not None
        assert driven.screen.pairs.row.id == 4
        await driven.until(lambda: any("Somebody" in sentence for sentence in driven.told))


async def test_undo_takes_back_ones_own_doings_alone(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("a")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.approve(elsewhere, 3)
        await follow(driven, "● 2 approved")
        await driven.press("u")
        await follow(driven, "● 1 approved")
        assert str(driven.status(3)) == "approved"


async def test_the_editor_is_left_alone_when_the_list_changes(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        await driven.press("e", "x")
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 2, "It does hold.")
        await follow(driven, "It does hold.")
        assert driven.screen.editor.area.words == "We are staying.x"


async def test_a_file_that_was_moved_takes_no_more_writes_and_is_told(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        driven.project.path.rename(tmp_path / "moved.db")
        await driven.press("a")
        assert any("has been moved, deleted or replaced" in sentence for sentence in driven.told)
        assert str(driven.status(1)) == "translated"
        (tmp_path / "moved.db").rename(driven.project.path)
        await driven.press("a")
        assert str(driven.status(1)) == "approved"


async def test_a_file_that_was_moved_is_told_without_a_key(tmp_path: Path) -> None:
    async with review(tmp_path) as driven:
        driven.project.path.rename(tmp_path / "moved.db")
        await driven.until(lambda: any("has been moved" in sentence for sentence in driven.told))
