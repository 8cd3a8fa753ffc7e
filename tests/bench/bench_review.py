"""The review screen on a large project: CPU of the first paint, of jumps and of keys; memory.

Run as `python tests/bench/bench_review.py [PAIRS]`; making the project takes a while. CPU time of the
process is measured, since wall time depends on what else runs.
"""

from __future__ import annotations

import asyncio
import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual.pilot import Pilot

from tests.support.projects import fictional, make_project
from tui.app import WorkbenchApp
from tui.screens.review import ReviewScreen
from tui.widgets.pair_list import PairList
from workbench.project import Project, open_project

SIZE = (120, 40)
PAIRS = 100_000


def project_of(folder: str, pairs: int) -> Project:
    """A project with that many pairs, made and opened again."""
    path = Path(folder) / f"{pairs}.db"
    make_project(path, fictional(pairs)).close()
    return open_project(path)


def memory() -> float:
    """Resident memory at its highest, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def cpu(pilot: Pilot[None], act: Callable[[], object]) -> float:
    """CPU milliseconds of `act`, of all that follows from it, and of painting the whole screen once."""
    began = time.process_time()
    act()
    await pilot.pause()
    console = pilot.app.console
    for strip in pilot.app.screen._compositor.render_strips():
        strip.render(console)
    return (time.process_time() - began) * 1000


async def measure(pairs: int) -> None:
    """Print what it costs to open and to go through a project of that many pairs."""
    with TemporaryDirectory() as folder, project_of(folder, 200) as small, project_of(folder, pairs) as large:
        app = WorkbenchApp(small)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            gc.freeze()  # as `tui.app.run` does
            before = memory()
            opened: dict[str, list[float]] = {"small": [], "large": []}
            for _ in range(3):
                for name, project in (("small", small), ("large", large)):
                    opened[name].append(await cpu(pilot, partial(show, app, project)))
            pair_list = pilot.app.screen.query_one(PairList)
            jumps = [await cpu(pilot, act) for act in (pair_list.action_last, pair_list.action_first)]
            keys = [await cpu(pilot, lambda: pair_list.action_step(1)) for _ in range(30)]
            pages = [await cpu(pilot, lambda: pair_list.action_page(1)) for _ in range(30)]
            idle = await cpu(pilot, lambda: None)
            print(
                f"{len(pair_list.listing):,} pairs, screen {SIZE[0]}×{SIZE[1]}; CPU in ms, of which {idle:.1f} are the measuring"
            )
            print(
                f"first paint, 200 pairs   {min(opened['small']):7.1f}   all runs {rounded(opened['small'])}"
            )
            print(
                f"first paint              {min(opened['large']):7.1f}   all runs {rounded(opened['large'])}"
            )
            print(f"jump to the end          {jumps[0]:7.1f}")
            print(f"jump to the beginning    {jumps[1]:7.1f}")
            print(f"down, median             {statistics.median(keys):7.1f}")
            print(f"page down, median        {statistics.median(pages):7.1f}")
            print(
                f"memory, highest          {memory():7.1f} MB, {memory() - before:.1f} of them for the large project"
            )


def show(app: WorkbenchApp, project: Project) -> None:
    """Open the review screen on a project."""
    app.push_screen(ReviewScreen(project, {}))


def rounded(values: list[float]) -> str:
    """Values without decimals."""
    return " ".join(f"{value:.0f}" for value in values)


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS))
