"""Finding the screen: it is a plug-in, so that nothing here imports it."""

from __future__ import annotations

from importlib.metadata import entry_points

from db.errors import WrongUse
from workbench.project import Project

GROUP = "workbench.ui"


def show(project: Project) -> None:
    """Open the review screen on a project and return when it is closed.

    Raises WrongUse when no screen is installed, or there is no terminal to show it on.
    """
    found = entry_points(group=GROUP, name="review")
    if not found:
        raise WrongUse(
            "No review screen is installed: install the program again, or work with `workbench pair`."
        )
    for entry_point in found:
        entry_point.load()(project)
        return
