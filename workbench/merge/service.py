"""Joining a copy of a project into another: all of it or nothing, and nothing lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from db.errors import Conflict, Refused, UnreadableInput, WorkbenchError, WrongUse
from db.snapshot import snapshot
from workbench.merge.common import Point, has_taken_in, parting, remember
from workbench.merge.contests import Contest, contest
from workbench.merge.entries import Image, Key, images
from workbench.merge.groups import OF_QUOTES
from workbench.merge.plan import Plan, plan
from workbench.merge.replay import Replay
from workbench.merge.verdicts import Group
from workbench.project import Project, open_project
from workbench.upkeep.backup import backup
from workbench.upkeep.doctor import FAULTS


class Side(StrEnum):
    """Whose version of a contested thing is taken."""

    OURS = "ours"
    THEIRS = "theirs"


_DRAFTS = "SELECT key, signature, source, made FROM draft WHERE id IN (:ids)"

Choose = Callable[[Sequence[Contest]], Sequence[Side]]
"""Decides the contests, one answer for each; called before anything is written."""


class Merged(NamedTuple):
    """What a merge did, or would do."""

    actions: int
    """How many actions of the other copy were done here."""
    persons: tuple[str, ...]
    """Whose they were."""
    contests: tuple[Contest, ...]
    taken: tuple[Side, ...]
    """One for each contest."""
    written: Path | None
    """The project that holds all of it; None where nothing was written."""
    backup: Path | None
    """The project as it was before; None where none was needed."""


def merge(
    path: Path,
    other: Path,
    *,
    target: Path | None = None,
    choose: Choose = lambda contests: [Side.OURS] * len(contests),
    dry_run: bool = False,
    person: str = "",
) -> Merged:
    """Do in the project at `path` what was done in its copy at `other` since they went apart.

    With a `target` both are only read, and may lie on a share, and what comes of it is the new file
    `target`; without, a backup of the project is put beside it first. Where both changed the same
    thing `choose` decides. Raises Refused where the files share no history, or what came of it would
    not be sound; Conflict where somebody else wrote meanwhile; WrongUse for a `target` that exists.
    Nothing is written then.
    """
    if path.exists() and other.exists() and path.samefile(other):
        raise WrongUse(f"{path} and {other} are the same file: name two copies of a project.")
    if target is not None and target.exists():
        raise WrongUse(f"There is a file {target} already: name another one for what comes of the merge.")
    with TemporaryDirectory(prefix="workbench-merge-") as folder:
        with _copied(other, Path(folder) / "theirs.db", person) as theirs:
            if target is None and not dry_run:
                with open_project(path, person=person) as ours:
                    return _merge_into(ours, theirs, choose, other)
            made = Path(folder) / "ours.db"
            with _copied(path, made, person) as ours:
                done = _merge(ours, theirs, choose, path, other, dry_run=dry_run)
        if target is None or dry_run:
            return done
        _place(made, target)
        return done._replace(written=target)


def _merge_into(ours: Project, theirs: Project, choose: Choose, other: Path) -> Merged:
    """Merge into the project itself, with a backup of it beside it where anything is written."""
    kept: list[Path] = []

    def keep() -> None:
        number = 1
        while (free := ours.path.with_name(f"{ours.path.name}.before-merge-{number}")).exists():
            number += 1
        kept.append(backup(ours, free))

    try:
        done = _merge(ours, theirs, choose, ours.path, other, before=keep)
    except BaseException:
        for copy in kept:
            copy.unlink(missing_ok=True)
        raise
    return done._replace(written=ours.path if kept else None, backup=kept[0] if kept else None)


def _merge(
    ours: Project,
    theirs: Project,
    choose: Choose,
    path: Path,
    other: Path,
    *,
    dry_run: bool = False,
    before: Callable[[], None] = lambda: None,
) -> Merged:
    shared, point = _points(ours, theirs, path, other)
    seen = ours.store.history.latest()
    whole = plan(ours, theirs, shared, point)
    groups = whole.contested
    contests = tuple(contest(whole, group) for group in groups)
    taken = tuple(choose(contests)) if contests else ()
    persons = tuple(dict.fromkeys(entry.who for entry in whole.entries))
    if dry_run or not whole.entries:
        return Merged(len(whole.entries), persons, contests, taken, None, None)
    before()
    kept = [
        (group, one) for group, one, side in zip(groups, contests, taken, strict=True) if side is Side.OURS
    ]
    with _told_as_a_sentence(), ours.store.actions() as begin:
        if ours.store.history.latest() != seen:
            raise Conflict(f"Somebody else wrote into {path} meanwhile. Nothing was merged; try again.")
        replay = Replay(ours, whole, begin)
        comments = _comments(ours, whole, [group for group, _ in kept])
        number = replay.entries()
        last = ours.store.history.latest()
        action = begin("merge", f"{number} actions of {other.name} taken in, {_counted(contests, taken)}")
        replay.restore([group for group, _ in kept], comments)
        for event in (event for _, one in kept for event in one.events):
            ours.store.pairs.record(action, event)
        _take_in_drafts(ours, theirs)
        remember(ours, theirs, last, whole.known)
        _refuse_unsound(ours)
    return Merged(number, persons, contests, taken, ours.path, None)


@contextmanager
def _told_as_a_sentence() -> Iterator[None]:
    """What one copy holds may rest on what the other has taken away in a way that nobody foresaw."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Refused(f"These copies cannot be joined ({error}). Nothing was written.") from error


def _points(ours: Project, theirs: Project, path: Path, other: Path) -> tuple[int, Point]:
    """The last action that was copied from one to the other, and from where theirs is to be taken in."""
    copied = parting(ours, theirs, earlier=False)
    point = parting(ours, theirs)
    if copied is None or point is None:
        raise Refused(
            f"{path} and {other} are no copies of one project: they share no history. Import the articles of"
            " one into the other instead."
        )
    if point == copied and has_taken_in(theirs, ours, point):
        raise Refused(
            f"{other} has taken in this project already: merge the other way round, or go on with {other}."
        )
    return copied.theirs, point


def _comments(ours: Project, whole: Plan, groups: Sequence[Group]) -> Mapping[Key, Image]:
    """The comments on contested quotes as they are."""
    parts = [key for group in groups for key in group.keys if key[0] in OF_QUOTES]
    quotes = {quote for key in parts for quote in whole.rows.quotes(key)}
    found = ours.store.rows_in("SELECT id FROM comment WHERE quote_id IN (:ids)", sorted(quotes))
    return images(ours, [("comment", row["id"]) for row in found])


def _counted(contests: Sequence[Contest], taken: Sequence[Side]) -> str:
    if not contests:
        return "no conflict"
    theirs = sum(side is Side.THEIRS for side in taken)
    return f"{len(contests)} conflicts: {len(contests) - theirs} left as here, {theirs} as there"


def _take_in_drafts(ours: Project, theirs: Project) -> None:
    """What packages have drafted there; it is no part of the history."""
    known = {row[0] for row in ours.store.rows("SELECT key FROM draft")}
    new = [row["id"] for row in theirs.store.rows("SELECT id, key FROM draft") if row["key"] not in known]
    ours.store.execute_many(
        "INSERT INTO draft (key, signature, source, made) VALUES (?, ?, ?, ?)",
        (tuple(row) for row in theirs.store.rows_in(_DRAFTS, new)),
    )


def _faults(project: Project) -> set[str]:
    """What the doctor would find misplaced."""
    return {
        sentence.format(row[0]) for sentence, query in FAULTS.items() for row in project.store.rows(query)
    }


def _refuse_unsound(ours: Project) -> None:
    """Raise Refused where quotes and pairs that fitted one another would no longer do so."""
    broken = ours.store.rows("PRAGMA foreign_key_check")
    new = sorted(_faults(ours))
    if new:
        with open_project(ours.path, person=ours.person) as before:  # sees nothing of what is being written
            new = sorted(set(new) - _faults(before))
    if broken or new:
        told = new[0] if new else f"row {broken[0][1]} of {broken[0][0]} points at a missing row"
        raise Refused(f"These copies cannot be joined, as this would come of it: {told} Nothing was written.")


@contextmanager
def _copied(path: Path, copy: Path, person: str) -> Iterator[Project]:
    """A copy of a project to look at, opened; what is wrong with it is told of the project."""
    try:
        snapshot(path, copy)
        opened = open_project(copy, person=person)
    except WorkbenchError as error:
        raise type(error)(str(error).replace(str(copy), str(path))) from error
    with opened:
        yield opened


def _place(made: Path, target: Path) -> None:
    """Put the file where it shall be, whole or not at all."""
    passing = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(made, passing)
        passing.replace(target)
    except OSError as error:
        raise UnreadableInput(
            f"{target} cannot be written ({error.strerror}): name another place."
        ) from error
    finally:
        passing.unlink(missing_ok=True)
