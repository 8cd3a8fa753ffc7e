"""`workbench pair comment` and its kin: what people say to one another about pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.records import Comment
from workbench.commands.options import ID, Words
from workbench.commands.output import emit, json_option, project_argument, say


@click.command("comment", cls=Words)
@project_argument
@click.argument("pair", type=ID)
@click.argument("text")
@json_option
def comment(project: Path, pair: int, text: str, as_json: bool) -> None:
    """Say something about a pair; others read it and answer.

    Comments stay with the sentences that they are about, also where pairs are merged, split or aligned
    anew. They are not exported; the note of a pair is.
    """
    from workbench.project import open_project
    from workbench.review import comments

    with open_project(project) as opened:
        made = comments.comment(opened, pair, text)
    emit(comment_object(made)) if as_json else say(f"Pair {pair}: comment {made.id} added.")


@click.command("comments")
@project_argument
@click.argument("pair", type=ID, required=False)
@json_option
def comments(project: Path, pair: int | None, as_json: bool) -> None:
    """Show the comments on PAIR, or on all pairs, oldest first."""
    from workbench.project import open_project
    from workbench.review.comments import of

    with open_project(project) as opened:
        store = opened.store
        found = of(opened, store.pairs.row(pair)) if pair else store.comments.all()
        places = {one.id: pair or store.comments.pair_of(one.id) for one in found}
    for one in found:
        if as_json:
            emit(comment_object(one) | {"pair": places[one.id]})
        else:
            say(comment_line(one, f"pair {places[one.id] or '–'}  " if pair is None else ""))


@click.command("comment-edit", cls=Words)
@project_argument
@click.argument("number", type=ID, metavar="COMMENT")
@click.argument("text")
@json_option
def comment_edit(project: Path, number: int, text: str, as_json: bool) -> None:
    """Change the words of a comment of your own."""
    from workbench.project import open_project
    from workbench.review import comments

    with open_project(project) as opened:
        made = comments.edit(opened, number, text)
    emit(comment_object(made)) if as_json else say(f"Comment {number} changed.")


@click.command("comment-remove")
@project_argument
@click.argument("number", type=ID, metavar="COMMENT")
@json_option
def comment_remove(project: Path, number: int, as_json: bool) -> None:
    """Take a comment of your own away; `workbench undo` brings it back."""
    from workbench.project import open_project
    from workbench.review import comments

    with open_project(project) as opened:
        known = opened.store.comments.get(number)
        comments.remove(opened, number)
    emit(comment_object(known)) if as_json else say(f"Comment {number} removed.")


def comment_object(one: Comment) -> dict[str, Any]:
    """A comment as JSON: every field of the record under its own name."""
    return one._asdict()


def comment_line(one: Comment, place: str = "") -> str:
    """A comment for a person to read; further lines of its text stand below the first."""
    changed = " (changed)" if one.edited_at else ""
    text = one.text.replace("\n", "\n    ")
    return f"comment {one.id}: {place}{one.who}, {one.at}{changed}: {text}"
