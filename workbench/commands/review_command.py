"""`workbench review`: the screen on a project."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import project_argument, warn


@click.command("review")
@project_argument
def command(project: Path) -> None:
    """Open the review screen on a project; a new one is created."""
    from workbench.project import open_project
    from workbench.screen import show

    with open_project(project, create=True) as opened:
        if opened.store.notice:
            warn(opened.store.notice)
        show(opened)
