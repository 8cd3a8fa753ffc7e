"""A project to search in: what was said of a truce, a ferry and a well, in several papers. All is fictional."""

from __future__ import annotations

from pathlib import Path

from db.records import Origin, Status
from tests.support.projects import Said, make_project
from workbench.project import Project

QUOTES = (
    Said(
        source=["La trêve tient, et nous la tiendrons.", "Que chacun rentre chez soi."],
        target=["The truce is holding, and we shall hold to it.", "Let everyone go home."],
        status=Status.APPROVED,
    ),
    Said(
        source=["Personne n’a rompu la trêve sur la piste du nord."],
        target=["Nobody has broken the truce on the northern track."],
        speaker="Oumou Tessaly",
        role="ministre de la Réconciliation",
        status=Status.APPROVED,
    ),
    Said(
        source=["Sans trêve, le bac ne passera pas avant la crue."],
        target=["Without a truce the ferry will not cross before the flood."],
        origin=Origin.DRAFT,
        speaker="Colonel Iba Sarrhan",
        role="",
    ),
    Said(
        source=["Une trêve n’est pas la paix, mais c’est déjà le silence des armes."],
        target=["A truce is not peace, but at least the guns are silent."],
        speaker="Oumou Tessaly",
        role="ministre de la Réconciliation",
    ),
    Said(source=["Nous demandons une trêve de dix jours."], speaker="Awa Fictive", role="maire"),
    Said(target=["They signed the truce at the well."], speaker="Awa Fictive", role="maire"),
    Said(
        source=["Le puits est assez profond pour tous."],
        target=["The well is deep enough for all of us."],
        status=Status.REJECTED,
        speaker="Awa Fictive",
        role="maire",
    ),
)


def example(folder: Path) -> Project:
    """The project, in `folder`."""
    return make_project(folder / "concordance.db", QUOTES)
