"""`workbench undo`."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import project_argument, tell_reversed


@click.command("undo")
@project_argument
def command(project: Path) -> None:
    """Take back your last action. It works across sessions. Exit code 1 when there is nothing."""
    from workbench.project import open_project
    from workbench.review.service import undo

    with open_project(project) as opened:
        tell_reversed(undo(opened), "taken back")
