"""Who may come in: pure rules over the headers of a request.

A page that somebody has open in the same browser must not reach the project. It may know the port, so
nothing is told without the token; it may let its own name point to this machine (DNS rebinding), so
the Host header has to name us; and a browser lets any page open a websocket, so its Origin has to be ours.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from db.errors import WrongUse

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
"""What this machine calls itself."""
HTTP_PORT = 80

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,200}")


@dataclass(frozen=True, slots=True)
class Access:
    """The names under which a server is asked, and the token that opens it."""

    host: str
    """The address that it listens on."""
    port: int
    token: str
    names: Sequence[str] = ()
    """Further names that browsers may use for it."""

    @property
    def cookie(self) -> str:
        """The name of the cookie that keeps the token; browsers share cookies between ports."""
        return f"workbench-{self.port}"

    @property
    def address(self) -> str:
        """Where a person on this machine opens it, without the token."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else "::1" if self.host == "::" else self.host
        return f"http://{_with_port(host, self.port)}/"

    def knows_host(self, header: str) -> bool:
        """Whether a Host header names this server and no other."""
        asked = header.casefold()
        if asked in self._hosts():
            return True
        return self.host in ("0.0.0.0", "::") and _is_address(asked, self.port)

    def is_own_origin(self, origin: str, host: str) -> bool:
        """Whether an Origin header is that of a page that came from here, asked for by the Host header."""
        return self.knows_host(host) and origin.casefold() == f"http://{host.casefold()}"

    def opens(self, token: str) -> bool:
        """Whether this is the token; takes as long for a wrong one."""
        return hmac.compare_digest(_bytes(token), _bytes(self.token))

    def _hosts(self) -> set[str]:
        names = {self.host, *self.names, *(LOCAL_NAMES if is_local(self.host) else ())}
        hosts = {_with_port(name, self.port) for name in names}
        if self.port == HTTP_PORT:
            hosts |= {host.removesuffix(f":{HTTP_PORT}") for host in hosts}
        return {host.casefold() for host in hosts}


def headers(host: str) -> dict[str, str]:
    """What every answer tells the browser: nothing from elsewhere, no page around it, no new windows.

    `host` is a Host header that is known; empty for an answer to any other one.
    """
    socket = f" ws://{host}" if host else ""  # not every browser takes a websocket for its own page's
    policy = (
        *("default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "font-src 'self'"),
        *("img-src 'self' data:", f"connect-src 'self'{socket}", "base-uri 'none'", "form-action 'none'"),
        *("frame-ancestors 'none'", "sandbox allow-scripts allow-same-origin"),
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def is_local(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
    try:
        return host.casefold() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def token_of(stated: str) -> str:
    """The token that is stated, or else a new one. Raises WrongUse for one that is easily guessed."""
    if stated and not _TOKEN.fullmatch(stated):
        raise WrongUse("A token has 16 characters or more, all of them letters, digits, “-” or “_”.")
    return stated or secrets.token_urlsafe()


def _with_port(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _is_address(asked: str, port: int) -> bool:
    """Whether a Host header is a number, which no page can let point anywhere."""
    host = asked.removesuffix(f":{port}")
    if host == asked and port != HTTP_PORT:
        return False
    try:
        return bool(ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        return False


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
