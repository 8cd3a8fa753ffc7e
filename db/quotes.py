"""Quotes: utterances, the places where their original words stand, and those words as segments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.records import (
    Basis,
    LanguageTag,
    Quote,
    QuoteKind,
    QuoteState,
    Segment,
    Span,
    Telling,
    Witness,
)
from db.tellings import DIGITS, telling_columns, telling_of

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
            said_in=str(quote.said_in),
            said_in_basis=str(quote.said_in_basis),
            state=str(quote.state),
            place_document=place[0],
            place_offset=place[1],
        )
        for witness in quote.witnesses:
            self.add_witness(identifier, witness)
        for position, segment in enumerate(quote.segments):
            self.put_segment(identifier, position, add_segment(store, segment))
        return identifier

    def put_segment(self, quote_id: int, position: int, segment_id: int) -> None:
        """Give a quote a segment at a position that it does not have yet."""
        self._store.insert("quote_segment", quote_id=quote_id, position=position, segment_id=segment_id)

    def move_segments(self, quote_id: int, to: int, first: int) -> None:
        """Give the segments from position `first` on to another quote, at the same positions."""
        self._store.execute(
            "UPDATE quote_segment SET quote_id = ? WHERE quote_id = ? AND position >= ?",
            (to, quote_id, first),
        )

    def drop_segments(self, quote_id: int, span: Span) -> None:
        """Take the segments at these positions off a quote; the segments themselves stay."""
        self._store.execute(
            "DELETE FROM quote_segment WHERE quote_id = ? AND position >= ? AND position < ?",
            (quote_id, span.start, span.end),
        )

    def add_witness(self, quote_id: int, witness: Witness) -> int:
        """Store one more place where the original words of a quote stand."""
        identifier = self._store.insert(
            "witness",
            quote_id=quote_id,
            document_id=witness.document_id,
            mention_start=witness.mention.start if witness.mention else None,
            mention_end=witness.mention.end if witness.mention else None,
            cue=witness.cue,
            confidence=round(witness.confidence, DIGITS),
            translator=witness.translator,
            position=self._next_position(quote_id),
            **telling_columns(witness.telling),
        )
        add_pieces(self._store, "witness_id", identifier, witness.pieces)
        return identifier

    def move_witness(self, witness_id: int, quote_id: int) -> None:
        """Say that the words at this place are another quote's than was thought; its last place now."""
        self._store.execute(
            "UPDATE witness SET quote_id = ?, position = ? WHERE id = ?",
            (quote_id, self._next_position(quote_id), witness_id),
        )

    def correct_telling(self, witness_id: int, telling: Telling) -> None:
        """Write how the words reached the article that prints them, as a person knows it."""
        columns = telling_columns(telling)
        self._store.execute(
            f"UPDATE witness SET {', '.join(f'{c} = ?' for c in columns)} WHERE id = ?",
            (*columns.values(), witness_id),
        )

    def move(self, quote_id: int, place: tuple[int, int]) -> None:
        """Let reading meet a quote at another document and offset."""
        self._store.execute(
            "UPDATE quote SET place_document = ?, place_offset = ?, revision = revision + 1 WHERE id = ?",
            (*place, quote_id),
        )

    def place(self, quote_id: int) -> tuple[int, int]:
        """The document and offset where reading meets a quote."""
        row = self._store.row("SELECT place_document, place_offset FROM quote WHERE id = ?", (quote_id,))
        assert row is not None
        return row["place_document"], row["place_offset"]

    def correct(self, quote: Quote) -> None:
        """Write what a person corrected: speaker, role, date, language, kind and state."""
        self._store.execute(
            "UPDATE quote SET lang = ?, lang_basis = ?, kind = ?, speaker = ?, role = ?, said_on = ?,"
            " said_in = ?, said_in_basis = ?,"
            " state = ?, merged_into = CASE WHEN ? = 'merged' THEN merged_into END, revision = revision + 1"
            " WHERE id = ?",
            (
                *(str(quote.lang), str(quote.lang_basis), str(quote.kind), quote.speaker, quote.role),
                *(quote.said_on, str(quote.said_in), str(quote.said_in_basis)),
                *(str(quote.state), str(quote.state), quote.id),
            ),
        )

    def merge(self, quote_id: int, into: int) -> None:
        """Mark a quote as having joined another; its places and renderings must have moved before.

        What was linked to it as a retelling is linked to the other one. Both rows change: an earlier join
        cannot be taken back while it would tear apart what has joined since.
        """
        self._store.execute(
            "UPDATE quote SET state = 'merged', merged_into = ?, revision = revision + 1 WHERE id = ?",
            (into, quote_id),
        )
        self._store.execute("UPDATE quote SET revision = revision + 1 WHERE id = ?", (into,))
        self._store.retellings.follow(quote_id, into)

    def joined_from(self, quote_id: int, place: tuple[int, int]) -> list[int]:
        """The quotes that were read at this place before they joined `quote_id`, directly or by others."""
        return self._store.integers(
            "WITH RECURSIVE former(id) AS (SELECT id FROM quote WHERE merged_into = ?1 AND state = 'merged'"
            " UNION SELECT q.id FROM quote q JOIN former f ON q.merged_into = f.id)"
            " SELECT q.id FROM quote q JOIN former USING (id)"
            " WHERE q.place_document = ?2 AND q.place_offset = ?3 ORDER BY q.id",
            (quote_id, *place),
        )

    def get(self, identifier: int) -> Quote:
        """One quote with witnesses and segments. Raises WrongUse when there is none."""
        row = self._store.row("SELECT * FROM quote WHERE id = ?", (identifier,))
        if row is None:
            raise WrongUse(
                f"There is no quote {identifier} in this project: `workbench quote list` shows them."
            )
        return self._quote(row)

    def all(
        self,
        *,
        states: Iterable[QuoteState] = (QuoteState.ACTIVE,),
        document_id: int = 0,
        speaker: str = "",
        missing: bool = False,
    ) -> list[Quote]:
        """Quotes in these states, in reading order: all, or those that stand in a document in any
        language, whose speaker's name holds `speaker`, or whose original is missing.
        """
        wanted = [str(state) for state in states]
        conditions = [f"state IN ({', '.join('?' * len(wanted))})"]
        parameters: list[str | int] = [*wanted]
        if document_id:
            printed = "SELECT quote_id FROM {} WHERE document_id = ?"
            conditions.append(f"id IN ({printed.format('witness')} UNION {printed.format('rendering')})")
            parameters += [document_id, document_id]
        if speaker:
            conditions.append("instr(folded(speaker), ?) > 0")
            parameters.append(self._store.fold(speaker))
        if missing:
            conditions.append("id NOT IN (SELECT quote_id FROM witness)")
        rows = self._store.rows(
            f"SELECT * FROM quote WHERE {' AND '.join(conditions)} ORDER BY place_document, place_offset, id",
            parameters,
        )
        return [self._quote(row) for row in rows]

    def marked(self, document_id: int) -> dict[Span, int]:
        """The stretches of a document that are all it has of an active quote, with the quote's id."""
        rows = self._store.rows(
            'SELECT p.start, p."end", q.id FROM piece p'
            " LEFT JOIN witness w ON w.id = p.witness_id LEFT JOIN rendering r ON r.id = p.rendering_id"
            " JOIN quote q ON q.id = COALESCE(w.quote_id, r.quote_id)"
            " WHERE COALESCE(w.document_id, r.document_id) = ? AND q.state = 'active'"
            " GROUP BY p.witness_id, p.rendering_id HAVING count(*) = 1",
            (document_id,),
        )
        return {Span(row["start"], row["end"]): row["id"] for row in rows}

    def documents(self) -> dict[int, set[int]]:
        """The articles in which each quote stands, or, where its original is missing, its renderings."""
        found: dict[int, set[int]] = {}
        for row in self._store.rows(
            "SELECT quote_id, document_id FROM witness"
            " UNION SELECT quote_id, document_id FROM rendering WHERE document_id IS NOT NULL"
            " AND quote_id NOT IN (SELECT quote_id FROM witness)"
        ):
            found.setdefault(row["quote_id"], set()).add(row["document_id"])
        return found

    def holding(self, phrases: Sequence[str], *, most: int = 60) -> list[int]:
        """The active quotes whose words hold any of these phrases of folded words, the likeliest first."""
        return self._store.matching(
            "SELECT DISTINCT q.id FROM segment_fts f JOIN quote_segment o ON o.segment_id = f.rowid"
            " JOIN quote q ON q.id = o.quote_id AND q.state = 'active'"
            " WHERE segment_fts MATCH ? ORDER BY f.rank LIMIT ?",
            phrases,
            most,
        )

    def speakers(self) -> list[str]:
        """Everybody who is named as the speaker of an active quote."""
        rows = self._store.rows("SELECT DISTINCT speaker FROM quote WHERE state = 'active' AND speaker <> ''")
        return [row[0] for row in rows]

    def printed_words(self, speakers: Sequence[str], lang: LanguageTag) -> dict[int, str]:
        """What these speakers are quoted with in a language, by quote: their own words in it, or else
        those of a published rendering.
        """
        chosen = f"q.state = 'active' AND q.speaker IN ({', '.join('?' * len(speakers))})"
        in_lang = "(x.lang = ? OR x.lang LIKE ? || '-%')"
        rows = self._store.rows(
            "SELECT q.id, 0 AS printed, s.text, o.position FROM quote q JOIN quote x ON x.id = q.id"
            " JOIN quote_segment o ON o.quote_id = q.id JOIN segment s ON s.id = o.segment_id"
            f" WHERE {chosen} AND {in_lang} UNION ALL"
            " SELECT q.id, x.id, s.text, o.position FROM quote q JOIN rendering x ON x.quote_id = q.id"
            " JOIN rendering_segment o ON o.rendering_id = x.id JOIN segment s ON s.id = o.segment_id"
            f" WHERE {chosen} AND {in_lang} AND x.origin = 'published' AND x.reprint_of IS NULL"
            " ORDER BY 1, 2, 4",
            (*speakers, lang, lang) * 2,
        )
        found: dict[int, dict[int, list[str]]] = {}
        for row in rows:
            found.setdefault(row["id"], {}).setdefault(row["printed"], []).append(row["text"])
        return {quote: " ".join(next(iter(texts.values()))) for quote, texts in found.items()}

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
            said_in=LanguageTag(row["said_in"]),
            said_in_basis=Basis(row["said_in_basis"]),
            state=QuoteState(row["state"]),
            merged_into=row["merged_into"],
            witnesses=self._witnesses(row["id"]),
            segments=self.segments(row["id"]),
            id=row["id"],
            revision=row["revision"],
        )

    def _witnesses(self, quote_id: int) -> tuple[Witness, ...]:
        rows = self._store.rows("SELECT * FROM witness WHERE quote_id = ? ORDER BY position, id", (quote_id,))
        return tuple(
            Witness(
                row["document_id"],
                pieces_of(self._store, "witness_id", row["id"]),
                mention_of(row),
                row["cue"],
                row["confidence"],
                telling_of(row),
                row["translator"],
                row["id"],
            )
            for row in rows
        )

    def _next_position(self, quote_id: int) -> int:
        found = self._store.value(
            "SELECT COALESCE(max(position) + 1, 0) FROM witness WHERE quote_id = ?", (quote_id,)
        )
        return int(found)


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


def move_pieces(store: Store, owner: str, owner_id: int, to: int, first: int) -> None:
    """Give the pieces from number `first` on, counted from 0, to another witness or rendering."""
    store.execute(
        f"UPDATE piece SET {owner} = ?, position = position - ? WHERE {owner} = ? AND position >= ?",
        (to, first, owner_id, first),
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
