"""`workbench import`: articles into a project."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.output import emit, json_option, progress_bar, project_argument, say

if TYPE_CHECKING:
    from workbench.ingest.given import Given
    from workbench.ingest.service import ImportReport
    from workbench.project import Project


@click.command("import")
@project_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER…|-")
@click.option("--lang", default="", help="Language of the articles; found by reading them unless given.")
@click.option("--outlet", default="", help="Where they were printed.")
@click.option("--author", default="", help="Who wrote them.")
@click.option("--translator", default="", help="Who translated the quotes in them.")
@click.option("--date", default="", help="When they were printed: 2012-05-31, 2012-05 or 2012.")
@click.option("--url", default="", help="Where they stand on the web. Nothing is fetched.")
@click.option("--title", default="", help="Their headline.")
@click.option("--agency", default="", help="The agency whose dispatch they print.")
@click.option("--place", default="", help="The place in their dateline.")
@click.option(
    "--target", default="", help="For a new project: the language of the renderings (English unless given)."
)
@json_option
def command(project: Path, files: tuple[str, ...], as_json: bool, target: str, **stated: str) -> None:
    """Import articles (.txt, .md, .html, .docx, .pdf) and find the quotes in them.

    The bytes are kept as they came and the whole text is stored; menus, advertisements and reader
    comments are set aside with the reason, never deleted (`workbench document show` shows them).
    The same file again changes nothing. `-` reads standard input.

    A folder stands for all articles in it and below it, and a pattern in quotation marks for those
    that match; what is hidden there or no article is left out and counted. Ctrl-C stops between
    two files: what is imported stays, and the same command goes on from there.

    \b
    Examples:
      workbench import work.db entretien.html --outlet "Radio fictive" --date 2019-03-12
      workbench import work.db corpus "more/**/*.html"
    """  # noqa: D301
    from workbench.ingest.given import Given
    from workbench.project import open_project

    given = Given(**{name: value.strip() for name, value in stated.items()})
    reports: list[ImportReport] = []
    new = not project.exists()
    empty = False
    try:
        with open_project(project, create=True, target=target) as opened:
            try:
                _import(opened, files, given, reports, as_json)
            finally:
                empty = not opened.store.documents.all()
    finally:
        if new and empty:
            _take_back(project)
    wanted = [report for report in reports if not report.left_out]
    skipped = sum(report.outcome == "skipped" for report in wanted)
    if skipped:
        click.get_current_context().exit(2 if skipped == len(wanted) else 1)


def _import(
    project: Project, files: tuple[str, ...], given: Given, reports: list[ImportReport], as_json: bool
) -> None:
    """Import what `files` mean and tell of each; what was done is told also when it is broken off.

    Lines would tear a progress bar on the same terminal, so there they wait for its end.
    """
    from workbench.ingest.files import expand
    from workbench.ingest.outcome import totals
    from workbench.ingest.service import import_all

    found = expand(files, project.owns)
    several = len(found) > 1 and not as_json
    waits = several and sys.stderr.isatty() and sys.stdout.isatty()
    try:
        with ExitStack() as stack:
            progress = stack.enter_context(progress_bar("importing")) if several else _silent
            for report in import_all(project, found, given, progress):
                reports.append(report)
                if not waits:
                    _tell(report, as_json)
    finally:
        for report in reports if waits else ():
            _tell(report, as_json)
        if not as_json:
            for sentence in totals(reports):
                say(sentence)
            if any(report.renderings for report in reports):
                say("Next: `workbench match PROJECT` joins quotes in translation to what was said.")


def _silent(done: int, total: int) -> None:
    """No progress to be seen."""


def _take_back(project: Path) -> None:
    """Leave no new file behind that nothing came into, unless somebody else has it open."""
    from contextlib import suppress

    from db.errors import WrongUse
    from workbench.upkeep.backup import remove

    with suppress(WrongUse):
        remove(project)


def _tell(report: ImportReport, as_json: bool) -> None:
    """A line for a file; what was left out of a folder is only counted, but for programs."""
    if as_json:
        emit(_object(report))
    elif not report.left_out:
        from workbench.ingest.outcome import line

        say(f"{report.file}: {line(report)}")


def _object(report: ImportReport) -> dict[str, Any]:
    """The report as JSON; the counts add up to one file read, or to none that was left out."""
    counts = {outcome: int(report.outcome == outcome) for outcome in ("new", "updated", "unchanged")}
    skipped = [{"line": 0, "reason": report.reason}] if report.outcome == "skipped" else []
    return {
        "file": report.file,
        "format": report.format,
        "read": int(not report.left_out),
        "units": 0 if skipped else 1,
        **counts,
        "skipped": skipped,
        "set_aside": report.set_aside,
        "document": report.document_id or None,
        "quotes": report.quotes,
        "renderings": report.renderings,
        "again": report.again,
        "retold": report.retold,
        "languages": [report.lang] if report.lang else [],
    }
