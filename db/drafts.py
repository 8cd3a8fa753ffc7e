"""What packages have drafted: one draft for each text and each way of making it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from db.records import Change, Draft, Flag, Span, TermUse

if TYPE_CHECKING:
    from db.store import Store


class Drafts:
    """The drafts of a project. They are no part of the history: made again, they are the same."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, signature: str, source: str) -> Draft | None:
        """The draft of a text that was made in the way of `signature`, if there is one."""
        made = self._store.value("SELECT made FROM draft WHERE key = ?", (_key(signature, source),))
        return _draft(json.loads(made)) if made else None

    def known(self, signature: str, sources: Iterable[str]) -> dict[str, Draft]:
        """Those of the texts that have been drafted in the way of `signature`, with their drafts."""
        found = ((source, self.get(signature, source)) for source in dict.fromkeys(sources))
        return {source: draft for source, draft in found if draft is not None}

    def keep(self, signature: str, made: Mapping[str, Draft]) -> None:
        """Keep the drafts of some texts; needs a running action. One that is there already stays."""
        self._store.execute_many(
            "INSERT INTO draft (key, signature, source, made) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (_key(signature, source), signature, source, json.dumps(asdict(draft), ensure_ascii=False))
                for source, draft in made.items()
            ],
        )


def _key(signature: str, source: str) -> str:
    return hashlib.sha256(f"{signature}\0{source}".encode("utf-8", "surrogatepass")).hexdigest()


def _draft(made: dict[str, Any]) -> Draft:
    return Draft(
        text=made["text"],
        score=made["score"],
        raw=made["raw"],
        confidence=made["confidence"],
        flags=tuple(Flag(kind, message, _span(span)) for kind, message, span in made["flags"]),
        terms=tuple(
            TermUse(concept, source, Span(*place), target, _span(there), status, how)
            for concept, source, place, target, there, status, how in made["terms"]
        ),
        changes=tuple(Change(Span(*span), before, after) for span, before, after in made["changes"]),
    )


def _span(stored: list[int] | None) -> Span | None:
    return Span(*stored) if stored is not None else None
