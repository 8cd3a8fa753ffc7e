"""`workbench stats`: what a project holds."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import emit, json_option, project_argument, say


@click.command("stats")
@project_argument
@json_option
def command(project: Path, as_json: bool) -> None:
    """Count what a project holds: documents, quotes, renderings, and pairs by status and origin."""
    from workbench.project import open_project
    from workbench.upkeep.stats import stats

    with open_project(project) as opened:
        counted = stats(opened)
    if as_json:
        emit(counted)
        return
    for what, count in counted.items():
        if isinstance(count, dict):
            say(f"{what}: " + ", ".join(f"{number} {name}" for name, number in count.items()))
        else:
            say(f"{what}: {count}")
