"""Drafting in the background with the package that comes with the program."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from db.records import Origin, PairFilter, Status
from tests.support.projects import Said
from tests.tui.driving import THREE, review
from tests.tui.test_words import details

WAITING = PairFilter(missing_target=True)


def unrendered(count: int) -> list[Said]:
    return [Said(source=[f"Nous attendons le bac depuis {number} jours."]) for number in range(1, count + 1)]


async def test_the_current_pair_is_drafted_and_says_by_what(tmp_path: Path) -> None:
    async with review(tmp_path, [*THREE, *unrendered(1)], size=(140, 40)) as driven:
        await driven.press("end", "up", "d")
        await driven.wait_for_workers()
        row = driven.row(4)
        assert (row.origin, row.status) == (Origin.DRAFT, Status.DRAFT)
        assert row.target
        assert row.target.split()[0] in driven.shown
        assert "translate-fr_en" in "".join(details(driven).split())
        assert driven.project.store.pairs.ids(WAITING) == [5]


async def test_all_that_is_missing_is_drafted_with_progress(tmp_path: Path) -> None:
    async with review(tmp_path, unrendered(40), size=(120, 30)) as driven:
        await driven.press("D")
        await driven.wait_for_workers()
        assert driven.project.store.pairs.ids(WAITING) == []
        assert "⟨no English yet⟩" not in driven.shown
        assert any("40 drafted, 0 without a rendering" in sentence for sentence in driven.told)
        assert driven.screen.status.progress == ""


async def test_the_screen_works_while_drafting_and_a_run_can_be_stopped(tmp_path: Path) -> None:
    async with review(tmp_path, [*THREE, *unrendered(1500)]) as driven:
        driven.send("D", "a")
        await driven.until(lambda: "drafting" in driven.shown and driven.status(1) is Status.APPROVED)
        driven.send("D", "x")
        await driven.wait_for_workers()
        assert any("runs in the background already" in sentence for sentence in driven.told)
        assert any("Drafting stopped" in sentence for sentence in driven.told)
        assert len(driven.project.store.pairs.ids(WAITING)) > 0
        assert driven.screen.status.progress == ""


async def test_a_rendering_typed_meanwhile_is_kept(tmp_path: Path) -> None:
    async with review(tmp_path, unrendered(30)) as driven:
        await driven.press("end", "e")
        await driven.type("Mine.")
        await driven.press("escape", "s", "D")
        await driven.wait_for_workers()
        assert driven.row(30).target == "Mine."


async def test_quitting_while_drafting_is_prompt_and_keeps_what_is_done(tmp_path: Path) -> None:
    async with review(tmp_path, unrendered(1500)) as driven:
        driven.send("D")
        await driven.until(lambda: len(driven.project.store.pairs.ids(WAITING)) < 1500)
        began = time.monotonic()
        driven.send("q")
        await driven.until(lambda: not driven.pilot.app.is_running)
        await asyncio.get_running_loop().shutdown_default_executor()
        assert time.monotonic() - began < 3
        assert len(driven.project.store.pairs.ids(WAITING)) > 0
        assert driven.project.store.integrity() == []


async def test_what_cannot_be_drafted_says_why(tmp_path: Path) -> None:
    quotes = [THREE[0], Said(target=["Nobody was paid."]), Said(source=["Hola."], lang="es")]  # type: ignore[arg-type]
    async with review(tmp_path, quotes) as driven:
        await driven.press("d")
        assert any("has a rendering already" in sentence for sentence in driven.told)
        await driven.press("end", "d", "D")
        await driven.wait_for_workers()
        assert any("has no original" in sentence for sentence in driven.told)
        assert any("es" in sentence and "package" in sentence for sentence in driven.told)
