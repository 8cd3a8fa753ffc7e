"""The review screen in a browser: textual-serve's processes and scripts, behind a door of our own."""

from tui.serving.server import serve

__all__ = ["serve"]
