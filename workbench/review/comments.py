"""Comments on pairs: what people say to one another about them, each in words of its own.

The note of a pair is one text that anybody rewrites and that goes into exports; comments stay in the project.
A comment is tied to the sentences of its pair (`db.comments`): it outlives merging, splitting, aligning anew.
"""

from __future__ import annotations

from db.errors import Refused
from db.records import Comment, PairEvent, PairRow
from workbench.project import Project
from workbench.review.service import standing

_SHOWN = 40
"""Characters of a comment by which the history names it."""


def of(project: Project, row: PairRow) -> list[Comment]:
    """The comments on a pair, oldest first."""
    return project.store.comments.of_pair(row.id)


def comment(project: Project, pair_id: int, text: str, revision: int | None = None) -> Comment:
    """Say something about a pair.

    Raises Refused for an empty text, and Conflict where the pair has moved on from `revision`.
    """
    words = _said(text)
    store = project.store
    row = standing(project, pair_id)
    with store.action("comment", f"comment on pair {pair_id}: {_short(words)}") as action:
        if revision is not None:
            store.pairs.expect(pair_id, revision)
        made = store.comments.add(store.pairs.range(pair_id), words)
        _record(project, action, row)
    return store.comments.get(made)


def edit(project: Project, comment_id: int, text: str, revision: int | None = None) -> Comment:
    """Give a comment of one's own other words; the same words again change nothing.

    Raises Refused for an empty text and for a comment of somebody else, and Conflict where the comment has
    moved on from `revision`.
    """
    words = _said(text)
    store = project.store
    known = _own(project, comment_id)
    if words != known.text:
        with store.action("comment", f"comment {comment_id} changed: {_short(words)}") as action:
            store.comments.change(comment_id, known.revision if revision is None else revision, words)
            _record(project, action, _pair(project, comment_id))
    return store.comments.get(comment_id)


def remove(project: Project, comment_id: int) -> None:
    """Take a comment of one's own away; the history keeps it. Raises Refused for one of somebody else."""
    known = _own(project, comment_id)
    with project.store.action("comment", f"comment {comment_id} removed: {_short(known.text)}") as action:
        _record(project, action, _pair(project, comment_id))
        project.store.comments.remove(comment_id)


def _own(project: Project, comment_id: int) -> Comment:
    known = project.store.comments.get(comment_id)
    if known.who != project.person:
        raise Refused(f"Comment {comment_id} is {known.who}'s: answer it with one of your own.")
    return known


def _pair(project: Project, comment_id: int) -> PairRow | None:
    pair_id = project.store.comments.pair_of(comment_id)
    return None if pair_id is None else project.store.pairs.row(pair_id)


def _record(project: Project, action: int, row: PairRow | None) -> None:
    """Let the history of a pair tell that something was said about it."""
    if row is not None:
        event = PairEvent(row.id, row.target, row.target, row.status, row.status)
        project.store.pairs.record(action, event)


def _said(text: str) -> str:
    """The words of a comment as they are stored; half a surrogate pair, which no file can hold, is a `?`."""
    words = text.strip().encode("utf-8", "replace").decode("utf-8")
    if not words:
        raise Refused("An empty comment says nothing: write something, or leave.")
    return words


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
