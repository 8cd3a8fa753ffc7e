"""`workbench export`: an aligned corpus out of a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.options import filter_options, pair_filter
from workbench.commands.output import emit, json_option, progress_bar, project_argument, say

if TYPE_CHECKING:
    from db.records import PairFilter
    from workbench.exchange.format import ExportReport
    from workbench.project import Project


@click.command("export")
@project_argument
@click.option("-f", "--format", "format_name", required=True, help="tmx, csv or jsonl.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write; `-` is standard output.",
)
@click.option("--dry-run", is_flag=True, help="Write no file: count, and show the first entries.")
@filter_options
@json_option
def command(
    project: Path, format_name: str, out: Path | None, dry_run: bool, as_json: bool, **wanted: Any
) -> None:
    """Export pairs with speaker, outlet, date, origin, translator or package, and status.

    All pairs unless filtered: `--status approved` gives the approved corpus. The file is replaced
    only when it is complete, and the same project gives the same bytes.

    \b
    Examples:
      workbench export work.db -f tmx -o work.tmx --status approved
      workbench export work.db -f csv --dry-run --speaker Inventée
    """  # noqa: D301
    from workbench.project import open_project

    if out is None and not dry_run:
        raise click.UsageError("Say which file to write: -o work.tmx, or -o - for standard output.")
    with open_project(project) as opened:
        pairs = pair_filter(opened, **wanted)
        if dry_run:
            _dry_run(opened, format_name, pairs, as_json)
        elif out is not None:
            _export(opened, format_name, out, pairs, as_json)


def _export(project: Project, format_name: str, out: Path, pairs: PairFilter, as_json: bool) -> None:
    from workbench.exchange.service import export, export_to

    piped = str(out) == "-"
    if piped:
        report = export_to(project, format_name, sys.stdout.buffer, pairs)
        sys.stdout.flush()
    else:
        with progress_bar("exporting") as update:

            def progress(done: int, total: int) -> bool:
                update(done, total)
                return True

            report = export(project, format_name, out, pairs, progress)
    if as_json:
        emit({"file": str(out), **_object(report)}, err=piped)
        return
    say(f"{out}:", err=piped)
    for sentence in report.sentences():
        say(f"  {sentence}", err=piped)


def _dry_run(project: Project, format_name: str, pairs: PairFilter, as_json: bool) -> None:
    from workbench.exchange.service import dry_run, preview

    first = preview(project, format_name, pairs)
    whole = dry_run(project, format_name, pairs)
    if as_json:
        told = {"pairs": first.pairs, "size": whole.size, **_object(whole.report), "preview": first.text}
        emit({"file": None, **told})
        return
    say(f"{first.pairs} pairs, {whole.size} bytes; nothing is written. It would be said:")
    for sentence in whole.report.sentences():
        say(f"  {sentence}")
    say(f"\n{first.text}")


def _object(report: ExportReport) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "written": report.written,
        "left_out": dict(report.left_out),
        "replaced": [str(replacement) for replacement in report.replaced],
    }
