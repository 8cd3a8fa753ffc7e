"""What drafting costs beside time: each measured in a process of its own, started by `measured`.

Run as `python tests/bench/draft_costs.py WHAT PACKAGE`, which prints one JSON object.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.fictional_quotes import fictional
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import PackageInfo, read_package

Figures = dict[str, float]

TICK = 0.010
"""Seconds between two ticks of the screen's event loop."""
WATCHED = 4.0
"""Seconds for which ticks are watched, idle and while drafting."""
CANCEL_AFTER = (0.3, 1.1, 2.3)
"""Seconds of drafting after which it is cancelled, in one run each."""


def measured(what: str, package: Path) -> Figures:
    """The figures of one cost, from a new process that finds no installed package but this one."""
    environment = os.environ | {"ARGOS_PACKAGES_DIR": str(package.parent)}
    command = [sys.executable, __file__, what, str(package)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    figures: Figures = json.loads(answer)
    return figures


def memory(package: PackageInfo) -> Figures:
    """Megabytes: the resident set before and after loading, and its peak once 409 sentences are drafted."""
    before = _resident("VmRSS")
    engine = Engine.load(package)
    loaded = _resident("VmRSS")
    drafts = list(engine.translate([sentence for quote in fictional() for sentence in quote]))
    return {"before": before, "loaded": loaded, "peak": _resident("VmHWM"), "sentences": len(drafts)}


def first(package: PackageInfo) -> Figures:
    """CPU seconds of the first draft after loading: one quote of four sentences."""
    quote = next(quote for quote in fictional() if len(quote) == 4)
    began = time.process_time()
    engine = Engine.load(package)
    loaded = time.process_time()
    drafts = list(engine.translate(quote))
    return {"load": loaded - began, "draft": time.process_time() - loaded, "sentences": len(drafts)}


def cancel(package: PackageInfo) -> Figures:
    """CPU seconds from the wish to stop until the drafts end: the longest of some runs."""
    engine = Engine.load(package)
    sentences = [sentence for quote in fictional() for sentence in quote] * 4
    waits, clocks = [], []
    for delay in CANCEL_AFTER:
        asked: list[tuple[float, float]] = []
        timer = threading.Timer(
            delay, lambda asked=asked: asked.append((time.process_time(), time.perf_counter()))
        )
        timer.start()
        drafted = sum(1 for _ in engine.translate(sentences, cancelled=lambda asked=asked: bool(asked)))
        if drafted == len(sentences):
            raise SystemExit("All was drafted before the wish to stop came.")
        waits.append(time.process_time() - asked[0][0])
        clocks.append(time.perf_counter() - asked[0][1])
    return {"cpu": max(waits), "clock": max(clocks)}


def ticks(package: PackageInfo) -> Figures:
    """Milliseconds by which ticks come late, the 99th percentile: idle, and while the screen drafts."""
    return asyncio.run(_ticks())


async def _ticks() -> Figures:
    from tests.support.projects import Said, make_project
    from tui.app import WorkbenchApp

    waiting = [Said(source=quote) for quote in fictional() * 4]
    with TemporaryDirectory() as folder, make_project(Path(folder) / "p.db", waiting) as project:
        app = WorkbenchApp(project)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await pilot.pause()
            gc.freeze()  # as `tui.app.run` does
            idle = await _lateness(lambda: True)
            await pilot.press("D")
            drafting = await _lateness(lambda: any(worker.is_running for worker in app.workers))
            await pilot.press("x")
            await app.workers.wait_for_complete()
            idle += await _lateness(lambda: True)
    return {"idle": _percentile(idle), "drafting": _percentile(drafting), "ticks": len(drafting)}


async def _lateness(going: Callable[[], bool]) -> list[float]:
    """Milliseconds late, of every tick while the work is going on."""
    late: list[float] = []
    began = time.perf_counter()
    while going() and time.perf_counter() - began < WATCHED:
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        late.append((time.perf_counter() - due) * 1000)
    return late


def _percentile(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


def _resident(field: str) -> float:
    """Megabytes of this process, as Linux tells them (`proc_pid_status(5)`)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{field}:"))
    return int(kilobytes) * 1024 / 1e6


COSTS: dict[str, Callable[[PackageInfo], Figures]] = {
    "memory": memory,
    "first": first,
    "cancel": cancel,
    "ticks": ticks,
}

if __name__ == "__main__":
    described = read_package(Path(sys.argv[2]))
    if described is None:
        raise SystemExit(f"{sys.argv[2]} is no translation package.")
    print(json.dumps(COSTS[sys.argv[1]](described)))
