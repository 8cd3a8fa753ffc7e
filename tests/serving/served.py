"""`workbench serve` as a user starts it, for tests."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 30.0
"""Seconds until something that should happen is given up; machines under load are slow."""


class Served:
    """A running server."""

    def __init__(self, process: Process, told: dict[str, str]) -> None:
        self.process = process
        self.url, self.token, self.port = told["url"], told["token"], int(told["port"])
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = {"Cookie": f"workbench-{self.port}={self.token}", "Host": self.host}

    @property
    def screens(self) -> list[int]:
        """The processes that show the project to browsers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text().split()]

    async def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal and wait until it has ended; returns its exit code."""
        self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def served(path: Path, *options: str) -> AsyncIterator[Served]:
    """Serve a project on a free port."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "workbench", "serve", str(path), "--port", "0", "--json", *options),
        stdout=PIPE,
        stderr=PIPE,
        env=os.environ | {"HOME": str(path.parent / "home"), "WORKBENCH_PERSON": "ada"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert line, (await process.stderr.read()).decode()
        yield Served(process, json.loads(line))
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
            assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
        assert await process.stderr.read() == b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
