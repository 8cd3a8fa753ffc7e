"""Finding what shows a project to a person: each way is a plug-in, so that nothing here imports it."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from db.errors import WrongUse
from workbench.project import Project

GROUP = "workbench.ui"


def show(project: Project) -> None:
    """Open the review screen on a project and return when it is closed.

    Raises WrongUse when no screen is installed, or there is no terminal to show it on.
    """
    _plugged_in("review", "review screen")(project)


def read_out(project: Project, level: str) -> None:
    """Review a project line by line on standard input and output; `level` is how much is said of a pair.

    Raises WrongUse when no line mode is installed, UnreadableInput for input that is no text.
    """
    _plugged_in("plain", "line mode")(project, level)


def serve(path: Path, **settings: Any) -> None:
    """Show the project at `path` in browsers until Ctrl-C; `settings` are those of `tui.serving.Settings`.

    Raises WrongUse when no server is installed, or the settings or the port cannot be used.
    """
    _plugged_in("serve", "server for browsers")(path, **settings)


def _plugged_in(name: str, what: str) -> Any:
    """What an entry point of that name gives."""
    for entry_point in entry_points(group=GROUP, name=name):
        return entry_point.load()
    raise WrongUse(f"No {what} is installed: install the program again, or work with `workbench pair`.")
