"""`workbench draft`: what has no rendering gets a machine draft."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.drafting_options import drafting_options
from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, progress_bar, project_argument, say, warn

if TYPE_CHECKING:
    from workbench.draft.service import DraftReport, Outlook


@click.command("draft")
@project_argument
@click.option("--from", "source", default="", help="Only quotes said in this language.")
@click.option("--to", "target", default="", help="Draft into this language (the project's own unless given).")
@click.option("--pair", "pairs", type=ID, multiple=True, help="Only this pair; may be repeated.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Stop after this many pairs.")
@click.option("--again", is_flag=True, help="Also make untouched drafts anew that were made in another way.")
@click.option("--no-glossary", is_flag=True, help="Leave names as the package writes them.")
@click.option("--dry-run", is_flag=True, help="Only tell how much would be drafted, and how.")
@drafting_options
@json_option
def command(
    project: Path,
    source: str,
    target: str,
    pairs: tuple[int, ...],
    limit: int,
    again: bool,
    no_glossary: bool,
    dry_run: bool,
    beam_size: int,
    device: str,
    threads: int | None,
    as_json: bool,
) -> None:
    """Draft all that has no rendering, with the offline packages that are installed.

    Every quote is stored as it is done: Ctrl-C loses nothing, and the next run goes on. A text that was
    drafted in the same way before gets the same draft. Names of the project's glossary are put right where
    that is safe; what is doubtful is noted beside the draft. After a better package has been installed,
    --again drafts anew what no person has decided about.
    Exit code 1 when something was left for want of a package.
    """
    from workbench.draft.engines import Settings
    from workbench.draft.service import Wish, draft, outlook
    from workbench.project import open_project
    from workbench.text.language import normalise

    wish = Wish(
        pair_ids=pairs or None,
        source_lang=str(normalise(source)) if source else "",
        target_lang=str(normalise(target)) if target else "",
        limit=limit,
        again=again,
        glossary=not no_glossary,
        settings=Settings(beam_size, device, threads),
    )
    with open_project(project) as opened, progress_bar("drafting") as progress:
        for pair in pairs:
            opened.store.pairs.range(pair)  # told where there is none
        if dry_run:
            _tell_outlook(outlook(opened, wish), as_json)
            return
        report = draft(opened, wish, progress=progress)
    _tell_report(report, as_json)
    if report.reasons:
        click.get_current_context().exit(1)


def _tell_outlook(found: list[Outlook], as_json: bool) -> None:
    for each in found:
        if as_json:
            emit(asdict(each))
            continue
        say(
            f"{each.lang}: {each.pairs} pairs of {each.quotes} quotes, {each.sentences} sentences,"
            f" {each.known} of them drafted in this way before."
        )
        say(f"  {each.reason or each.signature}")
    if not found and not as_json:
        say("Nothing is without a rendering.")


def _tell_report(report: DraftReport, as_json: bool) -> None:
    if as_json:
        emit(asdict(report))
        return
    say(f"{report.drafted} pairs drafted, {report.left} without a rendering.")
    for signature in report.signatures:
        say(f"  {signature}")
    for reason in report.reasons:
        warn(reason)
