"""A small project for the dialogs about many pairs, and for a thread of comments. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

from db.records import Origin, Status
from tests.support.projects import NOW, Said, make_project
from workbench.project import Project, open_project
from workbench.review import comments

QUOTES = (
    Said(
        source=["Le groupe AQMI a quitté la ville de Ouradi.", "Il ne reviendra pas."],
        target=["The group AQMI has left the city of Ouradi.", "It will not come back to the city."],
    ),
    Said(
        source=["Nous gardons le bac et la ville."],
        target=["We are guarding the ferry and the city."],
        origin=Origin.DRAFT,
        speaker="Oumou Tessaly",
        role="ministre",
    ),
    Said(source=["La ville dort."], target=["The City sleeps."], status=Status.APPROVED),
    Said(source=["Rien à ajouter."]),
    Said(source=["La ville est loin."], target=["The city is far away."], status=Status.REJECTED),
)
"""Six pairs: 1 to 6."""


def example(folder: Path) -> Project:
    """These quotes, and two people who talk about the first pair."""
    project = make_project(folder / "bulk.db", QUOTES)
    comments.comment(project, 1, "« Ville »: city or town? The map has 4,000 people there.")
    with open_project(project.path, person="Ben", clock=lambda: NOW) as other:
        comments.comment(other, 1, "Town, then. The wire says “city” throughout, though.")
    return project
