"""`workbench merge`: join two copies of a project that went apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.output import emit, json_option, say

if TYPE_CHECKING:
    from workbench.merge.contests import Contest, Version
    from workbench.merge.service import Choose, Merged, Side


@click.command("merge")
@click.argument("project", type=click.Path(path_type=Path), metavar="PROJECT")
@click.argument("other", type=click.Path(path_type=Path), metavar="OTHER")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a new project; change neither.")
@click.option(
    "--prefer",
    type=click.Choice(["ours", "theirs", "ask"]),
    help="What stands where both changed the same thing: PROJECT's, OTHER's, or what you answer.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be done; write nothing.")
@json_option
def command(
    project: Path, other: Path, output: Path | None, prefer: str | None, dry_run: bool, as_json: bool
) -> None:
    """Join two copies of one project that went apart.

    What was done in OTHER since it was copied is done in PROJECT too: the same actions, by the same
    persons, at their times, and each of them can take their last one back as before. All of it is
    written or nothing is, and PROJECT as it was is kept beside it. With -o both stay as they are, and
    may lie on a network share or on a disk that can only be read.

    Where both copies changed the same thing, --prefer decides. Without it PROJECT's version stands,
    the conflicts are listed, and the exit code is 1. The version that gives way stays in the history.
    """
    from workbench.merge.service import merge

    done = merge(project, other, target=output, choose=_chooser(prefer), dry_run=dry_run)
    if as_json:
        _emit(project, other, done)
    else:
        _tell(project, other, done, dry_run=dry_run)
    if done.contests and (dry_run or prefer is None):
        click.get_current_context().exit(1)


def _chooser(prefer: str | None) -> Choose:
    from workbench.merge.service import Side

    if prefer == "ask":
        return _ask
    side = Side(prefer or Side.OURS)
    return lambda contests: [side] * len(contests)


def _ask(contests: Sequence[Contest]) -> list[Side]:
    """One question for each contest, on the terminal."""
    from workbench.merge.service import Side

    chosen = []
    for number, contest in enumerate(contests, start=1):
        say(f"Conflict {number} of {len(contests)}: " + "\n".join(_lines(contest)), err=True)
        answer = click.prompt(
            "Which stands, ours or theirs?", type=click.Choice(["ours", "theirs"]), default="ours", err=True
        )
        chosen.append(Side(answer))
    return chosen


def _lines(contest: Contest) -> list[str]:
    """A contest side by side."""
    return [
        contest.what,
        f"    before  {contest.old}",
        f"    ours    {_version(contest.ours)}",
        f"    theirs  {_version(contest.theirs)}",
    ]


def _version(version: Version) -> str:
    return f"{version.text} ({version.who}, {version.at}: {', '.join(version.done)})"


def _tell(project: Path, other: Path, done: Merged, *, dry_run: bool) -> None:
    if not done.actions:
        say(f"{other} holds nothing that {project} has not: nothing to do.")
        return
    for contest, side in zip(done.contests, done.taken, strict=True):
        say("\n".join([*_lines(contest), f"    stands  {side}"]))
    by = ", ".join(done.persons)
    counted = f"{done.actions} {'action' if done.actions == 1 else 'actions'} by {by}"
    conflicts = f"{len(done.contests)} {'conflict' if len(done.contests) == 1 else 'conflicts'}"
    if dry_run:
        say(f"{counted} would be taken in from {other}, with {conflicts}. Nothing was written.")
        return
    say(f"{counted} taken in from {other} into {done.written}, with {conflicts}.")
    if done.backup:
        say(f"{project} as it was is kept as {done.backup.name}.")


def _emit(project: Path, other: Path, done: Merged) -> None:
    """A line for each conflict, then one for the whole."""
    from workbench.merge.contests import as_object

    for contest, side in zip(done.contests, done.taken, strict=True):
        emit(as_object(contest, side))
    emit(
        {
            "project": project,
            "other": other,
            "actions": done.actions,
            "persons": done.persons,
            "conflicts": len(done.contests),
            "written": done.written,
            "backup": done.backup,
        }
    )
