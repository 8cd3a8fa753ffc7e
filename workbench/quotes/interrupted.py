"""Joining by hand two quotes of one article that are parts of one utterance: what stands between them is
the writer's (`« …, a-t-elle repris, … »`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from db.errors import Refused
from db.records import Document, PairRow, Quote, QuoteState, Rendering, Span, Witness
from workbench.align.service import cover_source
from workbench.project import Project
from workbench.quotes.dividing import hold_approvals
from workbench.quotes.effects import Effect, Foreseen, cited, compared, expect, only_trying
from workbench.quotes.relaying import (
    Family,
    leave_notes,
    move_sources,
    move_targets,
    put_pieces,
    put_rendering,
    put_words,
)
from workbench.quotes.rereading import known, read_anew
from workbench.quotes.respan import printing_of


def join_interrupted(
    project: Project,
    quote_id: int,
    other_id: int,
    *,
    shown: dict[int, int] | None = None,
    dry: bool = False,
) -> Effect:
    """Say that two quotes of one article are one that was interrupted: its pieces are those of both.

    The words are read anew from the pieces in the order of the article. What either had goes to the
    first named with its pairs, notes and decisions; `quote split` parts them again. The speaker is that
    of the first named unless it has none. Returns what that does; `dry` does nothing else. Raises
    Refused where the two do not stand in one article alone, and Conflict where a quote has moved on
    from the revision in `shown` (ids to revisions).
    """
    effect = Effect()
    summary = f"quote {other_id} goes on with quote {quote_id}"
    with only_trying(dry), project.store.action("quote join", summary) as action:
        expect(project, shown or {})
        effect = _join(project, action, *map(project.store.quotes.get, (quote_id, other_id)))
        if dry:
            raise Foreseen
    return effect


def _join(project: Project, action: int, quote: Quote, other: Quote) -> Effect:
    store = project.store
    first, second = _parts(project, quote, other)
    before = [row for one in (quote, other) for row in _rows(project, one)]
    pieces, document = _pieces(project, first, second)
    if isinstance(first, Rendering) and isinstance(second, Rendering):
        notes = _join_renderings(project, quote, other, (first, second), document, pieces)
    else:
        assert isinstance(first, Witness) and isinstance(second, Witness)
        notes = _join_witnesses(project, quote, other, (first, second), document, pieces)
    _merge(project, quote, other)
    place = (document.id, pieces[0].start)
    if store.quotes.place(quote.id) != place:
        store.quotes.move(quote.id, place)
    cover_source(store, quote.id)
    leave_notes(project, action, quote.id, notes)
    hold_approvals(project, action, before)
    effect = compared(before, _rows(project, quote))
    effect.quote_id, effect.before = quote.id, cited(document.text, first.pieces)
    effect.after = cited(document.text, pieces)
    return effect


def _rows(project: Project, quote: Quote) -> list[PairRow]:
    return project.store.pairs.rows([pair.id for pair in project.store.pairs.ranges(quote.id)])


def _parts(project: Project, quote: Quote, other: Quote) -> tuple[Witness | Rendering, Witness | Rendering]:
    """Where the two quotes are printed. Raises Refused where they cannot be parts of one."""
    if quote.id == other.id:
        raise Refused(f"Quote {quote.id} cannot be joined to itself.")
    for one in (quote, other):
        if one.state is not QuoteState.ACTIVE:
            raise Refused(f"Quote {one.id} is {one.state}: undo that first.")
    if quote.missing_original != other.missing_original:
        raise Refused("The original of one of the two is missing: they are no parts of one utterance.")
    first, second = (printing_of(project, one, None) for one in (quote, other))
    if first.document_id != second.document_id:
        raise Refused(
            f"Quotes {quote.id} and {other.id} stand in different articles: `workbench quote join` without"
            " --goes-on makes them one utterance in two places."
        )
    return first, second


def _pieces(
    project: Project, first: Witness | Rendering, second: Witness | Rendering
) -> tuple[tuple[Span, ...], Document]:
    """The pieces of both, in order. Raises Refused where they run into each other."""
    assert first.document_id is not None
    pieces = tuple(sorted((*first.pieces, *second.pieces)))
    if any(one.end > next_.start for one, next_ in pairwise(pieces)):
        raise Refused("The two quotes share words: dismiss one, or correct where they begin and end first.")
    return pieces, project.store.documents.get(first.document_id)


def _join_witnesses(
    project: Project,
    quote: Quote,
    other: Quote,
    places: tuple[Witness, Witness],
    document: Document,
    pieces: tuple[Span, ...],
) -> list[str]:
    """Let the words of both be those of the first quote; returns the notes of pairs that are gone."""
    store = project.store
    before = [
        one
        for owner, place in zip((quote, other), places, strict=True)
        for one in known(owner.id, document.text, place.pieces, owner.segments)
    ]
    reading = read_anew(document.text, pieces, document.lang, before)
    put_pieces(project, "witness_id", places[1].id, ())
    store.execute("DELETE FROM witness WHERE id = ?", (places[1].id,))
    put_pieces(project, "witness_id", places[0].id, pieces)
    put_words(project, quote.id, reading)
    for rendering in store.renderings.of_quote(other.id):
        store.renderings.join(rendering.id, quote.id)
    theirs = store.pairs.ranges(other.id)
    notes = move_sources(project, store.pairs.ranges(quote.id), quote.id, quote.id, reading)
    return notes + move_sources(project, theirs, quote.id, other.id, reading)


def _join_renderings(
    project: Project,
    quote: Quote,
    other: Quote,
    printings: tuple[Rendering, Rendering],
    document: Document,
    pieces: tuple[Span, ...],
) -> list[str]:
    """Let the words of both printed renderings be those of the first one."""
    store = project.store
    if any(r.reprint_of or _reprinted(project, r) for r in printings):
        raise Refused("Another article prints the words of one of the two again: split that off first.")
    families = [Family.of(project, printing) for printing in printings]
    before = [one for r in printings for one in known(r.id, document.text, r.pieces, r.segments)]
    reading = read_anew(document.text, pieces, document.lang, before)
    put_pieces(project, "rendering_id", printings[1].id, ())
    put_pieces(project, "rendering_id", printings[0].id, pieces)
    relaid = put_rendering(project, families, reading)
    relaid.became[printings[1].id] = printings[0].id
    ids = families[0].ids | families[1].ids
    pairs = [p for one in (quote, other) for p in store.pairs.ranges(one.id) if p.rendering_id in ids]
    notes = move_targets(project, quote.id, pairs, families, reading, relaid)
    for gone in (*families[1].humans, printings[1]):
        store.renderings.remove(gone.id)
    return notes


def _reprinted(project: Project, rendering: Rendering) -> bool:
    return any(member.reprint_of == rendering.id for member in project.store.renderings.family(rendering.id))


def _merge(project: Project, quote: Quote, other: Quote) -> None:
    """Let the other quote have joined the first, which takes its speaker where it names nobody."""
    project.store.quotes.merge(other.id, quote.id)
    if other.speaker and not quote.speaker:
        project.store.quotes.correct(replace(quote, speaker=other.speaker, role=other.role))
