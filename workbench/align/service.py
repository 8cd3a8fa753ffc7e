"""Laying the pairs of a quote: beads between its segments and those of a rendering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from db.records import Bead, LanguageTag, Origin, PairFilter, Rendering, Segment, Span, Status
from db.store import Store
from workbench.align.beads import align
from workbench.text.language import primary

if TYPE_CHECKING:
    from workbench.align.known_words import Lexicon

Drafts = Callable[[Sequence[str]], Sequence[str] | None]
"""Machine translations of source sentences, or None where no package is there to make them."""

INITIAL = {
    Origin.PUBLISHED: Status.TRANSLATED,
    Origin.HUMAN: Status.TRANSLATED,
    Origin.DRAFT: Status.DRAFT,
}
"""The status of a pair nobody has looked at: someone translated it, or a machine drafted it."""

_Approved = tuple[float, tuple[int, ...]]
"""What has been approved in two languages: the sum of the revisions, which only grow, and the pairs."""
_learned: WeakKeyDictionary[Store, dict[tuple[str, str], tuple[_Approved, Lexicon | None]]] = (
    WeakKeyDictionary()
)
"""The lexicons of each open project, with what they were learned from."""


def lexicon_for(store: Store, source_lang: LanguageTag, target_lang: LanguageTag) -> Lexicon | None:
    """What is known of the words of two languages: the lexicon that ships and the project's approved pairs.

    None where neither is there. Only approved pairs teach words: of the others nobody has said that both
    sides belong together, and the aligner would have its own mistakes confirmed. What was learned is kept
    until an approval comes or goes.
    """
    from workbench.align.known_words import shipped
    from workbench.align.learned import learned_lexicon

    languages = primary(source_lang), primary(target_lang)
    ids = store.pairs.ids(
        PairFilter(statuses=(Status.APPROVED,), source_lang=languages[0], target_lang=languages[1])
    )
    revisions = store.value("SELECT total(revision) FROM pair WHERE status = ?", (str(Status.APPROVED),))
    approved = float(revisions or 0.0), tuple(ids)
    known = _learned.setdefault(store, {})
    if languages in known and known[languages][0] == approved:
        return known[languages][1]
    lexicon = shipped(source_lang, target_lang)
    if ids:
        learned = learned_lexicon([(row.source, row.target) for row in store.pairs.stream(ids)], lexicon)
        lexicon = lexicon.merged(learned) if lexicon else learned
    known[languages] = approved, lexicon
    return lexicon


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
    source = store.quotes.segments(quote_id)
    lexicon = lexicon_for(store, store.quotes.get(quote_id).lang, rendering.lang) if source else None
    found = _beads(source, rendering.segments, drafts, fixed, lexicon)
    return [bead for bead in found if not bead.target.empty]


def _beads(
    source: Sequence[Segment],
    target: Sequence[Segment],
    drafts: Drafts,
    fixed: Sequence[Bead],
    lexicon: Lexicon | None,
) -> list[Bead]:
    """Beads over segment positions rather than list indices."""
    if not source:
        return [Bead(Span(0, 0), Span(s.position, s.position + 1), 1.0) for s in target]
    texts = [segment.text for segment in source]
    printed = [segment.text for segment in target]
    found = align(texts, printed, drafts=drafts(texts), lexicon=lexicon, fixed=fixed)
    return [Bead(_positions(source, b.source), _positions(target, b.target), b.probability) for b in found]


def _positions(segments: Sequence[Segment], span: Span) -> Span:
    if span.empty:
        at = segments[span.start].position if span.start < len(segments) else segments[-1].position + 1
        return Span(at, at)
    return Span(segments[span.start].position, segments[span.end - 1].position + 1)
