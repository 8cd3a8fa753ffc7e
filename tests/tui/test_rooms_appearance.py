"""What each full screen looks like: on a small and on a large terminal, dark and light."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.driving import Driven, workers_done
from tui.app import WorkbenchApp
from tui.rooms import ROOMS, room
from tui.screens.concordance import ConcordanceScreen
from tui.themes import DARK, LIGHT

SIZES = [(80, 24), (140, 45)]
THEMES = [DARK.name, LIGHT.name]
PAIR = {"compare": 6}
"""The pair that a screen is opened on, where it is not the first."""
SETTLED = 0.15
"""Seconds without a change after which a screen has told all that its threads find."""


async def settled(pilot: Pilot[None]) -> None:
    """Wait until threads have answered, and what is on the screen stands still."""
    app = pilot.app
    before, since = "", 0.0
    while since < SETTLED:
        await workers_done(pilot)
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        since = since + 0.05 if shown == before else 0.0
        before = shown
        await asyncio.sleep(0.05)


def opened(name: str, driven: Driven) -> Screen[Any]:
    row = driven.row(PAIR[name]) if name in PAIR else driven.screen.pairs.row
    if name == "concordance":
        return ConcordanceScreen(driven.project, row, {}, query="trêve")
    return room(name, driven.project, row, {})


@pytest.mark.parametrize("theme", THEMES, ids=["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
@pytest.mark.parametrize("name", [*ROOMS, "panel"])
def test_a_screen(
    tmp_path: Path, snap_compare: Callable[..., bool], name: str, size: tuple[int, int], theme: str
) -> None:
    with import_module(f"tests.tui.examples.{name}").example(tmp_path) as project:

        async def shown(pilot: Pilot[None]) -> None:
            await pilot.pause()
            pilot.app.theme = theme
            if name == "panel":
                await pilot.press("V")
            else:
                await pilot.app.push_screen(opened(name, Driven(pilot, project)))
            await settled(pilot)

        assert snap_compare(WorkbenchApp(project), run_before=shown, terminal_size=size)
