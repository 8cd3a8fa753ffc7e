"""`workbench glossary`: the names of groups and institutions."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.options import Words
from workbench.commands.output import emit, json_option, project_argument, say


@click.group("glossary")
def command() -> None:
    """List the names of groups, and find them in a text."""


@command.command("list")
@project_argument
@click.argument("text", default="")
@json_option
def list_(project: Path, text: str, as_json: bool) -> None:
    """List concepts with their names, all or those with a name that holds TEXT.

    A `?` marks what stands in the table from general knowledge and awaits confirmation.
    """
    from dataclasses import asdict

    from workbench.glossary.service import concepts
    from workbench.project import open_project
    from workbench.text.fold import fold

    with open_project(project) as opened:
        wanted = fold(text)
        found = [c for c in concepts(opened) if any(wanted in fold(name.text) for name in c.names)]
    for concept in found:
        if as_json:
            emit(asdict(concept))
            continue
        say(f"{concept.key}  {concept.kind}{'' if concept.confirmed else '  ?'}")
        for name in concept.names:
            say(f"    {name.lang}  {name.form}, {name.status}: {name.text}")


@command.command("find", cls=Words)
@project_argument
@click.argument("text")
@click.option("--lang", default="fr", show_default=True)
@json_option
def find(project: Path, text: str, lang: str, as_json: bool) -> None:
    """Find glossary names in TEXT."""
    from workbench.glossary.service import Marker
    from workbench.project import open_project
    from workbench.text.language import normalise

    with open_project(project) as opened:
        marks = Marker(opened).marks(text, normalise(lang))
    for mark in marks:
        if as_json:
            emit({"start": mark.span.start, "end": mark.span.end, "concept": mark.concept, "name": mark.text})
        else:
            say(f"{mark.span.start}–{mark.span.end}  {mark.span.of(text)}  {mark.concept}")
