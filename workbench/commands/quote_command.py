"""`workbench quote`: the quotes of a project, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.records import Quote
from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say
from workbench.commands.quote_by_hand import candidates, restore, span, tell_done

KINDS = ("direct", "partial", "block")


@click.group("quote")
def command() -> None:
    """List, show, add, correct, dismiss, join, split and link quotes.

    A quote is one utterance. `quote show` names the places where its words stand: `w3` is a witness, an
    article that prints the original words; `r7` a rendering, printed, drafted or written.
    """


@command.command("list")
@project_argument
@click.option("--all", "every", is_flag=True, help="Dismissed and merged quotes too.")
@click.option("--document", type=ID, help="Only quotes that stand in this document.")
@click.option("--speaker", default="", help="Only speakers whose name holds this.")
@click.option("--missing", is_flag=True, help="Only quotes whose original words nobody has found.")
@json_option
def list_(
    project: Path, every: bool, document: int | None, speaker: str, missing: bool, as_json: bool
) -> None:
    """List quotes in reading order.

    \b
    Examples:
      workbench quote list work.db --document 3 --speaker Tidar
      workbench quote list work.db --missing --json
    """  # noqa: D301
    from db.records import QuoteState
    from workbench.commands.quote_object import Quotes
    from workbench.commands.quote_object import missing as is_missing
    from workbench.project import open_project

    with open_project(project) as opened:
        if document:
            opened.store.documents.get(document)
        shown = Quotes(opened)
        for quote in opened.store.quotes.all(
            states=QuoteState if every else (QuoteState.ACTIVE,),
            document_id=document or 0,
            speaker=speaker,
            missing=missing,
        ):
            if missing and not is_missing(quote):
                continue
            told = shown.object(quote)
            if as_json:
                emit(told)
            else:
                _tell(told, [told["text"], *(rendering["text"] for rendering in told["renderings"])])


@command.command("show")
@project_argument
@click.argument("quote", type=ID)
@json_option
def show(project: Path, quote: int, as_json: bool) -> None:
    """Show one quote: its words, where they were printed and how they came there, its renderings."""
    from workbench.commands.quote_object import Quotes, lines
    from workbench.project import open_project

    with open_project(project) as opened:
        told = Quotes(opened).object(opened.store.quotes.get(quote))
    if as_json:
        emit(told)
    else:
        for line in lines(told):
            say(line)


@command.command("add")
@project_argument
@click.option("--document", type=ID, required=True, help="The document it stands in.")
@click.option("--start", type=int, required=True, help="First character, counted from 0.")
@click.option("--end", type=int, required=True, help="The character after the last.")
@click.option("--speaker", default="")
@click.option("--role", default="")
@click.option("--kind", type=click.Choice(KINDS), default="direct")
@click.option(
    "--without-marks", is_flag=True, help="Leave out the quotation marks that enclose the words, if any do."
)
@click.option("--anyway", is_flag=True, help="Mark them although another quote has some of these words.")
@json_option
def add(
    project: Path,
    document: int,
    start: int,
    end: int,
    without_marks: bool,
    anyway: bool,
    as_json: bool,
    **facts: str,
) -> None:
    """Mark a quote that was missed: a stretch of a document's text."""
    from db.records import Span
    from workbench.project import open_project
    from workbench.quotes import service

    with open_project(project) as opened:
        where = Span(start, end)
        added = service.add(opened, document, where, marks=not without_marks, anyway=anyway, **facts).id
        tell_done(opened, [added], as_json, f"Quote {added} added.")


@command.command("edit")
@project_argument
@click.argument("quote", type=ID)
@click.option("--speaker")
@click.option("--role")
@click.option(
    "--everywhere",
    is_flag=True,
    help="Correct speaker and role in every quote that the same articles give to the same speaker.",
)
@click.option("--said-on", help="When it was said: 2012-05-31, 2012-05 or 2012.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--lang", help="The language it was said in.")
@click.option("--told-to", help="To whom it was said: an agency, a station.")
@click.option("--occasion", help="interview, statement, press conference, speech …")
@click.option("--via", multiple=True, help="Who quotes whom, the nearest to the article first; repeatable.")
@json_option
def edit(project: Path, quote: int, lang: str | None, everywhere: bool, as_json: bool, **facts: Any) -> None:
    """Correct what is known about a quote. Its words are evidence and stay.

    \b
    Examples:
      workbench quote edit work.db 12 --speaker "Awa Inventée" --everywhere
      workbench quote edit work.db 12 --told-to "Radio fictive" --occasion interview
    """  # noqa: D301
    from db.errors import WrongUse
    from workbench.ingest.given import stated_date
    from workbench.project import open_project
    from workbench.quotes import service
    from workbench.text.language import normalise

    if not everywhere and lang is None and all(value in (None, ()) for value in facts.values()):
        raise WrongUse("Say what to correct: --speaker, --role, --said-on, --kind, --lang …")
    if everywhere and facts["speaker"] is None and facts["role"] is None:
        raise click.UsageError("--everywhere corrects speaker and role: give --speaker, --role or both.")
    if facts["said_on"]:
        facts["said_on"] = stated_date(facts["said_on"])
    telling = {name: facts.pop(name) for name in ("told_to", "occasion", "via")}
    telling["via"] = telling["via"] or None
    with open_project(project) as opened:
        changed = {quote}
        with opened.store.action("quote edit", f"quote {quote} corrected"):
            if everywhere:
                alike = {name: facts.pop(name) for name in ("speaker", "role")}
                changed |= {other.id for other in service.edit_everywhere(opened, quote, **alike)}
            service.edit(opened, quote, lang=normalise(lang) if lang else None, **facts)
            service.edit_telling(opened, quote, **telling)
        listed = sorted(changed, key=lambda number: (number != quote, number))
        many = f"{len(listed)} quotes corrected: {', '.join(map(str, listed))}."
        tell_done(opened, listed, as_json, many if everywhere else f"Quote {quote} corrected.")


@command.command("dismiss")
@project_argument
@click.argument("quotes", type=ID, nargs=-1, required=True)
@json_option
def dismiss(project: Path, quotes: tuple[int, ...], as_json: bool) -> None:
    """Say that these are no quotations. `quote restore` brings them back, and so does undo."""
    from workbench.project import open_project
    from workbench.quotes import service

    with open_project(project) as opened:
        service.dismiss(opened, *quotes)
        for quote in dict.fromkeys(quotes):
            told = {"id": quote, "state": "dismissed"}
            emit(told) if as_json else say(f"Quote {quote} dismissed.")


@command.command("link")
@project_argument
@click.argument("quote", type=ID)
@click.argument("rendering", type=ID)
@json_option
def link(project: Path, quote: int, rendering: int, as_json: bool) -> None:
    """Say that a published rendering renders a quote, and align the two."""
    from workbench.match import service
    from workbench.project import open_project

    with open_project(project) as opened:
        service.link(opened, quote, rendering)
        tell_done(opened, [quote], as_json, f"Rendering {rendering} now renders quote {quote}.")


@command.command("refuse")
@project_argument
@click.argument("quote", type=ID)
@click.argument("rendering", type=ID)
@json_option
def refuse(project: Path, quote: int, rendering: int, as_json: bool) -> None:
    """Say that a published rendering does not render a quote: the match is not proposed again."""
    from workbench.project import open_project
    from workbench.review import proposals

    with open_project(project) as opened:
        proposals.refuse(opened, quote, rendering)
        tell_done(opened, [quote], as_json, f"Rendering {rendering} does not render quote {quote}.")


@command.command("join")
@project_argument
@click.argument("quote", type=ID)
@click.argument("other", type=ID)
@click.option(
    "--goes-on",
    is_flag=True,
    help="They are parts of one utterance that the article interrupts: one goes on.",
)
@json_option
def join(project: Path, quote: int, other: int, goes_on: bool, as_json: bool) -> None:
    """Say that two quotes are one utterance: what OTHER has goes to QUOTE.

    Its places become further witnesses, its renderings and pairs go over with their notes. An import
    does this itself where two articles print the same words of the same speaker. With --goes-on the two
    stand in one article, and QUOTE has the words of both from then on; split parts them again.

    \b
    Examples:
      workbench quote join work.db 12 40
      workbench quote join work.db 12 13 --goes-on
    """  # noqa: D301
    from workbench.project import open_project
    from workbench.quotes import interrupted, joining

    with open_project(project) as opened:
        if goes_on:
            interrupted.join_interrupted(opened, quote, other)
            tell_done(opened, [quote], as_json, f"Quote {other} is part of quote {quote} now.")
            return
        before = [opened.store.quotes.get(number) for number in (quote, other)]
        kept = joining.join(opened, quote, other).speaker
        done = f"Quote {other} has joined quote {quote}."
        tell_done(opened, [quote], as_json, done + _kept(before, kept))


@command.command("split")
@project_argument
@click.argument("quote", type=ID)
@click.argument("place", metavar="w3|r7|w3.2|r7.2")
@json_option
def split(project: Path, quote: int, place: str, as_json: bool) -> None:
    """Let a place of a quote be a quote of its own, or its pieces from one on.

    The inverse of a join: `w3` parts witness 3, `r7` the printed rendering 7. `w3.2` parts what witness 3
    prints from its second piece on, for what is really two quotes. No word is changed.

    \b
    Examples:
      workbench quote split work.db 12 w15
      workbench quote split work.db 12 w12.2
    """  # noqa: D301
    from workbench.project import open_project
    from workbench.quotes import splitting

    with open_project(project) as opened:
        made = splitting.split(opened, quote, splitting.Place.read(place)).id
        tell_done(opened, [made], as_json, f"Quote {made} has been parted from quote {quote}.")


@command.command("original")
@project_argument
@click.argument("quote", type=ID)
@click.option("--document", type=ID, help="The document in which the original words stand.")
@click.option("--start", type=int, help="First character, counted from 0.")
@click.option("--end", type=int, help="The character after the last.")
@click.option("--quote", "known", type=ID, help="The quote that has the original words already.")
@json_option
def original(
    project: Path,
    quote: int,
    document: int | None,
    start: int | None,
    end: int | None,
    known: int | None,
    as_json: bool,
) -> None:
    """Give a quote that is known in translation only its original words, and align the two.

    \b
    Examples:
      workbench quote original work.db 40 --document 3 --start 512 --end 640
      workbench quote original work.db 40 --quote 12
    """  # noqa: D301
    from db.records import Span
    from workbench.project import open_project
    from workbench.quotes import joining

    stretch = (document, start, end)
    if (known is None) == (None in stretch) or (known and any(part is not None for part in stretch)):
        raise click.UsageError("Give --document, --start and --end, or else --quote.")
    with open_project(project) as opened:
        done = f"Quote {quote} has its original words."
        if known:
            before = [opened.store.quotes.get(number) for number in (quote, known)]
            done += _kept(before, joining.known_original(opened, quote, known).speaker)
        else:
            assert document is not None
            joining.find_original(opened, quote, document, Span(start or 0, end or 0))
        tell_done(opened, [quote], as_json, done)


@command.command("retell")
@project_argument
@click.argument("quote", type=ID)
@click.argument("other", type=ID)
@click.option("--note", default="", help="Why.")
@click.option("--remove", is_flag=True, help="Say that they do not tell the same story.")
@json_option
def retell(project: Path, quote: int, other: int, note: str, remove: bool, as_json: bool) -> None:
    """Say that two quotes tell the same story in other words, as on two occasions.

    They stay two quotes; each shows the other. An import links what it is sure of.

    \b
    Examples:
      workbench quote retell work.db 12 33 --note "the call at midnight"
      workbench quote retell work.db 12 33 --remove
    """  # noqa: D301
    from workbench.project import open_project
    from workbench.quotes import retelling

    with open_project(project) as opened:
        if remove:
            retelling.unlink(opened, quote, other)
        else:
            retelling.link(opened, quote, other, note)
        said = "not linked any more" if remove else "linked as tellings of the same story"
        tell_done(opened, [quote], as_json, f"Quotes {quote} and {other} are {said}.")


def _kept(before: list[Quote], speaker: str) -> str:
    """Who is kept as the speaker where two quotes that have become one named different people."""
    from workbench.match.same import same_speaker

    quote, other = before
    if not quote.speaker or not other.speaker or same_speaker(quote.speaker, other.speaker):
        return ""
    return f" Quote {quote.id} named {quote.speaker}, quote {other.id} {other.speaker}: {speaker} is kept."


def _tell(told: dict[str, Any], texts: list[str]) -> None:
    """A quote in a list: what is known of it, and the first of its texts that there is."""
    known = [told["lang"], told["kind"], told["speaker"] or "speaker unknown"]
    if told["missing_original"]:
        known.append("original missing")
    if told["merged_into"]:
        known.append(f"merged into quote {told['merged_into']}")
    elif told["state"] != "active":
        known.append(told["state"])
    say("  ".join([str(told["id"]), *known]))
    for text in list(filter(None, texts))[:1]:
        say(f"    {text}")


for _verb in (span, restore, candidates):
    command.add_command(_verb)
