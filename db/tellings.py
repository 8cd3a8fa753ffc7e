"""How quotes reached the articles that print them, and which quotes tell the same story."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.records import Retelling, Span, Telling

if TYPE_CHECKING:
    from db.store import Store


DIGITS = 6
"""Digits of a score: what an undo writes back from the history has 15 at most, and must be the same."""


class Retellings:
    """The quotes of a project that tell the same story in other words."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, one: int, other: int, *, score: float, note: str = "") -> int:
        """Link two quotes, in any order; returns the link's id. They must not be linked already."""
        first, second = sorted((one, other))
        return self._store.insert(
            "retelling", quote_id=first, other_id=second, note=note, score=round(score, DIGITS)
        )

    def correct(self, retelling: Retelling) -> None:
        """Write the note and the score of a link."""
        self._store.execute(
            "UPDATE retelling SET note = ?, score = ? WHERE id = ?",
            (retelling.note, retelling.score, retelling.id),
        )

    def remove(self, identifier: int) -> None:
        """Say that two quotes do not tell the same story."""
        self._store.execute("DELETE FROM retelling WHERE id = ?", (identifier,))

    def between(self, one: int, other: int) -> Retelling | None:
        """The link between two quotes, if there is one."""
        row = self._store.row(
            "SELECT * FROM retelling WHERE quote_id = ? AND other_id = ?", sorted((one, other))
        )
        return _retelling(row) if row else None

    def of_quote(self, quote_id: int) -> list[Retelling]:
        """The links of a quote to quotes that are still there, the surest first."""
        return self.of_quotes([quote_id]).get(quote_id, [])

    def of_quotes(self, quote_ids: Sequence[int]) -> dict[int, list[Retelling]]:
        """The links of several quotes to quotes that are still there, the surest first."""
        wanted = set(quote_ids)
        found: dict[int, dict[int, Retelling]] = {}
        for side in ("quote_id", "other_id"):
            for row in self._store.rows_in(
                "SELECT r.* FROM retelling r"
                " JOIN quote a ON a.id = r.quote_id AND a.state = 'active'"
                " JOIN quote b ON b.id = r.other_id AND b.state = 'active'"
                f" WHERE r.{side} IN (:ids)",
                quote_ids,
            ):
                for end in wanted & {row["quote_id"], row["other_id"]}:
                    found.setdefault(end, {})[row["id"]] = _retelling(row)
        return {
            quote: sorted(links.values(), key=lambda link: (-link.score, link.id))
            for quote, links in found.items()
        }

    def follow(self, merged: int, into: int) -> None:
        """Let the links of a quote that joined another one be links of that one."""
        links = self._store.rows("SELECT * FROM retelling WHERE ? IN (quote_id, other_id)", (merged,))
        for link in map(_retelling, links):
            other = link.other_id if link.quote_id == merged else link.quote_id
            self.remove(link.id)
            if other != into and not self.between(other, into):
                self.add(other, into, score=link.score, note=link.note)


def _retelling(row: sqlite3.Row) -> Retelling:
    return Retelling(row["quote_id"], row["other_id"], row["note"], row["score"], row["id"])


def telling_columns(telling: Telling) -> dict[str, str]:
    """The columns of a witness or a rendering that say how its words reached the article."""
    return {
        "told_to": telling.told_to,
        "occasion": telling.occasion,
        "via": json.dumps(telling.via),
        "evidence": json.dumps(telling.evidence),
    }


def telling_of(row: sqlite3.Row) -> Telling:
    """What the row of a witness or a rendering says of how its words reached the article."""
    return Telling(
        row["told_to"],
        row["occasion"],
        tuple(json.loads(row["via"])),
        tuple(Span(*span) for span in json.loads(row["evidence"])),
    )
