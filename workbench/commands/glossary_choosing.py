"""`workbench glossary ambiguous|choose`: which concept a name means that several share."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say


@click.command("ambiguous")
@project_argument
@json_option
def ambiguous(project: Path, as_json: bool) -> None:
    """List the names that several concepts share at the date of the article, once for each article."""
    from workbench.glossary.occurrences import ambiguities
    from workbench.project import open_project

    with open_project(project) as opened:
        found = ambiguities(opened)
    for one in found:
        if as_json:
            emit(
                {
                    "document": one.article.id,
                    "name": one.name,
                    "concepts": [concept.key for concept in one.concepts],
                    "chosen": one.chosen,
                    "pairs": one.pair_ids,
                }
            )
            continue
        could_be = ", ".join(concept.key for concept in one.concepts)
        said = f"{one.chosen}, as chosen" if one.chosen else f"{could_be}?"
        article = f"{one.article.name}, {one.article.date or 'no date'}"
        say(f"document {one.article.id} ({article}): {one.name} is {said}")


@click.command("choose")
@project_argument
@click.argument("document", type=ID)
@click.argument("name")
@click.argument("key", default="")
def choose_(project: Path, document: int, name: str, key: str) -> None:
    """Say that NAME means the concept KEY throughout DOCUMENT; without KEY, take that back."""
    from workbench.glossary.service import choose
    from workbench.project import open_project

    with open_project(project) as opened:
        choose(opened, document, name, key)
    say(f"document {document}: {name} {'means ' + key if key else 'is open again'}")


COMMANDS = {"ambiguous": ambiguous, "choose": choose_}
