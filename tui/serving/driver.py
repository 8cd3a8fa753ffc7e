"""How the screen talks to the server: Textual's driver for browsers, without what is of no use here."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, messages
from textual.drivers.web_driver import WebDriver

TAKEN = ("resize", "focus", "blur", "quit", "exit")
"""What the server may tell beside keys; files are not handed out."""


class BrowserDriver(WebDriver):
    """Writes what is shown to the server and reads keys from it, until the server is gone."""

    def start_application_mode(self) -> None:
        """Begin as a terminal does, with the focus; the page tells when it loses it."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Read until the server closes the pipe; a screen that nobody can see must not stay."""
        super().run_input_thread()
        self._app.post_message(messages.ExitApp())

    def on_meta(self, packet_type: str, payload: Mapping[str, object]) -> None:
        """Take a new size, and word of focus and of the end."""
        if packet_type in TAKEN:
            super().on_meta(packet_type, dict(payload))

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing leads away from the screen."""
