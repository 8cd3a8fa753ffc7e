"""`workbench pair replace`: words replaced in many renderings, each shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.options import Words, filter_options
from workbench.commands.output import emit, json_option, progress_bar, project_argument, say
from workbench.commands.pair_bulk import (
    asks,
    chosen,
    confirmed,
    dry_run_option,
    passed_over_objects,
    tell_passed_over,
    yes_option,
)

if TYPE_CHECKING:
    from db.records import Span
    from workbench.project import Project
    from workbench.review.bulk import PassedOver, Replacement
    from workbench.review.replacing import Replacing


@click.command("replace", cls=Words)
@project_argument
@click.argument("find")
@click.argument("put", metavar="WITH")
@click.option("--regex", is_flag=True, help=r"FIND is a regular expression; WITH may hold its groups (\1).")
@click.option("--word", is_flag=True, help="Only whole words.")
@click.option("--ignore-case", is_flag=True, help="Capitals or not.")
@click.option("--keep-case", is_flag=True, help="Capitals or not; WITH takes over those that it replaces.")
@filter_options
@click.option("--text", default="", help="Only pairs that hold these words on either side.")
@dry_run_option
@yes_option
@json_option
def replace(
    project: Path, find: str, put: str, dry_run: bool, yes: bool, as_json: bool, text: str, **asked: Any
) -> None:
    """Replace FIND by WITH in renderings. Each change is shown, then you are asked.

    Original words are never touched, nor what was printed or drafted: as with an edit, the new words are a
    human rendering derived from it, and an approved pair becomes `translated` again. Rejected pairs are left
    alone. All changes are one action of the history, which one `workbench undo` takes back.

    \b
    Examples:
      workbench pair replace work.db AQMI AQIM --word
      workbench pair replace work.db '(\\d+) percent' '\\1 per cent' --regex --dry-run
    """  # noqa: D301
    from workbench.project import open_project
    from workbench.review.bulk import replace_many
    from workbench.review.replacing import Replacing
    from workbench.text.counted import counted

    if not (dry_run or yes) and (as_json or not asks()):
        raise click.UsageError("There is nobody to ask: say --yes, or --dry-run to see what would be done.")
    options = {name: asked.pop(name) for name in ("regex", "word", "ignore_case", "keep_case")}
    replacing = Replacing(find, put, **options)
    with open_project(project) as opened:
        found, passed = _shown(opened, replacing, chosen(opened, text, **asked), as_json)
        if not dry_run and found:
            if not yes and not confirmed(f"Replace in {counted(len(found))}?"):
                say("Nothing was changed.")
                click.get_current_context().exit(1)
            done = replace_many(opened, replacing, found)
            passed = [*passed, *done.passed_over]
            found = [one for one in found if one.row.id in set(done.changed)]
    _end(found, passed, dry_run, as_json)


def _shown(
    opened: Project, replacing: Replacing, identifiers: Sequence[int], as_json: bool
) -> tuple[list[Replacement], list[PassedOver]]:
    """What would be replaced, told as it is found."""
    from workbench.review.bulk import PassedOver, replacements

    found: list[Replacement] = []
    passed: list[PassedOver] = []
    with progress_bar("Looking", beside_output=True) as progress:
        for one in replacements(opened, replacing, identifiers, progress=progress):
            if isinstance(one, PassedOver):
                passed.append(one)
                continue
            found.append(one)
            emit(_object(one)) if as_json else _tell(one)
    return found, passed


def _tell(one: Replacement) -> None:
    """The rendering as it is and as it would be, with what differs in brackets."""
    again = " – to be approved again" if one.row.status == "approved" else ""
    say(f"pair {one.row.id} ({one.row.status}){again}")
    say(f"  - {_marked(one.row.target, [change.old for change in one.changes], '[-', '-]')}")
    say(f"  + {_marked(one.text, [change.new for change in one.changes], '{+', '+}')}")


def _marked(text: str, spans: Sequence[Span], before: str, after: str) -> str:
    """A text with some stretches of it between marks."""
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], before, span.of(text), after]
        end = span.end
    return "".join([*parts, text[end:]])


def _object(one: Replacement) -> dict[str, Any]:
    return {
        "pair": one.row.id,
        "revision": one.row.revision,
        "status": one.row.status,
        "old": one.row.target,
        "new": one.text,
        "changes": [change._asdict() for change in one.changes],
    }


def _end(found: Sequence[Replacement], passed: Sequence[PassedOver], dry_run: bool, as_json: bool) -> None:
    from workbench.text.counted import counted

    places = sum(len(one.changes) for one in found)
    again = sum(one.row.status == "approved" for one in found)
    if as_json:
        emit(
            {
                "dry_run": dry_run,
                "pairs": [one.row.id for one in found],
                "replaced": places,
                "to_approve_again": again,
                "passed_over": passed_over_objects(passed),
            }
        )
    else:
        tell_passed_over(passed)
        done = "would be replaced" if dry_run else "replaced"
        say(f"{places:,} {done} in {counted(len(found))}; {again:,} of them to be approved again.")
    if passed:
        click.get_current_context().exit(1)
