"""`workbench glossary add|edit|remove|relate`: what a project says of names itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from db.errors import WrongUse
from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.commands.output import project_argument, say

_NAME_OPTIONS = (
    click.option("--form", type=click.Choice([form.value for form in NameForm]), help="full unless given."),
    click.option(
        "--status", type=click.Choice([status.value for status in NameStatus]), help="admitted unless given."
    ),
    click.option(
        "--case",
        type=click.Choice([rule.value for rule in CaseRule if rule]),
        help="Capitals that a text must have: any, exact (as written) or caps; else as the form asks.",
    ),
    click.option("--since", help="From when: 2012, 2012-05 or 2012-05-31."),
    click.option("--until", help="Until when."),
    click.option("--outlet", help="The outlet whose usage it is."),
    click.option("--source", help="What says so: a publication, a person."),
    click.option("--note", help="A note."),
)


def _name_options(command: Any) -> Any:
    for option in reversed(_NAME_OPTIONS):
        command = option(command)
    return command


@click.command("add")
@project_argument
@click.argument("key")
@click.argument("lang")
@click.argument("name")
@click.option("--kind", default="", help="Makes a new concept of this kind: `armed group`, `term` …")
@click.option("--country", default="", help="Where a new concept is at home.")
@_name_options
def add(project: Path, key: str, lang: str, name: str, kind: str, country: str, **facts: str | None) -> None:
    """Add NAME in the language LANG to the concept KEY, or with --kind to a new one.

    \b
      workbench glossary add work.db aqim en "Al Qaeda in North Africa" --status deprecated
      workbench glossary add work.db front-x fr "Front X" --kind "armed group" --status preferred
    """  # noqa: D301
    from workbench.glossary.service import add_concept, put_name
    from workbench.project import open_project
    from workbench.text.language import normalise

    new = _changed(Name(lang=normalise(lang), text=name), facts)
    with open_project(project) as opened:
        if kind:
            add_concept(opened, Concept(key=key, kind=kind, country=country, names=(new,)))
        else:
            put_name(opened, key, new)
    say(f"{key}: {name} ({new.lang}, {new.form}, {new.status})")


@click.command("edit")
@project_argument
@click.argument("key")
@click.argument("name", default="")
@click.option("--lang", default="", help="Of the name, where two languages share it.")
@click.option("--text", help="What the name is from now on.")
@click.option("--kind", help="With no NAME: the concept's kind.")
@click.option("--country", help="With no NAME: where it is at home.")
@click.option("--confirmed/--unconfirmed", default=None, help="Whether a person stands for it.")
@_name_options
def edit(
    project: Path,
    key: str,
    name: str,
    lang: str,
    text: str | None,
    kind: str | None,
    country: str | None,
    confirmed: bool | None,
    **facts: str | None,
) -> None:
    """Change NAME of the concept KEY, or without NAME the concept itself.

    NAME is a name as it stands, or its number in `glossary show`.
    """
    from workbench.glossary.service import change_concept, concept, put_name
    from workbench.project import open_project
    from workbench.text.language import normalise

    given = {field: value for field, value in facts.items() if value is not None}
    about_concept = {"kind": kind, "country": country}
    with open_project(project) as opened:
        standing = concept(opened, key)
        if name:
            if kind is not None or country is not None:
                raise WrongUse("--kind and --country are of the concept: leave NAME away.")
            named = _named(standing, name, normalise(lang) if lang else LanguageTag(""))
            changed = _changed(named, {**given, "text": text})
            sure = named.confirmed if confirmed is None else confirmed
            put_name(opened, key, replace(changed, confirmed=sure))
        else:
            wanted = {**given, **{f: v for f, v in about_concept.items() if v is not None}}
            of_name = [*sorted(set(wanted) - {"kind", "country", "since", "until", "note"})]
            if of_name or text is not None:
                raise WrongUse(f"--{(of_name or ['text'])[0]} is of a name: say which one.")
            if not wanted and confirmed is None:
                raise WrongUse("Nothing to change: give an option, such as --status or --country.")
            sure = standing.confirmed if confirmed is None else confirmed
            change_concept(opened, replace(standing, **wanted, confirmed=sure))  # type: ignore[arg-type]
    say(f"{key}: changed")


@click.command("remove")
@project_argument
@click.argument("key")
@click.argument("name", default="")
@click.option("--lang", default="", help="Of the name, where two languages share it.")
def remove(project: Path, key: str, name: str, lang: str) -> None:
    """Take NAME of the concept KEY away, or without NAME the whole concept. Undo brings it back."""
    from workbench.glossary.service import concept, remove_concept, remove_name
    from workbench.project import open_project
    from workbench.text.language import normalise

    with open_project(project) as opened:
        if name:
            wanted = normalise(lang) if lang else LanguageTag("")
            remove_name(opened, key, _named(concept(opened, key), name, wanted))
        else:
            remove_concept(opened, key)
    say(f"{key}: {name or 'the concept'} removed")


@click.command("relate")
@project_argument
@click.argument("key")
@click.argument("relation")
@click.argument("other")
@click.option("--since", default="", help="From when.")
@click.option("--until", default="", help="Until when.")
@click.option("--note", default="", help="A note.")
@click.option("--remove", "away", is_flag=True, help="Take the relation away.")
def relate(
    project: Path, key: str, relation: str, other: str, since: str, until: str, note: str, away: bool
) -> None:
    """Relate the concept KEY to OTHER: renamed-to, splinter-of, merged-into, member-of, part-of …"""
    from workbench.glossary.service import add_relation, concept, remove_relation
    from workbench.project import open_project

    with open_project(project) as opened:
        if away:
            standing = next(
                (r for r in concept(opened, key).relations if (r.type, r.target) == (relation, other)), None
            )
            if standing is None:
                raise WrongUse(f"{key} has no relation “{relation}” to {other}: `glossary show` tells them.")
            remove_relation(opened, key, standing)
        else:
            add_relation(opened, key, Relation(relation, other, note, since=since, until=until))
    say(f"{key} {relation} {other}{': removed' if away else ''}")


def _changed(name: Name, facts: dict[str, str | None]) -> Name:
    """The name with what was given; an option that was not leaves what stands."""
    wraps = {"form": NameForm, "status": NameStatus, "case": CaseRule}
    given: dict[str, Any] = {
        field: wraps.get(field, str)(value) for field, value in facts.items() if value is not None
    }
    return replace(name, **given)


def _named(concept: Concept, name: str, lang: LanguageTag) -> Name:
    """The name that is meant. Raises WrongUse where there is none, or more than one."""
    meant = [each for each in concept.names if name in (each.text, str(each.id)) and lang in ("", each.lang)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise WrongUse(f"{concept.key} has “{name}” more than once; give its number, or --lang.")
    raise WrongUse(f"{concept.key} has no name “{name}”: `workbench glossary show` tells its names.")


COMMANDS = {"add": add, "edit": edit, "remove": remove, "relate": relate}
