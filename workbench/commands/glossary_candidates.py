"""`workbench glossary candidates`: names that no concept has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.records import Span
from workbench.commands.output import emit, json_option, project_argument, say

if TYPE_CHECKING:
    from workbench.glossary.candidates import Candidate

Place = tuple[int, Span, str]
"""A pair, where in it, and the words around."""
_AROUND = 40
"""Characters shown on each side of a candidate."""


@click.command("candidates")
@project_argument
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="At most so many of each language.",
)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Only those with so many mentions.",
)
@click.option("--quick", is_flag=True, help="Without word links: the renderings are surer with them.")
@json_option
def candidates_(project: Path, limit: int, least: int, quick: bool, as_json: bool) -> None:
    """Propose names that stand in the originals and in no concept, with their likely renderings.

    \b
      workbench glossary candidates work.db
      workbench glossary add work.db front-x fr "Front X" --kind "armed group"
    """  # noqa: D301
    from workbench.glossary.proposing import proposed
    from workbench.project import open_project

    with open_project(project) as opened:
        for lang, found in proposed(opened, linked=not quick):
            for candidate in [each for each in found if each.count >= least][:limit]:
                places = [
                    (c.pair, c.span, _around(opened.store.pairs.row(c.pair).source, *c.span))
                    for c in candidate.contexts
                ]
                if as_json:
                    emit(_object(lang, candidate, places))
                else:
                    _tell(candidate, places)


def _around(text: str, start: int, end: int) -> str:
    shown = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    return " ".join(shown.split())


def _object(lang: str, candidate: Candidate, places: Sequence[Place]) -> dict[str, object]:
    return {
        "lang": lang,
        "text": candidate.text,
        "count": candidate.count,
        "full": candidate.full,
        "spellings": list(candidate.spellings),
        "renderings": [each._asdict() for each in candidate.renderings],
        "contexts": [{"pair": pair, "span": span, "text": text} for pair, span, text in places],
    }


def _tell(candidate: Candidate, places: Sequence[Place]) -> None:
    full = f" ({candidate.full})" if candidate.full else ""
    renderings = ", ".join(f"{each.text} ({each.pairs})" for each in candidate.renderings)
    say(f"{candidate.count:5}  {candidate.text}{full}{'  →  ' + renderings if renderings else ''}")
    for pair, _, text in places:
        say(f"         pair {pair}: {text}")


COMMANDS = {"candidates": candidates_}
