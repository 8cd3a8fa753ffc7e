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
@json_option
def edit(project: Path, document: int, as_json: bool, **facts: str | None) -> None:
    """Correct what is known about a document; an empty value takes it away. Its text is evidence and stays.

    \b
    Example:
      workbench document edit work.db 3 --agency AFP --place Bamako
    """  # noqa: D301
    from workbench.ingest.correcting import correct
    from workbench.ingest.given import stated_date
    from workbench.project import open_project

    given = {name: value.strip() for name, value in facts.items() if value is not None}
    if not given:
        raise click.UsageError("Say what to correct: --outlet, --agency, --place, --date …")
    if given.get("date"):
        given["date"] = stated_date(given["date"])
    with open_project(project) as opened:
        corrected = correct(opened, document, **given)
    emit(_object(corrected)) if as_json else say(f"Document {document} corrected.")


def _object(document: Document) -> dict[str, Any]:
    """What is known about a document, as JSON."""
    fields = ("id", "name", "format", "encoding", "lang", "lang_basis", "title", "outlet", "agency", "place")
    more = ("author", "translator", "date", "url", "sha256", "imported_at")
    return {name: getattr(document, name) for name in fields + more}
