"""Joining published renderings to the quotes they render."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import Refused
from db.records import (
    Bead,
    Origin,
    PairEvent,
    PairRange,
    Quote,
    QuoteKind,
    QuoteState,
    Rendering,
    Span,
    Status,
    joined,
)
from db.store import Store
from workbench.align.service import Drafts, beads_of, cover_source, lexicon_for
from workbench.match.project_scores import Lexicons, scores, sides
from workbench.match.score import Candidate, Evidence, assign
from workbench.project import Project

TAKEN = 0.3
"""Probability from which a printed fragment was taken from a sentence."""
CLEARLY = 0.2
"""Lead over every other sentence that makes it clear."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A rendering and the quote it renders, or would: proposals are left to a person."""

    quote_id: int
    rendering_id: int
    evidence: Evidence
    certain: bool
    applied: bool
    source: str
    target: str


def match(
    project: Project,
    drafts: Drafts = lambda _: None,
    *,
    apply: bool = True,
    lexicons: Lexicons | None = None,
) -> list[Joined]:
    """Find the quote of every published rendering whose original is missing.

    Certain matches are joined and their sentences aligned, all in one action; the others are only
    reported. `drafts` machine-translates quotes so that they can be compared in one language;
    `lexicons` gives the lexicon from one language to another, else it is the one that ships.
    """
    quotes, orphans = sides(project)
    if not quotes or not orphans:
        return []
    found = assign(scores(project, quotes, orphans, drafts, lexicons))
    by_quote = {quote.id: quote for quote in quotes}
    by_rendering = {rendering.id: rendering for rendering, _ in orphans}
    certain = [m for m in found if m.certain]
    applied: set[int] = set()
    if apply and certain:
        with project.store.action(
            "match", f"{len(certain)} published renderings joined to their quotes"
        ) as action:
            for m in certain:
                if _stands(project, by_quote[m.quote], by_rendering[m.rendering]):
                    join_rendering(project, action, m.quote, m.rendering, drafts)
                    applied.add(m.rendering)
    return [
        Joined(
            m.quote,
            m.rendering,
            m.evidence,
            m.certain,
            m.rendering in applied,
            joined(by_quote[m.quote].segments),
            joined(by_rendering[m.rendering].segments),
        )
        for m in found
    ]


def _stands(project: Project, quote: Quote, rendering: Rendering) -> bool:
    """Whether nobody has joined, dismissed, corrected or refused what was compared since it was read."""
    store = project.store
    now = store.quotes.get(quote.id)
    return (
        store.renderings.get(rendering.id) == rendering
        and now.state is QuoteState.ACTIVE
        and now.segments == quote.segments
        and (quote.id, rendering.id) not in store.refusals.all()
    )


def link(project: Project, quote_id: int, rendering_id: int, drafts: Drafts = lambda _: None) -> None:
    """Say by hand that a published rendering renders a quote. Raises Refused where it cannot."""
    with project.store.action("quote link", f"rendering {rendering_id} linked to quote {quote_id}") as action:
        quote = project.store.quotes.get(quote_id)
        rendering = project.store.renderings.get(rendering_id)
        if quote.missing_original or rendering.origin is not Origin.PUBLISHED:
            raise Refused(
                f"Rendering {rendering_id} cannot be linked to quote {quote_id}: a published rendering"
                " is linked to a quote whose original words are known."
            )
        if quote.state is not QuoteState.ACTIVE:
            raise Refused(f"Nothing can be linked to quote {quote_id}: it is {quote.state}.")
        if rendering.quote_id == quote_id:
            raise Refused(f"Rendering {rendering_id} renders quote {quote_id} already.")
        if rendering.reprint_of:
            raise Refused(
                f"Rendering {rendering_id} prints the words of rendering {rendering.reprint_of} again:"
                " link that one, and both go."
            )
        join_rendering(project, action, quote_id, rendering_id, drafts)


def join_rendering(
    project: Project, action: int, quote_id: int, rendering_id: int, drafts: Drafts = lambda _: None
) -> None:
    """Move a rendering, and what persons derived from it, to its quote and align it there; part of the
    running `action`. It may be its quote already, where the words of that have become known.

    The pairs that stood for it stay, each beside the sentences it is now aligned with, and keep
    notes and rejections. An approval was of other words beside these; it falls back to `translated`.
    Its reprints go with it. A quote that is left with nothing is merged into the other.
    """
    store = project.store
    rendering = store.renderings.get(rendering_id)
    former = store.quotes.get(rendering.quote_id)
    family = store.renderings.family(rendering_id)
    human = {r.id for r in family if r.origin is Origin.HUMAN}
    standing = [pair for pair in store.pairs.ranges(former.id) if pair.rendering_id in {r.id for r in family}]
    for member in family:
        store.renderings.join(member.id, quote_id)
    fragment = former.kind is QuoteKind.PARTIAL
    fixed = _place(store, store.quotes.get(quote_id), rendering, drafts) if fragment else ()
    beads = beads_of(store, quote_id, rendering, drafts, fixed)
    laid: set[int] = set()
    for bead in _whole(beads, [pair.target for pair in standing if pair.rendering_id in human]):
        covered = [pair for pair in standing if _meets(pair.target, bead.target) and pair.id not in laid]
        laid.update(pair.id for pair in covered)
        covered.sort(key=lambda pair: pair.rendering_id not in human)
        _lay(project, action, quote_id, rendering_id, bead, covered)
    if former.missing_original and not store.renderings.of_quote(former.id):
        store.quotes.merge(former.id, quote_id)
    else:
        cover_source(store, former.id)
    cover_source(store, quote_id)


def _lay(
    project: Project,
    action: int,
    quote_id: int,
    rendering_id: int,
    bead: Bead,
    covered: Sequence[PairRange],
) -> None:
    """Put the first of these pairs beside a bead; the others, if it joins several, are taken into it."""
    pairs = project.store.pairs
    if not covered:
        pairs.add(quote_id, rendering_id, bead, Status.TRANSLATED)
        return
    kept, *others = covered
    status = Status.TRANSLATED if kept.status is Status.APPROVED else kept.status
    before = pairs.row(kept.id)
    pairs.change(
        kept.id,
        kept.revision,
        quote_id=quote_id,
        source_start=bead.source.start,
        source_end=bead.source.end,
        target_start=bead.target.start,
        target_end=bead.target.end,
        probability=bead.probability,
        status=str(status),
        note="\n".join(dict.fromkeys(pair.note for pair in covered if pair.note)),
    )
    for other in others:
        pairs.remove(other.id)
    now = pairs.row(kept.id).target
    pairs.record(action, PairEvent(kept.id, before.target, now, before.status, status))


def _whole(beads: Sequence[Bead], kept: Sequence[Span]) -> list[Bead]:
    """Beads joined where one would cut through a range that a person rewrote as one."""
    joint: list[Bead] = []
    for bead in beads:
        last = joint[-1] if joint else None
        if last and any(_meets(span, last.target) and _meets(span, bead.target) for span in kept):
            joint[-1] = Bead(
                Span(min(last.source.start, bead.source.start), max(last.source.end, bead.source.end)),
                Span(last.target.start, bead.target.end),
                min(last.probability, bead.probability),
            )
        else:
            joint.append(bead)
    return joint


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _place(store: Store, quote: Quote, rendering: Rendering, drafts: Drafts) -> tuple[Bead, ...]:
    """The sentence of the quote that a printed fragment was taken from, if one clearly was.

    An aligner would compare lengths, and a few words taken out of a sentence have none to compare.
    """
    from workbench.match.compare import compare

    texts = [segment.text for segment in quote.segments]
    if len(rendering.segments) != 1:
        return ()
    made = drafts(texts) or (None for _ in texts)
    sentences = [Candidate(text, draft=draft) for text, draft in zip(texts, made, strict=True)]
    fragment = Candidate(rendering.segments[0].text)
    found = compare(sentences, [fragment], lexicon=lexicon_for(store, quote.lang, rendering.lang))
    ranked = found.of_targets(2)[0]
    best, runner_up = [*(float(found.probability[pair]) for pair in ranked), 0.0, 0.0][:2]
    if best < TAKEN or best - runner_up < CLEARLY:
        return ()
    place = int(found.source[ranked[0]])
    return (Bead(Span(place, place + 1), Span(0, 1), best),)
