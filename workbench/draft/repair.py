"""What to do about a flawed draft that no other hypothesis betters: decode the sentence in another way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.records import Flag
from workbench.draft.decoding.batches import Search
from workbench.draft.flaws import weight

WORTH_A_TRY = 8.0
"""Weight of flaws, in nats, from which a sentence is decoded again. Lighter ones are rarely repaired so."""


@dataclass(frozen=True, slots=True)
class Try:
    """A second way to decode a sentence."""

    search: Search
    most_pieces: int
    """Pieces above which the sentence is cut at a clause boundary."""
    around_links: bool = False
    """Whether addresses and handles are copied past the model."""


IN_CLAUSES = Try(Search(length_penalty=1.0, no_repeat_ngram_size=2), most_pieces=30)
IN_PHRASES = Try(Search(length_penalty=1.0), most_pieces=20)
AROUND_LINKS = Try(Search(length_penalty=1.0), most_pieces=30, around_links=True)
LEFT_OUT = frozenset({"dropped", "short"})
"""Flaws against which the smallest parts help most."""


def second_try(flags: Iterable[Flag]) -> Try | None:
    """The best way to decode a sentence again whose draft has these flags; None where it is not worth it.

    Figures about ways that were tried stand in `docs/drafting.md`.
    """
    found = list(flags)
    if any(flag.kind == "link" for flag in found):
        return AROUND_LINKS
    if sum(weight(flag.kind) for flag in found) < WORTH_A_TRY:
        return None
    return IN_PHRASES if any(flag.kind in LEFT_OUT for flag in found) else IN_CLAUSES
