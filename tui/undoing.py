"""What may be taken back by a key."""

from __future__ import annotations

from db.records import Action
from workbench.project import Project
from workbench.review import service

BY_HAND = {
    *("approved", "rejected", "draft", "translated", "edit", "note", "comment"),
    *("waive", "unwaive", "glossary add", "glossary edit", "glossary remove", "glossary choose"),
    *("bead link", "bead insert", "choose", "quote edit", "quote span", "quote add", "quote dismiss"),
    *("quote restore", "quote split", "quote join", "quote retell", "quote original"),
    *("document part", "document edit", "comment add", "comment edit", "comment remove"),
    *("bead merge", "bead split", "bead move", "bead unlink", "bead accept", "quote link", "match refuse"),
}
"""Kinds of action that a person does to one thing at a time."""


def undo(project: Project, began: int) -> str:
    """Take back what the person did last, where a key may; says what became of it."""
    refused = out_of_reach(project.store.history.last_done(), began)
    if refused:
        return refused
    action = service.undo(project)
    return f"Taken back: {action.summary}." if action else "There is nothing to take back."


def redo(project: Project) -> str:
    """Do again what was last taken back; says what became of it."""
    action = service.redo(project)
    return f"Done again: {action.summary}." if action else "There is nothing to do again."


def out_of_reach(last: Action | None, began: int) -> str:
    """Why a key does not take an action back: a sentence, empty where it does.

    What was done since the screen was opened (after action `began`) can be, and so can single steps of
    earlier days. An import or a run of last week goes only by a command that names it.
    """
    if last is None or last.id > began or last.kind in BY_HAND:
        return ""
    return (
        f"The last thing you did is “{last.summary}”, before this screen was opened:"
        " `workbench undo` takes it back."
    )
