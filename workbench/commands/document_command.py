"""`workbench document`: what was imported, and what was set aside in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.records import Document
from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say


@click.group("document")
def command() -> None:
    """List and show documents, with what was set aside, and correct what is known about them."""


@command.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the documents of a project."""
    from workbench.project import open_project

    with open_project(project) as opened:
        for d in opened.store.documents.all():
            aside = sum(block.set_aside for block in d.blocks)
            if as_json:
                emit(_object(d) | {"set_aside": aside})
            else:
                where = ", ".join(part for part in (d.outlet, d.agency, d.author, d.place, d.date) if part)
                say(f"{d.id}  {d.name}  {d.lang} ({d.lang_basis})  {where}  {aside} blocks set aside")


@command.command("show")
@project_argument
@click.argument("document", type=ID)
@click.option("--set-aside", is_flag=True, help="Show what was set aside as well, with the reason.")
@json_option
def show(project: Path, document: int, set_aside: bool, as_json: bool) -> None:
    """Show the text of a document: the article, and on request what was set aside."""
    from workbench.project import open_project

    with open_project(project) as opened:
        shown = opened.store.documents.get(document)
    for block in shown.blocks:
        if block.set_aside and not set_aside:
            continue
        words = block.span.of(shown.text)
        if as_json:
            emit(
                {
                    "start": block.start,
                    "end": block.end,
                    "kind": block.kind,
                    "reason": block.reason,
                    "text": words,
                }
            )
        else:
            say(f"[set aside: {block.reason}]\n{words}\n" if block.set_aside else f"{words}\n")


@command.command("edit")
@project_argument
@click.argument("document", type=ID)
@click.option("--title", help="Its headline.")
@click.option("--outlet", help="Where it was printed.")
@click.option("--agency", help="The agency whose dispatch it prints: AFP.")
@click.option("--place", help="The place in its dateline.")
@click.option("--author", help="Who wrote it.")
@click.option("--translator", help="Who translated the quotes in it.")
@click.option("--date", help="When it was printed: 2012-05-31, 2012-05 or 2012.")
@click.option("--url", help="Where it stands on the web. Nothing is fetched.")
@click.option("--lang", help="The language it is in; its quotes follow.")
@json_option
def edit(project: Path, document: int, as_json: bool, **facts: str | None) -> None:
    """Correct what is known about a document; an empty value takes it away. Its text is evidence and stays.

    \b
    Example:
      workbench document edit work.db 3 --agency AFP --place Bamako
    """  # noqa: D301
    from workbench.ingest.correcting import correct
    from workbench.project import open_project

    given = {name: value.strip() for name, value in facts.items() if value is not None}
    if not given:
        raise click.UsageError("Say what to correct: --outlet, --agency, --place, --date …")
    with open_project(project) as opened:
        corrected = correct(opened, document, **given)
    emit(_object(corrected)) if as_json else say(f"Document {document} corrected.")


@command.command("part")
@project_argument
@click.argument("document", type=ID)
@click.option("--start", type=int, required=True, help="First character, counted from 0.")
@click.option("--end", type=int, required=True, help="The character after the last.")
@click.option("--article", is_flag=True, help="These lines are the article after all.")
@click.option("--reason", default="", help="Why they are not: menu, advertisement, reader comments …")
@json_option
def part(
    project: Path, document: int, start: int, end: int, article: bool, reason: str, as_json: bool
) -> None:
    """Say that lines of a document are the article, or why they are not.

    Whole lines change: all that the stretch touches. `document show --set-aside --json` tells the
    offsets. No word is altered, and no quote: `document reread` looks for quotes again.

    \b
    Examples:
      workbench document part work.db 3 --start 1200 --end 1480 --article
      workbench document part work.db 3 --start 0 --end 64 --reason menu
    """  # noqa: D301
    from db.records import Span
    from workbench.ingest.parts import BY_HAND, regard
    from workbench.project import open_project

    if article and reason:
        raise click.UsageError("Give --article or --reason, not both.")
    with open_project(project) as opened:
        shown = regard(opened, document, Span(start, end), "" if article else reason or BY_HAND)
    aside = sum(block.set_aside for block in shown.blocks)
    what = "are the article now" if article else "are set aside now"
    emit(_object(shown) | {"set_aside": aside}) if as_json else say(
        f"These lines of document {document} {what}."
    )


@command.command("reread")
@project_argument
@click.argument("document", type=ID)
@click.option("--preview", is_flag=True, help="Only tell what it would do.")
@json_option
def reread(project: Path, document: int, preview: bool, as_json: bool) -> None:
    """Look for quotes in a document again, after its parts were corrected.

    Quotes that were not found before are added; those in what is set aside now are dismissed unless
    somebody has decided something about them. What was marked, corrected or dismissed by hand stays.
    """
    from workbench.project import open_project
    from workbench.quotes.anew import read_again

    with open_project(project) as opened:
        found = read_again(opened, document, dry=preview)
    if as_json:
        added = [] if preview else found.added
        told = {"words": found.words, "added": added, "dismissed": found.gone, "left": found.left}
        emit({"document": document, "preview": preview} | told)
        return
    for words in found.words:
        say(f"new: {words}")
    for verb, quotes in (("dismissed", found.gone), ("left as it is, though set aside", found.left)):
        for quote in quotes:
            say(f"quote {quote}: {verb}")
    say(f"{len(found.words)} new, {len(found.gone)} dismissed.{' Nothing was written.' if preview else ''}")


def _object(document: Document) -> dict[str, Any]:
    """What is known about a document, as JSON."""
    fields = ("id", "name", "format", "encoding", "lang", "lang_basis", "title", "outlet", "agency", "place")
    more = ("author", "translator", "date", "url", "sha256", "imported_at")
    return {name: getattr(document, name) for name in fields + more}
