"""`workbench draft`: what has no rendering gets a machine draft."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, progress_bar, project_argument, say, warn


@click.command("draft")
@project_argument
@click.option("--from", "source", default="", help="Only quotes said in this language.")
@click.option("--to", "target", default="", help="Draft into this language (the project's own unless given).")
@click.option("--pair", "pairs", type=ID, multiple=True, help="Only this pair; may be repeated.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Stop after this many pairs.")
@json_option
def command(
    project: Path,
    source: str,
    target: str,
    pairs: tuple[int, ...],
    limit: int,
    as_json: bool,
) -> None:
    """Draft all that has no rendering, with the offline packages that are installed.

    Every quote is stored as it is done: Ctrl-C loses nothing, and the next run goes on.
    Exit code 1 when something was left for want of a package.
    """
    from workbench.draft.service import draft
    from workbench.project import open_project
    from workbench.text.language import normalise

    with open_project(project) as opened, progress_bar("drafting") as progress:
        for pair in pairs:
            opened.store.pairs.range(pair)  # told where there is none
        report = draft(
            opened,
            pair_ids=pairs or None,
            source_lang=str(normalise(source)) if source else "",
            target_lang=str(normalise(target)) if target else "",
            limit=limit,
            progress=progress,
        )
    if as_json:
        emit({"drafted": report.drafted, "left": report.left, "reasons": list(report.reasons)})
    else:
        say(f"{report.drafted} pairs drafted, {report.left} without a rendering.")
        for reason in report.reasons:
            warn(reason)
    if report.reasons:
        click.get_current_context().exit(1)
