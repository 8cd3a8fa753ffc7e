"""`workbench pair`: review without a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.records import Action, PairEvent, PairRow
from workbench.commands.columns import side_by_side
from workbench.commands.options import ID, Words, filter_options, pair_filter
from workbench.commands.output import (
    draft_object,
    emit,
    json_option,
    pair_object,
    project_argument,
    say,
    warn,
)
from workbench.commands.pair_suggest import suggest

if TYPE_CHECKING:
    from workbench.align.linking import LinkedWords
    from workbench.project import Project


@click.group("pair")
def command() -> None:
    """List, show, edit, approve, reject and note pairs, and ask a package about them."""


command.add_command(suggest)


@command.command("list")
@project_argument
@filter_options
@click.option("--text", default="", help="Only pairs that hold these words on either side.")
@json_option
def list_(project: Path, text: str, as_json: bool, **wanted: Any) -> None:
    """List pairs in reading order, both sides beside each other."""
    from dataclasses import replace

    from workbench.project import open_project

    with open_project(project) as opened:
        pairs = opened.store.pairs
        rows = pairs.stream(pairs.ids(replace(pair_filter(opened, **wanted), text=text)))
        if as_json:
            for row in rows:
                emit(pair_object(row))
        else:
            side_by_side(rows)


@command.command("show")
@project_argument
@click.argument("pair", type=ID)
@click.option("--links", is_flag=True, help="Also the words that correspond, and those that nothing renders.")
@json_option
def show(project: Path, pair: int, links: bool, as_json: bool) -> None:
    """Show one pair with everything known of it, and its history."""
    from workbench.project import open_project
    from workbench.review.provenance import drafts_of, facts

    with open_project(project) as opened:
        row = opened.store.pairs.row(pair)
        known = facts(opened, pair)
        drafts = drafts_of(opened, row)
        actions = opened.store.history.actions(pair_id=pair)
        words = _linked(opened, row) if links else None
    if as_json:
        events = [
            _event(action, event) for action in actions for event in action.events if event.pair_id == pair
        ]
        made = [draft_object(draft) for draft in drafts]
        emit(pair_object(row) | {"history": events, "drafts": made} | (_words_object(words) if words else {}))
        return
    side_by_side([row])
    for label, value in known:
        say(f"{label}: {value}")
    if words:
        _tell_words(row, words)


@command.command("edit", cls=Words)
@project_argument
@click.argument("pair", type=ID)
@click.argument("text")
@click.option(
    "--revision", type=ID, metavar="INTEGER", help="Fail when the pair has moved on from this revision."
)
@json_option
def edit(project: Path, pair: int, text: str, revision: int | None, as_json: bool) -> None:
    """Set the words of a rendering. TEXT `-` reads them from standard input.

    What was published or drafted is kept; the new words are a human rendering derived from it.
    """
    from workbench.ingest.files import STANDARD_INPUT
    from workbench.review import service

    if text == STANDARD_INPUT:
        text = _typed()
    _each(project, (pair,), as_json, lambda opened, one: service.edit(opened, one, text, revision))


@command.command("note", cls=Words)
@project_argument
@click.argument("pair", type=ID)
@click.argument("text")
@json_option
def note(project: Path, pair: int, text: str, as_json: bool) -> None:
    """Set the note of a pair; an empty TEXT removes it."""
    from workbench.review import service

    _each(project, (pair,), as_json, lambda opened, one: service.note(opened, one, text), "noted")


def _verb(name: str, summary: str) -> None:
    """Add a command that does one verb of the review service to several pairs."""

    @command.command(name, help=summary)
    @project_argument
    @click.argument("pairs", type=ID, nargs=-1, required=True)
    @json_option
    def run(project: Path, pairs: tuple[int, ...], as_json: bool) -> None:
        from workbench.review import service

        _each(project, pairs, as_json, getattr(service, name))


_verb("approve", "Approve pairs: both sides stand and belong together.")
_verb("reject", "Reject pairs: they stay in the project and out of the approved corpus.")
_verb("reopen", "Take approvals and rejections back.")


def _typed() -> str:
    """The words on standard input, without the line end."""
    from db.errors import UnreadableInput
    from workbench.ingest.files import standard_input

    try:
        return standard_input().decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"Standard input is not UTF-8 text (byte {error.start}): convert it first."
        ) from error


def _each(
    project: Path,
    pairs: tuple[int, ...],
    as_json: bool,
    verb: Callable[[Any, int], PairRow],
    done: str = "",
) -> None:
    """Do a verb to each pair and tell the outcome: `done`, or the status that it has now.

    What is refused or not there is told and the rest goes on.
    """
    from db.errors import Conflict, Refused, WrongUse
    from workbench.project import open_project

    refused = unknown = 0
    with open_project(project) as opened:
        for pair in pairs:
            try:
                row = verb(opened, pair)
            except WrongUse as error:
                unknown += 1
                warn(str(error))
                continue
            except (Refused, Conflict) as error:
                refused += 1
                warn(str(error))
                continue
            emit(pair_object(row)) if as_json else say(f"Pair {row.id}: {done or row.status}.")
    if refused or unknown:
        click.get_current_context().exit(2 if unknown == len(pairs) else 1)


def _linked(project: Project, row: PairRow) -> LinkedWords:
    from workbench.align.linking import linked_words
    from workbench.draft.linking import package_links

    return linked_words(project, row, package_links)


def _words_object(words: LinkedWords) -> dict[str, Any]:
    """Links as JSON: ranges of code points, end excluded, of the fields `source` and `target`."""
    return {
        "links": [
            {"source": link.source, "target": link.target, "probability": round(link.probability, 4)}
            for link in words.links
        ],
        "unrendered": words.unrendered,
    }


def _tell_words(row: PairRow, words: LinkedWords) -> None:
    for link in words.links:
        say(f"word: {link.source.of(row.source)} = {link.target.of(row.target)} ({link.probability:.2f})")
    for span in words.unrendered:
        say(f"not rendered: {span.of(row.source)}")


def _event(action: Action, event: PairEvent) -> dict[str, Any]:
    known = {"at": action.at, "who": action.who, "action": action.kind, "undone": action.undone}
    return known | event._asdict()
