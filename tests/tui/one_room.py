"""Driving one full screen without the list of pairs beneath it, which costs every test half a second."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.screen import Screen

import tui.app
from tests.tui.driving import Driven
from workbench.project import Project


class OneRoom(tui.app.WorkbenchApp):
    """The program without the list of pairs, which tests of another screen need not wait for."""

    CSS_PATH = [  # noqa: RUF012 - Textual declares it so
        Path(tui.app.__file__).with_name("styles") / name for name in ("review.tcss", "dialogs.tcss")
    ]

    def get_default_screen(self) -> Screen[None]:
        return Screen()


@asynccontextmanager
async def alone(project: Project, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
    """The program on an open project, with nothing shown yet: push a screen."""
    async with OneRoom(project).run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Driven(pilot, project)
