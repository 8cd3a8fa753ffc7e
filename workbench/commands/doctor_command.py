"""`workbench doctor`: is the file sound, and is the evidence what it was?"""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import emit, json_option, project_argument, say


@click.command("doctor")
@project_argument
@json_option
def command(project: Path, as_json: bool) -> None:
    """Check a project: the file, its search index, and every quote against the article it stands in.

    Exit code 1 when something is wrong. Nothing is changed.
    """
    from workbench.project import open_project
    from workbench.upkeep.doctor import examine

    with open_project(project) as opened:
        findings = examine(opened)
    if as_json:
        emit({"project": str(project), "findings": findings})
    else:
        for finding in findings:
            say(finding)
        say(
            "Nothing is wrong."
            if not findings
            else f"{len(findings)} findings. Go back to a backup if in doubt."
        )
    if findings:
        click.get_current_context().exit(1)
