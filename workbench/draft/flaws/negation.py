"""Negations of the source that the draft does not have."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Flag
from workbench.draft.flaws.sides import Sides

BEFORE = 6
"""Words back from "pas" among which its "ne" is looked for."""
SHORTEST = 6
"""Letters of words that may begin with a denial: `impossible`, but not `into`."""


def lost_negation(sides: Sides) -> Iterator[Flag]:
    """`negation` where the source denies in the way of its language and nothing in the draft may do so."""
    denials, target = sides.pair.source.denials, sides.pair.target
    if not target.negations or denials.isdisjoint(sides.source.known):
        return
    if not target.negations.isdisjoint(sides.draft.known) or not _denies(sides):
        return
    long = [word for word in sides.draft.folded if len(word) >= SHORTEST]
    if not any(word.startswith(target.denying) or word.endswith(target.lacking) for word in long):
        yield Flag("negation", "the negation is lost")


def _denies(sides: Sides) -> bool:
    """Whether a word of the source denies for certain: for a French "pas", a "ne" must stand before it."""
    words, language = sides.source.folded, sides.pair.source
    return any(
        word in language.denials
        and (not language.negators or not language.negators.isdisjoint(words[max(0, place - BEFORE) : place]))
        for place, word in enumerate(words)
    )
