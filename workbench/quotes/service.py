"""Quotes in a project: found in its documents, added and corrected by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

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
    Span,
    Witness,
)
from workbench.align.service import cover_source, pair_up
from workbench.glossary.speakers import speaker_names
from workbench.project import Project
from workbench.quotes.cues import Cue
from workbench.quotes.effects import expect
from workbench.quotes.extract import find
from workbench.quotes.gather import gather
from workbench.quotes.marking import BY_HAND, already_in, holders, piece_to_mark, without_marks
from workbench.quotes.pieces import spoken
from workbench.quotes.segments import sentences
from workbench.text.fold import fold
from workbench.text.language import same_language

TRANSLATIONS = (Cue.MY_TRANSLATION, Cue.TRANSLATED)
"""Cues by which an article says that it prints a translation."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extraction of one document added to the project."""

    quotes: int
    """Quotes whose original words stand in the document."""
    renderings: int
    """Quotes that the document prints in translation; their originals are missing."""
    again: int = 0
    """Those of both that another document prints in the same words: one quote, with one more place."""
    retold: int = 0
    """Links to quotes of other documents that tell the same story in other words."""


def extract(project: Project, document: Document) -> Extracted:
    """Find the quotes of a stored document and lay their pairs.

    In a document in the project's target language a quote is a published rendering whose original
    is missing until it is matched; in any other language it is the original itself. What another
    document prints in the same words is one quote with it.
    """
    known = speaker_names(project.store.concepts.all(), document.lang)
    found = find(document.text, document.lang, document.blocks, known)
    with project.store.action("extract", f"quotes of {document.name}") as action:
        stored = [store_found(project, document, quote) for quote in found]
        gathered = gather(project, document, stored, action)
    if project.is_target(document.lang):
        return Extracted(0, len(found), gathered.again, gathered.retold)
    return Extracted(len(found), 0, gathered.again, gathered.retold)


def store_found(project: Project, document: Document, found: FoundQuote) -> int:
    """Store one found quote, as original or as published rendering; returns the quote's id.

    What is kept of its pieces are the words that were said, without the reporting clauses in them.
    """
    said = replace(found, pieces=spoken(found.pieces, found.incises, document.text))
    if project.is_target(document.lang):
        return _store_rendering(project, document, said)
    return _store_original(project, document, said)


def add(
    project: Project,
    document_id: int,
    span: Span,
    *,
    speaker: str = "",
    role: str = "",
    kind: str = "direct",
    marks: bool = True,
    anyway: bool = False,
) -> Quote:
    """Mark a quote by hand: code points `span` of a document's text. Raises WrongUse out of range.

    Without `marks`, quotation marks that enclose the words are left out (`marking.without_marks`). Raises
    Refused where other quotes have some of the words, unless they shall be marked `anyway`, and always
    where the words are a quote already.
    """
    document = project.store.documents.get(document_id)
    piece = piece_to_mark(project, document, span)
    if not marks:
        piece = piece_to_mark(project, document, without_marks(document.text, piece))
    taken = [] if anyway else holders(project, document_id, (piece,))
    if taken:
        raise Refused(f"{already_in(taken)} To mark them all the same, say --anyway.")
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
    revision: int | None = None,
) -> Quote:
    """Correct what is known about a quote; its words are evidence and stay. None leaves a field.

    `lang` is the language it was said in: that of its words, or of the missing ones, unless these
    words are a translation already. Raises Conflict where the quote has moved on from `revision`.
    """
    with project.store.action("quote edit", f"quote {quote_id} corrected"):
        if revision is not None:
            expect(project, {quote_id: revision})
        quote = project.store.quotes.get(quote_id)
        corrected = replace(
            quote,
            speaker=quote.speaker if speaker is None else speaker,
            role=quote.role if role is None else role,
            said_on=quote.said_on if said_on is None else said_on,
            kind=quote.kind if kind is None else _kind(kind),
            **_said_in(quote, lang),
        )
        if corrected != quote:
            project.store.quotes.correct(corrected)
    return project.store.quotes.get(quote_id)


def edit_everywhere(
    project: Project,
    quote_id: int,
    *,
    speaker: str | None = None,
    role: str | None = None,
    revision: int | None = None,
) -> list[Quote]:
    """Correct the speaker of a quote, and of every other quote that its articles give to the same one.

    The same speaker is the same resolved name, case and accents aside. Returns the quotes that are
    changed, in reading order. Raises Refused when nobody is named, since quotes of nobody have nothing
    in common, and Conflict where the quote has moved on from `revision`.
    """
    store = project.store
    changed = []
    with store.action("quote edit", f"speaker of quote {quote_id} corrected everywhere"):
        if revision is not None:
            expect(project, {quote_id: revision})
        quote = store.quotes.get(quote_id)
        if not quote.speaker:
            raise Refused(f"Nobody is named for quote {quote_id} yet: correct it without --everywhere.")
        places = {w.document_id for w in quote.witnesses} | {
            r.document_id for r in store.renderings.of_quote(quote_id) if r.document_id
        }
        mine = {q.id: q for place in sorted(places) for q in store.quotes.all(document_id=place)}
        for other in (mine | {quote.id: quote}).values():
            corrected = replace(
                other,
                speaker=other.speaker if speaker is None else speaker,
                role=other.role if role is None else role,
            )
            if fold(other.speaker) == fold(quote.speaker) and corrected != other:
                store.quotes.correct(corrected)
                changed.append(other.id)
    return [store.quotes.get(number) for number in changed]


def edit_telling(
    project: Project,
    quote_id: int,
    *,
    told_to: str | None = None,
    occasion: str | None = None,
    via: tuple[str, ...] | None = None,
) -> Quote:
    """Correct how the words of a quote reached the first article that prints them. None leaves a field."""
    store = project.store
    quote = store.quotes.get(quote_id)
    printed = next((r for r in store.renderings.of_quote(quote_id) if r.document_id), None)
    place = quote.witnesses[0] if quote.witnesses else printed
    if place is None:
        raise Refused(f"Quote {quote_id} stands in no article.")
    known = place.telling
    corrected = replace(
        known,
        told_to=known.told_to if told_to is None else told_to,
        occasion=known.occasion if occasion is None else occasion,
        via=known.via if via is None else via,
    )
    if corrected != known:
        with store.action("quote edit", f"provenance of quote {quote_id} corrected"):
            (store.quotes if quote.witnesses else store.renderings).correct_telling(place.id, corrected)
    return store.quotes.get(quote_id)


def _said_in(quote: Quote, lang: LanguageTag | None) -> dict[str, Any]:
    """The language of a quote as a person states it, in the field that says where it was said in."""
    if lang is None:
        return {}
    if quote.said_in:
        return {"said_in": lang, "said_in_basis": Basis.STATED}
    return {"lang": lang, "lang_basis": Basis.STATED}


def dismiss(project: Project, *quote_ids: int, shown: Mapping[int, int] | None = None) -> None:
    """Say that these are no quotations, as one action: undo brings all of them back.

    Their pairs leave every list. Raises Refused, and dismisses none, where one is not active, and
    Conflict where one has moved on from the revision in `shown` (ids to revisions).
    """
    listed = list(dict.fromkeys(quote_ids))
    many = "quotes" if len(listed) > 1 else "quote"
    with project.store.action("quote dismiss", f"{many} {', '.join(map(str, listed))} dismissed"):
        expect(project, shown or {})
        for quote_id in listed:
            quote = project.store.quotes.get(quote_id)
            if quote.state is not QuoteState.ACTIVE:
                raise Refused(f"Quote {quote_id} is {quote.state} already.")
            project.store.quotes.correct(replace(quote, state=QuoteState.DISMISSED))


def restore(project: Project, *quote_ids: int, shown: Mapping[int, int] | None = None) -> None:
    """Bring back dismissed quotes, with their pairs as they were, as one action.

    Raises Refused, and brings none back, where one is not dismissed or its words are another quote now,
    and Conflict where one has moved on from the revision in `shown` (ids to revisions).
    """
    listed = list(dict.fromkeys(quote_ids))
    many = "quotes" if len(listed) > 1 else "quote"
    with project.store.action("quote restore", f"{many} {', '.join(map(str, listed))} brought back"):
        expect(project, shown or {})
        for quote_id in listed:
            quote = project.store.quotes.get(quote_id)
            if quote.state is not QuoteState.DISMISSED:
                raise Refused(f"Quote {quote_id} is {quote.state}: only what was dismissed is brought back.")
            for witness in quote.witnesses[:1]:
                _refuse_taken(project, witness.document_id, witness.pieces)
            project.store.quotes.correct(replace(quote, state=QuoteState.ACTIVE))


def _refuse_taken(project: Project, document_id: int, pieces: tuple[Span, ...]) -> None:
    """Raise Refused where another quote has been marked in these words since."""
    taken = project.store.quotes.marked(document_id).get(pieces[0])
    if taken and len(pieces) == 1:
        raise Refused(f"These words are marked as quote {taken} now: dismiss that one first.")


def _store_original(project: Project, document: Document, found: FoundQuote) -> int:
    store = project.store
    foreign = found.lang != UNDETERMINED and not same_language(found.lang, document.lang)
    translated = foreign or found.cue.startswith(TRANSLATIONS)
    witness = Witness(
        document.id,
        found.pieces,
        found.mention,
        found.cue,
        found.confidence,
        found.telling,
        _translator(document, found) if translated else "",
    )
    quote = Quote(
        lang=document.lang,
        lang_basis=document.lang_basis,
        kind=found.kind,
        speaker=found.speaker,
        role=found.role,
        said_in=found.lang if translated else LanguageTag(""),
        said_in_basis=_basis(found) if translated else Basis.UNKNOWN,
        witnesses=(witness,),
        segments=sentences(document.text, found.pieces, document.lang),
    )
    identifier = store.quotes.add(quote, place=(document.id, found.pieces[0].start))
    cover_source(store, identifier)
    return identifier


def _store_rendering(project: Project, document: Document, found: FoundQuote) -> int:
    store = project.store
    quote = Quote(
        lang=found.lang,
        lang_basis=_basis(found),
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
        cue=found.cue,
        confidence=found.confidence,
        telling=found.telling,
        translator=_translator(document, found),
    )
    pair_up(store, identifier, replace(rendering, id=store.renderings.add(rendering)))
    return identifier


def _basis(found: FoundQuote) -> Basis:
    """Where the language that a quote was said in is known from."""
    if found.lang_basis is Basis.UNKNOWN and found.lang != UNDETERMINED:
        return Basis.STATED
    return found.lang_basis


def _translator(document: Document, found: FoundQuote) -> str:
    """Who translated a printed quote: stated beside it, else the author who says "my translation"."""
    if found.translator:
        return found.translator
    return document.author if found.cue.startswith(Cue.MY_TRANSLATION) else document.translator


def _kind(kind: str) -> QuoteKind:
    try:
        return QuoteKind(kind)
    except ValueError:
        raise WrongUse(f"{kind!r} is no kind of quote: use one of {', '.join(QuoteKind)}.") from None
