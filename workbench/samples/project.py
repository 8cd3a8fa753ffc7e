"""The sample project: the sample articles taken the whole way from import to draft."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.resources import as_file

from db.errors import WrongUse
from db.records import LanguageTag
from workbench.draft.service import draft, translations
from workbench.ingest.service import import_file
from workbench.match.service import match
from workbench.project import Project
from workbench.samples import articles

FRENCH = LanguageTag("fr")


def furnish(project: Project, progress: Callable[[int, int], None]) -> list[str]:
    """Import the sample articles, match and draft; returns what was done, a line each.

    On a project that has been furnished before it does only what is still missing. Raises WrongUse for a
    project of somebody's own.
    """
    refuse_own_work(project)
    told = []
    for article in articles():
        with as_file(article) as path:
            report = import_file(project, str(path))
        told.append(
            f"{article.name}: {report.outcome}, {report.quotes} quotes, {report.renderings} in translation,"
            f" {sum(report.set_aside.values())} blocks set aside"
        )
    joined = match(project, translations(FRENCH, project.target_lang))
    applied = sum(m.applied for m in joined)
    told.append(f"{applied} printed translations joined to what was said, {len(joined) - applied} proposed")
    drafted = draft(project, progress=progress)
    told.append(f"{drafted.drafted} pairs drafted, {drafted.left} without a rendering")
    return told + list(drafted.reasons)


def refuse_own_work(project: Project) -> None:
    """Raise WrongUse when a project holds articles that are not the samples."""
    samples = {hashlib.sha256(article.read_bytes()).hexdigest() for article in articles()}
    own = [document.name for document in project.store.documents.all() if document.sha256 not in samples]
    if own:
        raise WrongUse(
            f"{project.path} holds articles of your own ({own[0]}): `workbench {project.path}` opens it;"
            " `workbench demo OTHER.db` makes the sample project elsewhere."
        )
