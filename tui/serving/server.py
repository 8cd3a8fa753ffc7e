"""The server: one page, its scripts, and a websocket for each browser that has the token."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from aiohttp import WSMsgType, web

from db.errors import WrongUse
from tui.serving.access import Access, headers, is_local, token_of
from tui.serving.session import Session
from workbench.text.visible import visible

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEARTBEAT = 15.0
"""Seconds after which a browser that does not answer is taken for gone."""
CLOSING = 1.0
"""Seconds that a browser has to agree that a session is over."""
LONGEST = 1 << 20
"""Bytes of a message from a browser: a page of text that is pasted is shorter."""
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What ends the server."""


def serve(
    path: Path,
    *,
    ready: Callable[[Access], None],
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str = "",
    names: Sequence[str] = (),
    open_to_network: bool = False,
) -> None:
    """Show the project at `path` to browsers until a signal ends it; `ready` is called once it listens.

    `port` 0 takes a free one, an empty `token` makes one. `names` are further names by which browsers
    may ask. Every browser gets a process of its own, whose actions are signed as those of this process.
    Raises WrongUse for a token that is no good, an address that others reach unless `open_to_network`,
    and an address or port that cannot be used.
    """
    if not (is_local(host) or open_to_network):
        raise WrongUse(
            f"On {host} other machines could reach the project, and what is sent can be read on the way."
            " Leave --host away and use an SSH tunnel, or add --open-to-network."
        )
    server = Server(path.resolve(), Access(host, port, token_of(token), tuple(names)))
    asyncio.run(server.run(ready))


class Server:
    """Serves one project."""

    def __init__(self, path: Path, access: Access) -> None:
        self.access = access
        self._path = path
        self._open: set[web.WebSocketResponse] = set()

    async def run(self, ready: Callable[[Access], None]) -> None:
        """Listen until a signal comes, then end every session. Raises WrongUse where the port is taken."""
        over = asyncio.Event()
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=HEARTBEAT)
        with _signals(over.set):
            await runner.setup()
            try:
                self.access = await _listen(runner, self.access)
                ready(self.access)
                await over.wait()
            finally:
                await runner.cleanup()

    def application(self) -> web.Application:
        """The page, what belongs to it, and the websocket, all behind `_guarded`."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        application = web.Application(middlewares=[guarded])
        application.router.add_get("/", self._page)
        application.router.add_get("/ws", self._session)
        application.router.add_static("/own", str(files("tui.serving") / "static"))
        application.router.add_static("/static", str(files("textual_serve") / "static"))
        application.on_response_prepare.append(self._with_headers)
        application.on_shutdown.append(self._end_all)
        return application

    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through that names us and has the cookie, for which the token is changed."""
        access = self.access
        host = request.headers.get("Host", "")
        if not access.knows_host(host):
            raise web.HTTPForbidden(text="This server is not called that.")
        if request.path == "/" and "token" in request.query:
            if not access.opens(request.query["token"]):
                raise web.HTTPForbidden(text="This is not the token that `workbench serve` printed.")
            welcome = web.HTTPSeeOther("/")
            welcome.set_cookie(access.cookie, access.token, httponly=True, samesite="Strict")
            raise welcome
        if not access.opens(request.cookies.get(access.cookie, "")):
            raise web.HTTPForbidden(
                text="Open the address that `workbench serve` printed: it holds the token."
            )
        if request.path == "/ws" and not access.is_own_origin(request.headers.get("Origin", ""), host):
            raise web.HTTPForbidden(text="This page is none of ours.")
        return await handler(request)

    async def _page(self, request: web.Request) -> web.Response:
        """The page with the terminal."""
        template = Template((files("tui.serving") / "static" / "page.html").read_text("utf-8"))
        title = escape(visible(self._path.name))
        socket = escape(f"ws://{request.headers['Host']}/ws")
        return web.Response(text=template.substitute(title=title, socket=socket), content_type="text/html")

    async def _session(self, request: web.Request) -> web.WebSocketResponse:
        """A screen of its own for this browser, as long as the websocket stays open."""
        websocket = web.WebSocketResponse(timeout=CLOSING, heartbeat=HEARTBEAT, max_msg_size=LONGEST)
        await websocket.prepare(request)
        session = Session(self._path, websocket)
        self._open.add(websocket)
        try:
            await session.start(_number(request, "width", 80), _number(request, "height", 24))
            async for message in websocket:
                if message.type is not WSMsgType.TEXT or not await session.take(message.data):
                    break
        finally:
            self._open.discard(websocket)
            await websocket.close()
            await session.stop()
        return websocket

    async def _with_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        host = request.headers.get("Host", "")
        response.headers.update(headers(host if self.access.knows_host(host) else ""))

    async def _end_all(self, _: web.Application) -> None:
        await asyncio.gather(*(websocket.close() for websocket in self._open))


@contextmanager
def _signals(told: Callable[[], None]) -> Iterator[None]:
    """Have the loop call `told` for each of `SIGNALS`; what they did before they do again afterwards."""
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        try:
            loop.add_signal_handler(number, told)
        except NotImplementedError:  # the loop of Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(told))
    try:
        yield
    finally:
        for number, handler in before.items():
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
            signal.signal(number, handler or signal.SIG_DFL)


async def _listen(runner: web.AppRunner, access: Access) -> Access:
    """Listen where `access` says; returns it with the port that is used."""
    try:
        await web.TCPSite(runner, access.host, access.port).start()
    except OSError as error:
        raise WrongUse(
            f"Nothing can listen on {access.host}, port {access.port} ({error.strerror or error}):"
            " choose another with --port or --host; --port 0 takes a free one."
        ) from error
    port = runner.addresses[0][1]
    return Access(access.host, port, access.token, access.names)


def _number(request: web.Request, name: str, otherwise: int) -> int:
    value = request.query.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 6 else otherwise
