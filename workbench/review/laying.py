"""Groups of sentences as the pairs of a project: read from it, and laid again as they have become."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.errors import Refused
from db.records import Bead, Origin, PairEvent, PairRange, PairRow, Rendering, Segment, Span, Status
from workbench.align.service import INITIAL, cover_source
from workbench.project import Project
from workbench.review.grouping import Group, Words, arrange, reach

NONE = "none"
"""The state of a pair before it was made and after it has gone, as the history tells it."""
SURE = 1.0
"""The probability of a bead that a person laid."""


@dataclass(frozen=True, slots=True)
class Family:
    """A rendering with what was derived from it, beside its quote."""

    quote_id: int
    members: tuple[Rendering, ...]
    """The rendering first; empty where nothing renders the quote."""
    groups: tuple[Group, ...]
    pairs: Mapping[int, PairRange]
    """All pairs of the quote by id."""

    def drafted(self, pair_id: int) -> bool:
        """Whether the words of a pair are a machine's, and no person has written among them."""
        wanted = self.pairs[pair_id].rendering_id
        return any(member.id == wanted and member.origin is Origin.DRAFT for member in self.members)

    def index(self, pair_id: int) -> int:
        """The group of a pair. Raises Refused where what the pair leaves open is rendered by now."""
        for number, group in enumerate(self.groups):
            if pair_id in group.pairs:
                return number
        raise Refused(
            f"Pair {pair_id} cannot be used here: its sentence stands in another pair of this rendering."
        )


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What became of the pairs of a quote."""

    quote_id: int
    pairs: tuple[int, ...]
    """The pairs that hold the sentences concerned, in reading order."""
    made: tuple[int, ...]
    gone: tuple[int, ...]


def root_of(project: Project, rendering_id: int) -> int:
    """The rendering that this one was derived from, or itself."""
    return project.store.renderings.get(rendering_id).derived_from or rendering_id


def family(project: Project, quote_id: int, root_id: int | None) -> Family:
    """The groups of a quote and one of its renderings; None for what nothing renders."""
    store = project.store
    members: tuple[Rendering, ...] = ()
    if root_id is not None:
        members = tuple(r for r in store.renderings.family(root_id) if r.reprint_of is None)
    by_id = {member.id: member for member in members}
    pairs = {pair.id: pair for pair in store.pairs.ranges(quote_id)}
    positions = [segment.position for segment in store.quotes.segments(quote_id)]
    linked, open_ = [], []
    for pair in pairs.values():
        source = tuple(positions[slice(*(bisect_left(positions, edge) for edge in pair.source))])
        if pair.rendering_id in by_id:
            words = _words(by_id[pair.rendering_id], pair.target)
            linked.append(Group(source, words, (pair.id,)))
        elif pair.rendering_id is None:
            open_.append(Group(source, (), (pair.id,)))
    return Family(quote_id, members, tuple(arrange(positions, linked, open_)), pairs)


def sentences(project: Project, pair: PairRange) -> tuple[list[str], list[str]]:
    """The sentences of a pair on both sides."""
    source, target = (
        [segment.text for segment in side if span.start <= segment.position < span.end]
        for side, span in _sides(project, pair)
    )
    return source, target


def numbers(project: Project, pair: PairRange) -> tuple[list[int], list[int]]:
    """The numbers of these sentences, from 1, among all of the quote and of the rendering."""
    source, target = (
        [number for number, s in enumerate(side, start=1) if span.start <= s.position < span.end]
        for side, span in _sides(project, pair)
    )
    return source, target


def _sides(project: Project, pair: PairRange) -> Iterator[tuple[Sequence[Segment], Span]]:
    """All sentences of the quote and of the rendering of a pair, each with the range that the pair has."""
    store = project.store
    rendered = store.renderings.segments_of([pair.rendering_id] if pair.rendering_id else [])
    yield store.quotes.segments(pair.quote_id), pair.source
    yield rendered.get(pair.rendering_id or 0, []), pair.target


def lay(
    project: Project,
    action: int,
    before: Family,
    after: Sequence[Group],
    *,
    person: str = "",
    probabilities: Mapping[Group, float] | None = None,
) -> Regrouped:
    """Let the pairs of a quote be as `after` has them; part of the running `action`.

    What a pair holds other words than before waits for review again and keeps its note; a pair that
    has gone into another gives it its note. `person` signs the beads, or nobody where the aligner
    laid them with these `probabilities`.
    """
    store = project.store
    known = {row.id: row for row in store.pairs.rows(list(before.pairs))}
    unchanged = set(before.groups)
    kept = {group.pairs[0] for group in after if group.pairs}
    for pair_id in {pair for group in before.groups for pair in group.pairs} - kept:
        store.pairs.remove(pair_id)
    laid: dict[int, int | None] = {}
    # Whether a sentence without a rendering needs a pair shows when the others are laid.
    for number, group in sorted(enumerate(after), key=lambda one: (not one[1].target, not one[1].pairs)):
        if group not in unchanged:
            sure = SURE if probabilities is None else probabilities.get(group, SURE)
            laid[number] = _put(project, before, group, _place(after, number), sure, person)
        elif not group.source:
            _shift(project, before.pairs[group.pairs[0]], after, number)
    cover_source(store, before.quote_id)
    standing = [pair.id for pair in store.pairs.ranges(before.quote_id)]
    _record(project, action, known, {row.id: row for row in store.pairs.rows(standing)})
    return Regrouped(
        before.quote_id,
        tuple(pair for _, pair in sorted(laid.items()) if pair in standing),
        tuple(pair for pair in standing if pair not in known),
        tuple(pair for pair in known if pair not in standing),
    )


def _words(rendering: Rendering, span: Span) -> tuple[Words, ...]:
    """The sentences of a rendering within a range, which together stand for all of it."""
    first, last = (bisect_left(rendering.segments, edge, key=lambda s: s.position) for edge in span)
    within = rendering.segments[first:last]
    starts = [span.start, *(segment.position for segment in within[1:]), span.end]
    return tuple(Words(Span(starts[n], starts[n + 1]), segment.id) for n, segment in enumerate(within))


def _place(groups: Sequence[Group], number: int) -> tuple[Span, Span]:
    """The ranges of a group; one without sentences of the quote stands where the next of those begins."""
    source, target = reach(groups[number])
    if source.empty:
        later = (group.source[0] for group in groups[number + 1 :] if group.source)
        last = max((position + 1 for group in groups for position in group.source), default=0)
        at = next(later, last)
        source = Span(at, at)
    return source, target


def _shift(project: Project, pair: PairRange, groups: Sequence[Group], number: int) -> None:
    """Let a pair without an original stand between the beads around it, as these have become."""
    above = [group.source[-1] for group in groups[:number] if group.source and group.target]
    below = [group.source[0] for group in groups[number + 1 :] if group.source and group.target]
    if (above and pair.source.start <= above[-1]) or (below and pair.source.start > below[0]):
        source, _ = _place(groups, number)
        project.store.pairs.change(
            pair.id,
            pair.revision,
            source_start=source.start,
            source_end=source.end,
            aligned_by=pair.aligned_by,
        )


def _put(
    project: Project,
    before: Family,
    group: Group,
    place: tuple[Span, Span],
    probability: float,
    person: str,
) -> int | None:
    """Store a group as a pair; returns its id, or None where another rendering has its sentence."""
    store = project.store
    source, target = place
    rendering = _saying(project, before, group) if group.target else None
    status = INITIAL[rendering.origin] if rendering else Status.DRAFT
    rendering_id = rendering.id if rendering else None
    if rendering is None and _held(project, before, group):
        return None
    if not group.pairs:
        bead = Bead(source, target, probability)
        return store.pairs.add(before.quote_id, rendering_id, bead, status, aligned_by=person)
    first = before.pairs[group.pairs[0]]
    signed = {"reviewer": person, "reviewed_at": store.clock()} if person else {}
    store.pairs.change(
        first.id,
        first.revision,
        rendering_id=rendering_id,
        source_start=source.start,
        source_end=source.end,
        target_start=target.start,
        target_end=target.end,
        probability=probability,
        status=str(status),
        note=_notes(before.pairs[pair] for pair in group.pairs),
        aligned_by=person,
        **signed,
    )
    return first.id


def _saying(project: Project, before: Family, group: Group) -> Rendering:
    """The first rendering of a family that says exactly these words at their place.

    What a person derived from a draft that has grown since takes in the sentences it lacks. Raises
    Refused where the words come from versions that cannot be brought together.
    """
    wanted = [words.segment for words in group.target]
    _, target = reach(group)
    for member in before.members:
        if member.origin is Origin.HUMAN and member.derived_from:
            member = _grown(project, member, before.members[0], wanted)
        if [s.id for s in member.segments if target.start <= s.position < target.end] == wanted:
            return member
    raise Refused(
        "These sentences stand in different versions of the rendering: edit one of the pairs first."
    )


def _grown(project: Project, derived: Rendering, parent: Rendering, wanted: Collection[int]) -> Rendering:
    """A derived rendering with those of the wanted segments that only its parent has."""
    taken = {segment.position for segment in derived.segments}
    lacking = [s for s in parent.segments if s.id in wanted and s.position not in taken]
    for segment in lacking:
        project.store.renderings.put(derived.id, segment.position, segment.id)
    return project.store.renderings.get(derived.id) if lacking else derived


def _held(project: Project, before: Family, group: Group) -> bool:
    """Whether the sentences of a group without a rendering stand in another pair already.

    Where that is one that nothing renders either, it takes in the pair that the group was.
    """
    store = project.store
    others = [pair for pair in store.pairs.ranges(before.quote_id) if pair.id not in group.pairs]
    for other in others:
        if other.target.empty and set(range(*other.source)).issuperset(group.source):
            note = _notes((other, *(before.pairs[number] for number in group.pairs)))
            if note != other.note:
                store.pairs.change(other.id, other.revision, note=note)
            for number in group.pairs:
                store.pairs.remove(number)
            return True
    rendered = {n for pair in others if not pair.target.empty for n in range(*pair.source)}
    return not group.pairs and rendered.issuperset(group.source)


def _notes(pairs: Iterable[PairRange]) -> str:
    return "\n".join(dict.fromkeys(pair.note for pair in pairs if pair.note))


def _record(project: Project, action: int, old: Mapping[int, PairRow], new: Mapping[int, PairRow]) -> None:
    """Tell the history of each pair that was made, has gone, or holds other words than before."""
    for pair_id in dict.fromkeys([*old, *new]):
        was, now = _told(old.get(pair_id)), _told(new.get(pair_id))
        if was != now:
            event = PairEvent(pair_id, was[0], now[0], was[1], now[1])
            project.store.pairs.record(action, event)


def _told(row: PairRow | None) -> tuple[str, str]:
    """Both sides of a pair and its status; an empty side is a dash."""
    return ("", NONE) if row is None else (f"{row.source or '–'} ↔ {row.target or '–'}", str(row.status))
