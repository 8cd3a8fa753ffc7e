"""The full screens beside the review screen, each loaded when it is first opened."""

from __future__ import annotations

from importlib import import_module

from db.records import PairRow
from tui.screens.room import Room
from workbench.project import Project

ROOMS = {
    "library": "LibraryScreen",
    "project": "ProjectScreen",
    "article": "ArticleScreen",
    "compare": "CompareScreen",
    "aligning": "AligningScreen",
    "concordance": "ConcordanceScreen",
    "exporting": "ExportScreen",
}
"""The class of each room, in a module of `tui.screens` that has the room's name."""


def room(name: str, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> Room:
    """A room by its name, made for the pair that the person comes from."""
    made = getattr(import_module(f"tui.screens.{name}"), ROOMS[name])(project, row, own_keys)
    assert isinstance(made, Room)
    return made
