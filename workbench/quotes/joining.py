"""Two quotes that are one utterance become one; each place that prints it stays what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.errors import Conflict, Refused
from db.quotes import add_segment
from db.records import (
    UNDETERMINED,
    Origin,
    PairEvent,
    PairRange,
    Quote,
    QuoteState,
    Rendering,
    Span,
    Status,
    Witness,
    joined,
)
from workbench.align.service import Drafts, cover_source
from workbench.match.same import Kinship, kinship, places, words
from workbench.match.service import join_rendering, link
from workbench.project import Project
from workbench.quotes.effects import expect
from workbench.quotes.marking import BY_HAND, piece_to_mark
from workbench.quotes.segments import sentences
from workbench.text.language import same_language

_CORRECTED = """
SELECT 1 FROM change c JOIN action a ON a.id = c.action_id JOIN quote q ON q.id = c.entity_id
WHERE c.entity = 'quote' AND a.kind = 'quote edit' AND a.reversed_by IS NULL
    AND c.entity_id IN (SELECT ?1 UNION SELECT id FROM quote WHERE merged_into = ?1)
    AND q.speaker = ?2 AND json_extract(c.before, '$.speaker') <> q.speaker
LIMIT 1
"""
"""Whether a person has named this speaker for a quote, or for one that has joined it."""


def join(
    project: Project,
    quote_id: int,
    other_id: int,
    drafts: Drafts = lambda _: None,
    *,
    shown: Mapping[int, int] | None = None,
) -> Quote:
    """Say that two quotes are one utterance: what the other has goes to the first, which is returned.

    Places, renderings and pairs go over with their notes and decisions; an approval falls back to
    `translated` where the words beside each other are not the same any more. The speaker that is
    surer stays. Raises Refused where the two cannot be one, and Conflict where one has moved on from
    the revision in `shown` (ids to revisions).
    """
    with project.store.action("quote join", f"quote {other_id} joined to quote {quote_id}") as action:
        expect(project, shown or {})
        quote, other = (project.store.quotes.get(number) for number in (quote_id, other_id))
        refuse_apart(quote, other)
        join_quotes(project, action, _surest(project, quote, other), other, drafts)
    return project.store.quotes.get(quote_id)


def known_original(
    project: Project,
    quote_id: int,
    known_id: int,
    drafts: Drafts = lambda _: None,
    *,
    shown: Mapping[int, int] | None = None,
) -> Quote:
    """Give a quote whose original is missing the words of another quote, which joins it.

    The speaker that is surer stays. Raises Refused where the quote has words already, or the other has
    none, and Conflict where one has moved on from the revision in `shown` (ids to revisions).
    """
    with project.store.action("quote original", f"quote {known_id} is the original of {quote_id}") as action:
        expect(project, shown or {})
        quote, known = (project.store.quotes.get(number) for number in (quote_id, known_id))
        refuse_known(quote)
        refuse_apart(quote, known)
        if known.missing_original:
            raise Refused(f"The original of quote {known_id} is missing too.")
        join_quotes(project, action, _surest(project, quote, known), known, drafts)
    return project.store.quotes.get(quote_id)


def link_shown(project: Project, quote_id: int, rendering_id: int, shown: Mapping[int, int]) -> None:
    """Link a printed rendering to a quote as a person has chosen it from a list (`match.service.link`).

    `shown` has the revision of the quote, and that of the quote which had the rendering. Raises Refused
    where the two cannot be linked, and Conflict where a quote has moved on, or the rendering has.
    """
    with project.store.action("quote link", f"rendering {rendering_id} linked to quote {quote_id}"):
        expect(project, shown)
        if project.store.renderings.get(rendering_id).quote_id not in shown:
            raise Conflict(
                f"Rendering {rendering_id} belongs to another quote than when you looked. Nothing was"
                " written; look at it again, then repeat."
            )
        link(project, quote_id, rendering_id)


def find_original(
    project: Project,
    quote_id: int,
    document_id: int,
    span: Span,
    drafts: Drafts = lambda _: None,
    *,
    shown: Mapping[int, int] | None = None,
) -> Quote:
    """Give a quote whose original is missing the words that were found for it in a document.

    Its renderings are aligned with them. Raises Refused where the quote has words already, or these
    are marked as a quote of their own, WrongUse for no stretch of the text, and Conflict where the quote
    has moved on from the revision in `shown` (ids to revisions).
    """
    store = project.store
    with store.action("quote original", f"original of quote {quote_id} found") as action:
        expect(project, shown or {})
        quote = store.quotes.get(quote_id)
        refuse_known(quote)
        document = store.documents.get(document_id)
        if any(same_language(r.lang, document.lang) for r in store.renderings.of_quote(quote_id)):
            raise Refused(
                f"Document {document_id} is in the language of the renderings of quote {quote_id}: what it"
                " prints is a rendering itself. `workbench quote add` marks it."
            )
        piece = piece_to_mark(project, document, span)
        witness = Witness(document.id, (piece,), cue=BY_HAND, confidence=1.0)
        store.quotes.add_witness(quote_id, witness)
        for segment in sentences(document.text, (piece,), document.lang):
            store.quotes.put_segment(quote_id, segment.position, add_segment(store, segment))
        found = replace(quote, lang=document.lang, lang_basis=document.lang_basis)
        _settle(project, action, quote, found, (document.id, piece.start), drafts)
    return store.quotes.get(quote_id)


def refuse_known(quote: Quote) -> None:
    """Raise Refused unless the original of an active quote is missing."""
    _refuse_inactive(quote)
    if not quote.missing_original:
        raise Refused(
            f"The original of quote {quote.id} is known: `workbench quote join` joins another place of it."
        )


def refuse_apart(quote: Quote, other: Quote) -> None:
    """Raise Refused where two quotes cannot be one utterance."""
    if quote.id == other.id:
        raise Refused(f"Quote {quote.id} cannot be joined to itself.")
    _refuse_inactive(quote)
    _refuse_inactive(other)
    known = not quote.missing_original and not other.missing_original
    if known and not same_language(quote.lang, other.lang):
        raise Refused(
            f"The words of quote {quote.id} are in {quote.lang}, those of quote {other.id} in {other.lang}:"
            " they are not the same words."
        )


def _refuse_inactive(quote: Quote) -> None:
    if quote.state is not QuoteState.ACTIVE:
        raise Refused(f"Quote {quote.id} is {quote.state}: undo that first.")


def join_quotes(
    project: Project, action: int, quote: Quote, other: Quote, drafts: Drafts = lambda _: None
) -> None:
    """Let everything that `other` has go to `quote`; part of the running `action`."""
    store = project.store
    had_words = not quote.missing_original
    for witness in other.witnesses:
        store.quotes.move_witness(witness.id, quote.id)
    if other.witnesses and not had_words:
        for segment in other.segments:
            store.quotes.put_segment(quote.id, segment.position, segment.id)
    _bring_renderings(project, action, quote, other, drafts)
    _bring_notes(project, action, quote, other)
    store.quotes.merge(other.id, quote.id)
    filled = _filled(quote, other)
    if other.witnesses and not had_words:
        _settle(project, action, quote, filled, store.quotes.place(other.id), drafts)
        return
    if filled != quote:
        store.quotes.correct(filled)
    _clear(project, quote.id)
    fold_reprints(project, quote.id)
    cover_source(store, quote.id)


def _surest(project: Project, quote: Quote, other: Quote) -> Quote:
    """A quote with the speaker and role of the other, where more speaks for those; part of an action."""
    if not other.speaker or _sureness(project, other) <= _sureness(project, quote):
        return quote
    role = other.role or (quote.role if quote.speaker == other.speaker else "")
    named = replace(quote, speaker=other.speaker, role=role)
    if named != quote:
        project.store.quotes.correct(named)
    return named


def _sureness(project: Project, quote: Quote) -> float:
    """How sure the speaker of a quote is, in 0..1: 0 where nobody is named, 1 where a person says so."""
    if not quote.speaker:
        return 0.0
    if project.store.value(_CORRECTED, (quote.id, quote.speaker)):
        return 1.0
    printed = [r for r in project.store.renderings.of_quote(quote.id) if r.origin is Origin.PUBLISHED]
    places: list[Witness | Rendering] = [*quote.witnesses, *printed]
    return max((1.0 if place.cue == BY_HAND else place.confidence for place in places), default=0.0)


def _settle(
    project: Project, action: int, quote: Quote, found: Quote, place: tuple[int, int], drafts: Drafts
) -> None:
    """Align the renderings of a quote whose words have just become known, and correct what that changes."""
    store = project.store
    for root in _roots(project, quote.id):
        if root.origin is Origin.PUBLISHED and root.reprint_of is None and _unaligned(project, root):
            join_rendering(project, action, quote.id, root.id, drafts)
    store.quotes.correct(replace(found, id=quote.id, state=QuoteState.ACTIVE))
    store.quotes.move(quote.id, place)
    _clear(project, quote.id)
    fold_reprints(project, quote.id)
    cover_source(store, quote.id)


def _unaligned(project: Project, root: Rendering) -> bool:
    """True while no pair of a rendering has a source side."""
    family = {member.id for member in project.store.renderings.family(root.id)}
    pairs = project.store.pairs.ranges(root.quote_id)
    return all(pair.source.empty for pair in pairs if pair.rendering_id in family)


def _filled(quote: Quote, other: Quote) -> Quote:
    """What is known of a quote, and where that is nothing, what is known of the other."""
    known = other if quote.missing_original and not other.missing_original else quote
    if known.lang == UNDETERMINED:
        known = other
    return replace(
        quote,
        lang=known.lang,
        lang_basis=known.lang_basis,
        kind=known.kind,
        said_in=known.said_in,
        said_in_basis=known.said_in_basis,
        speaker=quote.speaker or other.speaker,
        role=quote.role or (other.role if not quote.speaker or quote.speaker == other.speaker else ""),
        said_on=quote.said_on or other.said_on,
    )


def _roots(project: Project, quote_id: int) -> list[Rendering]:
    """The renderings of a quote that are neither derived from another nor a reprint of one."""
    return [
        rendering
        for rendering in project.store.renderings.of_quote(quote_id)
        if rendering.derived_from is None and rendering.reprint_of is None
    ]


def _bring_renderings(project: Project, action: int, quote: Quote, other: Quote, drafts: Drafts) -> None:
    """Move every rendering of `other` to `quote`, its pairs to the same words or aligned anew."""
    store = project.store
    held = places([segment.text for segment in quote.segments], [segment.text for segment in other.segments])
    same = quote.missing_original or held is not None
    for root in _roots(project, other.id):
        family = store.renderings.family(root.id)
        pairs = [p for p in store.pairs.ranges(other.id) if p.rendering_id in {r.id for r in family}]
        aligned = any(not pair.source.empty for pair in pairs)
        if not same or (quote.segments and not aligned and root.origin is Origin.PUBLISHED):
            join_rendering(project, action, quote.id, root.id, drafts)
            continue
        for member in family:
            store.renderings.join(member.id, quote.id)
        for pair in pairs:
            source = _source(quote, other, held, pair.source)
            _move_pair(project, action, pair, quote.id, source)


def _source(quote: Quote, other: Quote, held: Sequence[tuple[int, int]] | None, span: Span) -> Span:
    """The positions in `quote` of words that stand at the positions `span` in `other`."""
    if span.empty or quote.missing_original or held is None:
        return span
    numbers = [n for n, s in enumerate(other.segments) if span.start <= s.position < span.end]
    first, last = held[numbers[0]][0], held[numbers[-1]][1] - 1
    return Span(quote.segments[first].position, quote.segments[last].position + 1)


def _move_pair(project: Project, action: int, pair: PairRange, quote_id: int, source: Span) -> None:
    """Let a pair be one of another quote; an approval holds while both its sides read the same."""
    pairs = project.store.pairs
    before = pairs.row(pair.id)
    pairs.change(pair.id, pair.revision, quote_id=quote_id, source_start=source.start, source_end=source.end)
    now = pairs.row(pair.id)
    if before.status is Status.APPROVED and now.source != before.source:
        pairs.change(pair.id, now.revision, status=str(Status.TRANSLATED))
        pairs.record(action, PairEvent(pair.id, before.target, now.target, before.status, Status.TRANSLATED))


def _bring_notes(project: Project, action: int, quote: Quote, other: Quote) -> None:
    """Take the pairs of `other` that no rendering has off; their notes go to the first pair of `quote`."""
    pairs = project.store.pairs
    left = pairs.ranges(other.id)
    for pair in left:
        pairs.remove(pair.id)
    notes = [pair.note for pair in left if pair.note]
    first = next(iter(pairs.ranges(quote.id)), None)
    if notes and first is not None:
        row = pairs.row(first.id)
        note = "\n".join(dict.fromkeys([*filter(None, [row.note]), *notes]))
        pairs.change(first.id, first.revision, note=note)
        pairs.record(action, PairEvent(first.id, row.target, row.target, row.status, row.status))


def _clear(project: Project, quote_id: int) -> None:
    """Take off pairs that nobody has touched and that say no more than another one.

    A missing target says nothing where a rendering stands; of two drafts of a sentence the first stays.
    """
    store = project.store
    drafts = {r.id for r in store.renderings.of_quote(quote_id) if r.origin is Origin.DRAFT}
    pairs = store.pairs.ranges(quote_id)
    pairs.sort(key=lambda pair: (pair.rendering_id in drafts, pair.rendering_id or 0, pair.id))
    rendered: set[int] = set()
    for pair in pairs:
        covered = not pair.source.empty and rendered.issuperset(range(*pair.source))
        if covered and pair.rendering_id in drafts and not pair.touched:
            store.pairs.remove(pair.id)
        elif not pair.target.empty:
            rendered.update(range(*pair.source))
    for pair in pairs:
        gap = pair.target.empty and not pair.source.empty and not pair.touched
        if gap and rendered.issuperset(range(*pair.source)):
            store.pairs.remove(pair.id)


def fold_reprints(project: Project, quote_id: int) -> None:
    """Let each published rendering whose words another one of the quote prints too be its reprint.

    Only where nobody has touched its pairs: they are taken off, as those of the other stand for both.
    """
    published = [root for root in _roots(project, quote_id) if root.origin is Origin.PUBLISHED]
    published.sort(key=lambda r: (-words(joined(r.segments)), untouched(project, r), r.id))
    kept: list[Rendering] = []
    for root in published:
        model = next((known for known in kept if _prints_again(root, known)), None)
        if model is None or not untouched(project, root):
            kept.append(root)
        else:
            make_reprint(project, root, model)


def _prints_again(root: Rendering, model: Rendering) -> bool:
    other_place = root.document_id != model.document_id
    found = kinship(joined(root.segments), joined(model.segments))
    return other_place and same_language(root.lang, model.lang) and found in (Kinship.EQUAL, Kinship.PART)


def untouched(project: Project, root: Rendering) -> bool:
    """True while no person has decided, noted or written anything about a rendering."""
    store = project.store
    family = {member.id: member for member in store.renderings.family(root.id)}
    if any(member.origin is Origin.HUMAN for member in family.values()):
        return False
    return not any(p.touched for p in store.pairs.ranges(root.quote_id) if p.rendering_id in family)


def make_reprint(project: Project, rendering: Rendering, model: Rendering) -> None:
    """Say that a published rendering prints the words of `model` again: no pairs of its own."""
    store = project.store
    for pair in store.pairs.ranges(rendering.quote_id):
        if pair.rendering_id == rendering.id:
            store.pairs.remove(pair.id)
    for member in store.renderings.family(rendering.id):
        store.renderings.join(member.id, model.quote_id)
    store.renderings.reprint(rendering.id, model.id)
