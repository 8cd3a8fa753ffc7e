"""Dividing a quote or a printed rendering between two of its pieces, with all that hangs on it.

Positions of segments stay what they are on both sides, so that every range over them keeps its meaning.
A sentence that runs over the cut becomes two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.quotes import add_segment, move_pieces
from db.records import (
    Bead,
    LanguageTag,
    Origin,
    PairEvent,
    PairRange,
    PairRow,
    Quote,
    Rendering,
    Segment,
    Span,
    Status,
    Witness,
    joined,
)
from workbench.align.service import INITIAL
from workbench.project import Project
from workbench.quotes.segments import sentences


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the segments of a quote or rendering part."""

    first: int
    """The first position that goes as it is; what comes before it stays."""
    head: Segment | None = None
    """What stays of a sentence that runs over the cut, at the position before `first`."""
    tail: Segment | None = None
    """What goes of it, at the same position."""


def cut_before(
    segments: Sequence[Segment], text: str, pieces: Sequence[Span], piece: int, lang: LanguageTag
) -> Cut:
    """Where segments part so that the words of the pieces before number `piece` stay."""
    length = len(joined(sentences(text, tuple(pieces[:piece]), lang)))
    start = 0
    for segment in segments:
        if start >= length:
            return Cut(segment.position)
        end = start + len(segment.text)
        if end > length:
            at = length - start
            head = replace(segment, text=segment.text[:at], after=" ")
            return Cut(segment.position + 1, head, replace(segment, text=segment.text[at:].lstrip()))
        start = end + len(segment.after)
    return Cut(segments[-1].position + 1)


def divide_quote(project: Project, quote: Quote, witness: Witness, piece: int, made: int) -> None:
    """Give the pieces of the only witness of a quote from number `piece` on to the new quote `made`.

    Renderings go with the words they render, as far as they can be parted; what a printed one has for
    both stays with `quote`, without an original.
    """
    store = project.store
    document = store.documents.get(witness.document_id)
    cut = cut_before(quote.segments, document.text, witness.pieces, piece, document.lang)
    new_witness = store.quotes.add_witness(made, replace(witness, pieces=()))
    move_pieces(store, "witness_id", witness.id, new_witness, piece)
    store.quotes.move_segments(quote.id, made, cut.first)
    if cut.head and cut.tail:
        at = cut.head.position
        store.quotes.drop_segments(quote.id, Span(at, at + 1))
        store.quotes.put_segment(quote.id, at, add_segment(store, cut.head))
        store.quotes.put_segment(made, at, add_segment(store, cut.tail))
    pairs = store.pairs.ranges(quote.id)
    going = [pair for pair in pairs if not pair.source.empty and pair.source.start >= cut.first]
    for pair in pairs:
        if pair.source.start < cut.first < pair.source.end:
            store.pairs.change(pair.id, pair.revision, source_end=cut.first)
    for root in store.renderings.of_quote(quote.id):
        if root.derived_from is None and root.reprint_of is None:
            _part_family(project, root, pairs, going, made)
    for pair in going:
        if pair.rendering_id is None:
            store.pairs.change(pair.id, pair.revision, quote_id=made)


def _part_family(
    project: Project, root: Rendering, pairs: Sequence[PairRange], going: Sequence[PairRange], made: int
) -> None:
    """Move the pairs of a rendering that go, and the rendering with them or what they show of it."""
    store = project.store
    family = store.renderings.family(root.id)
    members = {member.id: member for member in family}
    mine = [pair for pair in pairs if pair.rendering_id in members]
    parting = [pair for pair in going if pair.rendering_id in members]
    if not parting:
        return
    new = {member.id: member.id for member in family}
    if len(parting) == len(mine):
        for member in family:
            store.renderings.join(member.id, made)
    elif root.origin is Origin.PUBLISHED:
        for pair in parting:
            store.pairs.change(pair.id, pair.revision, source_start=0, source_end=0)
        return
    else:
        shown = {position for pair in parting for position in range(*pair.target)}
        new = _parted(project, family, shown, made)
    for pair in parting:
        assert pair.rendering_id is not None
        store.pairs.change(pair.id, pair.revision, quote_id=made, rendering_id=new[pair.rendering_id])


def _parted(project: Project, family: Sequence[Rendering], shown: set[int], made: int) -> dict[int, int]:
    """Move these positions of a rendering, and of what was derived from it, to new ones; their ids."""
    root, *derived = family
    divide = project.store.renderings.divide
    new: dict[int, int] = {}
    for member in (root, *derived):
        positions = [s.position for s in member.segments if s.position in shown]
        if positions or member is root:
            new[member.id] = divide(member.id, made, positions, new.get(member.derived_from or 0))
    return new


def divide_rendering(project: Project, quote: Quote, rendering: Rendering, piece: int, made: int) -> None:
    """Give the pieces of a printed rendering from number `piece` on to the new quote `made`.

    What persons derived from it is parted at the same place; words that a person wrote for a sentence
    that runs over the cut stay with the first part.
    """
    store = project.store
    assert rendering.document_id is not None
    document = store.documents.get(rendering.document_id)
    cut = cut_before(rendering.segments, document.text, rendering.pieces, piece, document.lang)
    family = store.renderings.family(rendering.id)
    going = {s.position for member in family for s in member.segments if s.position >= cut.first}
    new = _parted(project, family, going, made)
    move_pieces(store, "rendering_id", rendering.id, new[rendering.id], piece)
    if cut.head and cut.tail:
        _cut_sentence(project, family, cut.head, cut.tail, new)
    _part_pairs(project, quote, cut, new, rendering, made)


def _part_pairs(
    project: Project, quote: Quote, cut: Cut, new: Mapping[int, int], root: Rendering, made: int
) -> None:
    """Let the pairs of a printed rendering go where its words went, and lay one for words that have none."""
    store = project.store
    family = {member.id for member in store.renderings.family(root.id)}
    for pair in store.pairs.ranges(quote.id):
        if pair.rendering_id not in family:
            continue
        if pair.target.start >= cut.first:
            columns = {"quote_id": made, "source_start": 0, "source_end": 0}
            store.pairs.change(pair.id, pair.revision, rendering_id=new[pair.rendering_id], **columns)
        elif pair.target.end > cut.first:
            store.pairs.change(pair.id, pair.revision, target_end=cut.first)
    placed = {n for pair in store.pairs.ranges(made) for n in range(*pair.target)}
    for segment in store.renderings.get(new[root.id]).segments:
        if segment.position not in placed:
            at = Span(segment.position, segment.position + 1)
            store.pairs.add(made, new[root.id], Bead(Span(0, 0), at, 1.0), INITIAL[root.origin])


def _cut_sentence(
    project: Project, family: Sequence[Rendering], head: Segment, tail: Segment, new: Mapping[int, int]
) -> None:
    """Part the sentence that runs over the cut, but not what a person wrote in its place."""
    renderings = project.store.renderings
    at = head.position
    printed = next(segment.id for segment in family[0].segments if segment.position == at)
    first, second = (add_segment(project.store, part) for part in (head, tail))
    for member in family:
        if any(segment.id == printed for segment in member.segments):
            renderings.vacate(member.id, Span(at, at + 1))
            renderings.put(member.id, at, first)
            if member.id in new:
                renderings.put(new[member.id], at, second)


def hold_approvals(project: Project, action: int, before: Sequence[PairRow]) -> None:
    """Let the approval of a pair fall back to `translated` where its two sides are not what they were."""
    pairs = project.store.pairs
    for was in before:
        if was.status is not Status.APPROVED:
            continue
        for now in pairs.rows([was.id]):
            if now.status is Status.APPROVED and (now.source, now.target) != (was.source, was.target):
                pairs.change(now.id, now.revision, status=str(Status.TRANSLATED))
                event = PairEvent(now.id, was.target, now.target, was.status, Status.TRANSLATED)
                pairs.record(action, event)
