"""Four short articles, imported as files are: menus and comments around them. All is fictional."""

from __future__ import annotations

from pathlib import Path

from db.records import PairFilter, Status
from tests.support.projects import NOW, PERSON, make_project
from workbench.ingest.given import Given
from workbench.ingest.service import import_text
from workbench.project import Project, open_project
from workbench.review import service

FERRY = """Accueil
Politique
Sport

Le bac passera avant la crue

« Le bac a repris mardi. Nous l’avions promis aux villages d’en face », a déclaré Oumou Tessaly.

« Personne n’a payé pour passer », a assuré Amadou Kéravel, porte-parole du comité.

2 commentaires
Jeannot dit : « N’importe quoi ! »
Répondre
"""
TRUCE = """La trêve de Tin-Almaz tient toujours

« Nous gardons la piste du nord, et nous la garderons », a déclaré Amadou Kéravel, porte-parole du comité.

« Les greniers sont pleins », a ajouté Oumou Tessaly. « Que chacun rentre chez soi. »
"""
DISPATCH = """Ferry runs again before the flood

“The ferry has been running again since Tuesday. We had promised it to the villages across the river,”
Oumou Tessaly said.

“The well is deep enough for all of us,” Colonel Iba Sarrhan said.
"""
SCHOOL = """L’école a rouvert ses portes

La rentrée a eu lieu lundi à Bourg-Imaginaire, sous les manguiers de la cour. Aucun incident n’est signalé.
"""
RIVER = {"lang": "fr", "outlet": "Le Courrier du Fleuve"}
ARTICLES = (
    (FERRY, Given(**RIVER, title="Le bac passera avant la crue", date="2012-05-30", author="Awa Inventée")),
    (
        TRUCE,
        Given(lang="fr", outlet="La Gazette des Dunes", title="La trêve tient toujours", date="2012-05-31"),
    ),
    (DISPATCH, Given(lang="en", outlet="Harbour Wire", title="Ferry runs again", date="2012-06-01")),
    (SCHOOL, Given(**RIVER, title="L’école a rouvert ses portes", date="2012-05-12")),
)


def example(folder: Path) -> Project:
    """A project with these articles: something approved, something rejected, something edited."""
    make_project(folder / "library.db", ()).close()
    project = open_project(folder / "library.db", person=PERSON, clock=lambda: NOW)
    for text, given in ARTICLES:
        import_text(project, text, given)
    waiting = project.store.pairs.ids(PairFilter(missing_target=True))
    service.edit(project, waiting[0], "The ferry has been running again since Tuesday.")
    service.approve(project, waiting[0])
    service.edit(project, waiting[1], "We had promised it to the villages across the river.")
    service.reject(project, waiting[2])
    assert project.store.pairs.counts()[Status.APPROVED] == 1
    return project
