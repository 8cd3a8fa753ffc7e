"""Drafted and printed renderings, and what stands beside what in a project. All texts are fictional."""

from __future__ import annotations

from db.records import Bead, EngineSignature, Origin, Quote, Rendering, Span, Status
from tests.db.making import EN, put_document, put_quote, segments
from workbench.align.service import cover_source, pair_up
from workbench.project import Project

ENGINE = EngineSignature("translate-fr_en", "0.2", "beam 4")


def both(project: Project, pair_id: int) -> tuple[str, str]:
    row = project.store.pairs.row(pair_id)
    return row.source, row.target


def state(project: Project) -> list[tuple[str, str]]:
    """Both sides of every pair, in reading order."""
    return [(row.source, row.target) for row in project.store.pairs.rows(project.store.pairs.ids())]


def draft_of(project: Project, *sentences: str, drafts: tuple[str, ...]) -> int:
    """A quote whose first sentences a machine has drafted; returns the draft's id."""
    quote = put_quote(project.store, put_document(project.store, " ".join(sentences)), *sentences)
    with project.store.action("draft", "a draft"):
        rendering = project.store.renderings.add(
            Rendering(quote_id=quote, lang=EN, origin=Origin.DRAFT, segments=segments(*drafts), engine=ENGINE)
        )
        for n in range(len(drafts)):
            bead = Bead(Span(n, n + 1), Span(n, n + 1), 1.0)
            project.store.pairs.add(quote, rendering, bead, Status.DRAFT)
        cover_source(project.store, quote)
    return rendering


def put_rendering(project: Project, quote_id: int | None, sentences: tuple[str, ...]) -> int:
    """A printed rendering, aligned with a quote, or with none: its original is missing."""
    store = project.store
    words = " ".join(sentences)
    document = put_document(store, words, EN, outlet="Agence fictive")
    with store.action("match", "a rendering"):
        quote = quote_id or store.quotes.add(Quote(), place=(document, 0))
        rendering = store.renderings.add(
            Rendering(
                quote_id=quote,
                lang=EN,
                origin=Origin.PUBLISHED,
                segments=segments(*sentences),
                document_id=document,
                pieces=(Span(0, len(words)),),
            )
        )
        pair_up(store, quote, store.renderings.get(rendering))
    return rendering
