"""Write docs/screenshot.svg, the review screen on the sample project.

Run as `python tools/docs/make_screenshot.py`.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from textual.screen import Screen

from tui.app import WorkbenchApp
from tui.screens.review import ReviewScreen
from tui.themes import DARK
from workbench.project import Project, open_project
from workbench.review import service
from workbench.samples.project import furnish

PICTURE = Path(__file__).parents[2] / "docs" / "screenshot.svg"
SIZE = (132, 38)

FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
"""Fonts that a reader's browser would fetch from a server."""


async def checked(screen: Screen[object], project: Project) -> None:
    """Wait until the checks have looked at every pair."""
    assert isinstance(screen, ReviewScreen)
    pairs = project.store.pairs
    while any(screen.findings.waits_for(row) for row in pairs.rows(pairs.ids())) or screen.findings.left:
        await asyncio.sleep(0.1)


async def picture(path: Path) -> str:
    """The screen on a new sample project, a few pairs reviewed, as SVG."""
    with open_project(path, create=True, person="nadia", clock=lambda: "2025-12-09T10:00:00Z") as project:
        furnish(project, lambda done, total: None)
        ids = project.store.pairs.ids()
        for pair_id in ids[4:6]:
            service.approve(project, pair_id)
        service.edit(project, ids[1], "I am not a hero; I am a man who counts water cans.")
        app = WorkbenchApp(project)
        app.theme = DARK.name  # whatever the terminal can show
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press("down", "down", "down", "down")
            await checked(pilot.app.screen, project)
            await pilot.pause()
            svg = app.export_screenshot(title="workbench sample.db")
    return FONTS.sub("", svg).replace("Fira Code", "monospace")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(picture(Path(folder) / "sample.db")), encoding="utf-8")
