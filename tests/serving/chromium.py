"""A headless Chromium for tests, driven by the DevTools protocol (chromedevtools.github.io/devtools-protocol)."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import shutil
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("headless_shell", "chrome"),
)
PATIENCE = 30.0
"""Seconds until something that should happen is given up; machines under load are slow."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")


def found() -> str | None:
    """Where a Chromium is installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Page:
    """A tab: what it asks for, what its websockets receive, its keys."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.session = ""
        self.requests: list[str] = []
        """Addresses that the tab asked for, websockets too."""
        self.complaints: list[str] = []
        """What the browser refused or scripts failed at."""
        self.shown = ""
        """What came to the terminal, in the order in which it was written, without its codes."""

    async def begin(self) -> None:
        """Open a tab and hear of what happens in it."""
        target = await self.call("Target.createTarget", url="about:blank")
        attached = await self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol; returns its result."""
        number = len(self._answers) + 1
        self._answers[number] = asyncio.get_running_loop().create_future()
        message = {"id": number, "method": method, "params": parameters}
        await self._socket.send_json(message | ({"sessionId": self.session} if self.session else {}))
        answer = await asyncio.wait_for(self._answers[number], PATIENCE)
        assert "error" not in answer, answer
        result = answer["result"]
        assert isinstance(result, dict)
        return result

    async def open(self, url: str) -> None:
        """Go to an address."""
        await self.call("Page.navigate", url=url)

    async def press(self, key: str) -> None:
        """Press a key that types a character."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def said(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        return (await self.call("Runtime.evaluate", expression=expression))["result"].get("value")

    async def until(self, expression: str) -> None:
        """Wait until a JavaScript expression is true."""
        async with asyncio.timeout(PATIENCE):
            while not await self.said(expression):
                await asyncio.sleep(0.05)

    async def wait_for(self, text: str) -> None:
        """Wait until a text has come to the terminal."""
        await until(lambda: text in self.shown, f"{text!r}, among {self.shown[-2000:]!r}; {self.complaints}")

    async def picture(self, path: Path) -> None:
        """Write what the tab shows as PNG."""
        data = (await self.call("Page.captureScreenshot"))["data"]
        path.write_bytes(base64.b64decode(data))

    async def listen(self) -> None:
        """Take in answers and events until the browser ends."""
        while True:
            event = await self._socket.receive_json()
            if "id" in event:
                self._answers[event["id"]].set_result(event)
            else:
                self._take(event["method"], event["params"])

    def _take(self, method: str, told: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requests.append(told["url"])
        elif method == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
            text = base64.b64decode(told["response"]["payloadData"]).decode("utf-8", "replace")
            self.shown += _ESCAPES.sub("", text)
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(told["exceptionDetails"]))


async def until(condition: Callable[[], bool], what: str) -> None:
    """Look again and again until something is so."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await asyncio.sleep(0.05)
    assert condition(), f"waited for {what}"


@asynccontextmanager
async def page(folder: Path, *, size: tuple[int, int] = (1000, 600)) -> AsyncIterator[Page]:
    """A tab of a Chromium of its own, with a profile in `folder`."""
    program = found()
    assert program is not None
    process = await asyncio.create_subprocess_exec(
        program,
        *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
        *("--remote-debugging-port=0", f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}"),
        *("--disable-dev-shm-usage", "about:blank"),
        stdout=DEVNULL,
        stderr=PIPE,
        start_new_session=True,
    )
    try:
        address = await asyncio.wait_for(_address(process), PATIENCE)
        async with aiohttp.ClientSession() as client, client.ws_connect(address, max_msg_size=0) as socket:
            tab = Page(socket)
            listening = asyncio.create_task(tab.listen())
            try:
                await tab.begin()
                yield tab
            finally:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # its helpers hold its streams open
        await process.wait()


async def _address(process: Process) -> str:
    """Where the browser listens, as it says itself."""
    assert process.stderr is not None
    while line := (await process.stderr.readline()).decode("utf-8", "replace"):
        if line.startswith("DevTools listening on "):
            return line.removeprefix("DevTools listening on ").strip()
    raise AssertionError("The browser did not start.")
