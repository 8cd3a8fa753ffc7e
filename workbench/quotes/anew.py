"""Reading a stored article anew for quotes, after a person has said which of its parts are the article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from db.records import Document, FoundQuote, QuoteState, Span
from workbench.glossary.speakers import speaker_names
from workbench.project import Project
from workbench.quotes.article import Article, Placed, read_article
from workbench.quotes.effects import Foreseen, cited, only_trying
from workbench.quotes.extract import find
from workbench.quotes.gather import as_found, gather
from workbench.quotes.service import dismiss, store_found


@dataclass(slots=True)
class Anew:
    """What reading a document anew adds and takes away."""

    added: list[int] = field(default_factory=list)
    """Ids of quotes that were not found before. After a trial these are gone again."""
    words: list[str] = field(default_factory=list)
    """The words of each of them, as the article prints them."""
    gone: list[int] = field(default_factory=list)
    """Quotes that stand in what is set aside now: they are dismissed. Nobody has touched them."""
    left: list[int] = field(default_factory=list)
    """Quotes that stand there, too, but of which somebody has decided something: they stay."""


def read_again(project: Project, document_id: int, *, dry: bool = False) -> Anew:
    """Add the quotes of a document that are not stored yet; dismiss those in what is set aside now.

    What a person has marked, corrected or dismissed stays. One action; `dry` does nothing but tell.
    """
    found = Anew()
    summary = f"document {document_id} read anew"
    with only_trying(dry), project.store.action("extract", summary) as action:
        article = read_article(project, document_id)
        document = article.document
        names = speaker_names(project.store.concepts.all(), document.lang)
        for quote in find(document.text, document.lang, document.blocks, names):
            if not _known(article, quote):
                found.added.append(store_found(project, document, quote))
                found.words.append(cited(document.text, quote.pieces))
        for placed in article.quotes:
            if not placed.dismissed and _set_aside(document, placed):
                (found.gone if _untouched(project, placed) else found.left).append(placed.quote_id)
        if found.gone:
            dismiss(project, *found.gone)
        gather(project, document, found.added, action)
        if dry:
            raise Foreseen
    return found


def _known(article: Article, found: FoundQuote) -> bool:
    """Whether a quote that was found shares words with a stored one, dismissed or not."""
    return any(_meet(one, other) for q in article.quotes for one in q.pieces for other in found.pieces)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _set_aside(document: Document, placed: Placed) -> bool:
    """Whether all words of a quote stand in what is set aside."""
    aside = [block.span for block in document.blocks if block.set_aside]
    return all(any(span.start <= piece.start < span.end for span in aside) for piece in placed.pieces)


def _untouched(project: Project, placed: Placed) -> bool:
    """Whether a quote stands in this article alone and no person has decided anything about it."""
    quote = project.store.quotes.get(placed.quote_id)
    alone = len(quote.witnesses) <= 1 and not (placed.rendering and quote.witnesses)
    return alone and as_found(project, replace(quote, state=QuoteState.ACTIVE))
