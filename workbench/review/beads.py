"""Beads by hand: merge, split, move, link, unlink, let stand alone, accept.

Each is one action of the history and can be undone. No word is changed or lost: sentences go from one
pair to another, and a pair that holds other words than before is judged again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from db.errors import Refused, WrongUse
from db.records import PairEvent, PairFilter, PairRange, PairRow
from workbench.align.service import Drafts
from workbench.project import Project
from workbench.review import grouping
from workbench.review.dividing import Division, divisions_of, place_of
from workbench.review.grouping import Group, Side
from workbench.review.laying import SURE, Family, Regrouped, family, lay, root_of
from workbench.review.service import standing

BEFORE, AFTER = -1, 1
"""Steps from a pair to its neighbours."""

Change = Callable[[Family, int], list[Group]]
"""Given a family and the number of a group in it, the groups as they shall be."""


def merge(
    project: Project, pair_id: int, other_id: int | None = None, revision: int | None = None
) -> Regrouped:
    """Put a pair and another one, by default the next sentence or bead of its rendering, into one.

    Raises Refused where nothing follows or sentences of other pairs stand between the two, and, as
    every verb here, Conflict where the pair has moved on from `revision`.
    """

    def merged(known: Family, at: int) -> list[Group]:
        if other_id is None and at + 1 == len(known.groups):
            raise Refused(f"Nothing follows pair {pair_id} in its rendering.")
        return grouping.merge(known.groups, at, at + 1 if other_id is None else known.index(other_id))

    beside = "what follows it" if other_id is None else f"pair {other_id}"
    done = f"pair {pair_id} merged with {beside}"
    return _regroup(project, "bead merge", done, pair_id, merged, revision, other_id=other_id)


def split(
    project: Project,
    pair_id: int,
    sources: int | None = None,
    targets: int | None = None,
    revision: int | None = None,
    drafts: Drafts = lambda _: None,
) -> Regrouped:
    """Part a pair in two, the first with so many sentences of the original and of the rendering.

    What is not said is found by the aligner, over the pair's own sentences; `drafts` machine-translates
    them. Raises Refused where it finds no place, or one part would be empty.
    """

    def parted(known: Family, at: int) -> list[Group]:
        place = place_of(project, known, at, sources, targets, drafts)
        return grouping.split(known.groups, at, *place)

    return _regroup(project, "bead split", f"pair {pair_id} split", pair_id, parted, revision)


def move(project: Project, pair_id: int, side: Side, step: int, revision: int | None = None) -> Regrouped:
    """Give the first sentence of one side to the bead before (`BEFORE`), or the last to the one after.

    Where that has no words on the other side, the sentence stands alone. Raises Refused where there is
    no such sentence, or it stands alone already.
    """
    which = "last" if step == AFTER else "first"
    what = "sentence of the original" if side is Side.SOURCE else "sentence of its rendering"
    done = f"pair {pair_id}: the {which} {what} given away"
    return _regroup(
        project,
        "bead move",
        done,
        pair_id,
        lambda known, at: grouping.move(known.groups, at, side, step),
        revision,
        step=step,
    )


def unlink(project: Project, pair_id: int, revision: int | None = None) -> Regrouped:
    """Let a pair fall apart into its sentences, each without a counterpart.

    A machine's draft steps back altogether, since it renders nothing else. Raises Refused where one
    side is missing already.
    """
    return _regroup(
        project,
        "bead unlink",
        f"pair {pair_id} unlinked",
        pair_id,
        lambda known, at: grouping.unlink(known.groups, at, discard=known.drafted(pair_id)),
        revision,
    )


def link(
    project: Project,
    quote_id: int,
    rendering_id: int,
    sources: Collection[int],
    targets: Collection[int],
    revisions: Mapping[int, int] | None = None,
) -> Regrouped:
    """Put sentences of a quote and of a rendering into one bead, out of those they are in.

    `sources` and `targets` are positions, at least one of each; `revisions` those at which pairs were
    looked at. Raises WrongUse for a position that is not there, Refused where sentences of other beads
    stand between those that are chosen, Conflict where a pair has moved on.
    """
    if not sources or not targets:
        raise Refused("Choose a sentence on each side: these are put beside each other.")
    return _choose(
        project,
        ("bead link", f"sentences of quote {quote_id} and rendering {rendering_id} put beside each other"),
        (quote_id, rendering_id),
        (sources, targets),
        lambda known: grouping.link(known.groups, sources, targets),
        revisions or {},
    )


def stand_alone(
    project: Project,
    quote_id: int,
    rendering_id: int,
    side: Side,
    positions: Collection[int],
    revisions: Mapping[int, int] | None = None,
) -> Regrouped:
    """Insert an empty side beside each of these sentences: an omission, or an addition of the rendering.

    Positions, `revisions` and what is raised are those of `link`. Raises Refused for a machine's draft,
    which renders nothing else: it can be unlinked.
    """

    def parted(known: Family) -> list[Group]:
        after = grouping.alone(known.groups, side, positions)
        for group in set(known.groups).difference(after):
            if group.source and group.target and group.pairs and known.drafted(group.pairs[0]):
                raise Refused(f"Pair {group.pairs[0]} is a machine's draft: unlink it, and it steps back.")
        return after

    what = "of the original" if side is Side.SOURCE else "of the rendering"
    return _choose(
        project,
        ("bead insert", f"quote {quote_id}: nothing beside a sentence {what}"),
        (quote_id, rendering_id),
        (positions, ()) if side is Side.SOURCE else ((), positions),
        parted,
        revisions or {},
    )


def accept(project: Project, pair_id: int, revision: int | None = None) -> PairRow:
    """Say that a bead is right as it is, whatever its words are worth: the aligner leaves it alone."""
    store = project.store
    row = standing(project, pair_id)
    if not row.aligned_by:
        with store.action("bead accept", f"bead of pair {pair_id} accepted") as action:
            store.pairs.change(
                pair_id,
                row.revision if revision is None else revision,
                aligned_by=project.person,
                probability=SURE,
            )
            store.pairs.record(action, PairEvent(pair_id, row.target, row.target, row.status, row.status))
    return store.pairs.row(pair_id)


def _choose(
    project: Project,
    done: tuple[str, str],
    place: tuple[int, int],
    chosen: tuple[Collection[int], Collection[int]],
    change: Callable[[Family], list[Group]],
    revisions: Mapping[int, int],
) -> Regrouped:
    """Change the groups of a quote and a rendering as one action, by positions of sentences."""
    store = project.store
    quote_id, rendering_id = place
    with store.action(*done) as action:
        for pair_id, revision in revisions.items():
            store.pairs.expect(pair_id, revision)
        known = family(project, quote_id, root_of(project, rendering_id))
        if known.members[0].quote_id != quote_id:
            raise WrongUse(f"Rendering {rendering_id} is none of quote {quote_id}.")
        ours = {position for group in known.groups for position in group.source}
        theirs = {words.span.start for group in known.groups for words in group.target}
        if not (ours.issuperset(chosen[0]) and theirs.issuperset(chosen[1])):
            raise WrongUse(f"Quote {quote_id} or rendering {rendering_id} has no such sentence in its pairs.")
        return lay(project, action, known, change(known), person=project.person)


def divisions(project: Project, pair_id: int, drafts: Drafts = lambda _: None) -> list[Division]:
    """Every way to part a pair in two, the likeliest first."""
    pair = project.store.pairs.range(standing(project, pair_id).id)
    known = _family(project, pair, None, 0)
    return divisions_of(project, known, known.index(pair_id), drafts)


def _regroup(
    project: Project,
    kind: str,
    summary: str,
    pair_id: int,
    change: Change,
    revision: int | None,
    *,
    other_id: int | None = None,
    step: int = AFTER,
) -> Regrouped:
    """Change the groups around a pair as one action."""
    store = project.store
    with store.action(kind, summary) as action:
        standing(project, pair_id)
        if revision is not None:
            store.pairs.expect(pair_id, revision)
        pair = store.pairs.range(pair_id)
        other = store.pairs.range(other_id) if other_id is not None else None
        known = _family(project, pair, other, step)
        after = change(known, known.index(pair_id))
        return lay(project, action, known, after, person=project.person)


def _family(project: Project, pair: PairRange, other: PairRange | None, step: int) -> Family:
    """The rendering of a pair, or where it has none, that of the other or of its neighbour.

    Raises Refused for pairs of two quotes or two renderings.
    """
    if other is not None and other.id == pair.id:
        raise Refused(f"Pair {pair.id} cannot be merged with itself.")
    if other is not None and other.quote_id != pair.quote_id:
        raise Refused(f"Pair {pair.id} and pair {other.id} belong to different quotes.")
    if pair.rendering_id is None and other is None and step:
        other = _neighbour(project, pair, step)
    roots = {
        root_of(project, one.rendering_id) for one in (pair, other) if one is not None and one.rendering_id
    }
    if len(roots) > 1 and pair.rendering_id is not None and other is not None:
        raise Refused(f"Pair {pair.id} and pair {other.id} hold words of different renderings.")
    return family(project, pair.quote_id, next(iter(roots), None))


def _neighbour(project: Project, pair: PairRange, step: int) -> PairRange | None:
    """The pair before or after one in reading order, of the same quote."""
    pairs = project.store.pairs
    ids = pairs.ids(PairFilter(quote_id=pair.quote_id))
    place = ids.index(pair.id) + step
    return pairs.range(ids[place]) if 0 <= place < len(ids) else None
