"""Pairs: beads between a quote's segments and a rendering's, with the state of their review."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from db.comments import STANDS
from db.errors import Conflict, WrongUse
from db.pair_filter import ORDER, where
from db.records import (
    Bead,
    LanguageTag,
    Origin,
    PairEvent,
    PairFilter,
    PairRange,
    PairRow,
    QuoteKind,
    Segment,
    Span,
    Status,
    joined,
)
from db.renderings import signature_of
from db.tellings import DIGITS

if TYPE_CHECKING:
    from db.store import Store

LISTED = f"""
SELECT p.*, q.lang AS source_lang, q.speaker, q.role, q.said_on, q.kind,
       (SELECT count(*) FROM comment c WHERE {STANDS}) AS comment_count,
       COALESCE(r.lang, '') AS target_lang, r.origin, COALESCE(parent.origin, '') AS derived_from,
       COALESCE(NULLIF(r.engine, ''), parent.engine, '') AS engine,
       COALESCE(NULLIF(r.translator, ''), NULLIF(td.translator, ''), '') AS translator,
       COALESCE(sd.name, '') AS source_document, COALESCE(sd.outlet, '') AS source_outlet,
       COALESCE(sd.date, '') AS source_date, COALESCE(sd.url, '') AS source_url,
       COALESCE(td.name, '') AS target_document, COALESCE(td.outlet, '') AS target_outlet,
       COALESCE(td.date, '') AS target_date, COALESCE(td.url, '') AS target_url,
       q.lang_basis, q.said_in,
       COALESCE(NULLIF(w.told_to, ''), NULLIF(printed.told_to, ''), '') AS told_to,
       COALESCE(NULLIF(w.occasion, ''), NULLIF(printed.occasion, ''), '') AS occasion,
       COALESCE(sd.agency, '') AS source_agency, COALESCE(sd.place, '') AS source_place,
       COALESCE(w.via, '[]') AS source_via,
       COALESCE(td.agency, '') AS target_agency, COALESCE(td.place, '') AS target_place,
       COALESCE(printed.via, '[]') AS target_via,
       COALESCE((SELECT group_concat(place, '; ') FROM (
           SELECT COALESCE(NULLIF(d.outlet, ''), d.name) AS place
           FROM witness o JOIN document d ON d.id = o.document_id
           WHERE o.quote_id = q.id AND o.id <> w.id ORDER BY o.position, o.id)), '') AS source_also,
       COALESCE((SELECT group_concat(place, '; ') FROM (
           SELECT COALESCE(NULLIF(d.outlet, ''), d.name) AS place
           FROM rendering o JOIN document d ON d.id = o.document_id
           WHERE o.reprint_of = printed.id ORDER BY o.id)), '') AS target_also
FROM pair p JOIN quote q ON q.id = p.quote_id
LEFT JOIN rendering r ON r.id = p.rendering_id
LEFT JOIN rendering parent ON parent.id = r.derived_from
LEFT JOIN rendering printed ON printed.id = CASE r.origin WHEN 'published' THEN r.id ELSE parent.id END
LEFT JOIN document td ON td.id = printed.document_id
LEFT JOIN witness w ON w.id = (SELECT id FROM witness WHERE quote_id = q.id ORDER BY position, id LIMIT 1)
LEFT JOIN document sd ON sd.id = w.document_id
WHERE p.id IN (:ids)
"""


_AS_STORED = (
    *("lang_basis", "said_in", "told_to", "occasion", "source_agency", "source_place", "source_also"),
    *("target_agency", "target_place", "target_also", "aligned_by", "comment_count"),
)
"""Fields of a `PairRow` that a column of `LISTED` holds as they are."""

_RANGE = {"source_start", "source_end", "target_start", "target_end"}
"""Columns that make a bead."""

VIA = " < "
"""Between those who quote one another, the nearest to the article first."""


class Pairs:
    """The pairs of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self, quote_id: int, rendering_id: int | None, bead: Bead, status: Status, *, aligned_by: str = ""
    ) -> int:
        """Store a bead between a quote and a rendering (None: nothing renders it yet).

        `aligned_by` is the person who says so; empty where the aligner does.
        """
        return self._store.insert(
            "pair",
            quote_id=quote_id,
            rendering_id=rendering_id,
            source_start=bead.source.start,
            source_end=bead.source.end,
            target_start=bead.target.start,
            target_end=bead.target.end,
            probability=round(bead.probability, DIGITS),
            status=str(status),
            note="",
            reviewer="",
            reviewed_at="",
            aligned_by=aligned_by,
        )

    def ids(self, wanted: PairFilter = PairFilter()) -> list[int]:
        """Ids of the pairs that a filter lets through, in reading order."""
        condition, parameters = where(wanted, self._store.fold)
        return self._store.integers(
            "SELECT p.id FROM pair p JOIN quote q ON q.id = p.quote_id"
            f" LEFT JOIN rendering r ON r.id = p.rendering_id WHERE {condition} ORDER BY {ORDER}",
            parameters,
        )

    def counts(self) -> dict[Status, int]:
        """How many pairs of active quotes stand in each status."""
        rows = self._store.rows(
            "SELECT status, count(*) FROM pair"
            " WHERE quote_id NOT IN (SELECT id FROM quote WHERE state <> 'active') GROUP BY status"
        )
        found = {Status(row[0]): int(row[1]) for row in rows}
        return {status: found.get(status, 0) for status in Status}

    def rows(self, identifiers: Sequence[int]) -> list[PairRow]:
        """Pairs with their texts, in the order asked for; ids that are gone are left out."""
        found = {row["id"]: row for row in self._store.rows_in(LISTED, identifiers)}
        quotes = self._store.quotes.segments_of(sorted({row["quote_id"] for row in found.values()}))
        renderings = self._store.renderings.segments_of(
            sorted({row["rendering_id"] for row in found.values() if row["rendering_id"] is not None})
        )
        return [
            _pair_row(
                found[identifier],
                quotes.get(found[identifier]["quote_id"], []),
                renderings.get(found[identifier]["rendering_id"], []),
            )
            for identifier in identifiers
            if identifier in found
        ]

    def row(self, identifier: int) -> PairRow:
        """One pair with its texts. Raises WrongUse when there is none."""
        found = self.rows([identifier])
        if not found:
            raise WrongUse(
                f"There is no pair {identifier} in this project: `workbench pair list` shows them."
            )
        return found[0]

    def stream(self, identifiers: Sequence[int], *, portion: int = 500) -> Iterator[PairRow]:
        """Pairs with their texts, read a portion at a time so that memory stays small."""
        for start in range(0, len(identifiers), portion):
            yield from self.rows(identifiers[start : start + portion])

    def ranges(self, quote_id: int) -> list[PairRange]:
        """The pairs of a quote as they are stored."""
        rows = self._store.rows(
            "SELECT * FROM pair WHERE quote_id = ? ORDER BY source_start, id", (quote_id,)
        )
        return [_pair_range(row) for row in rows]

    def range(self, identifier: int) -> PairRange:
        """One pair as it is stored. Raises WrongUse when there is none."""
        row = self._store.row("SELECT * FROM pair WHERE id = ?", (identifier,))
        if row is None:
            raise WrongUse(
                f"There is no pair {identifier} in this project: `workbench pair list` shows them."
            )
        return _pair_range(row)

    def change(self, identifier: int, revision: int, **columns: Any) -> None:
        """Write columns of a pair that stands at `revision`. Raises Conflict when it has moved on.

        A bead is its maker's no longer where its range is written without `aligned_by`.
        """
        if "probability" in columns:
            columns["probability"] = round(columns["probability"], DIGITS)
        if not _RANGE.isdisjoint(columns):
            columns.setdefault("aligned_by", "")
        assignments = ", ".join(f"{column} = ?" for column in columns)
        cursor = self._store.execute(
            f"UPDATE pair SET {assignments}, revision = revision + 1 WHERE id = ? AND revision = ?",
            (*columns.values(), identifier, revision),
        )
        if cursor.rowcount == 0:
            raise self._conflict(identifier)

    def expect(self, identifier: int, revision: int) -> None:
        """Raise Conflict unless a pair stands at this revision."""
        if self._store.value("SELECT revision FROM pair WHERE id = ?", (identifier,)) != revision:
            raise self._conflict(identifier)

    def remove(self, identifier: int) -> None:
        """Remove a pair; the history keeps it."""
        self._store.execute("DELETE FROM pair WHERE id = ?", (identifier,))

    def record(self, action_id: int, event: PairEvent) -> None:
        """Write into the history what an action did to a pair, in words a person can read."""
        self._store.insert("pair_event", action_id=action_id, **event._asdict())

    def _conflict(self, identifier: int) -> Conflict:
        standing = self._store.value("SELECT revision FROM pair WHERE id = ?", (identifier,))
        last = self._store.row(
            "SELECT a.who, a.at, a.summary FROM change c JOIN action a ON a.id = c.action_id"
            " WHERE c.entity = 'pair' AND c.entity_id = ? ORDER BY c.id DESC",
            (identifier,),
        )
        by = f" by {last['who']} at {last['at']} ({last['summary']})" if last else ""
        return Conflict(
            f"Pair {identifier} is not as it was when you looked: it stands at revision {standing}, last"
            f" changed{by}. Nothing was written; look at it again, then repeat."
        )


def _pair_range(row: sqlite3.Row) -> PairRange:
    return PairRange(
        row["id"],
        row["quote_id"],
        row["rendering_id"],
        Span(row["source_start"], row["source_end"]),
        Span(row["target_start"], row["target_end"]),
        Status(row["status"]),
        row["note"],
        row["revision"],
        row["aligned_by"],
    )


def _within(segments: list[Segment], start: int, end: int) -> tuple[Segment, ...]:
    first, last = (bisect_left(segments, edge, key=lambda s: s.position) for edge in (start, end))
    return tuple(segments[first:last])


def _pair_row(row: sqlite3.Row, source: list[Segment], target: list[Segment]) -> PairRow:
    engine = signature_of(row["engine"])
    words = _within(target, row["target_start"], row["target_end"])
    return PairRow(
        id=row["id"],
        quote_id=row["quote_id"],
        rendering_id=row["rendering_id"],
        source_lang=LanguageTag(row["source_lang"]),
        target_lang=LanguageTag(row["target_lang"]),
        source=joined(_within(source, row["source_start"], row["source_end"])),
        target=joined(words),
        origin=Origin(row["origin"]) if row["origin"] and row["target_end"] > row["target_start"] else None,
        status=Status(row["status"]),
        probability=row["probability"],
        note=row["note"],
        speaker=row["speaker"],
        role=row["role"],
        said_on=row["said_on"],
        kind=QuoteKind(row["kind"]),
        source_document=row["source_document"],
        source_outlet=row["source_outlet"],
        source_date=row["source_date"],
        source_url=row["source_url"],
        target_document=row["target_document"],
        target_outlet=row["target_outlet"],
        target_date=row["target_date"],
        target_url=row["target_url"],
        translator=", ".join(dict.fromkeys(s.author for s in words if s.author)) or row["translator"],
        engine=str(engine) if engine else "",
        derived_from=row["derived_from"],
        reviewer=row["reviewer"],
        reviewed_at=row["reviewed_at"],
        revision=row["revision"],
        doubt="; ".join(dict.fromkeys(s.doubt for s in words if s.doubt)),
        **{name: row[name] for name in _AS_STORED},
        source_via=VIA.join(json.loads(row["source_via"])),
        target_via=VIA.join(json.loads(row["target_via"])),
    )
