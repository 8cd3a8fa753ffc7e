"""What changes the project: decisions, words, notes, drafts, waivers, and taking back."""

from __future__ import annotations

from collections.abc import Callable

from db.errors import Conflict, WorkbenchError
from db.records import Action, PairRow, Status
from tui.labels import language_name
from tui.plain import speech, spelling
from tui.plain.lines import LEAVE
from tui.plain.reader import Reader
from tui.undoing import out_of_reach
from workbench.project import Project
from workbench.review import comments, service

Verb = Callable[[Project, int, int | None], PairRow]


def approve(reader: Reader, _: str) -> None:
    """Approve the pair and read the next one."""
    if _do(reader, service.approve):
        reader.step(1)


def reject(reader: Reader, _: str) -> None:
    """Reject the pair and read the next one."""
    if _do(reader, service.reject):
        reader.step(1)


def reopen(reader: Reader, _: str) -> None:
    """Take an approval or a rejection back."""
    if _do(reader, service.reopen):
        reader.read()


def edit(reader: Reader, argument: str) -> None:
    """Set the words of the rendering: those behind the command, or those typed over what stands there."""
    row = reader.current()
    if row is None:
        return
    words: str | None = None if argument == LEAVE else spelling.read(argument)
    if not argument:
        name = language_name(row.target_lang or reader.project.target_lang)
        words = reader.lines.edit(name, reader.typed.get(row.id, row.target), by_name=reader.by_name)
    put(reader, row, words)


def put(reader: Reader, row: PairRow, words: str | None) -> None:
    """Save words as the rendering of a pair; None leaves it as it is. What cannot be saved is kept."""
    if words is None or words == row.target:
        reader.typed.pop(row.id, None)
        reader.say("Left as it was.")
        return
    try:
        now = service.edit(reader.project, row.id, words, row.revision)
    except Conflict as error:
        reader.typed[row.id] = words
        _conflict(reader, error)
        reader.say(f"You typed: {words}", "e edits what you typed; u, n and the like leave it.")
        return
    except WorkbenchError as error:
        reader.say(str(error))
        return
    reader.typed.pop(row.id, None)
    reader.row = now
    reader.listing.put(now)
    again = ", and waits for review again" if row.status is Status.APPROVED else ""
    reader.say(f"Saved{again}.")
    reader.read()


def comment(reader: Reader, argument: str) -> None:
    """Say the comments on the pair, and add the words behind the command, or those that are typed."""
    row = reader.current()
    if row is None:
        return
    reader.say(*(speech.comment(one) for one in comments.of(reader.project, row)))
    words = spelling.read(argument) if argument.strip() else reader.lines.edit("Comment", "")
    if words is None or not words.strip():
        reader.say("No comment added.")
        return
    try:
        reader.say(speech.comment(comments.comment(reader.project, row.id, words)))
    except WorkbenchError as error:
        reader.say(str(error))
        return
    reader.fresh()


def note(reader: Reader, argument: str) -> None:
    """Set the note of the pair: the words behind the command, or those typed over the note."""
    row = reader.current()
    if row is None:
        return
    words: str | None = argument.strip()
    if not words:
        words = reader.lines.edit("Note", row.note, by_name=reader.by_name)
    if words is None:
        reader.say("Left as it was.")
    elif _do(reader, lambda project, pair_id, revision: service.note(project, pair_id, words, revision), ""):
        reader.say(f"Note: {words}" if words else "No note.")


def draft(reader: Reader, _: str) -> None:
    """Draft the rendering of the pair with an offline package."""
    # What drafts is loaded when it is first needed.
    from workbench.draft.service import Wish
    from workbench.draft.service import draft as drafted

    row = reader.current()
    if row is None:
        return
    if row.missing_source or not row.missing_target:
        why = "has no original to draft from" if row.missing_source else "has a rendering already"
        reader.say(f"Pair {row.id} {why}.")
        return
    reader.say("Drafting.")
    reader.lines.settle()
    try:
        report = drafted(reader.project, Wish(pair_ids=[row.id]))
    except WorkbenchError as error:
        reader.say(str(error))
        return
    reader.say(*report.reasons)
    if report.drafted:
        reader.read()


def waive(reader: Reader, argument: str) -> None:
    """Say that what the checks found is no fault: the number of the finding, then the reason."""
    from workbench.checks.service import waive as waived

    row = reader.current()
    number, _, reason = argument.strip().partition(" ")
    if row is None:
        return
    try:
        found = reader.checked(row).findings
        if not number.isdecimal() or not 1 <= int(number[:9]) <= len(found):
            reader.say("Waive which? k numbers the checks; type waive, the number and the reason.")
            return
        waived(reader.project, row, [found[int(number) - 1]], reason)
    except WorkbenchError as error:
        reader.say(str(error))
        return
    reader.reread_waivers()
    reader.say(f"Waived: {found[int(number) - 1].message}.")
    reader.read()


def undo(reader: Reader, _: str) -> None:
    """Take back the last thing that this person did, and read the pair that it was done to."""
    refused = out_of_reach(reader.project.store.history.last_done(), reader.began)
    if refused:
        reader.say(refused)
        return
    _reverse(reader, service.undo, "Taken back", "There is nothing of yours to take back.")


def redo(reader: Reader, _: str) -> None:
    """Do again what was last taken back."""
    _reverse(reader, service.redo, "Done again", "There is nothing to do again.")


def _reverse(reader: Reader, verb: Callable[[Project], Action | None], done: str, nothing: str) -> None:
    try:
        action = verb(reader.project)
    except WorkbenchError as error:
        reader.say(str(error))
        return
    if action is None:
        reader.say(nothing)
        return
    reader.say(f"{done}: {action.summary}.")
    reader.renew(next((event.pair_id for event in action.events), 0))
    reader.read()


def _do(reader: Reader, verb: Verb, done: str | None = None) -> bool:
    """Do a verb to the pair as it was read out and say the outcome; tells whether it was done."""
    row = reader.current()
    if row is None:
        return False
    try:
        now = verb(reader.project, row.id, row.revision)
    except Conflict as error:
        _conflict(reader, error)
        return False
    except WorkbenchError as error:
        reader.say(str(error))
        return False
    reader.row = now
    reader.listing.put(now)
    said = f"Pair {now.id} {_OUTCOMES[now.status]}." if done is None else done
    reader.say(*([said] if said else []))
    return True


_OUTCOMES = {
    Status.APPROVED: "approved",
    Status.REJECTED: "rejected",
    Status.TRANSLATED: "waits for review",
    Status.DRAFT: "waits for review",
}


def _conflict(reader: Reader, error: Conflict) -> None:
    """Tell that somebody was quicker, with both texts; from now on decisions are about the pair as it is."""
    before, now = reader.row, reader.fresh()
    reader.say(str(error))
    if before is None or now is None:
        return
    lang = reader.project.target_lang
    reader.say(f"As you knew it, {before.status}. {speech.target(before, lang, by_name=reader.by_name)}")
    reader.say(f"As it is now, {now.status}. {speech.target(now, lang, by_name=reader.by_name)}")
