"""Driving the review screen without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from db.records import PairRow, Status
from tests.support.projects import PERSON, Said, make_project
from tui.app import WorkbenchApp
from tui.screens.review import ReviewScreen
from tui.widgets.edit_area import EditArea
from workbench.project import Project

NBSP, NNBSP, ZWJ = "\u00a0", "\u202f", "\u200d"
FAMILY = "👨\u200d👩\u200d👧"

PATIENCE = 30
"""Seconds after which something will not happen any more, on a machine that does much else."""

THREE = (
    Said(source=["Nous restons."], target=["We are staying."], speaker="Amadou Kéravel"),
    Said(source=["La trêve tient.", "Elle tiendra."], target=["The truce holds.", "It will hold."]),
    Said(source=["Rien à ajouter."], speaker="Oumou Tessaly", role="ministre"),
)
"""Four pairs with a rendering and, last, one without: ids 1, 2, 3 and 4."""


class Driven(NamedTuple):
    """A running review screen."""

    pilot: Pilot[None]
    project: Project

    @property
    def screen(self) -> ReviewScreen:
        screens = [s for s in self.pilot.app.screen_stack if isinstance(s, ReviewScreen)]
        return screens[0]

    @property
    def cursor(self) -> int:
        return self.screen.pairs.cursor

    def row(self, pair_id: int) -> PairRow:
        return self.project.store.pairs.row(pair_id)

    def status(self, pair_id: int) -> Status:
        return self.row(pair_id).status

    @property
    def told(self) -> list[str]:
        """The sentences that were shown."""
        return [notification.message for notification in self.pilot.app._notifications]

    @property
    def shown(self) -> str:
        """Every character on screen."""
        return "\n".join(strip.text for strip in self.pilot.app.screen._compositor.render_strips())

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all are handled; Pilot.press also sleeps for 40 ms after every one."""
        self.send(*keys)
        await self.pilot._wait_for_screen()
        app = self.pilot.app
        assert isinstance(app, WorkbenchApp)
        await self.until(lambda: not app.keys_pending)
        await self.pilot._wait_for_screen()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type into the editor in place of what is there."""
        area = self.screen.query_one(EditArea)
        area.select_all()
        if not text:
            await self.pilot.press("delete")
        self.send(*text)
        await self.pilot.pause()

    def send(self, *keys: str) -> None:
        """Send keys as the terminal driver does: without waiting, and whatever the character."""
        for key in keys:
            char = {"space": " ", "slash": "/", "question_mark": "?"}.get(key, key if len(key) == 1 else None)
            self.pilot.app.post_message(Key(_character_to_key(char) if char else key, char))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        for _ in range(PATIENCE * 100):
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"it did not happen within {PATIENCE} seconds")

    async def until_shown(self, text: str) -> None:
        """Wait for a text that comes a moment later than the key that asks for it."""
        await self.until(lambda: text in self.shown)

    async def wait_for_workers(self) -> None:
        """Wait until the threads are through; one whose screen has gone has been told to stop."""
        await workers_done(self.pilot)
        await self.pilot.pause()


async def workers_done(pilot: Pilot[None]) -> None:
    """Wait until no thread works any more, whether it came to its end or was told to stop."""
    while [worker for worker in pilot.app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()


@asynccontextmanager
async def review(
    folder: Path, quotes: Iterable[Said] = THREE, *, size: tuple[int, int] = (100, 30), person: str = PERSON
) -> AsyncIterator[Driven]:
    """The review screen on a new project that holds these quotes."""
    with make_project(folder / "project.db", quotes, person=person) as project:
        async with on_screen(project, size=size) as driven:
            yield driven


@asynccontextmanager
async def on_screen(project: Project, *, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driven]:
    """The review screen on an open project."""
    app = WorkbenchApp(project)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Driven(pilot, project)
