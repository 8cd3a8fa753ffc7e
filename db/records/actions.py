"""What somebody did, and what it did to pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class PairEvent(NamedTuple):
    """What one action did to one pair."""

    pair_id: int
    old_text: str
    new_text: str
    old_status: str
    new_status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One entry of the history: everything that was written together."""

    id: int
    at: str
    """ISO 8601, UTC."""
    who: str
    kind: str
    summary: str
    undone: bool = False
    events: tuple[PairEvent, ...] = ()
