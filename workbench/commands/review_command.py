"""`workbench review`: the screen on a project, or a line mode without one."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import project_argument, warn


@click.command("review")
@project_argument
@click.option("--plain", is_flag=True, help="Line by line, for screen readers, braille displays and scripts.")
@click.option(
    "--say",
    "level",
    type=click.Choice(["brief", "normal", "full"]),
    help="With --plain: how much is said of each pair; normal unless given.",
)
def command(project: Path, plain: bool, level: str | None) -> None:
    """Open the review screen on a project; a new one is created.

    With --plain, one pair at a time is told in sentences, and letters followed by Enter answer: `a`
    approves, `e` edits, `?` lists them all. The terminal's cursor stays behind what was said. Input
    from a pipe works as well.
    """
    from workbench.project import open_project
    from workbench.screen import read_out, show

    if level and not plain:
        raise click.UsageError("--say goes with --plain.")
    with open_project(project, create=True) as opened:
        if opened.store.notice:
            warn(opened.store.notice)
        if plain:
            read_out(opened, level or "normal")
        else:
            show(opened)
