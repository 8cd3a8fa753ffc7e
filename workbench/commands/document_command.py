"""`workbench document`: what was imported, and what was set aside in it."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say


@click.group("document")
def command() -> None:
    """List and show documents, with what was set aside."""


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
                fields = ("id", "name", "format", "encoding", "lang", "lang_basis", "title", "outlet")
                more = ("author", "translator", "date", "url", "sha256", "imported_at")
                emit({name: getattr(d, name) for name in fields + more} | {"set_aside": aside})
            else:
                where = ", ".join(part for part in (d.outlet, d.author, d.date) if part)
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
