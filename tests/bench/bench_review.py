"""The review screen on a large project: CPU of the first paint, of jumps and of keys; memory.

Run as `python tests/bench/bench_review.py [PAIRS]`; making the project takes a while. CPU time of the
process is measured, since wall time depends on what else runs.

With `--checks` it measures how long a key takes until its screen is painted, in wall time, while the checks go
through the project and while they rest.
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

from textual.events import Key
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


async def latency(app: WorkbenchApp) -> float:
    """Milliseconds from a key to the screen that it leads to, painted."""
    began = time.perf_counter()
    app.post_message(Key("j", "j"))
    await asyncio.sleep(0)
    while app.keys_pending:
        await asyncio.sleep(0.0005)
    for strip in app.screen._compositor.render_strips():
        strip.render(app.console)
    return (time.perf_counter() - began) * 1000


async def keys(app: WorkbenchApp, goes_on: Callable[[], bool]) -> list[float]:
    """Latencies of keys: eight in a row as when one is held, then a pause, while `goes_on`, at most 400."""
    found: list[float] = []
    while goes_on() and len(found) < 400:
        for _ in range(8):
            found.append(await latency(app))
            await asyncio.sleep(0.03)
        await asyncio.sleep(0.7)
    return found


async def measure_checks(pairs: int) -> None:
    """Print latencies of keys while the project is checked and after that."""
    sys.setswitchinterval(0.001)  # as `tui.app.run` does
    with TemporaryDirectory() as folder, project_of(folder, pairs) as project:
        app = WorkbenchApp(project)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            gc.freeze()
            screen = pilot.app.screen
            assert isinstance(screen, ReviewScreen)
            began = time.perf_counter()
            told("while the checks are loaded", await keys(app, lambda: screen.findings.left == 0))
            told("during the sweep", await keys(app, lambda: screen.findings.left > 0))
            left = screen.findings.left
            assert not screen.findings._failed
            print(f"{pairs - left:,} of {pairs:,} pairs checked in {time.perf_counter() - began:.1f} s")
            screen.findings.stop()
            await asyncio.sleep(0.5)
            idle = iter(range(400 // 8))
            told("while they rest", await keys(app, lambda: next(idle, None) is not None))


def told(when: str, latencies: list[float]) -> None:
    """Print what is typical and what is rare."""
    ordered = sorted(latencies) or [0.0]
    typical, rare = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(
        f"{when:28} {len(latencies):4} keys, ms: median {typical:5.1f}  p99 {rare:6.1f}  worst {ordered[-1]:6.1f}"
    )


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
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    run = measure_checks if "--checks" in sys.argv else measure
    asyncio.run(run(numbers[0] if numbers else PAIRS))
