"""`workbench pair beside`: what the side panel of the screen tells of a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.errors import WrongUse
from db.records import PairRow
from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say, warn

if TYPE_CHECKING:
    from workbench.project import Project

Told = tuple[str, dict[str, Any]]
"""A line for a person, and the same for a program."""


@click.command("beside")
@project_argument
@click.argument("pair", type=ID)
@click.option("--renderings", is_flag=True, help="All renderings of the quote, the words for this sentence.")
@click.option("--source", is_flag=True, help="The articles in which the quote stands, the text around it.")
@click.option("--names", is_flag=True, help="The concepts that the pair names, and their names.")
@click.option("--versions", is_flag=True, help="What the pair has been, the newest first.")
@json_option
def beside(project: Path, pair: int, as_json: bool, **wanted: bool) -> None:
    """Show what stands beside a pair: other renderings (unless another thing is asked for), article, names,
    versions. `workbench search --similar-to-pair` shows its matches, `workbench check` its findings.

    Ends with exit code 1 when there is nothing.
    """
    chosen = [name for name, asked in wanted.items() if asked]
    if len(chosen) > 1:
        raise WrongUse(f"Ask for one thing at a time, not for --{' and --'.join(chosen)}.")
    from workbench.project import open_project

    asked = chosen[0] if chosen else "renderings"
    with open_project(project) as opened:
        told = list(_ASKED[asked](opened, opened.store.pairs.row(pair)))
    for line, values in told:
        if as_json:
            emit(values)
        else:
            say(line)
    if not told:
        if not as_json:
            warn(f"There are no {asked} beside pair {pair}.")
        click.get_current_context().exit(1)


def _renderings(project: Project, row: PairRow) -> Iterator[Told]:
    from workbench.review.renderings_of import renderings_of

    for one in renderings_of(project, row):
        made = ", ".join(part for part in (str(one.origin), one.by, one.date, *one.also) if part)
        line = f"{'*' if one.current else ' '} {made}: {one.words or '–'}"
        yield line, asdict(one) | {"words": one.words}


def _source(project: Project, row: PairRow) -> Iterator[Told]:
    from workbench.review.in_article import Folded, places

    for place in places(project, row):
        article = place.article
        cited = ", ".join(
            part for part in (article.title or article.name, article.outlet, article.date) if part
        )
        lines = [f"{'rendering' if place.of_rendering else 'original'}: {cited}"]
        for passage in place.excerpt.passages:
            if isinstance(passage, Folded):
                lines.append(f"[set aside: {', '.join(passage.reasons)}]")
            else:
                lines.append(passage.text)
        values = asdict(place) | {"article": article._asdict()}
        yield "\n".join(lines), values


def _names(project: Project, row: PairRow) -> Iterator[Told]:
    from workbench.review.named_in import named_beside, names_for

    target_lang = row.target_lang or project.target_lang
    date, found = named_beside(project, row)
    for one in found:
        here = [span.of(row.source) for span in one.source]
        there = [mark.span.of(row.target) for mark in one.target]
        names = names_for(one.concept, target_lang, date)
        wanted = ", ".join(f"{name.text} ({name.status})" for name in names)
        standing = one.standing.name.lower()
        line = (
            f"{one.concept.key}: {standing}: {', '.join(here) or '–'} → {', '.join(there) or '–'}; {wanted}"
        )
        yield (
            line,
            {
                "concept": one.concept.key,
                "standing": standing,
                "source": here,
                "target": there,
                "names": [asdict(name) for name in names],
            },
        )


def _versions(project: Project, row: PairRow) -> Iterator[Told]:
    from workbench.review.versions import versions

    for one in versions(project, row.id):
        state = f"{one.old_status} → {one.new_status}" if one.old_status != one.new_status else one.new_status
        undone = " (taken back)" if one.undone else ""
        words = f": {one.new_text or '–'}" if one.reworded else ""
        yield f"{one.at} {one.who}: {one.summary}{undone}, {state}{words}", asdict(one)


_ASKED: dict[str, Callable[[Project, PairRow], Iterator[Told]]] = {
    "renderings": _renderings,
    "source": _source,
    "names": _names,
    "versions": _versions,
}
