"""`workbench quote`: the quotes of a project, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.records import Quote
from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say

KINDS = ("direct", "partial", "block")


@click.group("quote")
def command() -> None:
    """List, show, add, correct, dismiss and link quotes."""


@command.command("list")
@project_argument
@click.option("--all", "every", is_flag=True, help="Dismissed and merged quotes too.")
@json_option
def list_(project: Path, every: bool, as_json: bool) -> None:
    """List quotes in reading order."""
    from db.records import QuoteState
    from workbench.project import open_project

    with open_project(project) as opened:
        for quote in opened.store.quotes.all(states=QuoteState if every else (QuoteState.ACTIVE,)):
            shown = _object(opened, quote)
            if as_json:
                emit(shown)
            else:
                _tell(quote, [shown["text"], *(rendering["text"] for rendering in shown["renderings"])])


@command.command("show")
@project_argument
@click.argument("quote", type=ID)
@json_option
def show(project: Path, quote: int, as_json: bool) -> None:
    """Show one quote: its words, its witnesses and all its renderings."""
    from workbench.project import open_project

    with open_project(project) as opened:
        shown = _object(opened, opened.store.quotes.get(quote))
    if as_json:
        emit(shown)
        return
    say(f"Quote {shown['id']}: {shown['speaker'] or 'speaker unknown'} {shown['role']}".rstrip())
    say(f"  {shown['lang']} ({shown['lang_basis']}), {shown['kind']}, {shown['state']}")
    say(f"  {shown['text'] or 'original missing'}")
    for witness in shown["witnesses"]:
        say(f"  printed in {witness['name']} at {witness['start']}–{witness['end']} ({witness['cue']})")
    for rendering in shown["renderings"]:
        by = rendering["engine"] or rendering["translator"] or rendering["name"] or rendering["author"]
        say(f"  rendering {rendering['id']}, {rendering['lang']}, {rendering['origin']} ({by}):")
        say(f"    {rendering['text']}")


@command.command("add")
@project_argument
@click.option("--document", type=ID, required=True, help="The document it stands in.")
@click.option("--start", type=int, required=True, help="First character, counted from 0.")
@click.option("--end", type=int, required=True, help="The character after the last.")
@click.option("--speaker", default="")
@click.option("--role", default="")
@click.option("--kind", type=click.Choice(KINDS), default="direct")
@json_option
def add(project: Path, document: int, start: int, end: int, as_json: bool, **facts: str) -> None:
    """Mark a quote that was missed: a stretch of a document's text."""
    from db.records import Span
    from workbench.project import open_project
    from workbench.quotes import service

    with open_project(project) as opened:
        shown = _object(opened, service.add(opened, document, Span(start, end), **facts))
    emit(shown) if as_json else say(f"Quote {shown['id']} added.")


@command.command("edit")
@project_argument
@click.argument("quote", type=ID)
@click.option("--speaker")
@click.option("--role")
@click.option("--said-on", help="When it was said: 2012-05-31, 2012-05 or 2012.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--lang", help="The language it was said in.")
@json_option
def edit(project: Path, quote: int, lang: str | None, as_json: bool, **facts: Any) -> None:
    """Correct what is known about a quote. Its words are evidence and stay."""
    from workbench.ingest.given import stated_date
    from workbench.project import open_project
    from workbench.quotes import service
    from workbench.text.language import normalise

    if facts["said_on"]:
        facts["said_on"] = stated_date(facts["said_on"])
    with open_project(project) as opened:
        changed = service.edit(opened, quote, lang=normalise(lang) if lang else None, **facts)
        shown = _object(opened, changed)
    emit(shown) if as_json else say(f"Quote {quote} corrected.")


@command.command("dismiss")
@project_argument
@click.argument("quotes", type=ID, nargs=-1, required=True)
def dismiss(project: Path, quotes: tuple[int, ...]) -> None:
    """Say that these are no quotations. Undo brings them back."""
    from workbench.project import open_project
    from workbench.quotes import service

    with open_project(project) as opened:
        for quote in quotes:
            service.dismiss(opened, quote)
            say(f"Quote {quote} dismissed.")


@command.command("link")
@project_argument
@click.argument("quote", type=ID)
@click.argument("rendering", type=ID)
def link(project: Path, quote: int, rendering: int) -> None:
    """Say that a published rendering renders a quote, and align the two."""
    from workbench.match import service
    from workbench.project import open_project

    with open_project(project) as opened:
        service.link(opened, quote, rendering)
    say(f"Rendering {rendering} now renders quote {quote}.")


def _tell(quote: Quote, texts: list[str]) -> None:
    """A quote in a list: what is known of it, and the first of its texts that there is."""
    known = [quote.lang, quote.kind, quote.speaker or "speaker unknown"]
    if quote.missing_original:
        known.append("original missing")
    if quote.state != "active":
        known.append(quote.state)
    say("  ".join([str(quote.id), *known]))
    for text in list(filter(None, texts))[:1]:
        say(f"    {text}")


def _object(opened: Any, quote: Any) -> dict[str, Any]:
    """A quote as JSON, with what renders it."""
    from db.records import joined

    documents = opened.store.documents
    return {
        "id": quote.id,
        "lang": quote.lang,
        "lang_basis": quote.lang_basis,
        "kind": quote.kind,
        "speaker": quote.speaker,
        "role": quote.role,
        "said_on": quote.said_on,
        "state": quote.state,
        "missing_original": quote.missing_original,
        "text": joined(quote.segments),
        "witnesses": [
            {
                "document": w.document_id,
                "name": documents.get(w.document_id).name,
                "start": w.pieces[0].start,
                "end": w.pieces[-1].end,
                "pieces": [list(piece) for piece in w.pieces],
                "mention": list(w.mention) if w.mention else None,
                "cue": w.cue,
                "confidence": w.confidence,
            }
            for w in quote.witnesses
        ],
        "renderings": [
            {
                "id": r.id,
                "lang": r.lang,
                "origin": r.origin,
                "text": joined(r.segments),
                "document": r.document_id,
                "name": documents.get(r.document_id).name if r.document_id else "",
                "pieces": [list(piece) for piece in r.pieces],
                "translator": r.translator,
                "engine": str(r.engine) if r.engine else "",
                "derived_from": r.derived_from,
                "author": r.author,
            }
            for r in opened.store.renderings.of_quote(quote.id)
        ],
    }
