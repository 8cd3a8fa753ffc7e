"""`workbench align --list`: all texts of a table, aligned into a folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.output import emit, progress_bar, say, warn

if TYPE_CHECKING:
    from workbench.align.line_files import Row
    from workbench.align.runs import Outcome, Settings


def align_list(
    table: Path,
    *,
    src_lang: str,
    tgt_lang: str,
    out: Path | None,
    lexicon: Path | None,
    no_lexicon: bool,
    form: str | None,
    no_pool: bool,
    as_json: bool,
    **of_two: Path | None,
) -> None:
    """Align what `table` lists and tell of each row; `of_two` are the options that go without a table.

    The exit code is 1 when some rows have no result, and 2 when none has.
    """
    from db.errors import WrongUse
    from workbench.align.line_files import table_of
    from workbench.align.runs import Settings
    from workbench.commands.align_lexicon import lexicon_for
    from workbench.text.language import normalise

    if out is None or any(value is not None for value in of_two.values()):
        raise WrongUse("With --list the table names the files, and --out the folder for the results.")
    languages = normalise(src_lang), normalise(tgt_lang)
    known, name = lexicon_for(lexicon, no_lexicon, languages)
    settings = Settings(*languages, form or "beads", not no_pool, known, name)
    outcomes: list[Outcome] = []
    try:
        _align(table_of(table), out, settings, outcomes, as_json)
    finally:
        if not as_json:
            _total(outcomes)
    left = sum(outcome.left for outcome in outcomes)
    if left:
        click.get_current_context().exit(2 if left == len(outcomes) else 1)


def _align(
    rows: Sequence[Row], out: Path, settings: Settings, outcomes: list[Outcome], as_json: bool
) -> None:
    """Align, and tell of each row; on a terminal after the end, since lines would tear the progress bar."""
    from workbench.align.runs import align_rows

    waits = sys.stderr.isatty() and sys.stdout.isatty()
    try:
        with progress_bar("aligning") as progress:
            progress(0, len(rows))
            for outcome in align_rows(rows, out, settings, progress):
                outcomes.append(outcome)
                if not waits:
                    _tell(outcome, as_json)
    finally:
        for outcome in outcomes if waits else ():
            _tell(outcome, as_json)


def _tell(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        emit(_object(outcome))
        return
    if outcome.outcome == "skipped":
        say(f"{outcome.row.names[0]}: skipped. {outcome.reason}")
    elif outcome.outcome == "kept":
        say(f"{outcome.result}: kept. {outcome.reason}")
    else:
        say(f"{outcome.result}: {outcome.outcome}, {outcome.beads} beads")
    for note in outcome.notes:
        warn(f"{outcome.result}: {note}")


def _object(outcome: Outcome) -> dict[str, Any]:
    """The outcome of a row as JSON."""
    source, target, drafts, back_drafts = outcome.row.names
    return {
        "line": outcome.row.line,
        "source": source,
        "target": target,
        "drafts": drafts or None,
        "back_drafts": back_drafts or None,
        "result": str(outcome.result),
        "outcome": outcome.outcome,
        "beads": outcome.beads,
        "reason": outcome.reason,
        "notes": list(outcome.notes),
    }


def _total(outcomes: Sequence[Outcome]) -> None:
    kinds = ("new", "updated", "unchanged", "kept", "skipped")
    counted = [(sum(outcome.outcome == kind for outcome in outcomes), kind) for kind in kinds]
    say(f"{len(outcomes)} rows: " + ", ".join(f"{count} {kind}" for count, kind in counted) + ".")
