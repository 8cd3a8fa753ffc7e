"""`workbench backup`: a copy of a project."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import project_argument, say


@click.command("backup")
@project_argument
@click.argument("target", type=click.Path(path_type=Path), required=False)
def command(project: Path, target: Path | None) -> None:
    """Write a consistent copy of a project, also while it is in use.

    Without TARGET the copy lies beside the project, named after the time.
    """
    from workbench.project import open_project
    from workbench.upkeep.backup import backup

    with open_project(project) as opened:
        say(f"{project} copied to {backup(opened, target)}.")
