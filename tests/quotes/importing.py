"""Fictional articles brought into a small project, and a look at what became of them."""

from __future__ import annotations

from db.records import LanguageTag, PairFilter, PairRow, Quote, joined
from tests.db.making import FR, document
from workbench.project import Project
from workbench.quotes.service import Extracted, extract


def bring(project: Project, text: str, lang: LanguageTag = FR, **facts: str) -> Extracted:
    """Import an article and extract its quotes, as one action."""
    with project.store.action("import", "an article"):
        stored = project.store.documents.add(document(text, lang, **facts), text.encode())
        return extract(project, stored)


def rows(project: Project, **wanted: object) -> list[PairRow]:
    return project.store.pairs.rows(project.store.pairs.ids(PairFilter(**wanted)))  # type: ignore[arg-type]


def sides(project: Project) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in rows(project)]


def quotes(project: Project) -> list[Quote]:
    return project.store.quotes.all()


def with_words(project: Project, words: str) -> Quote:
    """The active quote whose words, in any language, hold these."""
    for quote in quotes(project):
        printed = [joined(r.segments) for r in project.store.renderings.of_quote(quote.id)]
        if any(words in text for text in (joined(quote.segments), *printed)):
            return quote
    raise AssertionError(f"no quote with {words!r}")
