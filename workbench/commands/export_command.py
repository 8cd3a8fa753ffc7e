"""`workbench export`: an aligned corpus out of a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from workbench.commands.options import filter_options, pair_filter
from workbench.commands.output import emit, json_option, project_argument, say


@click.command("export")
@project_argument
@click.option("-f", "--format", "format_name", required=True, help="tmx, csv or jsonl.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; `-` is standard output.",
)
@filter_options
@json_option
def command(project: Path, format_name: str, out: Path, as_json: bool, **wanted: Any) -> None:
    """Export pairs with speaker, outlet, date, origin, translator or package, and status.

    All pairs unless filtered: `--status approved` gives the approved corpus. The file is replaced
    only when it is complete, and the same project gives the same bytes.
    """
    from workbench.exchange.service import export, export_to
    from workbench.project import open_project

    piped = str(out) == "-"
    with open_project(project) as opened:
        pairs = pair_filter(opened, **wanted)
        if piped:
            report = export_to(opened, format_name, sys.stdout.buffer, pairs)
            sys.stdout.flush()
        else:
            report = export(opened, format_name, out, pairs)
    if as_json:
        replaced = [str(replacement) for replacement in report.replaced]
        emit(
            {
                "file": str(out),
                "written": report.written,
                "left_out": dict(report.left_out),
                "replaced": replaced,
            },
            err=piped,
        )
    else:
        say(f"{out}:", err=piped)
        for sentence in report.sentences():
            say(f"  {sentence}", err=piped)
