"""`workbench glossary list|show|find|mentions`: what the glossary says, and where its names stand."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from db.records import Concept, Name, Relation
from workbench.commands.options import Words
from workbench.commands.output import emit, json_option, project_argument, say

_AROUND = 40
"""Characters shown on each side of a name."""


@click.command("list")
@project_argument
@click.argument("text", default="")
@click.option("--kind", default="", help="Only concepts of this kind.")
@click.option("--own", is_flag=True, help="Only what the project has added or altered itself.")
@json_option
def list_(project: Path, text: str, kind: str, own: bool, as_json: bool) -> None:
    """List concepts with their names, all or those with a name that holds TEXT.

    A `?` marks what stands in the table from general knowledge and awaits confirmation.
    """
    from workbench.glossary.preference import OWN
    from workbench.glossary.service import concepts
    from workbench.project import open_project
    from workbench.text.fold import fold

    with open_project(project) as opened:
        wanted = fold(text)
        found = [
            concept
            for concept in concepts(opened)
            if any(wanted in fold(name.text) for name in concept.names)
            and kind in ("", concept.kind)
            and (
                not own
                or OWN in {concept.glossary, *(name.glossary for name in concept.names)}
                or any(relation.glossary == OWN for relation in concept.relations)
            )
        ]
    for concept in found:
        if as_json:
            emit(asdict(concept))
            continue
        say(f"{concept.key}  {concept.kind}{'' if concept.confirmed else '  ?'}")
        for name in concept.names:
            say(f"    {name.lang}  {name.form}, {name.status}: {name.text}")


@click.command("show")
@project_argument
@click.argument("key")
@json_option
def show(project: Path, key: str, as_json: bool) -> None:
    """Show one concept: every name with its dates and source, and its relations in order of time."""
    from workbench.glossary.service import concept
    from workbench.project import open_project

    with open_project(project) as opened:
        found = concept(opened, key)
    if as_json:
        emit(asdict(found))
        return
    say(_headed(found))
    if found.note:
        say(f"    {found.note}")
    for name in found.names:
        say(f"    {name.id:5}  {name.lang}  {_described(name)}")
    for relation in sorted(found.relations, key=lambda one: (one.since, one.type)):
        say(f"    {_dated(relation.since, relation.until)}{_related(relation)}")


def _headed(concept: Concept) -> str:
    facts = [concept.kind, concept.country, _dated(concept.since, concept.until).strip()]
    origin = concept.glossary or "this project"
    sure = "" if concept.confirmed else "  (unconfirmed)"
    return f"{concept.key}  {', '.join(fact for fact in facts if fact)}{sure}  [{origin}]"


def _described(name: Name) -> str:
    facts = [
        name.form,
        name.status,
        _dated(name.since, name.until).strip(),
        f"capitals: {name.case}" if name.case else "",
        f"usage of {name.outlet}" if name.outlet else "",
        name.source,
        "" if name.confirmed else "unconfirmed",
        name.note,
    ]
    return f"{name.text}  ({', '.join(fact for fact in facts if fact)})"


def _related(relation: Relation) -> str:
    return f"{relation.type} {relation.target}" + (f"  ({relation.note})" if relation.note else "")


def _dated(since: str, until: str) -> str:
    return f"{since}–{until}  " if since or until else ""


@click.command("find", cls=Words)
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


@click.command("mentions")
@project_argument
@click.argument("key")
@json_option
def mentions(project: Path, key: str, as_json: bool) -> None:
    """Show where the names of a concept stand in the pairs of the project, on either side."""
    from workbench.glossary.occurrences import occurrences
    from workbench.project import open_project

    with open_project(project) as opened:
        found = occurrences(opened, key)
    for one in found:
        start, end = one.mark.span
        if as_json:
            side = "target" if one.in_target else "source"
            emit(
                {
                    "pair": one.row.id,
                    "side": side,
                    "start": start,
                    "end": end,
                    "name": one.mark.text,
                    "status": one.mark.status,
                    "date": one.date,
                }
            )
            continue
        before, after = one.text[max(0, start - _AROUND) : start], one.text[end : end + _AROUND]
        lang = (one.row.target_lang if one.in_target else one.row.source_lang) or "–"
        line = " ".join(f"{before:>{_AROUND}}[{one.text[start:end]}]{after}".split("\n"))
        say(f"pair {one.row.id:5}  {one.date:10}  {lang}  {line}")


COMMANDS = {"list": list_, "show": show, "find": find, "mentions": mentions}
