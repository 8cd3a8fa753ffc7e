"""What was taken for one utterance and is not: a place or some pieces of it become a quote of their own.

Words are evidence: every piece keeps its place in its article. What persons decided stays with the
words it was decided about; only an approval whose two sides are not the same any more falls back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from db.errors import Refused, WrongUse
from db.records import (
    UNDETERMINED,
    Basis,
    LanguageTag,
    Origin,
    Quote,
    QuoteState,
    Rendering,
    Span,
    Witness,
    joined,
)
from workbench.align.service import cover_source, pair_up
from workbench.project import Project
from workbench.quotes.dividing import divide_quote, divide_rendering, hold_approvals
from workbench.quotes.effects import expect
from workbench.quotes.segments import sentences

_PLACE = re.compile(r"(?P<kind>[wr])(?P<id>\d{1,18})(?:\.(?P<piece>\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a quote as `quote show` names it: `w3`, `r7`, or from a piece on: `w3.2`."""

    rendering: bool
    id: int
    piece: int = 0
    """The first piece meant, counted from 1; 0 for all of them."""

    @classmethod
    def read(cls, written: str) -> Place:
        """The place that was typed. Raises WrongUse when it is none."""
        found = _PLACE.fullmatch(written.strip().lower())
        if found is None:
            raise WrongUse(
                f"“{written[:40]}” names no place of a quote: write w3 for witness 3, r7 for rendering 7,"
                " w3.2 for witness 3 from its second piece on; `workbench quote show` lists them."
            )
        if found["piece"] and not int(found["piece"]):
            raise WrongUse("Pieces count from 1: w3.2 is witness 3 from its second piece on.")
        return cls(found["kind"] == "r", int(found["id"]), int(found["piece"] or 0))

    def first(self, pieces: Sequence[Span]) -> int:
        """The number of the first piece meant, counted from 0. Raises WrongUse when there is none such."""
        if self.piece > len(pieces):
            what = "r" if self.rendering else "w"
            many = "1 piece" if len(pieces) == 1 else f"{len(pieces)} pieces"
            raise WrongUse(f"{what}{self.id} has {many}: there is no piece {self.piece}.")
        return max(self.piece - 1, 0)


def split(project: Project, quote_id: int, place: Place, *, revision: int | None = None) -> Quote:
    """Let a place of a quote, or its pieces from one on, be a quote of its own; returns that one.

    A quote that was joined here comes back as it was. Raises Refused where nothing would be left, or
    the words of the quote are those of this place, WrongUse for a place that the quote has not, and
    Conflict where the quote has moved on from `revision`.
    """
    store = project.store
    with store.action("quote split", f"quote {quote_id} split") as action:
        if revision is not None:
            expect(project, {quote_id: revision})
        quote = store.quotes.get(quote_id)
        if quote.state is not QuoteState.ACTIVE:
            raise Refused(f"Quote {quote_id} is {quote.state}: undo that first.")
        before = store.pairs.rows([pair.id for pair in store.pairs.ranges(quote_id)])
        if place.rendering:
            made = _split_rendering(project, quote, place)
        else:
            made = _split_witness(project, quote, place)
        cover_source(store, quote_id)
        cover_source(store, made)
        hold_approvals(project, action, before)
    return store.quotes.get(made)


def _split_witness(project: Project, quote: Quote, place: Place) -> int:
    witness = next((witness for witness in quote.witnesses if witness.id == place.id), None)
    if witness is None:
        raise WrongUse(f"Quote {quote.id} has no witness {place.id}: `workbench quote show` lists them.")
    if place.first(witness.pieces) == 0:
        return _part_witness(project, quote, witness)
    if len(quote.witnesses) > 1:
        others = ", ".join(f"w{other.id}" for other in quote.witnesses if other is not witness)
        raise Refused(f"Quote {quote.id} is printed elsewhere too: split {others} off first.")
    own = replace(quote, witnesses=(), segments=())
    made = project.store.quotes.add(own, place=(witness.document_id, witness.pieces[place.piece - 1].start))
    divide_quote(project, quote, witness, place.piece - 1, made)
    return made


def _split_rendering(project: Project, quote: Quote, place: Place) -> int:
    store = project.store
    rendering = next((r for r in store.renderings.of_quote(quote.id) if r.id == place.id), None)
    if rendering is None:
        raise WrongUse(f"Quote {quote.id} has no rendering {place.id}: `workbench quote show` lists them.")
    if rendering.origin is not Origin.PUBLISHED:
        raise Refused(
            f"Rendering {place.id} was not printed, it is {rendering.origin}: it renders this quote alone."
        )
    if place.first(rendering.pieces) == 0:
        return _part_rendering(project, quote, rendering)
    again = [f"r{r.id}" for r in store.renderings.family(rendering.id) if r.reprint_of == rendering.id]
    if rendering.reprint_of or again:
        listed = ", ".join(again) or f"r{rendering.id}"
        raise Refused(
            f"The words of rendering {rendering.id} are printed elsewhere too: split {listed} off first."
        )
    made = _orphan(project, quote, rendering, rendering.pieces[place.piece - 1].start)
    divide_rendering(project, quote, rendering, place.piece - 1, made)
    return made


def _part_witness(project: Project, quote: Quote, witness: Witness) -> int:
    """A quote of its own for a further place, which prints another utterance after all."""
    store = project.store
    if witness == quote.witnesses[0]:
        others = ", ".join(f"w{other.id}" for other in quote.witnesses[1:])
        advice = f"split {others} off instead" if others else "there is no other place to part it from"
        raise Refused(f"The words of quote {quote.id} are those of w{witness.id}: {advice}.")
    document = store.documents.get(witness.document_id)
    words = sentences(document.text, witness.pieces, document.lang)
    place = (document.id, witness.pieces[0].start)
    made = _revived(project, store.quotes.joined_from(quote.id, place), joined(words))
    if made is None:
        own = replace(quote, lang=document.lang, lang_basis=document.lang_basis, witnesses=(), segments=words)
        made = store.quotes.add(own, place=place)
    store.quotes.move_witness(witness.id, made)
    return made


def _revived(project: Project, former: Iterable[int], words: str) -> int | None:
    """The first of these merged quotes that has these words, active again; None when none has."""
    quotes = project.store.quotes
    found = next((number for number in former if joined(quotes.segments(number)) == words), None)
    if found is not None:
        quotes.correct(replace(quotes.get(found), state=QuoteState.ACTIVE))
    return found


def _part_rendering(project: Project, quote: Quote, rendering: Rendering) -> int:
    """A quote with a missing original for a rendering, which renders another utterance after all."""
    store = project.store
    family = {member.id for member in store.renderings.family(rendering.id)}
    left = [r for r in store.renderings.of_quote(quote.id) if r.document_id and r.id not in family]
    if quote.missing_original and not left:
        raise Refused(f"Quote {quote.id} is known from r{rendering.id} alone: nothing would be left of it.")
    made = _orphan(project, quote, rendering, rendering.pieces[0].start)
    for member in family:
        store.renderings.join(member, made)
    if rendering.reprint_of:
        store.renderings.reprint(rendering.id, None)
        pair_up(store, made, store.renderings.get(rendering.id))
    for pair in store.pairs.ranges(quote.id):
        if pair.rendering_id in family and pair.target.empty:
            store.pairs.remove(pair.id)
        elif pair.rendering_id in family:
            store.pairs.change(pair.id, pair.revision, quote_id=made, source_start=0, source_end=0)
    if quote.missing_original:
        places = [(r.document_id, r.pieces[0].start) for r in left if r.document_id]
        if store.quotes.place(quote.id) not in places:
            store.quotes.move(quote.id, places[0])
    return made


def _orphan(project: Project, quote: Quote, rendering: Rendering, start: int) -> int:
    """A quote whose original is missing, for what a rendering prints from `start` on."""
    assert rendering.document_id is not None
    place = (rendering.document_id, start)
    made = _revived(project, project.store.quotes.joined_from(quote.id, place), "")
    if made is not None:
        return made
    own = replace(quote, said_in=LanguageTag(""), said_in_basis=Basis.UNKNOWN, witnesses=(), segments=())
    if not quote.missing_original:
        own = replace(own, lang=UNDETERMINED, lang_basis=Basis.UNKNOWN)
    return project.store.quotes.add(own, place=place)
