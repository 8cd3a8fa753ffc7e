"""What an article prints again: utterances that other articles have too, and stories told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from db.records import Document, LanguageTag, Origin, Quote, QuoteState, Rendering, Segment, joined
from workbench.align.service import cover_source
from workbench.match.retold import ACCEPT, SHORTEST, content, likeness, rarity
from workbench.match.same import Kinship, Told, same, same_speaker, windows
from workbench.project import Project
from workbench.quotes.joining import join_quotes, make_reprint, untouched
from workbench.text.language import primary, same_language

_MOST_RETOLD = 3
"""Retellings linked to one new quote, the likest."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of the quotes of a new article."""

    again: int = 0
    """Quotes that another article prints as well: one quote now, with one more place."""
    retold: int = 0
    """Links to quotes that tell the same story in other words."""


def gather(project: Project, document: Document, quote_ids: Sequence[int], action: int) -> Gathered:
    """Join the new quotes of a document to those that are the same utterance, and link retellings.

    Only where the words are the same and nothing speaks against the speaker (`match.same`), and where
    nothing that a person has decided would change. What tells the same story in other words is linked
    (`match.retold`), never joined. Part of the running `action`, so that one undo takes it back.
    """
    again = 0
    for quote_id in quote_ids:
        quote = project.store.quotes.get(quote_id)
        if quote.missing_original:
            again += _gather_rendering(project, document, quote)
        else:
            again += _gather_original(project, document, quote, action)
    return Gathered(again, _link_retellings(project, document, quote_ids))


def _gather_original(project: Project, document: Document, quote: Quote, action: int) -> bool:
    """Join a quote with words to a known one, or known fragments of it to the quote."""
    store = project.store
    told = Told(joined(quote.segments), quote.speaker, quote.said_on or document.date)
    parts = []
    for other_id in store.quotes.holding(_phrases(quote.segments)):
        other = store.quotes.get(other_id)
        if not _elsewhere(other, document) or not same_language(other.lang, quote.lang):
            continue
        date = other.said_on or _date(project, other.witnesses[0].document_id)
        kinship = same(told, Told(joined(other.segments), other.speaker, date))
        if kinship in (Kinship.EQUAL, Kinship.PART):
            join_quotes(project, action, other, quote)
            return True
        if kinship is Kinship.WHOLE and as_found(project, other):
            parts.append(other)
    for part in parts:
        join_quotes(project, action, store.quotes.get(quote.id), part)
    return bool(parts)


def _elsewhere(quote: Quote, document: Document) -> bool:
    """True for a quote whose words are those of another document."""
    return not quote.missing_original and quote.witnesses[0].document_id != document.id


def _gather_rendering(project: Project, document: Document, quote: Quote) -> bool:
    """Join a quote in translation to one of which the same translation is known, or the other way round."""
    store = project.store
    mine = store.renderings.of_quote(quote.id)[0]
    told = Told(joined(mine.segments), quote.speaker, quote.said_on or document.date)
    parts = []
    for rendering_id in store.renderings.holding(_phrases(mine.segments)):
        known = store.renderings.get(rendering_id)
        if known.document_id in (None, document.id) or not same_language(known.lang, mine.lang):
            continue
        other = store.quotes.get(known.quote_id)
        date = other.said_on or _date(project, known.document_id)
        kinship = same(told, Told(joined(known.segments), other.speaker, date))
        if kinship in (Kinship.EQUAL, Kinship.PART):
            _print_again(project, quote, mine, other, known)
            return True
        if kinship is Kinship.WHOLE and other.missing_original and as_found(project, other):
            parts.append((other, known))
    for other, known in parts:
        _print_again(project, other, known, store.quotes.get(quote.id), mine)
    return bool(parts)


def _print_again(project: Project, quote: Quote, rendering: Rendering, of: Quote, model: Rendering) -> None:
    """Let a quote that is known from one rendering join the quote whose rendering that prints again."""
    make_reprint(project, rendering, model)
    project.store.quotes.merge(quote.id, of.id)
    if quote.speaker and not of.speaker:
        project.store.quotes.correct(replace(of, speaker=quote.speaker, role=quote.role))
    cover_source(project.store, of.id)


def as_found(project: Project, quote: Quote) -> bool:
    """True while no person has touched a quote, and a missing original has one published rendering."""
    store = project.store
    roots = [r for r in store.renderings.of_quote(quote.id) if r.derived_from is None and not r.reprint_of]
    several = sum(root.origin is Origin.PUBLISHED for root in roots) > 1
    if quote.revision > 1 or (several and quote.missing_original):
        return False
    touched = any(pair.touched for pair in store.pairs.ranges(quote.id))
    return not touched and all(untouched(project, root) and root.origin is not Origin.HUMAN for root in roots)


def _date(project: Project, document_id: int) -> str:
    return project.store.documents.sources([document_id])[document_id].date


def _phrases(segments: Sequence[Segment]) -> list[str]:
    return windows([segment.text for segment in segments])


def _link_retellings(project: Project, document: Document, quote_ids: Sequence[int]) -> int:
    """Link quotes to those of the same speaker, in other articles, that tell the same story."""
    store = project.store
    told = {number: _printed(project, store.quotes.get(number)) for number in quote_ids}
    told = {number: own for number, own in told.items() if len(content(own.words).order) >= SHORTEST}
    if not told:
        return 0
    named = store.quotes.speakers()
    here = {other.id for other in store.quotes.all(document_id=document.id)}
    linked = 0
    for number, own in told.items():
        speakers = [name for name in named if same_speaker(name, own.speaker)]
        texts = store.quotes.printed_words(speakers, LanguageTag(primary(own.lang))) if own.speaker else {}
        linked += _link_likest(project, number, own.words, {o: t for o, t in texts.items() if o not in here})
    return linked


def _link_likest(project: Project, quote_id: int, words: str, texts: Mapping[int, str]) -> int:
    """Link a quote to those of `texts` that tell the same, the likest few."""
    retellings = project.store.retellings
    mine = content(words)
    others = {other: content(text) for other, text in texts.items()}
    rare = rarity([mine, *others.values()])
    likest = sorted((-likeness(mine, theirs, rare), other) for other, theirs in others.items())
    linked = 0
    for negative, other in likest[:_MOST_RETOLD]:
        if -negative >= ACCEPT and not retellings.between(quote_id, other):
            retellings.add(quote_id, other, score=min(1.0, -negative))
            linked += 1
    return linked


class _Printed(NamedTuple):
    """A new quote as far as retellings look at it."""

    words: str
    lang: LanguageTag
    speaker: str


def _printed(project: Project, quote: Quote) -> _Printed:
    """The words by which a new quote is known, and their language; none once it has joined another."""
    if quote.state is not QuoteState.ACTIVE:
        return _Printed("", quote.lang, "")
    if not quote.missing_original:
        return _Printed(joined(quote.segments), quote.lang, quote.speaker)
    rendering = project.store.renderings.of_quote(quote.id)[0]
    return _Printed(joined(rendering.segments), rendering.lang, quote.speaker)
