"""A quote as JSON and as lines for a person: who said it to whom, where it stands, what renders it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from db.records import (
    UNDETERMINED,
    LanguageTag,
    Quote,
    QuoteState,
    Rendering,
    Source,
    Span,
    Telling,
    Witness,
    joined,
)
from workbench.project import Project
from workbench.review.provenance import told_in_short
from workbench.text.language import english_name


class Quotes:
    """Quotes of a project in a form to print; what is cited of its documents is read once."""

    def __init__(self, project: Project) -> None:
        self._store = project.store
        self._sources = project.store.documents.sources()
        self._texts: dict[int, str] = {}

    def object(self, quote: Quote) -> dict[str, Any]:
        """Everything known of a quote, with what renders it."""
        return {
            "id": quote.id,
            "lang": quote.lang,
            "lang_basis": quote.lang_basis,
            "said_in": quote.said_in,
            "said_in_basis": quote.said_in_basis,
            "kind": quote.kind,
            "speaker": quote.speaker,
            "role": quote.role,
            "said_on": quote.said_on,
            "state": quote.state,
            "merged_into": quote.merged_into,
            "missing_original": missing(quote),
            "original": original(quote),
            "text": joined(quote.segments),
            "witnesses": [self._witness(witness) for witness in quote.witnesses],
            "renderings": [self._rendering(r) for r in self._store.renderings.of_quote(quote.id)],
            "retellings": [
                {
                    "quote": link.other_id if link.quote_id == quote.id else link.quote_id,
                    "score": link.score,
                    "note": link.note,
                }
                for link in self._store.retellings.of_quote(quote.id)
            ],
        }

    def _text(self, document_id: int) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = self._store.documents.get(document_id).text
        return self._texts[document_id]

    def _witness(self, witness: Witness) -> dict[str, Any]:
        return {
            "id": witness.id,
            "document": witness.document_id,
            **_cited(self._sources[witness.document_id]),
            "start": witness.pieces[0].start,
            "end": witness.pieces[-1].end,
            "text": _words(self._text(witness.document_id), witness.pieces),
            "pieces": [list(piece) for piece in witness.pieces],
            "mention": list(witness.mention) if witness.mention else None,
            "cue": witness.cue,
            "confidence": witness.confidence,
            "translator": witness.translator,
            **_told(witness.telling),
        }

    def _rendering(self, rendering: Rendering) -> dict[str, Any]:
        source = self._sources[rendering.document_id] if rendering.document_id else None
        return {
            "id": rendering.id,
            "lang": rendering.lang,
            "origin": rendering.origin,
            "text": joined(rendering.segments),
            "document": rendering.document_id,
            **(_cited(source) if source else {"name": ""}),
            "pieces": [list(piece) for piece in rendering.pieces],
            "mention": list(rendering.mention) if rendering.mention else None,
            "cue": rendering.cue,
            "confidence": rendering.confidence,
            "translator": rendering.translator,
            "engine": str(rendering.engine) if rendering.engine else "",
            "derived_from": rendering.derived_from,
            "reprint_of": rendering.reprint_of,
            "author": rendering.author,
            **_told(rendering.telling),
        }


def _words(text: str, pieces: Sequence[Span]) -> str:
    """What a document prints at these pieces, which leave reporting clauses out."""
    found = pieces[0].of(text)
    for before, piece in pairwise(pieces):
        found += ("\n" if "\n" in text[before.end : piece.start] else " ") + piece.of(text)
    return found


def _cited(source: Source) -> dict[str, str]:
    known = source._asdict()
    return {name: known[name] for name in ("name", "outlet", "agency", "place", "date", "url")}


def _told(telling: Telling) -> dict[str, Any]:
    return {
        "told_to": telling.told_to,
        "occasion": telling.occasion,
        "via": list(telling.via),
        "evidence": [list(span) for span in telling.evidence],
    }


def missing(quote: Quote) -> bool:
    """True when nobody has found the original words; what has joined another quote misses none."""
    return quote.missing_original and quote.state is not QuoteState.MERGED


def original(quote: Quote) -> str:
    """The sentence that says what is not known of the original words; empty where they are known."""
    if quote.state is QuoteState.MERGED:
        return ""
    if quote.missing_original:
        said = _said(quote.lang, quote.lang_basis)
        return f"The original is unknown: the words are known in translation only, {said}."
    if quote.said_in:
        said = _said(quote.said_in, quote.said_in_basis)
        return f"The original is unknown: these words are a translation, {said}."
    return ""


def _said(lang: LanguageTag, basis: str) -> str:
    if lang in ("", UNDETERMINED):
        return "said in a language that nobody tells"
    return f"said in {english_name(lang)} ({basis})"


def lines(shown: Mapping[str, Any]) -> Iterator[str]:
    """What `quote show` says of a quote, from its JSON object."""
    yield f"Quote {shown['id']}: {shown['speaker'] or 'speaker unknown'} {shown['role']}".rstrip()
    said_on = f", said on {shown['said_on']}" if shown["said_on"] else ""
    state = f"merged into quote {shown['merged_into']}" if shown["merged_into"] else shown["state"]
    yield f"  {shown['lang']} ({shown['lang_basis']}), {shown['kind']}, {state}{said_on}"
    if shown["text"]:
        yield f"  {shown['text']}"
    if shown["original"]:
        yield f"  {shown['original']}"
    for n, witness in enumerate(shown["witnesses"]):
        printed = "also printed in" if n else "printed in"
        yield f"  w{witness['id']} {printed} {_place(witness)} at {witness['start']}–{witness['end']}"
        if witness["text"].split() != shown["text"].split():
            yield f"    {witness['text']}"
        yield from _provenance(witness)
    for rendering in shown["renderings"]:
        if rendering["reprint_of"]:
            yield f"  r{rendering['id']} prints r{rendering['reprint_of']} again in {_place(rendering)}"
            yield from _provenance(rendering)
            continue
        by = rendering["engine"] or rendering["translator"] or rendering["author"]
        place = f", printed in {_place(rendering)}" if rendering["document"] else ""
        made = f", {by}" if by else ""
        yield f"  r{rendering['id']} {rendering['lang']}, {rendering['origin']}{made}{place}:"
        yield f"    {rendering['text']}"
        yield from _provenance(rendering)
    for link in shown["retellings"]:
        note = f": {link['note']}" if link["note"] else ""
        yield f"  retold in quote {link['quote']} ({link['score']:.2f}){note}"


def _place(shown: Mapping[str, Any]) -> str:
    agency = f"agency {shown['agency']}" if shown["agency"] else ""
    known = (shown["name"], shown["outlet"], agency, shown["place"], shown["date"])
    return ", ".join(part for part in known if part)


def _provenance(shown: Mapping[str, Any]) -> Iterator[str]:
    """How the words reached an article, and what decided who said them."""
    if shown["told_to"] or shown["occasion"] or shown["via"]:
        told = Telling(shown["told_to"], shown["occasion"], tuple(shown["via"]))
        yield f"    {told_in_short(told)}"
    if shown["cue"]:
        yield f"    speaker found by: {shown['cue']} ({shown['confidence']:.2f})"
