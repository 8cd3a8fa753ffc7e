"""A project in the middle of the work: two reviewers, decisions on several days. All is fictional."""

from __future__ import annotations

from pathlib import Path

from db.records import Status
from tests.support.projects import fictional, make_project
from workbench.project import Project, open_project
from workbench.review import service

DAYS = ("2012-05-24", "2012-05-25", "2012-05-29", "2012-05-31", "2012-06-01", "2012-06-02")


def example(folder: Path) -> Project:
    """Sixty pairs, of which Nadia and Tomas have decided about some on most of these days."""
    path = folder / "project.db"
    make_project(path, fictional(60)).close()
    for number, day in enumerate(DAYS):
        person = ("Nadia", "Tomas")[number % 2]
        with open_project(path, person=person, clock=lambda: f"{day}T09:30:00Z") as opened:  # noqa: B023
            rows = opened.store.pairs.stream(opened.store.pairs.ids())
            waiting = [r for r in rows if r.source and r.target and r.status is Status.TRANSLATED]
            for row in waiting[: 1 + number % 4]:
                service.approve(opened, row.id)
    return open_project(path, person="Nadia", clock=lambda: f"{DAYS[-1]}T10:00:00Z")
