"""One article with everything that stands in it: quotes, who says them, what was dismissed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.records import Document, QuoteState, Span
from workbench.project import Project
from workbench.quotes.rereading import places
from workbench.text.fold import find_folded

_PLACED = """
SELECT q.id, q.revision, q.state, q.speaker, q.role, q.said_on, q.kind,
       x.id AS printing, {rendering} AS rendering,
       x.mention_start, x.mention_end, p.start, p."end",
       NOT EXISTS (SELECT 1 FROM witness w WHERE w.quote_id = q.id) AS missing,
       (SELECT count(*) FROM pair WHERE quote_id = q.id) AS pairs,
       (SELECT count(*) FROM pair WHERE quote_id = q.id AND status = 'approved') AS approved,
       (SELECT count(DISTINCT r.id) FROM rendering r WHERE r.quote_id = q.id) AS renderings
FROM {table} x JOIN quote q ON q.id = x.quote_id JOIN piece p ON p.{table}_id = x.id
WHERE x.document_id = ?1 AND q.state <> 'merged'
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote where an article prints it."""

    quote_id: int
    revision: int
    state: QuoteState
    speaker: str
    role: str
    said_on: str
    kind: str
    printing: int
    """The id of its witness here, or of its printed rendering."""
    rendering: bool
    """Whether the article prints it in translation."""
    pieces: tuple[Span, ...]
    mention: Span | None = None
    missing: bool = False
    """Whether nobody has found the original words."""
    pairs: int = 0
    approved: int = 0
    renderings: int = 0

    @property
    def place(self) -> str:
        """The place as `quote show` names it: `w3`, `r7`."""
        return f"{'r' if self.rendering else 'w'}{self.printing}"

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def dismissed(self) -> bool:
        """Whether a person has said that it is no quotation."""
        return self.state is QuoteState.DISMISSED


@dataclass(frozen=True, slots=True)
class Article:
    """An imported article and the quotes in it, dismissed ones included, in the order of its text."""

    document: Document
    quotes: tuple[Placed, ...]

    def at(self, offset: int) -> Placed | None:
        """The quote that a character belongs to, the one that was not dismissed before another."""
        here = [q for q in self.quotes if any(p.start <= offset < p.end for p in q.pieces)]
        return min(here, key=lambda q: (q.dismissed, q.span.end - q.span.start), default=None)

    def speakers(self) -> list[str]:
        """Everybody who is named as a speaker here, the one of most quotes first."""
        names = [quote.speaker for quote in self.quotes if quote.speaker]
        return sorted(dict.fromkeys(names), key=lambda name: -names.count(name))


def read_article(project: Project, document_id: int) -> Article:
    """An article with its quotes. Raises WrongUse when there is no such document."""
    document = project.store.documents.get(document_id)
    sides = (("witness", "0"), ("rendering", "1"))
    query = " UNION ALL ".join(_PLACED.format(table=table, rendering=flag) for table, flag in sides)
    rows = project.store.rows(f"{query} ORDER BY start, printing", (document_id,))
    return Article(document, tuple(_placed(rows)))


def found_in(article: Article, words: str) -> list[Span]:
    """Where words stand in an article by folded comparison, also in what was set aside; within a line."""
    text, hits, start = article.document.text, list[Span](), 0
    for line in text.split("\n"):
        hits += [Span(start + hit.start, start + hit.end) for hit in find_folded(line, words)]
        start += len(line) + 1
    return hits


def _placed(rows: Iterable[sqlite3.Row]) -> list[Placed]:
    found: dict[tuple[int, int], list[sqlite3.Row]] = {}
    for row in rows:
        found.setdefault((row["rendering"], row["printing"]), []).append(row)
    return [_one(pieces) for pieces in found.values()]


def _one(rows: list[sqlite3.Row]) -> Placed:
    row = rows[0]
    mention = None if row["mention_start"] is None else Span(row["mention_start"], row["mention_end"])
    return Placed(
        row["id"],
        row["revision"],
        QuoteState(row["state"]),
        row["speaker"],
        row["role"],
        row["said_on"],
        row["kind"],
        row["printing"],
        bool(row["rendering"]),
        tuple(Span(piece["start"], piece["end"]) for piece in rows),
        mention,
        bool(row["missing"]),
        row["pairs"],
        row["approved"],
        row["renderings"],
    )


def documents_of(project: Project, quote_id: int) -> list[int]:
    """The articles that print a quote: those with its own words first, then those with a rendering."""
    rows = project.store.rows(
        "SELECT document_id FROM ("
        " SELECT 0 AS side, position, id, document_id FROM witness WHERE quote_id = ?1 UNION ALL"
        " SELECT 1, 0, id, document_id FROM rendering WHERE quote_id = ?1 AND document_id IS NOT NULL"
        ") ORDER BY side, position, id",
        (quote_id,),
    )
    return list(dict.fromkeys(row[0] for row in rows))


def pair_at(project: Project, article: Article, placed: Placed, offset: int) -> int | None:
    """The pair in which the sentence at an offset of the article is reviewed; None while there is none.

    In a further place of a quote, whose words may differ, it is the first pair.
    """
    store = project.store
    pairs = store.pairs.ranges(placed.quote_id)
    if placed.rendering:
        segments = store.renderings.get(placed.printing).segments
        family = {member.id for member in store.renderings.family(placed.printing)}
        sides = [(pair.id, pair.target) for pair in pairs if pair.rendering_id in family]
    else:
        segments = store.quotes.segments(placed.quote_id)
        sides = [(pair.id, pair.source) for pair in pairs]
    for segment, place in zip(segments, places(article.document.text, placed.pieces, segments), strict=True):
        if offset < place.end:
            here = (pair for pair, span in sides if span.start <= segment.position < span.end)
            found = next(here, None)
            if found is not None:
                return found
    return pairs[0].id if pairs else None


def offset_of(project: Project, article: Article, quote_id: int, pair_id: int) -> int:
    """Where in the article the sentence of a pair begins; where it has none here, its quote, else 0."""
    placed = next((q for q in article.quotes if q.quote_id == quote_id), None)
    if placed is None:
        return 0
    store = project.store
    pair = next((pair for pair in store.pairs.ranges(quote_id) if pair.id == pair_id), None)
    if pair is None:
        return placed.span.start
    if placed.rendering:
        segments, span = store.renderings.get(placed.printing).segments, pair.target
    else:
        segments, span = store.quotes.segments(quote_id), pair.source
    found = places(article.document.text, placed.pieces, segments)
    inside = (p.start for s, p in zip(segments, found, strict=True) if span.start <= s.position < span.end)
    return next(inside, placed.span.start)
