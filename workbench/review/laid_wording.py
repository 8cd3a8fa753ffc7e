"""What is said of beads: which quote and which rendering, and how sure it is that they belong together."""

from __future__ import annotations

from db.records import Origin
from workbench.project import Project
from workbench.review.laid import DOUBTFUL, Articles, LaidBead, Progress


def speaker_of(project: Project, quote_id: int) -> str:
    """A quote by its number, who said it and when."""
    row = project.store.row("SELECT speaker, said_on FROM quote WHERE id = ?", (quote_id,))
    told = (row["speaker"], row["said_on"]) if row else ()
    return " · ".join([f"Quote {quote_id}", *filter(None, told)])


def rendering_title(project: Project, root_id: int | None) -> str:
    """Where a rendering came from: its outlet, its package, or who wrote it."""
    if root_id is None:
        return "nothing renders it yet"
    rendering = project.store.renderings.get(root_id)
    if rendering.origin is Origin.DRAFT:
        return f"draft by {rendering.engine.package}" if rendering.engine else "draft"
    if rendering.document_id is not None:
        return _outlet(project, rendering.document_id)
    return f"rendering by {rendering.author or 'a person'}"


def quote_title(project: Project, quote_id: int, root_id: int | None) -> str:
    """A quote and its rendering."""
    witness = project.store.value(
        "SELECT document_id FROM witness WHERE quote_id = ? ORDER BY position, id", (quote_id,)
    )
    where = _outlet(project, witness) if witness else "original missing"
    return f"{speaker_of(project, quote_id)} · {where} ↔ {rendering_title(project, root_id)}"


def articles_title(project: Project, articles: Articles) -> str:
    """Two articles, and how many quotes of the first stand in the second."""
    quotes = "SELECT count(DISTINCT q.id) FROM witness w JOIN quote q ON q.id = w.quote_id"
    active = "WHERE w.document_id = ? AND q.state = 'active'"
    every = project.store.value(f"{quotes} {active}", (articles.source,))
    shared = project.store.value(
        f"{quotes} JOIN rendering r ON r.quote_id = q.id {active} AND r.document_id = ?", tuple(articles)
    )
    names = f"{_outlet(project, articles.source)} ↔ {_outlet(project, articles.target)}"
    return f"{names} · {shared} of {every} quotes"


def progress_told(done: Progress) -> str:
    """How far beads are looked through."""
    return f"{done.seen:,} of {done.beads:,} beads seen, {done.doubtful:,} doubtful left"


def about(bead: LaidBead) -> str:
    """All that is known of a bead beside its words."""
    facts = [f"{len(bead.source)}–{len(bead.target)}", _sure(bead)]
    if not bead.target:
        facts.append("nothing renders it" if bead.pair_id else "left out here; another rendering has it")
    elif not bead.source:
        facts.append("nothing in the original says it")
    if bead.pair_id:
        facts.append(f"pair {bead.pair_id}, {bead.status}")
    return " · ".join(filter(None, facts))


def _sure(bead: LaidBead) -> str:
    if bead.aligned_by:
        return f"laid or accepted by {bead.aligned_by}"
    if bead.probability is None:
        return ""
    if bead.origin is Origin.DRAFT:
        return "a machine's draft"
    doubt = f", doubtful (below {DOUBTFUL:.2f})" if bead.doubtful() else ""
    return f"probability {int(bead.probability * 100) / 100:.2f}{doubt}"


def _outlet(project: Project, document_id: int) -> str:
    source = project.store.documents.sources([document_id]).get(document_id)
    return (source.outlet or source.name) if source else f"document {document_id}"
