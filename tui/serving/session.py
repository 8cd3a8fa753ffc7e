"""One browser's session: a process with the review screen, and the packets between it and a websocket."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.serving.screen import DRIVER

PATIENCE = 5.0
"""Seconds in which a screen ends when it is asked to; after that it is ended."""
WIDEST, HIGHEST = 1000, 400
"""Cells that a browser may ask for."""


class Session(AppService):
    """A process of its own for one browser; it ends with the websocket, and the websocket with it."""

    def __init__(self, project: Path, websocket: web.WebSocketResponse) -> None:
        """Prepare a session on a project, for a browser that is connected."""
        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._project = project
        self._websocket = websocket

    async def take(self, text: str) -> bool:
        """Do what a message of the page asks for; False for one that no page of ours sends."""
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            kind, *data = json.loads(text)
            if kind == "stdin":
                await self.send_bytes(data[0].encode("utf-8", "replace"))
            elif kind == "resize":
                await self.set_terminal_size(*_size(data[0]["width"], data[0]["height"]))
            elif kind == "ping":
                await self.remote_write_str(json.dumps(["pong", str(data[0])]))
            elif kind in ("blur", "focus"):
                await (self.blur() if kind == "blur" else self.focus())
            else:
                return False
            return True
        return False

    async def stop(self) -> None:
        """End the process, kindly at first."""
        if self._process is None or self._task is None:
            return
        await self.send_meta({"type": "quit"})
        try:
            await asyncio.wait_for(asyncio.shield(self._task), PATIENCE)
            self.stdin.close()
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            await self._task
        self._task = None

    async def run(self) -> None:
        """Pass on what the screen shows until it ends, whatever ended it."""
        await super().run()
        await self._close()

    async def on_meta(self, data: bytes) -> None:
        """The end is all that the screen may tell; it hands out no files and opens no addresses."""
        if json.loads(data).get("type") == "exit":
            await self._close()

    async def on_packed(self, payload: bytes) -> None:
        """No files are handed out."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the screen, without any shell, in a process group that no Ctrl-C reaches."""
        width, height = _size(width, height)
        environment = self._build_environment(width, height) | {"TEXTUAL_DRIVER": DRIVER}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui.serving.screen", str(self._project)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process

    async def _close(self) -> None:
        await self._websocket.close()


def _size(width: object, height: object) -> tuple[int, int]:
    """A size in cells within reason. Raises ValueError or TypeError for what is no number."""
    return (
        min(max(int(str(width)), 1), WIDEST),
        min(max(int(str(height)), 1), HIGHEST),
    )
