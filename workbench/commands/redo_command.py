"""`workbench redo`."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import project_argument, tell_reversed


@click.command("redo")
@project_argument
def command(project: Path) -> None:
    """Do again what you last took back. It works across sessions. Exit code 1 when there is nothing."""
    from workbench.project import open_project
    from workbench.review.service import redo

    with open_project(project) as opened:
        tell_reversed(redo(opened), "done again")
