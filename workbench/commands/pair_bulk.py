"""`workbench pair approve`, `reject`, `reopen`: one pair, several, or all that a filter lets through."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from db.records import PairRow
from workbench.commands.options import ID, filter_options, pair_filter
from workbench.commands.output import (
    emit,
    json_option,
    pair_object,
    progress_bar,
    project_argument,
    say,
    warn,
)

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.review.bulk import PassedOver, Preview, Verb

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")
_with_errors = click.option(
    "--with-errors", is_flag=True, help="With --all: also pairs in which the checks find an error."
)

_ALL = """

    With --all, the pairs that the filters let through: first it is told how many of which status and origin
    these are, then they are changed as one action of the history, which one `workbench undo` takes back.
    Pairs that a person has decided about otherwise are passed over.

    \b
    Examples:
      workbench pair {name} work.db 12 13
      workbench pair {name} work.db --all --speaker Kéravel --dry-run
"""


def verb_command(name: str, summary: str) -> click.Command:
    """A command that does one verb of the review service to the pairs that are named, or to all."""

    @click.command(name, help=summary + _ALL.format(name=name))
    @project_argument
    @click.argument("pairs", type=ID, nargs=-1)
    @click.option("--all", "everything", is_flag=True, help="All pairs that the filters let through.")
    @filter_options
    @click.option("--text", default="", help="Only pairs that hold these words on either side.")
    @dry_run_option
    @yes_option
    @json_option
    def run(
        project: Path, pairs: tuple[int, ...], everything: bool, dry_run: bool, as_json: bool, **asked: Any
    ) -> None:
        from workbench.review import service

        narrowed = any(value for key, value in asked.items() if key != "yes") or dry_run
        if everything and pairs:
            raise click.UsageError("Name pairs, or say --all: not both.")
        if not everything and narrowed:
            raise click.UsageError("Filters, --dry-run and --with-errors go with --all.")
        if everything:
            _all(project, name, dry_run, as_json, **asked)
        elif pairs:
            each(project, pairs, as_json, getattr(service, name))
        else:
            raise click.UsageError("Name the pairs, or say --all.")

    return _with_errors(run) if name == "approve" else run


def each(
    project: Path,
    pairs: tuple[int, ...],
    as_json: bool,
    verb: Callable[[Any, int], PairRow],
    done: str = "",
) -> None:
    """Do a verb to each pair and tell the outcome: `done`, or the status that it has now.

    What is refused or not there is told and the rest goes on.
    """
    from db.errors import Conflict, Refused, WrongUse
    from workbench.project import open_project

    refused = unknown = 0
    with open_project(project) as opened:
        for pair in pairs:
            try:
                row = verb(opened, pair)
            except WrongUse as error:
                unknown += 1
                warn(str(error))
                continue
            except (Refused, Conflict) as error:
                refused += 1
                warn(str(error))
                continue
            emit(pair_object(row)) if as_json else say(f"Pair {row.id}: {done or row.status}.")
    if refused or unknown:
        click.get_current_context().exit(2 if unknown == len(pairs) else 1)


def asks() -> bool:
    """Whether there is somebody who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def confirmed(question: str) -> bool:
    """What a person says to a question."""
    return click.confirm(question, err=True)


def chosen(opened: Project, text: str, **wanted: Any) -> list[int]:
    """The pairs that the filters let through, in reading order."""
    return opened.store.pairs.ids(replace(pair_filter(opened, **wanted), text=text))


def passed_over_objects(passed: Sequence[PassedOver]) -> list[dict[str, Any]]:
    """Pairs that were left as they are, as JSON."""
    return [{"pair": one.pair_id, "why": one.reason.name.lower(), "reason": one.reason} for one in passed]


def tell_passed_over(passed: Sequence[PassedOver]) -> None:
    """A line for each reason, with the pairs that are passed over for it."""
    by_reason: dict[str, list[int]] = {}
    for one in passed:
        by_reason.setdefault(one.reason, []).append(one.pair_id)
    for reason, pairs in by_reason.items():
        named = ", ".join(map(str, pairs[:8])) + (", …" if len(pairs) > 8 else "")
        say(f"passed over: {len(pairs):,} – {reason} ({named})")


def _all(path: Path, name: str, dry_run: bool, as_json: bool, *, text: str, yes: bool, **asked: Any) -> None:
    from workbench.project import open_project
    from workbench.review.bulk import Verb, decide_many
    from workbench.text.counted import counted

    verb = Verb(name)
    with_errors = asked.pop("with_errors", False)
    checked = verb is Verb.APPROVE and (dry_run or not with_errors)
    with open_project(path) as opened:
        seen = _preview(opened, verb, chosen(opened, text, **asked), checked, with_errors)
        if not as_json:
            _tell(seen)
        asked_for = yes or as_json or not asks()
        if dry_run or not seen.ready:
            changed, passed = [meant.pair_id for meant in seen.ready], seen.passed_over
        elif asked_for or confirmed(f"{name.capitalize()} {counted(len(seen.ready))}?"):
            done = decide_many(opened, verb, seen.ready)
            changed, passed = list(done.changed), [*seen.passed_over, *done.passed_over]
        else:
            say("Nothing was changed.")
            click.get_current_context().exit(1)
    if as_json:
        emit(_object(seen, changed, passed, dry_run))
    else:
        tell_passed_over(passed)
        say(f"{counted(len(changed))} {'would be ' if dry_run else ''}{_past(verb)}.")
    if passed:
        click.get_current_context().exit(1)


def _preview(
    opened: Project, verb: Verb, identifiers: Sequence[int], checked: bool, with_errors: bool
) -> Preview:
    from workbench.review.bulk import preview

    examine = None
    if checked and identifiers:
        from workbench.checks.service import Checking

        examine = Checking(opened).of
    with progress_bar("Looking") as progress:
        return preview(opened, verb, identifiers, examine, with_errors=with_errors, progress=progress)


def _past(verb: Verb) -> str:
    return {"approve": "approved", "reject": "rejected", "reopen": "reopened"}[verb]


def _tell(seen: Preview) -> None:
    """How many pairs of which status and origin, and with which findings, would change."""
    for label, counts in (
        ("status", {str(status): count for status, count in seen.statuses.items()}),
        ("rendering", {str(origin or "none"): count for origin, count in seen.origins.items()}),
        ("findings", {f"with {gravest}s": count for gravest, count in seen.gravest.items()}),
    ):
        if counts:
            listed = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))
            say(f"{label}: {listed}")
    if seen.already:
        say(f"already so: {seen.already:,}")


def _object(
    seen: Preview, changed: Sequence[int], passed: Sequence[PassedOver], dry_run: bool
) -> dict[str, Any]:
    return {
        "verb": seen.verb,
        "dry_run": dry_run,
        "pairs": list(changed),
        "already": seen.already,
        "statuses": {str(status): count for status, count in seen.statuses.items()},
        "origins": {str(origin or "none"): count for origin, count in seen.origins.items()},
        "findings": {str(gravest): count for gravest, count in seen.gravest.items()},
        "passed_over": passed_over_objects(passed),
    }
