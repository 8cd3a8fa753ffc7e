"""What may belong to a quote, the likeliest first, for a person to choose from: nothing is joined here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import Refused
from db.records import Document, LanguageTag, Quote, Span, Witness, joined
from workbench.project import Project
from workbench.quotes.effects import printed
from workbench.quotes.marking import trimmed_stretch
from workbench.quotes.segments import sentences
from workbench.text.language import primary

MOST = 50
"""Candidates that are offered; a person reads no more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote or rendering that may belong to another."""

    quote_id: int
    rendering_id: int | None
    """The printed rendering that would be linked; None where it is the quote that would be."""
    score: float
    """How probable it is, in 0..1."""
    reasons: tuple[str, ...]
    words: str
    speaker: str
    where: str
    """Outlet or file, and date."""
    revision: int = 0
    """That of the quote when it was looked at."""


def renderings_for(project: Project, quote_id: int, *, most: int = MOST) -> list[Candidate]:
    """Published renderings that wait for their original, for a quote whose words are known.

    Raises Refused where the words of the quote are not known.
    """
    quote = project.store.quotes.get(quote_id)
    if quote.missing_original:
        raise Refused(f"The original of quote {quote_id} is missing: a rendering is linked to known words.")
    return _renderings(project, quote, most)


def waiting_for(project: Project, document_id: int, span: Span, *, most: int = MOST) -> list[Candidate]:
    """Quotes whose original is missing, for words of a document that may be it.

    Raises WrongUse for no stretch of the document's text.
    """
    document = project.store.documents.get(document_id)
    piece = trimmed_stretch(document, span)
    return _renderings(project, _as_quote(document, piece), most)


def originals_for(project: Project, quote_id: int, *, most: int = MOST) -> list[Candidate]:
    """Quotes whose words are known, for one whose original is missing.

    Raises Refused where the words of the quote are known already.
    """
    from workbench.match.project_scores import scores, sides

    quote = project.store.quotes.get(quote_id)
    if not quote.missing_original:
        raise Refused(f"The original of quote {quote_id} is known already.")
    known, orphans = sides(project)
    mine = [(rendering, speaker) for rendering, speaker in orphans if rendering.quote_id == quote_id]
    found = scores(project, known, mine, lambda _: None) if known and mine else {}
    best = {q: e for (q, _), e in sorted(found.items(), key=lambda item: item[1].score)}
    ranked = sorted(known, key=lambda q: (-best[q.id].score if q.id in best else 0.0, q.id))[:most]
    return [
        _candidate(
            project,
            q,
            None,
            best[q.id].score if q.id in best else 0.0,
            best[q.id].reasons if q.id in best else (),
        )
        for q in ranked
    ]


def tellings_of(project: Project, quote_id: int, *, most: int = MOST) -> list[Candidate]:
    """Quotes that are linked as tellings of the same story, then others of the same speaker in the same
    language, those that tell most of the same first.
    """
    from workbench.match.retold import content, likeness, rarity
    from workbench.match.same import same_speaker

    store = project.store
    quote = store.quotes.get(quote_id)
    linked = [
        (link.score, link.other_id if link.quote_id == quote_id else link.quote_id)
        for link in store.retellings.of_quote(quote_id)
    ]
    mine = content(printed(project, quote))
    lang = LanguageTag(primary(quote.lang if quote.segments else project.target_lang))
    named = [name for name in store.quotes.speakers() if quote.speaker and same_speaker(name, quote.speaker)]
    texts = store.quotes.printed_words(named, lang) if named else {}
    known = {quote_id, *(other for _, other in linked)}
    others = {other: content(words) for other, words in texts.items() if other not in known}
    rare = rarity([mine, *others.values()])
    ranked = sorted((-likeness(mine, theirs, rare), other) for other, theirs in others.items())
    found = [(min(1.0, -negative), other) for negative, other in ranked]
    return [
        _candidate(
            project, store.quotes.get(other), None, score, ("linked already",) if other in known else ()
        )
        for score, other in [*linked, *found][:most]
    ]


def _renderings(project: Project, quote: Quote, most: int) -> list[Candidate]:
    from workbench.match.project_scores import scores, sides

    _, orphans = sides(project)
    found = scores(project, [quote], orphans, lambda _: None) if orphans else {}
    ranked = sorted(found.items(), key=lambda item: (-item[1].score, item[0]))[:most]
    owners = {rendering.id: rendering.quote_id for rendering, _ in orphans}
    return [
        _candidate(project, project.store.quotes.get(owners[number]), number, e.score, e.reasons)
        for (_, number), e in ranked
    ]


def _as_quote(document: Document, piece: Span) -> Quote:
    """Words of a document as the quote that they would be."""
    return Quote(
        lang=document.lang,
        witnesses=(Witness(document.id, (piece,)),),
        segments=sentences(document.text, (piece,), document.lang),
    )


def _candidate(
    project: Project, quote: Quote, rendering_id: int | None, score: float, reasons: Sequence[str]
) -> Candidate:
    store = project.store
    words = printed(project, quote)
    if rendering_id is not None:
        words = joined(store.renderings.get(rendering_id).segments)
    document_id, _ = store.quotes.place(quote.id)
    source = store.documents.sources([document_id])[document_id]
    where = ", ".join(part for part in (source.outlet or source.name, quote.said_on or source.date) if part)
    why = tuple(reasons)
    return Candidate(quote.id, rendering_id, score, why, words, quote.speaker, where, quote.revision)
