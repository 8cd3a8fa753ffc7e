"""All renderings of the quote that a pair belongs to, with the words that stand for the same sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import (
    LanguageTag,
    Origin,
    PairRange,
    PairRow,
    Rendering,
    Segment,
    Source,
    Span,
    joined,
)
from workbench.project import Project
from workbench.review.provenance import maker


@dataclass(frozen=True, slots=True)
class RenderingOf:
    """A rendering of a quote, seen from one of its sentences."""

    id: int
    origin: Origin
    lang: LanguageTag
    by: str
    """Who made it: agency, outlet, translator; package and version; the person."""
    date: str
    """When it was printed, or else stored; ISO."""
    text: str
    """All of its words."""
    here: Span | None
    """The range of `text` that stands for the sentence; None where nothing does, or nobody knows."""
    current: bool
    """Whether it is the one that the pair shows."""
    also: tuple[str, ...] = ()
    """Other articles that print it."""

    @property
    def words(self) -> str:
        """The words that stand for the sentence."""
        return self.here.of(self.text) if self.here else ""


def renderings_of(project: Project, row: PairRow) -> list[RenderingOf]:
    """Every rendering of a pair's quote: first that of the pair, then those that render its sentence.

    What another article prints again is told with the rendering that it repeats.
    """
    store = project.store
    found = store.renderings.of_quote(row.quote_id)
    cited = store.documents.sources(r.document_id for r in found if r.document_id is not None)
    pairs = store.pairs.ranges(row.quote_id)
    source = next((pair.source for pair in pairs if pair.id == row.id), Span(0, 0))
    rows = []
    for rendering in found:
        if rendering.reprint_of is None:
            target = _target(pairs, _family(found, rendering), source, row)
            rows.append(_seen(rendering, found, cited, target, current=rendering.id == row.rendering_id))
    return sorted(rows, key=lambda one: (not one.current, one.here is None))


def _seen(
    rendering: Rendering,
    others: Sequence[Rendering],
    cited: Mapping[int, Source],
    target: Span | None,
    *,
    current: bool,
) -> RenderingOf:
    text, here = placed(rendering.segments, target)
    printed = cited.get(rendering.document_id or 0)
    reprints = (cited[r.document_id] for r in others if r.reprint_of == rendering.id and r.document_id)
    return RenderingOf(
        id=rendering.id,
        origin=rendering.origin,
        lang=rendering.lang,
        by=maker(rendering, printed),
        date=printed.date if printed else rendering.created_at[:10],
        text=text,
        here=here,
        current=current,
        also=tuple(source.outlet or source.name for source in reprints),
    )


def _family(renderings: Iterable[Rendering], one: Rendering) -> set[int]:
    """The renderings that number their segments as `one` does: its parent, its children, their children."""
    root = one.derived_from or one.id
    return {root, *(r.id for r in renderings if r.derived_from == root)}


def _target(pairs: Iterable[PairRange], family: set[int], source: Span, row: PairRow) -> Span | None:
    """The positions of a rendering that stand for the source sentences of a pair, as the beads say."""
    ranges = [
        pair.target
        for pair in pairs
        if pair.rendering_id in family
        and not pair.target.empty
        and (pair.id == row.id or (pair.source.start < source.end and pair.source.end > source.start))
    ]
    if not ranges:
        return None
    return Span(min(one.start for one in ranges), max(one.end for one in ranges))


def placed(segments: Sequence[Segment], positions: Span | None) -> tuple[str, Span | None]:
    """The text of segments, and the range in it of those at the given positions."""
    text = ""
    inside: list[Span] = []
    for segment in segments:
        if positions is not None and positions.start <= segment.position < positions.end:
            inside.append(Span(len(text), len(text) + len(segment.text)))
        text += segment.text + segment.after
    return joined(tuple(segments)), Span(inside[0].start, inside[-1].end) if inside else None
