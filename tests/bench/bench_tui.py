"""The screens on a project of 100,000 pairs, in the program as people start it.

Run as `python tests/bench/bench_tui.py [PAIRS]` or `make bench-tui`. The project is made once and kept in the
system's folder for temporary files. Costs are CPU of the process; the way from a key to the terminal is measured in
real tmux in wall time, beside a list of Textual's own (DataTable) that holds a tenth of the rows.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pty
import resource
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual.events import Key
from textual.message import Message
from textual.pilot import Pilot

from tests.bench.large_project import large_project
from tui.app import WorkbenchApp
from tui.checking import TypedChecked
from tui.screens.review import ReviewScreen
from tui.widgets.pair_list import PairList
from workbench.project import Project, open_project

SIZE = (140, 45)
PAIRS = 100_000
PEER = """
from textual.app import App
from textual.widgets import DataTable
class Peer(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("No.", "French", "English")
        for number in range(%d):
            table.add_row(number, f"peer row {number} " + "mot " * 12, "word " * 12, height=3)
Peer().run()
"""


def first_row(path: Path) -> float:
    """Seconds of CPU from the start of the process until a row of the list is on the terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(SIZE[0]), LINES=str(SIZE[1]))
        os.execv(sys.executable, [sys.executable, "-m", "workbench", "review", str(path)])
    seen = b""
    ticks = os.sysconf("SC_CLK_TCK")
    try:
        while "│".encode() not in seen:
            if select.select([terminal], [], [], 60)[0]:
                seen += os.read(terminal, 65536)
        fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / ticks
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


async def costs(pilot: Pilot[None], act: Callable[[int], object], times: int) -> list[float]:
    """CPU milliseconds of the thread of the screen: `act`, what follows from it, and of painting, less what measuring costs."""

    async def once(what: Callable[[], object]) -> float:
        began = time.thread_time()
        what()
        await pilot.pause()
        for strip in pilot.app.screen._compositor.render_strips():
            strip.render(pilot.app.console)
        return (time.thread_time() - began) * 1000

    idle = min([await once(lambda: None) for _ in range(5)])
    return [max(0.0, await once(lambda turn=turn: act(turn)) - idle) for turn in range(times)]  # type: ignore[misc]


def told(what: str, found: Sequence[float], bar: float) -> None:
    """Print the median and the 95th percentile beside the bar."""
    ordered = sorted(found)
    rare = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{what:34} median {statistics.median(found):7.2f}  p95 {rare:7.2f}  bar {bar:5.0f} ms")


async def on_screen(project: Project) -> None:
    """Print what keys cost in the list and in the editor, and what the project costs in memory."""
    app = WorkbenchApp(project)
    checked = asyncio.Event()

    def hear(message: Message) -> None:
        if isinstance(message, TypedChecked):
            checked.set()

    async with app.run_test(size=SIZE, message_hook=hear) as pilot:
        await pilot.pause()
        gc.freeze()
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        pairs = screen.query_one(PairList)

        def ends(turn: int) -> None:
            (pairs.action_first if turn % 2 else pairs.action_last)()

        told("jump to the end and back", await costs(pilot, ends, 20), 15)
        pairs.action_first()
        told("one line on", await costs(pilot, lambda _: pairs.action_step(1), 200), 4)
        told("a page on", await costs(pilot, lambda _: pairs.action_page(1), 100), 60)
        await screen.action_edit()
        await pilot.pause()

        def typed(turn: int) -> None:
            app.post_message(Key("a", "a" if turn % 6 else " "))

        told("a character in the editor", await costs(pilot, typed, 100), 4)
        told("until its checks have come, wall", [await waited(app, checked) for _ in range(60)], 50)
        screen.editor.close()
        project.store.unfinished.forget()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{'memory at its highest':34} {memory:7.1f} MB")


async def waited(app: WorkbenchApp, checked: asyncio.Event) -> float:
    """Milliseconds of wall time from a character until the checks have told of the text with it."""
    await asyncio.sleep(0.5)
    checked.clear()
    began = time.perf_counter()
    app.post_message(Key("b", "b"))
    await checked.wait()
    return (time.perf_counter() - began) * 1000


def bare_memory() -> float:
    """Megabytes of an interpreter that has loaded Textual and shown an empty screen."""
    script = (
        "import asyncio, resource\nfrom textual.app import App\n"
        "async def main():\n    async with App().run_test() as pilot: await pilot.pause()\n"
        "asyncio.run(main()); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    return float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)


def pages(command: Sequence[str], ready: str, turns: int = 40) -> list[float]:
    """Milliseconds of wall time from PageDown to a screen that has changed, in tmux, captures included."""
    with tempfile.TemporaryDirectory() as folder:
        tmux = ["tmux", "-u", "-S", f"{folder}/tmux", "-f", "/dev/null"]

        def ask(*words: str) -> str:
            return subprocess.run([*tmux, *words], capture_output=True, check=True).stdout.decode()

        width, height = map(str, SIZE)
        env = {**os.environ, "TERM": "xterm-256color"}
        subprocess.run([*tmux, "new-session", "-d", "-x", width, "-y", height, *command], env=env, check=True)
        try:
            while ready not in ask("capture-pane", "-p"):
                time.sleep(0.1)
            time.sleep(3)
            found = []
            for _ in range(turns):
                before = ask("capture-pane", "-p")
                began = time.perf_counter()
                ask("send-keys", "PageDown")
                while ask("capture-pane", "-p") == before:
                    pass
                found.append((time.perf_counter() - began) * 1000)
                time.sleep(0.1)
            return found
        finally:
            subprocess.run([*tmux, "kill-server"], check=False)


def main(pairs: int) -> None:
    """Print every figure."""
    with large_project(pairs) as project:
        path = project.path
    print(f"{pairs:,} pairs, screen {SIZE[0]}×{SIZE[1]}")
    starts = [first_row(path) * 1000 for _ in range(5)]
    told("from the start to the first row", starts, 800)
    print(f"{'interpreter with Textual':34} {bare_memory():7.1f} MB")
    with open_project(path) as project:
        project.store.unfinished.forget()
        asyncio.run(on_screen(project))
    workbench = [sys.executable, "-m", "workbench", "review", str(path)]
    told("PageDown in tmux", pages(workbench, "│"), 60)
    with tempfile.NamedTemporaryFile("w", suffix=".py") as peer:
        peer.write(PEER % (pairs // 10))
        peer.flush()
        found = pages([sys.executable, peer.name], "peer row")
    told(f"the same, DataTable of {pairs // 10:,}", found, 60)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
