"""Renderings: a quote in another language, as published, drafted by a machine, or made by a person.

Published and drafted renderings never change. A human one derived from them shares every segment
that the person did not touch, so a text is stored once and stays what it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.quotes import add_pieces, add_segment, mention_of, pieces_of, segment_of
from db.records import EngineSignature, LanguageTag, Origin, Rendering, Segment, Span, Telling
from db.tellings import DIGITS, telling_columns, telling_of

if TYPE_CHECKING:
    from db.store import Store


class Renderings:
    """The renderings of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, rendering: Rendering) -> int:
        """Store a rendering with its pieces and new segments at their positions; returns its id."""
        identifier = self._insert(rendering)
        add_pieces(self._store, "rendering_id", identifier, rendering.pieces)
        self.extend(identifier, rendering.segments)
        return identifier

    def extend(self, identifier: int, segments: Sequence[Segment]) -> None:
        """Add new segments at positions that the rendering does not have yet."""
        for segment in segments:
            self.put(identifier, segment.position, add_segment(self._store, segment))

    def derive(self, parent: Rendering, *, author: str) -> int:
        """A human rendering that starts as its parent's words; returns its id."""
        identifier = self._insert(
            Rendering(
                quote_id=parent.quote_id,
                lang=parent.lang,
                origin=Origin.HUMAN,
                derived_from=parent.id,
                author=author,
            )
        )
        for segment in parent.segments:
            self.put(identifier, segment.position, segment.id)
        return identifier

    def replace(self, identifier: int, span: Span, segment: Segment) -> None:
        """Put one new segment in the place of the positions in `span` of a human rendering.

        It stands at `span.start`; the other positions of the span fall vacant, so that every range
        over this rendering keeps its meaning.
        """
        self.vacate(identifier, Span(span.start, max(span.end, span.start + 1)))
        self.put(identifier, span.start, add_segment(self._store, segment))

    def vacate(self, identifier: int, span: Span) -> None:
        """Take the segments at these positions off a rendering; the segments themselves stay."""
        self._store.execute(
            "DELETE FROM rendering_segment WHERE rendering_id = ? AND position >= ? AND position < ?",
            (identifier, span.start, span.end),
        )

    def remove(self, identifier: int) -> None:
        """Remove a rendering that nothing refers to any more."""
        self._store.execute("DELETE FROM rendering_segment WHERE rendering_id = ?", (identifier,))
        self._store.execute("DELETE FROM piece WHERE rendering_id = ?", (identifier,))
        self._store.execute("DELETE FROM rendering WHERE id = ?", (identifier,))

    def join(self, identifier: int, quote_id: int) -> None:
        """Say that a rendering renders another quote than was thought."""
        self._store.execute("UPDATE rendering SET quote_id = ? WHERE id = ?", (quote_id, identifier))

    def reprint(self, identifier: int, of: int | None) -> None:
        """Say that a published rendering prints the words of another one again, or that it does not.

        What was a reprint of it is one of the other rendering from then on.
        """
        if of is not None:
            self._store.execute("UPDATE rendering SET reprint_of = ? WHERE reprint_of = ?", (of, identifier))
        self._store.execute("UPDATE rendering SET reprint_of = ? WHERE id = ?", (of, identifier))

    def correct_telling(self, identifier: int, telling: Telling) -> None:
        """Write how the words reached the article that prints them, as a person knows it."""
        columns = telling_columns(telling)
        self._store.execute(
            f"UPDATE rendering SET {', '.join(f'{c} = ?' for c in columns)} WHERE id = ?",
            (*columns.values(), identifier),
        )

    def divide(self, identifier: int, quote_id: int, positions: Sequence[int], parent: int | None) -> int:
        """Give some words of a rendering to a new one of another quote; returns its id.

        The words keep their positions. `parent` is what the new rendering is derived from. The pieces
        of a published rendering are for the caller to move (`db.quotes.move_pieces`).
        """
        whole = self.get(identifier)
        made = self._insert(replace(whole, quote_id=quote_id, derived_from=parent, reprint_of=None))
        self._store.execute_many(
            "UPDATE rendering_segment SET rendering_id = ? WHERE rendering_id = ? AND position = ?",
            [(made, identifier, position) for position in positions],
        )
        return made

    def get(self, identifier: int) -> Rendering:
        """One rendering with its segments. Raises WrongUse when there is none."""
        row = self._store.row("SELECT * FROM rendering WHERE id = ?", (identifier,))
        if row is None:
            raise WrongUse(
                f"There is no rendering {identifier} in this project: `workbench quote show` lists them."
            )
        return self._rendering(row)

    def of_quote(self, quote_id: int) -> list[Rendering]:
        """All renderings of a quote, oldest first."""
        rows = self._store.rows("SELECT * FROM rendering WHERE quote_id = ? ORDER BY id", (quote_id,))
        return [self._rendering(row) for row in rows]

    def family(self, identifier: int) -> list[Rendering]:
        """A rendering with what goes where it goes: what persons derived from it, and its reprints."""
        rows = self._store.rows(
            "SELECT * FROM rendering WHERE id = ?1 OR derived_from = ?1 OR reprint_of = ?1"
            " ORDER BY id <> ?1, id",
            (identifier,),
        )
        return [self._rendering(row) for row in rows]

    def holding(self, phrases: Sequence[str], *, most: int = 60) -> list[int]:
        """The published renderings of active quotes that hold any of these phrases of folded words.

        The likeliest come first; reprints are left out, as what they print again is there.
        """
        return self._store.matching(
            "SELECT DISTINCT r.id FROM segment_fts f JOIN rendering_segment o ON o.segment_id = f.rowid"
            " JOIN rendering r ON r.id = o.rendering_id AND r.origin = 'published' AND r.reprint_of IS NULL"
            " JOIN quote q ON q.id = r.quote_id AND q.state = 'active'"
            " WHERE segment_fts MATCH ? ORDER BY f.rank LIMIT ?",
            phrases,
            most,
        )

    def human_child(self, parent_id: int) -> Rendering | None:
        """The human rendering that was derived from this one, if there is one."""
        row = self._store.row("SELECT * FROM rendering WHERE derived_from = ? ORDER BY id", (parent_id,))
        return self._rendering(row) if row else None

    def segments_of(self, identifiers: Sequence[int]) -> dict[int, list[Segment]]:
        """The words of several renderings."""
        found: dict[int, list[Segment]] = {}
        for row in self._store.rows_in(
            "SELECT o.rendering_id AS owner, o.position, s.* FROM rendering_segment o"
            " JOIN segment s ON s.id = o.segment_id"
            " WHERE o.rendering_id IN (:ids) ORDER BY o.rendering_id, o.position",
            identifiers,
        ):
            found.setdefault(row["owner"], []).append(segment_of(row))
        return found

    def _insert(self, rendering: Rendering) -> int:
        return self._store.insert(
            "rendering",
            quote_id=rendering.quote_id,
            lang=str(rendering.lang),
            origin=str(rendering.origin),
            document_id=rendering.document_id,
            mention_start=rendering.mention.start if rendering.mention else None,
            mention_end=rendering.mention.end if rendering.mention else None,
            cue=rendering.cue,
            confidence=round(rendering.confidence, DIGITS),
            reprint_of=rendering.reprint_of,
            translator=rendering.translator,
            engine=json.dumps(asdict(rendering.engine)) if rendering.engine else "",
            derived_from=rendering.derived_from,
            author=rendering.author,
            created_at=rendering.created_at or self._store.clock(),
            **telling_columns(rendering.telling),
        )

    def put(self, identifier: int, position: int, segment_id: int) -> None:
        """Give a rendering a segment at a position that it does not have yet."""
        self._store.insert(
            "rendering_segment", rendering_id=identifier, position=position, segment_id=segment_id
        )

    def _rendering(self, row: sqlite3.Row) -> Rendering:
        return Rendering(
            quote_id=row["quote_id"],
            lang=LanguageTag(row["lang"]),
            origin=Origin(row["origin"]),
            segments=tuple(self.segments_of([row["id"]]).get(row["id"], ())),
            document_id=row["document_id"],
            pieces=pieces_of(self._store, "rendering_id", row["id"]),
            mention=mention_of(row),
            cue=row["cue"],
            confidence=row["confidence"],
            telling=telling_of(row),
            reprint_of=row["reprint_of"],
            translator=row["translator"],
            engine=signature_of(row["engine"]),
            derived_from=row["derived_from"],
            author=row["author"],
            created_at=row["created_at"],
            id=row["id"],
        )


def signature_of(engine: str) -> EngineSignature | None:
    """The engine signature from its stored form, or None for what no machine made."""
    return EngineSignature(**json.loads(engine)) if engine else None
