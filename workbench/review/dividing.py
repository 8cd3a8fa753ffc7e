"""Where a pair may be parted in two, by the aligner's word and in every other way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from db.errors import Refused
from db.records import Bead
from workbench.align.beads import align
from workbench.align.service import Drafts, lexicon_for
from workbench.project import Project
from workbench.review.laying import Family, sentences


class Division(NamedTuple):
    """A way to part a pair: how many sentences of either side go first, and what each part would say."""

    sources: int
    targets: int
    first: tuple[str, str]
    second: tuple[str, str]


def place_of(
    project: Project, known: Family, at: int, sources: int | None, targets: int | None, drafts: Drafts
) -> tuple[int, int]:
    """How many sentences of either side go into the first part; what is None, the aligner says.

    Raises Refused where it finds no place.
    """
    ours, theirs = sentences(project, known.pairs[known.groups[at].pairs[0]])
    if sources is not None and targets is not None:
        return sources, targets
    beads = _beads(project, known, ours, theirs, drafts)
    if sources is not None:
        return sources, max((b.target.end for b in beads if b.source.end <= sources), default=0)
    if targets is not None:
        return max((b.source.end for b in beads if b.target.end <= targets), default=0), targets
    place = _likeliest(beads)
    if place is None:
        raise Refused(_nowhere(known.groups[at].pairs[0], len(ours), len(theirs)))
    return place


def _nowhere(pair_id: int, ours: int, theirs: int) -> str:
    """Why a pair cannot be parted without a person's word, and what can be done."""
    if ours + theirs < 2:
        return f"Pair {pair_id} is one sentence: there is nothing to part."
    if ours < 2 and theirs < 2:
        return f"Pair {pair_id} has one sentence on each side and cannot be parted: unlink it instead."
    return (
        f"The aligner finds no place to part pair {pair_id}: say how many sentences of the original and"
        " of the rendering go first."
    )


def divisions_of(project: Project, known: Family, at: int, drafts: Drafts) -> list[Division]:
    """Every way to part a group in two: the aligner's first, then those that part both sides evenly."""
    ours, theirs = sentences(project, known.pairs[known.groups[at].pairs[0]])
    likeliest = _likeliest(_beads(project, known, ours, theirs, drafts))
    every = [(i, j) for i in range(len(ours) + 1) for j in range(len(theirs) + 1)][1:-1]

    def unlikely(place: tuple[int, int]) -> tuple[bool, float]:
        return place != likeliest, abs(place[0] * len(theirs) - place[1] * len(ours))

    return [
        Division(i, j, (" ".join(ours[:i]), " ".join(theirs[:j])), (" ".join(ours[i:]), " ".join(theirs[j:])))
        for i, j in sorted(every, key=unlikely)
    ]


def _beads(
    project: Project, known: Family, ours: Sequence[str], theirs: Sequence[str], drafts: Drafts
) -> list[Bead]:
    """What the aligner would put beside each other of the sentences of a pair."""
    said_in = project.store.quotes.get(known.quote_id).lang
    lexicon = lexicon_for(project.store, said_in, known.members[0].lang) if known.members else None
    return align(ours, theirs, drafts=drafts(ours), lexicon=lexicon)


def _likeliest(beads: Sequence[Bead]) -> tuple[int, int] | None:
    """The boundary between two beads at which the aligner is surest that both sides part."""
    end = max(bead.source.end for bead in beads), max(bead.target.end for bead in beads)
    found = []
    for before, after in pairwise(beads):
        place = before.source.end, before.target.end
        linked = not any(side.empty for bead in (before, after) for side in bead[:2])
        if (0, 0) < place < end:
            found.append((linked, min(before.probability, after.probability), place))
    return max(found)[2] if found else None
