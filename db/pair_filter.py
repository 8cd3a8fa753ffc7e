"""A PairFilter as SQL: pure strings, so that lists, counts and exports ask the same question."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from db.records import PairFilter

ORDER = "q.place_document, q.place_offset, q.id, p.source_start, p.target_start, p.id"
"""Reading order. Where a quote stands decides first, then its own words."""

ON_EITHER_SIDE = """p.id IN (
    SELECT x.id FROM segment s JOIN quote_segment o ON o.segment_id = s.id
      JOIN pair x ON x.quote_id = o.quote_id
        AND o.position >= x.source_start AND o.position < x.source_end
      WHERE {found}
    UNION
    SELECT x.id FROM segment s JOIN rendering_segment o ON o.segment_id = s.id
      JOIN pair x ON x.rendering_id = o.rendering_id
        AND o.position >= x.target_start AND o.position < x.target_end
      WHERE {found})"""

KNOWN = """IN (WITH RECURSIVE known(name) AS (
    SELECT min({name}) FROM {table} UNION ALL
    SELECT (SELECT min({name}) FROM {table} WHERE {name} > known.name) FROM known WHERE name IS NOT NULL)
    SELECT name FROM known WHERE instr(folded(COALESCE(name, '')), ?) > 0)"""
"""One of the names that hold some words. Each name is folded once and found by a step in its index: there
are far fewer speakers than quotes."""

BY_SPEAKER = KNOWN.format(table="quote", name="speaker")
OF_OUTLET = f"SELECT id FROM document WHERE outlet {KNOWN.format(table='document', name='outlet')}"

PRINTED_IN = """EXISTS (SELECT 1 FROM (
    SELECT document_id FROM witness WHERE quote_id = q.id UNION ALL SELECT r.document_id UNION ALL
    SELECT document_id FROM rendering WHERE id = r.derived_from) WHERE document_id IN ({documents}))"""
"""A pair either side of which stands in one of these documents."""

WITHIN = "{date} <> '' AND {date} >= substr(?, 1, length({date})) AND substr({date}, 1, {length}) <= ?"
"""Two dates of unlike precision are compared as far as both go."""

END_OF_TIME = "9999"

Parameters = list[str | int]


def where(wanted: PairFilter, fold: Callable[[str], str]) -> tuple[str, Parameters]:
    """The condition and its parameters, over `pair p`, `quote q` and `rendering r`."""
    conditions = ["q.state = 'active'"]
    parameters: Parameters = []

    def add(condition: str, *values: str | int) -> None:
        conditions.append(condition)
        parameters.extend(values)

    if wanted.statuses:
        add(f"p.status IN ({_marks(wanted.statuses)})", *map(str, wanted.statuses))
    if wanted.origins:
        add(
            f"p.target_end > p.target_start AND r.origin IN ({_marks(wanted.origins)})",
            *map(str, wanted.origins),
        )
    if wanted.missing_target:
        add("p.target_end = p.target_start")
    if wanted.missing_source:
        add("p.source_end = p.source_start")
    if wanted.source_lang:
        add("(q.lang = ? OR q.lang LIKE ? || '-%')", wanted.source_lang, wanted.source_lang)
    if wanted.target_lang:
        add("(r.lang = ? OR r.lang LIKE ? || '-%')", wanted.target_lang, wanted.target_lang)
    if wanted.speaker:
        add(f"q.speaker {BY_SPEAKER}", fold(wanted.speaker))
    if wanted.outlet:
        add(PRINTED_IN.format(documents=OF_OUTLET), fold(wanted.outlet))
    if wanted.since or wanted.until:
        add(*_in_time(wanted.since, wanted.until or END_OF_TIME))
    if wanted.document_id:
        document = "SELECT quote_id FROM {} WHERE document_id = ?"
        either = f"{document.format('witness')} UNION {document.format('rendering')}"
        add(f"p.quote_id IN ({either})", wanted.document_id, wanted.document_id)
    if wanted.quote_id:
        add("p.quote_id = ?", wanted.quote_id)
    if wanted.text.strip():
        found, value = _found(fold(wanted.text).strip())
        add(ON_EITHER_SIDE.format(found=found), value, value)
    return " AND ".join(conditions), parameters


def _in_time(since: str, until: str) -> tuple[str, ...]:
    """The condition for pairs that were said, or else printed, in a time, and its parameters."""
    said = WITHIN.format(date="q.said_on", length=len(until))
    printed = f"SELECT id FROM document WHERE {WITHIN.format(date='date', length=len(until))}"
    condition = f"({said} OR q.said_on = '' AND {PRINTED_IN.format(documents=printed)})"
    return condition, *(since, until) * 2


def _found(folded: str) -> tuple[str, str]:
    """How to look for a folded text: by the word index, or by scanning where words are not spaced."""
    if not any(map(str.isalnum, folded)) or any(unicodedata.east_asian_width(c) in "WF" for c in folded):
        return "instr(s.folded, ?) > 0", folded
    phrase = '"' + folded.replace("\0", " ").replace('"', '""') + '"*'
    return "s.id IN (SELECT rowid FROM segment_fts WHERE segment_fts MATCH ?)", phrase


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))
