"""`workbench quote span|restore|candidates`: which words a quote is, and what may belong to it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say

if TYPE_CHECKING:
    from workbench.project import Project


def tell_done(project: Project, quotes: list[int], as_json: bool, sentence: str) -> None:
    """The quotes that a command has changed as JSON, or what was done as a sentence."""
    if not as_json:
        say(sentence)
        return
    from workbench.commands.quote_object import Quotes

    shown = Quotes(project)
    for number in quotes:
        emit(shown.object(project.store.quotes.get(number)))


@click.command("span")
@project_argument
@click.argument("quote", type=ID)
@click.argument("place", metavar="[w3|r7]", default="")
@click.option("--start", type=int, help="First character, counted from 0; as it is unless given.")
@click.option("--end", type=int, help="The character after the last; as it is unless given.")
@click.option("--preview", is_flag=True, help="Only tell what it would do.")
@json_option
def span(
    project: Path, quote: int, place: str, start: int | None, end: int | None, preview: bool, as_json: bool
) -> None:
    """Correct where a quote begins and ends in its article: its words are read anew from there.

    PLACE is needed where it is printed in several places; `quote show` names them. Sentences that read
    the same keep their pairs with every decision; an approval of other words falls back to
    `translated`, and a machine's draft of other words is taken off, to be drafted again.

    \b
    Examples:
      workbench quote span work.db 12 --end 688 --preview
      workbench quote span work.db 12 r7 --start 120 --end 188
    """  # noqa: D301
    from db.records import Span
    from workbench.project import open_project
    from workbench.quotes.respan import printing_of, respan
    from workbench.quotes.splitting import Place

    if start is None and end is None:
        raise click.UsageError("Give --start, --end or both.")
    with open_project(project) as opened:
        where = Place.read(place) if place else None
        pieces = printing_of(opened, opened.store.quotes.get(quote), where).pieces
        wanted = Span(pieces[0].start if start is None else start, pieces[-1].end if end is None else end)
        effect = respan(opened, quote, wanted, where, dry=preview)
    if as_json:
        emit({"preview": preview, **asdict(effect)})
        return
    say(f"Quote {quote} {'would be' if preview else 'is'}: {effect.after}")
    for sentence in effect.sentences():
        say(sentence)


@click.command("restore")
@project_argument
@click.argument("quotes", type=ID, nargs=-1, required=True)
@json_option
def restore(project: Path, quotes: tuple[int, ...], as_json: bool) -> None:
    """Bring back quotes that were dismissed, with their pairs as they were."""
    from workbench.project import open_project
    from workbench.quotes import service

    with open_project(project) as opened:
        service.restore(opened, *quotes)
        listed = list(dict.fromkeys(quotes))
        many = f"Quote{'s' if len(listed) > 1 else ''} {', '.join(map(str, listed))} brought back."
        tell_done(opened, listed, as_json, many)


@click.command("candidates")
@project_argument
@click.argument("quote", type=ID, required=False)
@click.option("--retellings", is_flag=True, help="Quotes of the same speaker that may tell the same story.")
@click.option("--document", type=ID, help="Instead of QUOTE: words of this document that may be an original.")
@click.option("--start", type=int, help="First character of these words, counted from 0.")
@click.option("--end", type=int, help="The character after the last.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@json_option
def candidates(
    project: Path,
    quote: int | None,
    retellings: bool,
    document: int | None,
    start: int | None,
    end: int | None,
    limit: int,
    as_json: bool,
) -> None:
    """List what may belong to a quote, the likeliest first; `quote link` and the like decide.

    For a quote whose words are known: published renderings that wait for their original. For one whose
    original is missing: quotes that may have it. For words of a document: quotes that wait for them.

    \b
    Examples:
      workbench quote candidates work.db 12
      workbench quote candidates work.db --document 3 --start 512 --end 640
    """  # noqa: D301
    from db.records import Span
    from workbench.project import open_project
    from workbench.quotes import candidates as found

    if (quote is None) == (None in (document, start, end)):
        raise click.UsageError("Give QUOTE, or --document, --start and --end.")
    with open_project(project) as opened:
        if quote is None:
            assert document is not None
            listed = found.waiting_for(opened, document, Span(start or 0, end or 0), most=limit)
        elif retellings:
            listed = found.tellings_of(opened, quote, most=limit)
        elif opened.store.quotes.get(quote).missing_original:
            listed = found.originals_for(opened, quote, most=limit)
        else:
            listed = found.renderings_for(opened, quote, most=limit)
    for one in listed:
        if as_json:
            emit(asdict(one))
            continue
        rendering = f", rendering {one.rendering_id}" if one.rendering_id else ""
        who = one.speaker or "speaker unknown"
        say(f"{one.score:.2f}  quote {one.quote_id}{rendering}  {who}  {one.where}")
        say(f"    {one.words}")
    if not listed and not as_json:
        say("Nothing waits for it.")
