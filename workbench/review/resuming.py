"""Where a person left the beads of a project, so that they can go on there another day."""

from __future__ import annotations

import json
from typing import NamedTuple

from db.errors import Refused
from workbench.project import Project


class Place(NamedTuple):
    """A bead that somebody looked at, and what was shown around it."""

    quote_id: int
    rendering_id: int | None
    pair_id: int
    scope: str = ""
    """How much was shown, in the words of whoever remembers it."""


def remember(project: Project, place: Place) -> None:
    """Keep a place for the person of the project. It is no part of the history.

    A project that can only be read keeps none.
    """
    kept = json.dumps(place)
    if project.store.setting(_key(project)) == kept:
        return
    try:
        with project.store.action("place", "the place among the beads"):
            project.store.set_setting(_key(project), kept)
    except Refused:
        return


def remembered(project: Project) -> Place | None:
    """The place that the person left, while its pair or at least its quote is there; None without one."""
    try:
        place = Place(*json.loads(project.store.setting(_key(project)) or "null"))
    except (TypeError, ValueError):
        return None
    quotes = "SELECT count(*) FROM quote WHERE id = ? AND state = 'active'"
    return place if project.store.value(quotes, (place.quote_id,)) else None


def _key(project: Project) -> str:
    return f"aligning:{project.person}"
