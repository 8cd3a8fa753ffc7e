"""`workbench import`: articles into a project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.commands.output import emit, json_option, project_argument, say


@click.command("import")
@project_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--lang", default="", help="Language of the articles; found by reading them unless given.")
@click.option("--outlet", default="", help="Where they were printed.")
@click.option("--author", default="", help="Who wrote them.")
@click.option("--translator", default="", help="Who translated the quotes in them.")
@click.option("--date", default="", help="When they were printed: 2012-05-31, 2012-05 or 2012.")
@click.option("--url", default="", help="Where they stand on the web. Nothing is fetched.")
@click.option("--title", default="", help="Their headline.")
@click.option(
    "--target", default="", help="For a new project: the language of the renderings (English unless given)."
)
@json_option
def command(project: Path, files: tuple[str, ...], as_json: bool, target: str, **stated: str) -> None:
    """Import articles (.txt, .md, .html) and find the quotes in them.

    The bytes are kept as they came and the whole text is stored; menus, advertisements and reader
    comments are set aside with the reason, never deleted (`workbench document show` shows them).
    The same file again changes nothing. `-` reads standard input.

    \b
    Example:
      workbench import work.db entretien.html --outlet "Radio fictive" --date 2019-03-12
    """  # noqa: D301
    from workbench.ingest.reader import Given
    from workbench.ingest.service import import_file
    from workbench.project import open_project

    given = Given(**{name: value.strip() for name, value in stated.items()})
    reports = []
    new = not project.exists()
    with open_project(project, create=True, target=target) as opened:
        for name in files:
            report = import_file(opened, name, given)
            reports.append(report)
            emit(_object(report)) if as_json else say(_line(report))
        if not as_json:
            _totals(reports)
        empty = not opened.store.documents.all()
    if new and empty:
        _take_back(project)
    skipped = sum(report.outcome == "skipped" for report in reports)
    if skipped:
        click.get_current_context().exit(2 if skipped == len(reports) else 1)


def _take_back(project: Path) -> None:
    """Leave no new file behind that nothing came into, unless somebody else has it open."""
    from contextlib import suppress

    from db.errors import WrongUse
    from workbench.upkeep.backup import remove

    with suppress(WrongUse):
        remove(project)


def _object(report: Any) -> dict[str, Any]:
    """The report as JSON; the counts add up to one file read."""
    counts = {outcome: int(report.outcome == outcome) for outcome in ("new", "updated", "unchanged")}
    skipped = [{"line": 0, "reason": report.reason}] if report.outcome == "skipped" else []
    return {
        "file": report.file,
        "format": report.format,
        "read": 1,
        "units": 0 if skipped else 1,
        **counts,
        "skipped": skipped,
        "set_aside": report.set_aside,
        "document": report.document_id or None,
        "quotes": report.quotes,
        "renderings": report.renderings,
        "languages": [report.lang] if report.lang else [],
    }


def _line(report: Any) -> str:
    if report.outcome == "skipped":
        return f"{report.file}: skipped. {report.reason}"
    if report.outcome != "new":
        return f"{report.file}: {report.outcome} (document {report.document_id})"
    found = [_counted(report.quotes, "quote"), _counted(report.renderings, "quote in translation")]
    aside = ", ".join(f"{count} {reason}" for reason, count in report.set_aside.items())
    return (
        f"{report.file}: document {report.document_id}, {report.format}, {report.lang}: "
        + (", ".join(part for part in found if part) or "no quotes")
        + (f"; set aside: {aside}" if aside else "")
    )


def _counted(count: int, what: str) -> str:
    plural = what.replace("quote", "quotes", 1) if count != 1 else what
    return f"{count} {plural}" if count else ""


def _totals(reports: list[Any]) -> None:
    outcomes = [report.outcome for report in reports]
    counts = ", ".join(f"{outcomes.count(o)} {o}" for o in ("new", "updated", "unchanged", "skipped"))
    say(f"{len(reports)} read: {counts}.")
    if any(report.renderings for report in reports):
        say("Next: `workbench match PROJECT` joins quotes in translation to what was said.")
