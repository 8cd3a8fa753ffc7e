"""Writing the words of a quote or a printed rendering that were read anew, with all that hangs on them.

No stored text is altered: sentences that read the same are kept, others come in their place. Pairs go
with the words they are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.errors import Refused
from db.quotes import add_pieces, add_segment
from db.records import Bead, Origin, PairEvent, PairRange, Rendering, Segment, Span, joined
from workbench.align.service import INITIAL
from workbench.project import Project
from workbench.quotes.rereading import Reading


def put_pieces(project: Project, owner: str, owner_id: int, pieces: Sequence[Span]) -> None:
    """Let a witness (`witness_id`) or a printed rendering (`rendering_id`) have these pieces, no others."""
    project.store.execute(f"DELETE FROM piece WHERE {owner} = ?", (owner_id,))
    add_pieces(project.store, owner, owner_id, pieces)


def put_words(project: Project, quote_id: int, reading: Reading) -> None:
    """Let a quote have the sentences of a reading."""
    store = project.store
    stored = store.quotes.segments(quote_id)
    kept = {(s.position, s.id) for s in reading.segments}
    for segment in stored:
        if (segment.position, segment.id) not in kept:
            store.quotes.drop_segments(quote_id, Span(segment.position, segment.position + 1))
    there = {(s.position, s.id) for s in stored} & kept
    for segment in reading.segments:
        if (segment.position, segment.id) not in there:
            number = segment.id or add_segment(store, segment)
            store.quotes.put_segment(quote_id, segment.position, number)


def move_sources(
    project: Project, pairs: Sequence[PairRange], quote_id: int, owner: int, reading: Reading
) -> list[str]:
    """Let pairs go with the words of their source; they are pairs of `quote_id` from then on.

    `owner` is the quote that had the words. A machine's draft of a sentence that reads differently now
    is taken off while nobody has touched it, as it can be made again. Returns the notes of pairs of
    which nothing is left.
    """
    store = project.store
    notes: list[str] = []
    before = {row.id: row for row in store.pairs.rows([pair.id for pair in pairs])}
    words = {segment.position: segment for segment in reading.segments}
    for pair in pairs:
        source = reading.span(owner, pair.source)
        now = joined(tuple(words[n] for n in range(*source) if n in words))
        same = now == before[pair.id].source
        drafted = before[pair.id].origin is Origin.DRAFT and not pair.touched
        if not pair.source.empty and ((pair.target.empty and source.empty) or (drafted and not same)):
            store.pairs.remove(pair.id)
            notes.append(pair.note)
        elif (source, quote_id) != (pair.source, pair.quote_id):
            columns = {"source_start": source.start, "source_end": source.end}
            laid = pair.aligned_by if same else ""
            store.pairs.change(pair.id, pair.revision, quote_id=quote_id, aligned_by=laid, **columns)
    return notes


@dataclass(frozen=True, slots=True)
class Family:
    """A printed rendering as it was, with what persons derived from it."""

    root: Rendering
    humans: tuple[Rendering, ...] = ()

    @classmethod
    def of(cls, project: Project, root: Rendering) -> Family:
        """The family of a printed rendering, as it is stored."""
        family = project.store.renderings.family(root.id)
        return cls(root, tuple(member for member in family if member.origin is Origin.HUMAN))

    @property
    def ids(self) -> set[int]:
        """The ids of all its members."""
        return {self.root.id, *(human.id for human in self.humans)}


@dataclass(slots=True)
class Relaid:
    """Where the words of printed renderings are now."""

    became: dict[int, int] = field(default_factory=dict)
    """The rendering that each member has become."""
    parted: dict[tuple[int, int], Segment] = field(default_factory=dict)
    """What a person wrote, by rendering and position before, where what it stands for is gone."""


def put_rendering(project: Project, families: Sequence[Family], reading: Reading) -> Relaid:
    """Let the first of some printed renderings have the sentences of a reading, read from all of them.

    Words that a person wrote stay in the place of those that they stand for, if any of these are left.
    What persons derived from several renderings becomes one.
    """
    store = project.store
    root = families[0].root
    numbers = {s.position: s.id or add_segment(store, s) for s in reading.segments}
    _fill(project, root.id, numbers)
    relaid = Relaid({family.root.id: root.id for family in families})
    first = next((human for family in families for human in family.humans), None)
    if len(families) == 1:
        for human in families[0].humans:
            _put_derived(project, human.id, [(families[0], human)], numbers, reading, relaid)
    elif first is not None:
        own = families[0].humans
        keeper = own[0].id if own else store.renderings.derive(root, author=first.author)
        humans = [(family, human) for family in families for human in family.humans]
        _put_derived(project, keeper, humans, numbers, reading, relaid)
    return relaid


def _put_derived(
    project: Project,
    keeper: int,
    humans: Sequence[tuple[Family, Rendering]],
    numbers: Mapping[int, int],
    reading: Reading,
    relaid: Relaid,
) -> None:
    """Give a human rendering the sentences of a reading, with what persons wrote in their place."""
    words = dict(numbers)
    for family, human in humans:
        relaid.became[human.id] = keeper
        printed = {(s.position, s.id) for s in family.root.segments}
        listed = sorted(human.segments, key=lambda segment: segment.position)
        ends = [*(segment.position for segment in listed[1:]), _end(family.root, human)]
        for segment, end in zip(listed, ends, strict=True):
            if (segment.position, segment.id) in printed:
                continue
            now = reading.span(family.root.id, Span(segment.position, end))
            for position in range(*now):
                words.pop(position, None)
            if now.empty:
                relaid.parted[human.id, segment.position] = segment
            else:
                words[now.start] = segment.id
    _fill(project, keeper, words)


def _end(root: Rendering, human: Rendering) -> int:
    """The position after the last one of a rendering and of what was derived from it."""
    return 1 + max(segment.position for segment in (*root.segments, *human.segments))


def _fill(project: Project, rendering_id: int, words: Mapping[int, int]) -> None:
    """Let a rendering have these segments at these positions, touching no row that stays as it is."""
    renderings = project.store.renderings
    there = {(s.position, s.id) for s in renderings.get(rendering_id).segments}
    for position, _ in there - set(words.items()):
        renderings.vacate(rendering_id, Span(position, position + 1))
    for position, number in sorted(set(words.items()) - there):
        renderings.put(rendering_id, position, number)


def move_targets(
    project: Project,
    quote_id: int,
    pairs: Sequence[PairRange],
    families: Sequence[Family],
    reading: Reading,
    relaid: Relaid,
) -> list[str]:
    """Let pairs go with the words of their target, and lay a pair for each sentence that is new.

    A pair whose rendering is gone is taken off, so that its original waits for one again. Returns the
    notes of pairs that were.
    """
    store = project.store
    notes: list[str] = []
    roots = {member: family.root.id for family in families for member in family.ids}
    for pair in pairs:
        assert pair.rendering_id is not None
        target = reading.span(roots[pair.rendering_id], pair.target)
        own = [
            relaid.parted[at] for n in range(*pair.target) if (at := (pair.rendering_id, n)) in relaid.parted
        ]
        if not target.empty:
            _aim(project, pair, quote_id, relaid.became[pair.rendering_id], target)
        elif own:
            _keep(project, pair, families[0].root, own)
        else:
            store.pairs.remove(pair.id)
            notes.append(pair.note)
    root = families[0].root
    if root.reprint_of is None:
        for position in reading.new:
            at = Span(position, position + 1)
            store.pairs.add(quote_id, root.id, Bead(Span(0, 0), at, 1.0), INITIAL[root.origin])
    return notes


def _aim(project: Project, pair: PairRange, quote_id: int, rendering_id: int, target: Span) -> None:
    now = (quote_id, rendering_id, target)
    if now != (pair.quote_id, pair.rendering_id, pair.target):
        columns = {"target_start": target.start, "target_end": target.end, "aligned_by": pair.aligned_by}
        project.store.pairs.change(
            pair.id, pair.revision, quote_id=quote_id, rendering_id=rendering_id, **columns
        )


def _keep(project: Project, pair: PairRange, root: Rendering, words: Sequence[Segment]) -> None:
    """Let what a person wrote render the original by itself, as the words that it was written for are gone.

    Raises Refused where the original is missing: it would render nothing.
    """
    if pair.source.empty:
        raise Refused(
            f"Pair {pair.id} would lose its printed words, for which {words[0].author or 'somebody'} has"
            " written others, and its original is missing: undo that edit first."
        )
    own = Rendering(
        quote_id=pair.quote_id,
        lang=root.lang,
        origin=Origin.HUMAN,
        author=words[0].author or project.person,
    )
    rendering_id = project.store.renderings.add(own)
    for position, segment in enumerate(words):
        project.store.renderings.put(rendering_id, position, segment.id)
    _aim(project, pair, pair.quote_id, rendering_id, Span(0, len(words)))


def leave_notes(project: Project, action: int, quote_id: int, notes: Iterable[str]) -> None:
    """Give the notes of pairs that are gone to the first pair of a quote; part of the running `action`."""
    pairs = project.store.pairs
    first = next(iter(pairs.ranges(quote_id)), None)
    left = list(dict.fromkeys(filter(None, notes)))
    if first is None or not left:
        return
    row = pairs.row(first.id)
    pairs.change(first.id, first.revision, note="\n".join(dict.fromkeys([*filter(None, [row.note]), *left])))
    pairs.record(action, PairEvent(first.id, row.target, row.target, row.status, row.status))
