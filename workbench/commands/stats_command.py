"""`workbench stats`: what a project holds, and how far the work has come."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.output import emit, json_option, project_argument, say

if TYPE_CHECKING:
    from workbench.project import Project

BY = ("speaker", "outlet", "document", "reviewer", "day")


@click.command("stats")
@project_argument
@click.option("--by", type=click.Choice(BY), help="Divide the pairs by this.")
@json_option
def command(project: Path, by: str | None, as_json: bool) -> None:
    """Count what a project holds: documents, quotes, renderings, pairs by status and origin, words.

    With `--by` a line for each speaker, outlet, document or reviewer with its pairs by status, the
    largest share first; or for each day with what was approved, rejected and edited, the latest first.

    \b
    Examples:
      workbench stats work.db
      workbench stats work.db --by speaker
    """  # noqa: D301
    from workbench.project import open_project
    from workbench.upkeep.stats import stats

    with open_project(project) as opened:
        if by == "day":
            _tell_days(opened, as_json)
        elif by:
            _tell_shares(opened, by, as_json)
        elif as_json:
            emit(stats(opened))
        else:
            for what, count in stats(opened).items():
                if isinstance(count, dict):
                    count = ", ".join(f"{number} {name}" for name, number in count.items())
                say(f"{what}: {count}")


def _tell_shares(project: Project, by: str, as_json: bool) -> None:
    from workbench.upkeep.progress import Grouping, shares

    for share in shares(project, Grouping(by)):
        if as_json:
            number = {"id": int(share.key)} if by == Grouping.DOCUMENT else {}
            pairs = {str(status): count for status, count in share.pairs.items()}
            emit({by: share.name, **number, "pairs": share.total, **pairs})
        else:
            counts = ", ".join(f"{count} {status}" for status, count in share.pairs.items() if count)
            say(f"{share.name or '(not known)'}: {share.total} pairs: {counts}")


def _tell_days(project: Project, as_json: bool) -> None:
    from workbench.upkeep.progress import days

    for day in days(project):
        if as_json:
            emit({"day" if name == "date" else name: value for name, value in asdict(day).items()})
        else:
            say(f"{day.date}: {day.approved} approved, {day.rejected} rejected, {day.edited} edited")
