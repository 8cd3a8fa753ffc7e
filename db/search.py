"""What search asks of the store: segments that hold words, and the pairs that these belong to.

Words are folded, and without anything but letters and digits; an `expression` is one of SQLite's FTS5.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.pair_filter import BY_SPEAKER, OF_OUTLET, ORDER, Parameters, where
from db.records import LanguageTag, PairFilter, Segment, Span, Status, joined

if TYPE_CHECKING:
    from db.store import Store


class Approved(NamedTuple):
    """A pair that somebody has approved, with what a translation memory needs to choose it."""

    pair_id: int
    source: str
    at: str


class Sentence(NamedTuple):
    """A segment as it stands in a pair."""

    pair_id: int
    in_target: bool
    lang: str
    folded: str
    text: str
    after: str
    position: int


class Place(NamedTuple):
    """Where a quote stands in reading order."""

    document: int
    offset: int
    quote_id: int


THE_BEGINNING = Place(0, -1, 0)

_PAIRS = "CROSS JOIN quote q ON q.id = p.quote_id LEFT JOIN rendering r ON r.id = p.rendering_id"

_WITH_SEGMENTS = """
SELECT p.id FROM (
    SELECT x.id FROM json_each(?) e CROSS JOIN quote_segment o ON o.segment_id = e.value
      CROSS JOIN pair x ON x.quote_id = o.quote_id
        AND o.position >= x.source_start AND o.position < x.source_end
    UNION
    SELECT x.id FROM json_each(?) e CROSS JOIN rendering_segment o ON o.segment_id = e.value
      CROSS JOIN pair x ON x.rendering_id = o.rendering_id
        AND o.position >= x.target_start AND o.position < x.target_end
) f CROSS JOIN pair p ON p.id = f.id """

_SENTENCES = """
SELECT p.id, 0 AS in_target, q.lang, s.folded, s.text, s.after, o.position
FROM pair p CROSS JOIN quote q ON q.id = p.quote_id
CROSS JOIN quote_segment o ON o.quote_id = p.quote_id
  AND o.position >= p.source_start AND o.position < p.source_end
CROSS JOIN segment s ON s.id = o.segment_id WHERE p.id IN (:ids)
UNION ALL
SELECT p.id, 1, r.lang, s.folded, s.text, s.after, o.position
FROM pair p CROSS JOIN rendering r ON r.id = p.rendering_id
CROSS JOIN rendering_segment o ON o.rendering_id = p.rendering_id
  AND o.position >= p.target_start AND o.position < p.target_end
CROSS JOIN segment s ON s.id = o.segment_id WHERE p.id IN (:ids)
"""

_PRINTED = """SELECT quote_id AS id FROM witness WHERE document_id IN ({0})
UNION SELECT quote_id FROM rendering WHERE document_id IN ({0})"""

_IN_PORTIONS = 400
BOTH = 2


def size(store: Store) -> tuple[int, int]:
    """About how many quotes and pairs there are; never less than there are."""
    row = store.row("SELECT (SELECT max(id) FROM quote), (SELECT max(id) FROM pair)")
    return (row[0] or 0, row[1] or 0) if row else (0, 0)


def phrase(words: Iterable[str], *, begins: bool = False) -> str:
    """The expression for words that follow each other; with `begins` the last one is a beginning."""
    return f'"{" ".join(words)}"' + ("*" if begins else "")


def count(store: Store, expression: str, most: int) -> int:
    """How many segments hold what the expression says, counted up to `most`."""
    return int(
        store.value(
            "SELECT count(*) FROM (SELECT rowid FROM segment_fts WHERE segment_fts MATCH ? LIMIT ?)",
            (expression, most),
        )
    )


def segments(store: Store, expression: str, most: int) -> list[int]:
    """The first segments, at most so many, that hold what the expression says."""
    return store.integers(
        "SELECT rowid AS id FROM segment_fts WHERE segment_fts MATCH ? LIMIT ?", (expression, most)
    )


def pairs_with(store: Store, segment_ids: Sequence[int], wanted: PairFilter) -> list[int]:
    """The pairs that hold any of these segments and that a filter lets through, in reading order."""
    condition, parameters = where(wanted, store.fold)
    listed = json.dumps(segment_ids)
    return store.integers(
        f"{_WITH_SEGMENTS}{_PAIRS} WHERE {condition} ORDER BY {ORDER}", (listed, listed, *parameters)
    )


def pairs_of(store: Store, quote_ids: Sequence[int], wanted: PairFilter) -> list[int]:
    """The pairs of these quotes that a filter lets through, in reading order."""
    condition, parameters = where(wanted, store.fold)
    return store.integers(
        f"SELECT p.id FROM json_each(?) e CROSS JOIN pair p ON p.quote_id = e.value {_PAIRS}"
        f" WHERE {condition} ORDER BY {ORDER}",
        (json.dumps(quote_ids), *parameters),
    )


def quotes_after(store: Store, place: Place, most: int) -> list[Place]:
    """The next quotes in reading order."""
    rows = store.rows(
        "SELECT place_document, place_offset, id FROM quote WHERE state = 'active'"
        " AND (place_document, place_offset, id) > (?, ?, ?)"
        " ORDER BY place_document, place_offset, id LIMIT ?",
        (*place, most),
    )
    return [Place(*row) for row in rows]


def few_quotes(store: Store, wanted: PairFilter, most: int) -> list[int] | None:
    """Quotes in reading order among which all are that a filter lets through.

    None where no condition that an index answers leaves as few as `most`.
    """
    for query, parameters in _narrowing(wanted, store):
        found = store.integers(f"SELECT id FROM ({query}) LIMIT ?", (*parameters, most + 1))
        if len(found) <= most:
            return store.integers(
                "SELECT q.id FROM json_each(?) e CROSS JOIN quote q ON q.id = e.value"
                " ORDER BY place_document, place_offset, q.id",
                (json.dumps(found),),
            )
    return None


def _narrowing(wanted: PairFilter, store: Store) -> list[tuple[str, Parameters]]:
    """What an index can answer of a filter, as queries for quotes."""
    queries: list[tuple[str, Parameters]] = []
    if wanted.quote_id:
        queries.append(("SELECT ? AS id", [wanted.quote_id]))
    if wanted.document_id:
        queries.append((_PRINTED.format("?"), [wanted.document_id] * 2))
    if wanted.speaker:
        queries.append((f"SELECT id FROM quote WHERE speaker {BY_SPEAKER}", [store.fold(wanted.speaker)]))
    if wanted.outlet:
        queries.append((_PRINTED.format(OF_OUTLET), [store.fold(wanted.outlet)] * 2))
    if wanted.statuses:
        marks = ", ".join("?" * len(wanted.statuses))
        queries.append(
            (
                f"SELECT DISTINCT quote_id AS id FROM pair WHERE status IN ({marks})",
                [*map(str, wanted.statuses)],
            )
        )
    return queries


def sentences(store: Store, pair_ids: Sequence[int]) -> list[list[Sentence]]:
    """The sentences of both sides of these pairs, the original first, in the order of the pairs asked for."""
    found: dict[int, list[Sentence]] = {identifier: [] for identifier in pair_ids}
    for start in range(0, len(pair_ids), _IN_PORTIONS):
        portion = pair_ids[start : start + _IN_PORTIONS]
        query = _SENTENCES.replace(":ids", ", ".join("?" * len(portion)))
        for row in store.rows(query, (*portion, *portion)):
            found[row[0]].append(Sentence(*row))
    for each in found.values():
        # Sorted here and not by SQLite, which would copy all the texts for it.
        if len(each) > BOTH:
            each.sort(key=_in_order)
    return list(found.values())


def _in_order(sentence: Sentence) -> tuple[bool, int]:
    return sentence.in_target, sentence.position


def approved_with(
    store: Store, segment_ids: Sequence[int], languages: tuple[str, str], *, but: int
) -> list[Approved]:
    """Approved pairs whose original holds one of these segments, between two languages; not the pair `but`.

    Languages are primary subtags; an empty one is any.
    """
    source, target = languages
    found = store.rows_in(
        # CROSS keeps this order of tables: beginning with all approved pairs takes forty times as long.
        "SELECT p.id, p.quote_id, p.source_start, p.source_end, p.reviewed_at, q.lang,"
        " r.lang AS target_lang FROM quote_segment o CROSS JOIN pair p ON p.quote_id = o.quote_id"
        " AND o.position >= p.source_start AND o.position < p.source_end AND p.target_end > p.target_start"
        f" AND p.status = '{Status.APPROVED}' CROSS JOIN quote q ON q.id = p.quote_id AND q.state = 'active'"
        " CROSS JOIN rendering r ON r.id = p.rendering_id WHERE o.segment_id IN (:ids)",
        segment_ids,
    )
    rows = {
        row["id"]: row
        for row in found
        if row["id"] != but and _speaks(row["lang"], source) and _speaks(row["target_lang"], target)
    }
    said = store.quotes.segments_of(sorted({row["quote_id"] for row in rows.values()}))
    return [
        Approved(
            identifier,
            _words(said[row["quote_id"]], Span(row["source_start"], row["source_end"])),
            row["reviewed_at"],
        )
        for identifier, row in rows.items()
    ]


def _words(said: Sequence[Segment], span: Span) -> str:
    return joined(tuple(segment for segment in said if span.start <= segment.position < span.end))


def _speaks(lang: LanguageTag, wanted: str) -> bool:
    return not wanted or lang == wanted or lang.startswith(f"{wanted}-")
