"""Everything that is known of a pair, as lines for a person."""

from __future__ import annotations

from db.pairs import VIA
from db.records import Draft, Origin, PairRow, Quote, Rendering, Source, Telling, joined
from workbench.project import Project


def facts(project: Project, pair_id: int) -> list[tuple[str, str]]:
    """Label and value of each known fact about a pair, the most telling first; nothing empty.

    Raises WrongUse when there is no such pair.
    """
    store = project.store
    row = store.pairs.row(pair_id)
    told = known(project, row)
    told += [("other rendering", _rendering(project, r)) for r in _others(project, row)]
    told += [
        (
            "history",
            f"{action.at} {action.who}: {action.summary}" + (" (taken back)" if action.undone else ""),
        )
        for action in store.history.actions(pair_id=pair_id, limit=10)
    ]
    return [(label, value) for label, value in told if value]


def known(project: Project, row: PairRow) -> list[tuple[str, str]]:
    """Label and value of what is known of a pair itself, without other renderings and what was done to it.

    Raises WrongUse when its quote has left the project.
    """
    quote = project.store.quotes.get(row.quote_id)
    told = [
        ("speaker", _with(row.speaker or "unknown", row.role)),
        ("said on", row.said_on),
        ("language", f"{quote.lang} ({quote.lang_basis})"),
        ("kind", str(row.kind)),
        *_witnesses(project, quote),
        *_target(project, row),
        ("status", _with(str(row.status), _reviewed(row))),
        ("doubtful", row.doubt),
        ("names put right", "; ".join(_put_right(project, row))),
        ("alignment", _aligned(row)),
        ("note", row.note),
        *_retold(project, quote),
    ]
    return [(label, value) for label, value in told if value]


def maker(rendering: Rendering, printed: Source | None) -> str:
    """Who made a rendering: outlet, agency and translator; the package and its version; the person.

    `printed` is the article that prints it, if one does.
    """
    if rendering.engine:
        return f"{rendering.engine.package} {rendering.engine.version}".strip()
    if printed is None:
        return rendering.author
    by = f"translated by {rendering.translator}" if rendering.translator else ""
    return _place(printed.outlet or printed.name, printed.agency, by)


def drafts_of(project: Project, row: PairRow) -> list[Draft]:
    """What a package drafted for each sentence of a pair, whatever a person has made of it since.

    Empty for what no package drafted.
    """
    if not row.engine:
        return []
    positions = range(*project.store.pairs.range(row.id).source)
    segments = project.store.quotes.segments(row.quote_id)
    found = (project.store.drafts.get(row.engine, s.text) for s in segments if s.position in positions)
    return [draft for draft in found if draft is not None]


def _put_right(project: Project, row: PairRow) -> list[str]:
    """The names put into a draft, with what the package had written; none once a person has edited it."""
    if row.origin is not Origin.DRAFT:
        return []
    changes = (change for draft in drafts_of(project, row) for change in draft.changes)
    return [f"“{change.before}” → “{change.after}”" for change in changes]


def _witnesses(project: Project, quote: Quote) -> list[tuple[str, str]]:
    """Where the original words stand, how they came there, and why they are taken for this speaker's."""
    if quote.missing_original:
        return [("said in", "original missing")]
    sources = project.store.documents.sources(witness.document_id for witness in quote.witnesses)
    found = []
    if quote.said_in:
        found.append(("original", f"missing: a translation from {quote.said_in} ({quote.said_in_basis})"))
    first, *others = quote.witnesses
    found.append(("said in", _cited(sources[first.document_id])))
    found.append(("told", told_in_short(first.telling)))
    found.append(("attribution", _decided(first.cue, first.confidence)))
    for witness in others:
        parts = (_cited(sources[witness.document_id]), told_in_short(witness.telling))
        found.append(("also in", " · ".join(part for part in parts if part)))
    return found


def told_in_short(telling: Telling) -> str:
    """How words reached an article, in a few words: `told AFP · interview · via Radio X < AFP`."""
    parts = (
        f"told {telling.told_to}" if telling.told_to else "",
        telling.occasion,
        f"via {VIA.join(telling.via)}" if telling.via else "",
    )
    return " · ".join(part for part in parts if part)


def _cited(source: Source) -> str:
    return _place(source.name, source.outlet, source.agency, source.place, source.date, source.url)


def _decided(cue: str, confidence: float) -> str:
    return f"{cue} ({confidence:.2f})" if cue else ""


def _retold(project: Project, quote: Quote) -> list[tuple[str, str]]:
    """The quotes that tell the same story in other words."""
    return [
        ("retold in", f"quote {link.other_id if link.quote_id == quote.id else link.quote_id}")
        for link in project.store.retellings.of_quote(quote.id)
    ]


def _target(project: Project, row: PairRow) -> list[tuple[str, str]]:
    """Where the rendering's words come from, and where else they were printed."""
    if row.rendering_id is None or row.origin is None:
        return [("rendering", "missing")]
    origin = str(row.origin) + (f", derived from {row.derived_from}" if row.derived_from else "")
    rendering = project.store.renderings.get(row.rendering_id)
    told = told_in_short(rendering.telling)
    printed = (row.target_document, row.target_outlet, row.target_agency, row.target_place)
    return [
        ("origin", origin),
        ("printed in", _place(*printed, row.target_date, row.target_url)),
        ("told", told),
        ("attribution", _decided(rendering.cue, rendering.confidence) if row.missing_source else ""),
        ("also in", row.target_also),
        ("translator", row.translator),
        ("engine", _parted(row.engine)),
    ]


def _others(project: Project, row: PairRow) -> list[Rendering]:
    """Renderings in other words; a reprint is no other one."""
    renderings = project.store.renderings.of_quote(row.quote_id)
    return [r for r in renderings if r.id != row.rendering_id and r.reprint_of is None]


def _rendering(project: Project, rendering: Rendering) -> str:
    by = rendering.translator or rendering.author
    if rendering.engine:
        by = _parted(str(rendering.engine))
    elif rendering.document_id:
        document = project.store.documents.get(rendering.document_id)
        by = document.outlet or document.name
    return f"{rendering.origin} ({by}): {joined(rendering.segments)}"


def _parted(signature: str) -> str:
    """A signature with places where a line may end."""
    return signature.replace("|", ", ")


def _aligned(row: PairRow) -> str:
    """Who laid the bead, or how sure the aligner is of it."""
    if row.aligned_by:
        return f"laid by {row.aligned_by}"
    return f"probability {row.probability:.2f}" if row.source and row.target else ""


def _reviewed(row: PairRow) -> str:
    return f"{row.reviewer}, {row.reviewed_at}" if row.reviewer else ""


def _place(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _with(value: str, more: str) -> str:
    return f"{value} ({more})" if more else value
