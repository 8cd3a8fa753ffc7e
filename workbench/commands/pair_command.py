"""`workbench pair`: review without a screen."""

from __future__ import annotations

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
)
from workbench.commands.pair_beside import beside
from workbench.commands.pair_bulk import each, verb_command
from workbench.commands.pair_comment import (
    comment,
    comment_edit,
    comment_line,
    comment_object,
    comment_remove,
    comments,
)
from workbench.commands.pair_replace import replace
from workbench.commands.pair_suggest import suggest

if TYPE_CHECKING:
    from workbench.align.linking import LinkedWords
    from workbench.project import Project


@click.group("pair")
def command() -> None:
    """List, show, edit, approve, reject, note and comment on pairs, replace words, ask a package."""


command.add_command(suggest)
command.add_command(beside)


@command.command("list")
@project_argument
@filter_options
@click.option("--text", default="", help="Only pairs that hold these words on either side.")
@json_option
def list_(project: Path, text: str, as_json: bool, **wanted: Any) -> None:
    """List pairs in reading order, both sides beside each other."""
    from dataclasses import replace as altered

    from workbench.project import open_project

    with open_project(project) as opened:
        pairs = opened.store.pairs
        rows = pairs.stream(pairs.ids(altered(pair_filter(opened, **wanted), text=text)))
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
    from workbench.review.comments import of
    from workbench.review.provenance import drafts_of, facts

    with open_project(project) as opened:
        row = opened.store.pairs.row(pair)
        known = facts(opened, pair)
        drafts = drafts_of(opened, row)
        said = of(opened, row)
        actions = opened.store.history.actions(pair_id=pair)
        words = _linked(opened, row) if links else None
    if as_json:
        events = [
            _event(action, event) for action in actions for event in action.events if event.pair_id == pair
        ]
        made = [draft_object(draft) for draft in drafts]
        told = {"history": events, "drafts": made, "comments": [comment_object(one) for one in said]}
        emit(pair_object(row) | told | (_words_object(words) if words else {}))
        return
    side_by_side([row])
    for label, value in known:
        say(f"{label}: {value}")
    for one in said:
        say(comment_line(one))
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
    each(project, (pair,), as_json, lambda opened, one: service.edit(opened, one, text, revision))


@command.command("note", cls=Words)
@project_argument
@click.argument("pair", type=ID)
@click.argument("text")
@json_option
def note(project: Path, pair: int, text: str, as_json: bool) -> None:
    """Set the note of a pair; an empty TEXT removes it."""
    from workbench.review import service

    each(project, (pair,), as_json, lambda opened, one: service.note(opened, one, text), "noted")


for _name, _summary in (
    ("approve", "Approve pairs: both sides stand and belong together."),
    ("reject", "Reject pairs: they stay in the project and out of the approved corpus."),
    ("reopen", "Take approvals and rejections back."),
):
    command.add_command(verb_command(_name, _summary))
command.add_command(replace)
for _talk in (comment, comments, comment_edit, comment_remove):
    command.add_command(_talk)


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
