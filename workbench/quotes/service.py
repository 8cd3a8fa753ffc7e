"""Quotes in a project: found in its documents, added and corrected by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from db.errors import Refused, WrongUse
from db.records import (
    UNDETERMINED,
    Basis,
    Document,
    FoundQuote,
    LanguageTag,
    Origin,
    Quote,
    QuoteKind,
    QuoteState,
    Rendering,
    Segment,
    Span,
    Witness,
)
from workbench.align.service import cover_source, pair_up
from workbench.project import Project
from workbench.quotes.extract import find
from workbench.text.sentences import split

BY_HAND = "by hand"
OWN_TRANSLATION = "my translation"

ENDING = (".", "!", "?", "…")
OPENING = " \u00a0\u202f«“„‘\"'"
"""What may stand between the end of a reporting clause and the words that follow it."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extraction of one document added to the project."""

    quotes: int
    """Quotes whose original words stand in the document."""
    renderings: int
    """Quotes that the document prints in translation; their originals are missing."""


def extract(project: Project, document: Document) -> Extracted:
    """Find the quotes of a stored document and lay their pairs.

    In a document in the project's target language a quote is a published rendering whose original
    is missing until it is matched; in any other language it is the original itself.
    """
    found = find(document.text, document.lang, document.blocks)
    with project.store.action("extract", f"quotes of {document.name}"):
        for quote in found:
            store_found(project, document, quote)
    if project.is_target(document.lang):
        return Extracted(0, len(found))
    return Extracted(len(found), 0)


def store_found(project: Project, document: Document, found: FoundQuote) -> int:
    """Store one found quote, as original or as published rendering; returns the quote's id."""
    if project.is_target(document.lang):
        return _store_rendering(project, document, found)
    return _store_original(project, document, found)


def add(
    project: Project, document_id: int, span: Span, *, speaker: str = "", role: str = "", kind: str = "direct"
) -> Quote:
    """Mark a quote by hand: code points `span` of a document's text. Raises WrongUse out of range."""
    document = project.store.documents.get(document_id)
    if not 0 <= span.start < span.end <= len(document.text) or not span.of(document.text).strip():
        raise WrongUse(
            f"Document {document_id} has {len(document.text)} characters:"
            f" {span.start}–{span.end} is no stretch of its text."
        )
    piece = _trimmed(document.text, span)
    if piece in project.store.quotes.marked(document_id):
        raise Refused(f"These words of document {document_id} are marked as a quote already.")
    found = FoundQuote((piece,), _kind(kind), speaker=speaker, role=role, cue=BY_HAND, confidence=1.0)
    with project.store.action("quote add", f"quote marked by hand in {document.name}"):
        identifier = store_found(project, document, found)
    return project.store.quotes.get(identifier)


def edit(
    project: Project,
    quote_id: int,
    *,
    speaker: str | None = None,
    role: str | None = None,
    said_on: str | None = None,
    kind: str | None = None,
    lang: LanguageTag | None = None,
) -> Quote:
    """Correct what is known about a quote; its words are evidence and stay. None leaves a field."""
    quote = project.store.quotes.get(quote_id)
    corrected = replace(
        quote,
        speaker=quote.speaker if speaker is None else speaker,
        role=quote.role if role is None else role,
        said_on=quote.said_on if said_on is None else said_on,
        kind=quote.kind if kind is None else _kind(kind),
        lang=quote.lang if lang is None else lang,
        lang_basis=quote.lang_basis if lang is None else Basis.STATED,
    )
    if corrected != quote:
        with project.store.action("quote edit", f"quote {quote_id} corrected"):
            project.store.quotes.correct(corrected)
    return project.store.quotes.get(quote_id)


def dismiss(project: Project, quote_id: int) -> None:
    """Say that this is no quotation. Its pairs leave every list; undo brings them back."""
    quote = project.store.quotes.get(quote_id)
    if quote.state is not QuoteState.ACTIVE:
        raise Refused(f"Quote {quote_id} is {quote.state} already.")
    with project.store.action("quote dismiss", f"quote {quote_id} dismissed"):
        project.store.quotes.correct(replace(quote, state=QuoteState.DISMISSED))


def sentences(text: str, pieces: tuple[Span, ...], lang: LanguageTag) -> tuple[Segment, ...]:
    """The sentences of a quote. What stands between its pieces is left out: a clause such as
    `, a-t-il dit,` does not end a sentence, one that ends in a full stop and a new paragraph do.
    """
    runs = [pieces[0].of(text)]
    spaces = [""]
    for before, piece in pairwise(pieces):
        between = text[before.end : piece.start]
        space = "\n" if "\n" in between else " "
        if space == "\n" or between.rstrip(OPENING).endswith(ENDING):
            runs.append(piece.of(text))
            spaces.insert(-1, space)
        else:
            runs[-1] += space + piece.of(text)
    found = [
        replace(segment, after=segment.after or space) if segment is of_run[-1] else segment
        for of_run, space in zip((split(run, lang) for run in runs), spaces, strict=True)
        for segment in of_run
    ]
    return tuple(replace(segment, position=position) for position, segment in enumerate(found))


def _store_original(project: Project, document: Document, found: FoundQuote) -> int:
    store = project.store
    witness = Witness(document.id, found.pieces, found.mention, found.cue, found.confidence)
    quote = Quote(
        lang=document.lang,
        lang_basis=document.lang_basis,
        kind=found.kind,
        speaker=found.speaker,
        role=found.role,
        witnesses=(witness,),
        segments=sentences(document.text, found.pieces, document.lang),
    )
    identifier = store.quotes.add(quote, place=(document.id, found.pieces[0].start))
    cover_source(store, identifier)
    return identifier


def _store_rendering(project: Project, document: Document, found: FoundQuote) -> int:
    store = project.store
    stated = found.lang != UNDETERMINED
    quote = Quote(
        lang=found.lang,
        lang_basis=Basis.STATED if stated else Basis.UNKNOWN,
        kind=found.kind,
        speaker=found.speaker,
        role=found.role,
    )
    identifier = store.quotes.add(quote, place=(document.id, found.pieces[0].start))
    rendering = Rendering(
        quote_id=identifier,
        lang=document.lang,
        origin=Origin.PUBLISHED,
        segments=sentences(document.text, found.pieces, document.lang),
        document_id=document.id,
        pieces=found.pieces,
        mention=found.mention,
        translator=_translator(document, found),
    )
    pair_up(store, identifier, replace(rendering, id=store.renderings.add(rendering)))
    return identifier


def _translator(document: Document, found: FoundQuote) -> str:
    """Who translated a printed quote: stated beside it, else the author who says "my translation"."""
    if found.translator:
        return found.translator
    return document.author if found.cue.startswith(OWN_TRANSLATION) else document.translator


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(
        span.start + len(words) - len(words.lstrip()),
        span.end - len(words) + len(words.rstrip()),
    )


def _kind(kind: str) -> QuoteKind:
    try:
        return QuoteKind(kind)
    except ValueError:
        raise WrongUse(f"{kind!r} is no kind of quote: use one of {', '.join(QuoteKind)}.") from None
