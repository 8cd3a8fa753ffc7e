"""The server as a program: the door, the sessions behind it, and how they end."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from db.errors import WrongUse
from tests.serving.served import PATIENCE, Served, served
from tests.support.projects import Said, make_project
from tui.serving.access import Access
from tui.serving.server import Server, serve
from tui.serving.session import Session

HERE = "http://127.0.0.1"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "it's $(work).db"
    make_project(path, [Said(source=["Oui."], target=["Yes."])]).close()
    return path


async def status(client: aiohttp.ClientSession, server: Served, path: str, **headers: str) -> int:
    url = URL(f"{HERE}:{server.port}{path}", encoded=True)
    async with client.get(url, headers=headers, allow_redirects=False) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "http:" not in policy
        assert "https:" not in policy
        assert server.token not in await answer.text()
        return answer.status


async def opened(client: aiohttp.ClientSession, server: Served) -> aiohttp.ClientWebSocketResponse:
    """A browser's websocket on which something has been shown."""
    headers = server.cookie | {"Origin": f"{HERE}:{server.port}"}
    socket = await client.ws_connect(f"{HERE}:{server.port}/ws?width=100&height=x", headers=headers)
    shown = b""
    while b"Yes." not in shown:
        shown += await socket.receive_bytes(timeout=PATIENCE)
    return socket


async def left(server: Served, number: int) -> None:
    """Wait until so many screens are left."""
    async with asyncio.timeout(PATIENCE):
        while len(server.screens) != number:
            await asyncio.sleep(0.02)


async def ended(*processes: int) -> None:
    """Wait until processes are gone."""
    async with asyncio.timeout(PATIENCE):
        while any(_runs(process) for process in processes):
            await asyncio.sleep(0.02)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_the_door_and_that_no_screen_outlives_a_server_that_is_killed(project: Path) -> None:
    async with (
        served(project) as server,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client,
    ):
        cookie, own = server.cookie, f"{HERE}:{server.port}"
        wrong = cookie | {"Cookie": cookie["Cookie"] + "x"}
        other_host = cookie | {"Host": f"evil.example:{server.port}"}
        async with client.get(server.url, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            assert {"HttpOnly", "SameSite=Strict"} <= set(answer.headers["Set-Cookie"].split("; "))
        for path in (
            "/",
            "/own/page.js",
            "/static/js/textual.js",
            "/ws",
            "/nothing",
            "/?token=",
            "/?token=%ff",
        ):
            assert await status(client, server, path) == 403
            assert await status(client, server, path, **wrong) == 403
            assert await status(client, server, path, **other_host) == 403
        assert await status(client, server, f"/?token={server.token}", Host="evil.example") == 403
        for path in ("/", "/own/page.js", "/static/js/textual.js"):
            assert await status(client, server, path, **cookie) == 200
        for path in (
            "/own/",
            "/static/",
            "/own/../access.py",
            "/own/%2e%2e/access.py",
            "/download/x",
            "/nothing",
        ):
            assert await status(client, server, path, **cookie) in (403, 404)
        for origin in ("http://evil.example", "null", "", own.replace("http", "https")):
            assert await status(client, server, "/ws", Origin=origin, **cookie) == 403
        assert await status(client, server, "/ws", Origin=own) == 403
        assert server.screens == []
        await opened(client, server)
        screens = server.screens
        assert len(screens) == 1
        server.process.kill()
        await server.process.wait()
        await ended(*screens)


async def test_a_session_ends_with_its_browser_and_the_server_with_ctrl_c(project: Path) -> None:
    async with served(project) as server, aiohttp.ClientSession() as client:
        first, second = await asyncio.gather(opened(client, server), opened(client, server))
        await first.close()
        await left(server, 1)
        await second.send_str(json.dumps(["stdin", "\ud800\x1b[201~"]))
        await second.send_str(json.dumps(["ping", "5"]))
        while (message := await second.receive(timeout=PATIENCE)).type is not aiohttp.WSMsgType.TEXT:
            pass
        assert message.json() == ["pong", "5"]
        screens = server.screens
        assert await server.end() == 0
        await ended(*screens)


@pytest.mark.parametrize(
    "nonsense",
    ["", "7", "{}", "[]", "[", '["stdin"]', '["stdin", 7]', '["resize", {"width": []}]', '["open"]'],
)
async def test_what_no_page_of_ours_says_ends_a_session(nonsense: str, tmp_path: Path) -> None:
    session = Session(tmp_path / "work.db", web.WebSocketResponse())
    assert not await session.take(nonsense)


def test_what_is_refused(project: Path) -> None:
    def ready(_: Access) -> None:
        raise AssertionError("nothing may listen")

    with pytest.raises(WrongUse, match="add --open-to-network"):
        serve(project, ready=ready, host="0.0.0.0")
    with pytest.raises(WrongUse, match="16 characters"):
        serve(project, ready=ready, token="short")
    with pytest.raises(WrongUse, match=r"Nothing can listen on 203\.0\.113\.7"):
        serve(project, ready=ready, host="203.0.113.7", open_to_network=True)


async def test_signals_end_it_where_the_loop_knows_none(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_signal_handler(*_: object) -> None:
        raise NotImplementedError  # as on Windows

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", add_signal_handler)
    before = signal.getsignal(signal.SIGTERM)
    server = Server(project, Access("127.0.0.1", 0, "x" * 32))
    async with asyncio.timeout(PATIENCE):
        await server.run(lambda _: signal.raise_signal(signal.SIGTERM))
    assert server.access.port > 0
    assert signal.getsignal(signal.SIGTERM) is before
