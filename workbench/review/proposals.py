"""Proposed matches: a person accepts one or refuses it, and a refused one does not return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from db.errors import Refused
from db.records import LanguageTag
from workbench.align.service import Drafts
from workbench.match.service import Joined, link
from workbench.project import Project

USUAL = LanguageTag("fr")


def proposed(project: Project, found: Iterable[Joined]) -> list[Joined]:
    """What a run of `match` left to a person and nobody has decided since, the likeliest first."""
    refused = project.store.refusals.all()
    waiting = [m for m in found if not m.applied and (m.quote_id, m.rendering_id) not in refused]
    open_ = [m for m in waiting if _open(project, m)]
    return sorted(open_, key=lambda m: -m.evidence.score)


def source_language(project: Project) -> LanguageTag:
    """The language that most quotes of a project were said in; French in one without any."""
    quotes = project.store.quotes.all()
    said = Counter(quote.lang for quote in quotes if not quote.missing_original)
    return said.most_common(1)[0][0] if said else USUAL


def accept(project: Project, quote_id: int, rendering_id: int, drafts: Drafts = lambda _: None) -> None:
    """Join a proposed rendering to its quote and align the two. Raises Refused where it cannot be."""
    link(project, quote_id, rendering_id, drafts)


def refuse(project: Project, quote_id: int, rendering_id: int) -> None:
    """Say that a rendering does not render a quote: the match is not proposed again.

    Raises WrongUse where there is no such quote or rendering, Refused where the two are joined already.
    """
    store = project.store
    summary = f"rendering {rendering_id} does not render quote {quote_id}"
    with store.action("match refuse", summary):
        store.quotes.get(quote_id)
        if store.renderings.get(rendering_id).quote_id == quote_id:
            raise Refused(
                f"Rendering {rendering_id} is joined to quote {quote_id}: `workbench quote split` parts them."
            )
        store.refusals.add(quote_id, rendering_id)


def _open(project: Project, match: Joined) -> bool:
    """Whether the rendering of a proposed match still waits for its original."""
    quote_id = project.store.renderings.get(match.rendering_id).quote_id
    return project.store.quotes.get(quote_id).missing_original
