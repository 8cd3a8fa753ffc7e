"""What is pasted arrives as text, whatever is in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message


class PasteParser(XTermParser):
    """Reads what a terminal sends, and never takes a pasted escape sequence for keys.

    Textual does: between the marks of a bracketed paste it looks for sequences as everywhere else, and those
    that it does not know come out as keys. An article with such bytes in it would approve and move pairs.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        """What has been pasted so far; None while nothing is."""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that the next characters make."""
        if not data:
            yield from super().feed(data)  # the end of what the terminal sends
        while data:
            if self._pasted is None:
                typed, mark, data = data.partition(BRACKETED_PASTE_START)
                if typed:
                    yield from super().feed(typed)
                if not mark:
                    return
                self._pasted = ""
            # The closing mark may come in two pieces.
            self._pasted, mark, data = (self._pasted + data).partition(BRACKETED_PASTE_END)
            if not mark:
                return
            text, self._pasted = self._pasted, None
            yield events.Paste(text.replace("\0", ""))


def paste_as_text() -> None:
    """Let Textual's drivers read with `PasteParser`."""
    for name in ("linux_driver", "win32", "web_driver"):
        driver = sys.modules.get(f"textual.drivers.{name}")
        if driver is not None:
            setattr(driver, "XTermParser", PasteParser)  # noqa: B010 - the name is the driver's own
