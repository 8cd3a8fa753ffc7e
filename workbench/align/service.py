"""Laying the pairs of a quote: beads between its segments and those of a rendering."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.records import Bead, Origin, Rendering, Segment, Span, Status
from db.store import Store
from workbench.align.beads import align

Drafts = Callable[[Sequence[str]], Sequence[str] | None]
"""Machine translations of source sentences, or None where no package is there to make them."""

INITIAL = {
    Origin.PUBLISHED: Status.TRANSLATED,
    Origin.HUMAN: Status.TRANSLATED,
    Origin.DRAFT: Status.DRAFT,
}
"""The status of a pair nobody has looked at: someone translated it, or a machine drafted it."""


def pair_up(store: Store, quote_id: int, rendering: Rendering) -> None:
    """Align a new rendering with its quote and lay one pair per bead; part of the running action."""
    for bead in beads_of(store, quote_id, rendering):
        store.pairs.add(quote_id, rendering.id, bead, INITIAL[rendering.origin])
    cover_source(store, quote_id)


def cover_source(store: Store, quote_id: int) -> None:
    """Give every source segment that no pair renders a pair with a missing target, and only those.

    A pair with a missing target, and a machine's draft that nobody has touched, give way where a
    printed or a human rendering covers all of it.
    """
    pairs = store.pairs.ranges(quote_id)
    drafts = {r.id for r in store.renderings.of_quote(quote_id) if r.origin is Origin.DRAFT}
    passing = {p.id for p in pairs if not p.touched and (p.target.empty or p.rendering_id in drafts)}
    firm = {i for p in pairs if p.id not in passing and not p.target.empty for i in range(*p.source)}
    covered = set(firm)
    for pair in pairs:
        if pair.id in passing and firm.issuperset(range(*pair.source)):
            store.pairs.remove(pair.id)
        else:
            covered.update(range(*pair.source))
    for segment in store.quotes.segments(quote_id):
        if segment.position not in covered:
            span = Span(segment.position, segment.position + 1)
            store.pairs.add(quote_id, None, Bead(span, Span(0, 0), 1.0), Status.DRAFT)


def beads_of(
    store: Store,
    quote_id: int,
    rendering: Rendering,
    drafts: Drafts = lambda _: None,
    fixed: Sequence[Bead] = (),
) -> list[Bead]:
    """The beads between a quote and a rendering, over segment positions; only those with a target.

    `fixed` are beads known beforehand, as indices into the segments of both sides.
    """
    found = _beads(store.quotes.segments(quote_id), rendering.segments, drafts, fixed)
    return [bead for bead in found if not bead.target.empty]


def _beads(
    source: Sequence[Segment], target: Sequence[Segment], drafts: Drafts, fixed: Sequence[Bead]
) -> list[Bead]:
    """Beads over segment positions rather than list indices."""
    if not source:
        return [Bead(Span(0, 0), Span(s.position, s.position + 1), 1.0) for s in target]
    texts = [segment.text for segment in source]
    found = align(texts, [segment.text for segment in target], drafts=drafts(texts), fixed=fixed)
    return [Bead(_positions(source, b.source), _positions(target, b.target), b.probability) for b in found]


def _positions(segments: Sequence[Segment], span: Span) -> Span:
    if span.empty:
        at = segments[span.start].position if span.start < len(segments) else segments[-1].position + 1
        return Span(at, at)
    return Span(segments[span.start].position, segments[span.end - 1].position + 1)
