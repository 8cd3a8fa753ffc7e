"""Correcting which words of an article a quote is: they are read anew, and its pairs go with them."""

from __future__ import annotations

from db.errors import Refused, WrongUse
from db.records import Document, Origin, Quote, QuoteState, Rendering, Span, Witness
from workbench.align.service import cover_source
from workbench.project import Project
from workbench.quotes.dividing import hold_approvals
from workbench.quotes.effects import Effect, Foreseen, cited, compared, expect, only_trying
from workbench.quotes.marking import holders, printed_in, trimmed_stretch
from workbench.quotes.relaying import (
    Family,
    leave_notes,
    move_sources,
    move_targets,
    put_pieces,
    put_rendering,
    put_words,
)
from workbench.quotes.rereading import known, read_anew, stretched
from workbench.quotes.splitting import Place


def respan(
    project: Project,
    quote_id: int,
    span: Span,
    place: Place | None = None,
    *,
    revision: int | None = None,
    dry: bool = False,
) -> Effect:
    """Let a quote begin and end elsewhere in its article: code points `span` of the document's text.

    `place` says which printing is corrected (None: the only one). What is left out between its pieces
    stays left out. Sentences that read the same keep their pairs with all decisions; an approval of
    other words falls back, a machine's untouched draft of them is taken off. Returns what that does;
    `dry` does nothing else. Raises WrongUse for no stretch of the text and for a place that the quote
    has not, Refused where the words are another quote already, Conflict where the quote has moved on
    from `revision`.
    """
    effect = Effect()
    summary = f"words of quote {quote_id} corrected"
    with only_trying(dry), project.store.action("quote span", summary) as action:
        quote = project.store.quotes.get(quote_id)
        if revision is not None:
            expect(project, {quote_id: revision})
        if quote.state is not QuoteState.ACTIVE:
            raise Refused(f"Quote {quote_id} is {quote.state}: undo that first.")
        printing = printing_of(project, quote, place)
        effect = _respan(project, action, quote, printing, span)
        if dry:
            raise Foreseen
    return effect


def printing_of(project: Project, quote: Quote, place: Place | None) -> Witness | Rendering:
    """The witness or printed rendering of a quote that is meant. Raises WrongUse where it has none such."""
    renderings = [r for r in project.store.renderings.of_quote(quote.id) if r.origin is Origin.PUBLISHED]
    if place is None:
        found: list[Witness | Rendering] = [*quote.witnesses] or [*renderings]
        if len(found) == 1:
            return found[0]
        names = ", ".join([*(f"w{w.id}" for w in quote.witnesses), *(f"r{r.id}" for r in renderings)])
        raise WrongUse(f"Quote {quote.id} is printed in several places: say which, one of {names}.")
    listed: list[Witness | Rendering] = [*renderings] if place.rendering else [*quote.witnesses]
    one = next((printing for printing in listed if printing.id == place.id), None)
    if one is None:
        name = f"{'r' if place.rendering else 'w'}{place.id}"
        raise WrongUse(f"Quote {quote.id} is not printed at {name}: `workbench quote show` lists its places.")
    return one


def _respan(project: Project, action: int, quote: Quote, printing: Witness | Rendering, span: Span) -> Effect:
    store = project.store
    assert printing.document_id is not None
    document = store.documents.get(printing.document_id)
    pieces = stretched(printing.pieces, trimmed_stretch(document, span))
    if pieces == printing.pieces:
        raise Refused(f"Quote {quote.id} has these words already.")
    _refuse_taken(project, document, quote, pieces)
    before = store.pairs.rows([pair.id for pair in store.pairs.ranges(quote.id)])
    if isinstance(printing, Rendering):
        notes = _reread_rendering(project, quote, printing, document, pieces)
    else:
        notes = _reread_witness(project, quote, printing, document, pieces)
    if store.quotes.place(quote.id) == (document.id, printing.pieces[0].start):
        store.quotes.move(quote.id, (document.id, pieces[0].start))
    else:
        store.quotes.correct(quote)
    cover_source(store, quote.id)
    leave_notes(project, action, quote.id, notes)
    hold_approvals(project, action, before)
    effect = compared(before, store.pairs.rows([pair.id for pair in store.pairs.ranges(quote.id)]))
    effect.quote_id = quote.id
    effect.before, effect.after = (cited(document.text, each) for each in (printing.pieces, pieces))
    effect.meets = [other for other in holders(project, document.id, pieces) if other != quote.id]
    return effect


def _refuse_taken(project: Project, document: Document, quote: Quote, pieces: tuple[Span, ...]) -> None:
    """Raise Refused where these words are all that another quote has of the document."""
    for other, theirs in printed_in(project, document.id).items():
        if other != quote.id and tuple(theirs) == pieces:
            raise Refused(
                f"These words of document {document.id} are marked as a quote already: quote {other}."
                " `workbench quote join` makes one of two."
            )


def _reread_witness(
    project: Project, quote: Quote, witness: Witness, document: Document, pieces: tuple[Span, ...]
) -> list[str]:
    """Give a witness other pieces; where the quote's words are those of it, they are read anew."""
    put_pieces(project, "witness_id", witness.id, pieces)
    if witness.id != quote.witnesses[0].id:
        return []
    before = known(quote.id, document.text, witness.pieces, quote.segments)
    reading = read_anew(document.text, pieces, document.lang, before)
    put_words(project, quote.id, reading)
    return move_sources(project, project.store.pairs.ranges(quote.id), quote.id, quote.id, reading)


def _reread_rendering(
    project: Project, quote: Quote, rendering: Rendering, document: Document, pieces: tuple[Span, ...]
) -> list[str]:
    """Give a printed rendering other pieces, and the words that stand there."""
    family = Family.of(project, rendering)
    before = known(rendering.id, document.text, rendering.pieces, rendering.segments)
    reading = read_anew(document.text, pieces, document.lang, before)
    put_pieces(project, "rendering_id", rendering.id, pieces)
    relaid = put_rendering(project, [family], reading)
    pairs = [pair for pair in project.store.pairs.ranges(quote.id) if pair.rendering_id in family.ids]
    return move_targets(project, quote.id, pairs, [family], reading, relaid)
