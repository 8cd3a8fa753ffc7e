"""One's own rendering out of those that are there: taking the words of one for a segment of the quote.

The words go the way of every edit (docs/architecture.md): a human rendering is derived from the one that
was chosen and holds the same stored sentences, so that outlet, translator and package stay known; what was
printed or drafted is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.errors import Refused, WrongUse
from db.records import Bead, Origin, PairEvent, PairRow, Rendering, Segment, Span, Status
from workbench.align.service import INITIAL, cover_source
from workbench.compare.reading import check_active, read
from workbench.compare.values import Cell
from workbench.compare.values import Segment as Place
from workbench.project import Project
from workbench.review import beads, service
from workbench.review.laying import NONE


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of a segment."""

    quote_id: int
    pairs: tuple[int, ...]
    """The pairs that hold the chosen words now."""
    given_back: tuple[int, ...]
    """Pairs that no longer hold what this person had chosen or written there."""


def choose(
    project: Project,
    quote_id: int,
    position: int,
    rendering_id: int,
    text: str | None = None,
    *,
    revisions: Mapping[int, int] | None = None,
) -> Chosen:
    """Take what a rendering makes of the segment at a position of the quote as one's own, as one action.

    With `text` these words are taken, for which the rendering's were the start. What this person has chosen
    or written for the segment in other pairs gives way; that of others stays. `revisions` are those at which
    pairs were shown. Raises WrongUse where the rendering is not compared or has nothing for the segment,
    Refused for an empty text, a dismissed quote or words that are one's own already, Conflict where a pair
    has moved on.
    """
    store = project.store
    if text is not None and not text.strip():
        raise Refused("A rendering cannot be empty: give its words, or choose another one.")
    with store.action("choose", f"quote {quote_id}: words of rendering {rendering_id} taken") as action:
        for pair_id, revision in (revisions or {}).items():
            store.pairs.expect(pair_id, revision)
        place, cell = _find(project, quote_id, position, rendering_id)
        before = {row.id: row for row in store.pairs.rows([p.id for p in store.pairs.ranges(quote_id)])}
        given_back = tuple(_give_back(project, place, {held.pair_id for held in cell.pairs}))
        pairs = _paired(project, quote_id, place, cell)
        if text is None or text == cell.text:
            if not [pair_id for pair_id in pairs if _hold(project, pair_id, cell)]:
                raise Refused("These words are your own for this segment already.")
            _record(project, action, before, pairs)
        else:
            pairs = _merged(project, pairs)
            service.edit(project, pairs[0], text)
        cover_source(store, quote_id)
        _record(project, action, before, given_back)
    return Chosen(quote_id, tuple(pairs), given_back)


def place_of(project: Project, pair_id: int) -> tuple[int, int]:
    """The quote of a pair, and the position at which its original begins. Raises WrongUse for no pair."""
    pair = project.store.pairs.range(pair_id)
    return pair.quote_id, pair.source.start


def _find(project: Project, quote_id: int, position: int, rendering_id: int) -> tuple[Place, Cell]:
    """The segment at a position, and what the version of a rendering makes of it."""
    check_active(project.store.quotes.get(quote_id))
    laid = next(read(project, [quote_id]))
    place = next((s for s in laid.segments if position in range(*s.place) or s.place.empty), None)
    if place is None:
        raise WrongUse(f"Quote {quote_id} has no sentence at position {position}.")
    version = next((n for n, v in enumerate(laid.versions) if rendering_id in v.renderings), None)
    if version is None:
        known = ", ".join(str(version.rendering_id) for version in laid.versions) or "none"
        raise WrongUse(f"Rendering {rendering_id} is not among those of quote {quote_id}: {known}.")
    cell = place.cells[version]
    if cell is None:
        raise WrongUse(f"Rendering {rendering_id} leaves this segment out: there is nothing to choose.")
    return place, cell


def _paired(project: Project, quote_id: int, place: Place, cell: Cell) -> list[int]:
    """The pairs of a cell. Those of a draft that have given way to what was printed are laid again."""
    store = project.store
    pairs = [held.pair_id for held in cell.pairs]
    if not pairs:
        bead = Bead(place.place, place.place, 1.0)
        return [store.pairs.add(quote_id, cell.rendering_id, bead, Status.DRAFT)]
    taken = {position for pair_id in pairs for position in range(*store.pairs.range(pair_id).target)}
    if store.renderings.get(cell.rendering_id).origin is Origin.DRAFT:
        for segment in store.renderings.get(cell.rendering_id).segments:
            if segment.position in range(*place.place) and segment.position not in taken:
                alone = Span(segment.position, segment.position + 1)
                bead = Bead(alone, alone, 1.0)
                pairs.append(store.pairs.add(quote_id, cell.rendering_id, bead, Status.DRAFT))
    return pairs


def _merged(project: Project, pairs: Sequence[int]) -> list[int]:
    """One pair out of several that stand beside each other."""
    for other in pairs[1:]:
        beads.merge(project, pairs[0], other)
    return [pairs[0]]


def _hold(project: Project, pair_id: int, cell: Cell) -> bool:
    """Let a pair hold a person's rendering with the very sentences of a cell; says whether that is new."""
    store = project.store
    pair = store.pairs.range(pair_id)
    chosen = store.renderings.get(cell.rendering_id)
    own = chosen.id if chosen.origin is Origin.HUMAN else _own(project, chosen)
    copied = chosen.origin is not Origin.HUMAN and _copy(project, own, chosen.segments, pair.target)
    if not copied and pair.rendering_id == own and store.pairs.row(pair_id).reviewer == project.person:
        return False
    store.pairs.change(
        pair_id,
        pair.revision,
        rendering_id=own,
        status=str(Status.TRANSLATED),
        reviewer=project.person,
        reviewed_at=store.clock(),
    )
    return True


def _own(project: Project, parent: Rendering) -> int:
    """The human rendering that was derived from this one; made where there is none."""
    child = project.store.renderings.human_child(parent.id)
    return child.id if child else project.store.renderings.derive(parent, author=project.person)


def _copy(project: Project, rendering_id: int, segments: Iterable[Segment], span: Span) -> bool:
    """Let a human rendering have these stored sentences within a range; says whether it had others."""
    renderings = project.store.renderings
    places = range(*span)
    standing = {s.position: s.id for s in renderings.get(rendering_id).segments if s.position in places}
    wanted = {s.position: s.id for s in segments if s.position in places}
    if standing == wanted:
        return False
    renderings.vacate(rendering_id, span)
    for position, segment_id in wanted.items():
        renderings.put(rendering_id, position, segment_id)
    return True


def _give_back(project: Project, place: Place, keep: set[int]) -> Iterator[int]:
    """Let this person's words for a segment give way in all pairs but those to `keep`; yields the pairs.

    A pair shows again what its words were derived from; one whose words were made from nothing goes.
    """
    store = project.store
    for cell in place.cells:
        rendering = store.renderings.get(cell.rendering_id) if cell else None
        if cell is None or rendering is None or rendering.origin is not Origin.HUMAN:
            continue
        for held in cell.pairs:
            if held.pair_id not in keep and store.pairs.row(held.pair_id).reviewer == project.person:
                _show_parent(project, held.pair_id, rendering.derived_from)
                yield held.pair_id


def _show_parent(project: Project, pair_id: int, parent_id: int | None) -> None:
    """Let a pair show again what was printed or drafted there; it goes where that is nothing."""
    store = project.store
    pair = store.pairs.range(pair_id)
    parent = store.renderings.get(parent_id) if parent_id is not None else None
    if parent is None or not any(segment.position in range(*pair.target) for segment in parent.segments):
        store.pairs.remove(pair_id)
        return
    store.pairs.change(
        pair_id,
        pair.revision,
        rendering_id=parent.id,
        status=str(INITIAL[parent.origin]),
        reviewer=project.person,
        reviewed_at=store.clock(),
    )


def _record(project: Project, action: int, before: Mapping[int, PairRow], pairs: Sequence[int]) -> None:
    """Tell the history what pairs held before and hold now."""
    store = project.store
    now = {row.id: row for row in store.pairs.rows(list(pairs))}
    for pair_id in pairs:
        was, old = _told(before.get(pair_id))
        become, new = _told(now.get(pair_id))
        store.pairs.record(action, PairEvent(pair_id, was, become, old, new))


def _told(row: PairRow | None) -> tuple[str, str]:
    return ("", NONE) if row is None else (row.target, str(row.status))
