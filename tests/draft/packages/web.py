"""A web server on this machine, whose manners can be set."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Manners:
    """What a path answers with, and how."""

    body: bytes = b""
    status: int = 200
    etag: str = '"1"'
    location: str = ""
    ranges: bool = True
    """Whether parts are sent on request."""
    says_length: bool = True
    cut_after: int | None = None
    """Bytes after which the connection ends."""
    misplaced: bool = False
    """Whether a part is sent from another place than was asked for."""


@dataclass
class Site:
    """The paths that are served, and what was asked for."""

    address: str = ""
    paths: dict[str, Manners] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and Range of each request."""

    def link(self, path: str) -> str:
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """A site on the loopback interface, while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            site.asked.append((self.path, wanted))
            self._answer(site.paths.get(self.path, Manners(status=404)), wanted)

        def _answer(self, manners: Manners, wanted: str) -> None:
            body, status, start = manners.body, manners.status, 0
            same = self.headers.get("If-Range", manners.etag) == manners.etag
            if wanted and manners.ranges and same and status == 200:
                start = int(wanted.removeprefix("bytes=").rstrip("-")) + manners.misplaced
                status = 206 if start < len(body) else 416
            self.send_response(status)
            if manners.location:
                self.send_header("Location", manners.location)
            if manners.etag:
                self.send_header("ETag", manners.etag)
            if status in (206, 416):
                place = f"{start}-{len(body) - 1}" if status == 206 else "*"
                self.send_header("Content-Range", f"bytes {place}/{len(body)}")
            sent = b"no such part" if status == 416 else body[start:]
            if manners.says_length:
                self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent if manners.cut_after is None else sent[: manners.cut_after])

        def log_message(self, format: str, *args: object) -> None:
            """Tests read the requests from the site."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
