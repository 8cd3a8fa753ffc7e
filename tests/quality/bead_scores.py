"""How beads compare with gold beads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.records import Bead

Link = tuple[tuple[int, ...], tuple[int, ...]]

_SURE = 0.9


class Sureness(NamedTuple):
    """How far stated probabilities hold."""

    share: float
    """The beads that state 0.9 or more, of all."""
    right: float
    """Those of them that are gold beads."""


def links(beads: Iterable[Bead]) -> set[Link]:
    """The numbers of the sentences of each bead."""
    return {(tuple(range(*bead.source)), tuple(range(*bead.target))) for bead in beads}


def strict_f1(gold: set[Link], found: set[Link]) -> float:
    """As Vecalign counts: precision over all links found, recall over the gold links that have both sides."""
    right = len(gold & found)
    precision = right / len(found)
    two_sided = {link for link in gold if all(link)}
    recall = len(two_sided & found) / len(two_sided)
    return 2 * precision * recall / (precision + recall) if right else 0.0


def sureness(aligned: Iterable[tuple[set[Link], Sequence[Bead]]]) -> Sureness:
    """Over several texts, each with its gold links and the beads found."""
    beads = sure = right = 0
    for gold, found in aligned:
        stated = [bead for bead in found if bead.probability >= _SURE]
        beads += len(found)
        sure += len(stated)
        right += len(gold & links(stated))
    return Sureness(sure / beads, right / sure)
