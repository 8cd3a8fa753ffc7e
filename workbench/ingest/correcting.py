"""Correcting what is known about a document."""

from __future__ import annotations

from dataclasses import replace

from db.records import Document
from workbench.project import Project


def correct(project: Project, document_id: int, **facts: str) -> Document:
    """Write facts of a document (`outlet`, `agency`, `date` …) as a person states them; returns it.

    Its text and bytes stay what they are. Raises WrongUse when there is no such document.
    """
    store = project.store
    with store.action("document edit", f"facts of document {document_id} corrected"):
        known = store.documents.get(document_id)
        corrected = replace(known, **facts)  # type: ignore[arg-type]
        if corrected != known:
            store.documents.correct(corrected)
    return store.documents.get(document_id)
