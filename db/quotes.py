"""Quotes: utterances, the places where their original words stand, and those words as segments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.records import Basis, LanguageTag, Quote, QuoteKind, QuoteState, Segment, Span, Witness

if TYPE_CHECKING:
    from db.store import Store


class Quotes:
    """The quotes of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, quote: Quote, *, place: tuple[int, int]) -> int:
        """Store a quote with its witnesses and segments; returns its id.

        `place` is the document and offset where reading meets it: that of its first witness, or of
        its first rendering while the original is missing.
        """
        store = self._store
        identifier = store.insert(
            "quote",
            lang=str(quote.lang),
            lang_basis=str(quote.lang_basis),
            kind=str(quote.kind),
            speaker=quote.speaker,
            role=quote.role,
            said_on=quote.said_on,
            state=str(quote.state),
            place_document=place[0],
            place_offset=place[1],
        )
        for witness in quote.witnesses:
            self.add_witness(identifier, witness)
        for position, segment in enumerate(quote.segments):
            store.insert(
                "quote_segment",
                quote_id=identifier,
                position=position,
                segment_id=add_segment(store, segment),
            )
        return identifier

    def add_witness(self, quote_id: int, witness: Witness) -> int:
        """Store one more place where the original words of a quote stand."""
        identifier = self._store.insert(
            "witness",
            quote_id=quote_id,
            document_id=witness.document_id,
            mention_start=witness.mention.start if witness.mention else None,
            mention_end=witness.mention.end if witness.mention else None,
            cue=witness.cue,
            confidence=witness.confidence,
        )
        add_pieces(self._store, "witness_id", identifier, witness.pieces)
        return identifier

    def correct(self, quote: Quote) -> None:
        """Write what a person corrected: speaker, role, date, language, kind and state."""
        self._store.execute(
            "UPDATE quote SET lang = ?, lang_basis = ?, kind = ?, speaker = ?, role = ?, said_on = ?,"
            " state = ?, merged_into = CASE WHEN ? = 'merged' THEN merged_into END, revision = revision + 1"
            " WHERE id = ?",
            (
                *(str(quote.lang), str(quote.lang_basis), str(quote.kind), quote.speaker, quote.role),
                *(quote.said_on, str(quote.state), str(quote.state), quote.id),
            ),
        )

    def merge(self, quote_id: int, into: int) -> None:
        """Mark a quote as having joined another; its renderings must have moved before."""
        self._store.execute(
            "UPDATE quote SET state = 'merged', merged_into = ?, revision = revision + 1 WHERE id = ?",
            (into, quote_id),
        )

    def get(self, identifier: int) -> Quote:
        """One quote with witnesses and segments. Raises WrongUse when there is none."""
        row = self._store.row("SELECT * FROM quote WHERE id = ?", (identifier,))
        if row is None:
            raise WrongUse(
                f"There is no quote {identifier} in this project: `workbench quote list` shows them."
            )
        return self._quote(row)

    def all(self, *, states: Iterable[QuoteState] = (QuoteState.ACTIVE,)) -> list[Quote]:
        """Quotes in these states, in reading order."""
        wanted = [str(state) for state in states]
        rows = self._store.rows(
            f"SELECT * FROM quote WHERE state IN ({', '.join('?' * len(wanted))})"
            " ORDER BY place_document, place_offset, id",
            wanted,
        )
        return [self._quote(row) for row in rows]

    def marked(self, document_id: int) -> set[Span]:
        """The stretches of a document that are the whole of an active quote, or of its rendering."""
        rows = self._store.rows(
            'SELECT p.start, p."end" FROM piece p'
            " LEFT JOIN witness w ON w.id = p.witness_id LEFT JOIN rendering r ON r.id = p.rendering_id"
            " JOIN quote q ON q.id = COALESCE(w.quote_id, r.quote_id)"
            " WHERE COALESCE(w.document_id, r.document_id) = ? AND q.state = 'active'"
            " GROUP BY p.witness_id, p.rendering_id HAVING count(*) = 1",
            (document_id,),
        )
        return {Span(row["start"], row["end"]) for row in rows}

    def segments(self, identifier: int) -> tuple[Segment, ...]:
        """The words of a quote, in order; empty while the original is missing."""
        return tuple(self.segments_of([identifier]).get(identifier, ()))

    def segments_of(self, identifiers: Sequence[int]) -> dict[int, list[Segment]]:
        """The words of several quotes."""
        found: dict[int, list[Segment]] = {}
        for row in self._store.rows_in(
            "SELECT o.quote_id AS owner, o.position, s.* FROM quote_segment o"
            " JOIN segment s ON s.id = o.segment_id WHERE o.quote_id IN (:ids)"
            " ORDER BY o.quote_id, o.position",
            identifiers,
        ):
            found.setdefault(row["owner"], []).append(segment_of(row))
        return found

    def _quote(self, row: sqlite3.Row) -> Quote:
        return Quote(
            lang=LanguageTag(row["lang"]),
            lang_basis=Basis(row["lang_basis"]),
            kind=QuoteKind(row["kind"]),
            speaker=row["speaker"],
            role=row["role"],
            said_on=row["said_on"],
            state=QuoteState(row["state"]),
            witnesses=self._witnesses(row["id"]),
            segments=self.segments(row["id"]),
            id=row["id"],
            revision=row["revision"],
        )

    def _witnesses(self, quote_id: int) -> tuple[Witness, ...]:
        rows = self._store.rows("SELECT * FROM witness WHERE quote_id = ? ORDER BY id", (quote_id,))
        return tuple(
            Witness(
                row["document_id"],
                pieces_of(self._store, "witness_id", row["id"]),
                mention_of(row),
                row["cue"],
                row["confidence"],
                row["id"],
            )
            for row in rows
        )


def add_segment(store: Store, segment: Segment) -> int:
    """Store a segment with its searchable form; returns its id."""
    return store.insert(
        "segment",
        text=segment.text,
        after=segment.after,
        doubt=segment.doubt,
        author=segment.author,
        folded=store.fold(segment.text),
    )


def segment_of(row: sqlite3.Row) -> Segment:
    """A segment from a row that joins its place and its text."""
    return Segment(row["text"], row["after"], row["position"], row["doubt"], row["author"], row["id"])


def add_pieces(store: Store, owner: str, owner_id: int, pieces: Sequence[Span]) -> None:
    """Store the pieces of a witness (`witness_id`) or a published rendering (`rendering_id`)."""
    store.execute_many(
        f'INSERT INTO piece ({owner}, position, start, "end") VALUES (?, ?, ?, ?)',
        [(owner_id, position, piece.start, piece.end) for position, piece in enumerate(pieces)],
    )


def pieces_of(store: Store, owner: str, owner_id: int) -> tuple[Span, ...]:
    """The pieces of a witness or a published rendering, in order."""
    rows = store.rows(f'SELECT start, "end" FROM piece WHERE {owner} = ? ORDER BY position', (owner_id,))
    return tuple(Span(row["start"], row["end"]) for row in rows)


def mention_of(row: sqlite3.Row) -> Span | None:
    """Where the speaker is named, if the row says so."""
    if row["mention_start"] is None:
        return None
    return Span(row["mention_start"], row["mention_end"])
