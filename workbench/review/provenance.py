"""Everything that is known of a pair, as lines for a person."""

from __future__ import annotations

from db.records import PairRow, Quote, Rendering, joined
from workbench.project import Project


def facts(project: Project, pair_id: int) -> list[tuple[str, str]]:
    """Label and value of each known fact about a pair, the most telling first; nothing empty.

    Raises WrongUse when there is no such pair.
    """
    store = project.store
    row = store.pairs.row(pair_id)
    quote = store.quotes.get(row.quote_id)
    known = [
        ("speaker", _with(row.speaker or "unknown", row.role)),
        ("said on", row.said_on),
        ("language", f"{quote.lang} ({quote.lang_basis})"),
        ("kind", str(row.kind)),
        *_witnesses(project, quote),
        *_target(project, row),
        ("status", _with(str(row.status), _reviewed(row))),
        ("doubtful", row.doubt),
        ("alignment", f"probability {row.probability:.2f}" if row.source and row.target else ""),
        ("note", row.note),
    ]
    known += [("other rendering", _rendering(project, r)) for r in _others(project, row)]
    known += [
        (
            "history",
            f"{action.at} {action.who}: {action.summary}" + (" (taken back)" if action.undone else ""),
        )
        for action in store.history.actions(pair_id=pair_id, limit=10)
    ]
    return [(label, value) for label, value in known if value]


def _witnesses(project: Project, quote: Quote) -> list[tuple[str, str]]:
    """Where the original words stand, and why they are taken for this speaker's."""
    if quote.missing_original:
        return [("said in", "original missing")]
    found = []
    for witness in quote.witnesses:
        document = project.store.documents.get(witness.document_id)
        found.append(("said in", _place(document.name, document.outlet, document.date, document.url)))
        found.append(("attribution", f"{witness.cue} ({witness.confidence:.2f})" if witness.cue else ""))
    return found


def _target(project: Project, row: PairRow) -> list[tuple[str, str]]:
    """Where the rendering's words come from."""
    if row.rendering_id is None or row.origin is None:
        return [("rendering", "missing")]
    origin = str(row.origin) + (f", derived from {row.derived_from}" if row.derived_from else "")
    return [
        ("origin", origin),
        ("printed in", _place(row.target_document, row.target_outlet, row.target_date, row.target_url)),
        ("translator", row.translator),
        ("engine", row.engine),
    ]


def _others(project: Project, row: PairRow) -> list[Rendering]:
    return [r for r in project.store.renderings.of_quote(row.quote_id) if r.id != row.rendering_id]


def _rendering(project: Project, rendering: Rendering) -> str:
    by = rendering.translator or rendering.author
    if rendering.engine:
        by = str(rendering.engine)
    elif rendering.document_id:
        document = project.store.documents.get(rendering.document_id)
        by = document.outlet or document.name
    return f"{rendering.origin} ({by}): {joined(rendering.segments)}"


def _reviewed(row: PairRow) -> str:
    return f"{row.reviewer}, {row.reviewed_at}" if row.reviewer else ""


def _place(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _with(value: str, more: str) -> str:
    return f"{value} ({more})" if more else value
