"""`workbench check`: what differs between renderings and their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import Waiver
    from workbench.checks.check import Check

_RUN = "run"

_rules = click.option(
    "--rules",
    type=click.Path(path_type=Path),
    help="Own rules; a project's are those in PROJECT.rules.toml beside it.",
)


class _OrRun(click.Group):
    """A group in which a first word that is no command is what to check."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.list_commands(ctx):
            args = [_RUN, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options may stand before the file, as they may with other commands."""
        named = args and (args[0] in self.list_commands(ctx) or args[0] in ("-h", "--help"))
        return super().parse_args(ctx, args if named or not args else [_RUN, *args])


@click.group("check", cls=_OrRun)
def command() -> None:
    """Tell what differs between renderings and their sources: `workbench check PROJECT`.

    Nothing is altered: each finding states a difference, and a person judges. `check list` shows what is
    looked for, `check waive` tells that a finding is no fault, `check waivers` what was waived.

    \b
      workbench check work.db                     all pairs, and a summary
      workbench check work.db --only num --only neg.lost
      workbench check pairs.jsonl --json          rows of {"id", "source", "target", "date"?}
      workbench check work.db --sarif > found.sarif
    """  # noqa: D301


@command.command(_RUN)
@click.argument("name", metavar="PROJECT|FILE.jsonl|-")
@click.option("--only", multiple=True, metavar="ID", help="Tell only this check (num.value) or family (num).")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    show_default=True,
    help="Only findings at least as grave.",
)
@_rules
@click.option(
    "--glossary",
    type=click.Path(path_type=Path),
    help="With rows: a glossary whose names take the place of those that ship.",
)
@click.option("--from", "source", default="fr", show_default=True, help="Rows: the language of sources.")
@click.option("--to", "target", default="en", show_default=True, help="Rows: the language of targets.")
@click.option("--pair", "pairs", multiple=True, type=ID, help="With a project: only this pair.")
@click.option("--status", multiple=True, help="With a project: only pairs of this status.")
@click.option("--sarif", "as_sarif", is_flag=True, help="One SARIF 2.1.0 log, for editors and code hosts.")
@json_option
@click.pass_context
def run(ctx: click.Context, /, name: str, **asked: Any) -> None:
    """Check a project, or rows of a file. Exit code 1 when there are errors.

    With --json there is a line for each pair or row: {"id", "findings": [{"check", "severity", "message",
    "source_span", "target_span"}]}; spans count characters. Findings that were waived are left out of it.
    """
    from workbench.commands.check_runs import Report, check_project, check_rows
    from workbench.commands.row_files import holds_rows

    if asked["as_json"] and asked["as_sarif"]:
        raise click.UsageError("--json and --sarif are two forms of one report; choose one.")
    report = Report(as_json=asked["as_json"], as_sarif=asked["as_sarif"], least=asked["severity"])
    if holds_rows(name):
        if asked["pairs"] or asked["status"]:
            raise click.UsageError("--pair and --status are for projects.")
        languages = asked["source"], asked["target"]
        check_rows(name, report, languages, asked["only"], asked["rules"], asked["glossary"])
    else:
        if asked["glossary"]:
            raise click.UsageError("--glossary is for rows; `workbench glossary import` adds to a project.")
        check_project(Path(name), report, asked["only"], asked["rules"], asked["pairs"], asked["status"])
    if report.errors:
        ctx.exit(1)


@command.command("list")
@click.argument("identifier", default="")
@click.option("--project", type=click.Path(path_type=Path), help="With the rules of this project.")
@_rules
@json_option
def list_(identifier: str, project: Path | None, rules: Path | None, as_json: bool) -> None:
    """List the checks, or explain one (`num.value`) or a family (`num`) with examples."""
    for check in _known(identifier, project, rules):
        if as_json:
            emit(
                {
                    "id": check.id,
                    "severity": str(check.severity),
                    "title": check.title,
                    "explanation": check.explanation,
                    "wrong": check.wrong._asdict(),
                    "right": [example._asdict() for example in check.right],
                }
            )
            continue
        say(f"{check.id:16} {check.severity:8} {check.title}")
        if identifier:
            _explain(check)


def _known(identifier: str, project: Path | None, rules: Path | None) -> Sequence[Check]:
    from workbench.checks.registry import chosen
    from workbench.checks.rules import read_rules
    from workbench.checks.service import checks_of
    from workbench.project import open_project

    only = [identifier] if identifier else []
    if project is None:
        return chosen(only, read_rules(rules) if rules else ())
    with open_project(project) as opened:
        return checks_of(opened, rules, only)


def _explain(check: Check) -> None:
    say(f"\n{check.explanation}\n")
    if check.wrong.source or check.wrong.target:
        say(f"Found:\n    {check.wrong.source}\n    {check.wrong.target}\n")
    if check.right:
        say("Not found:")
    for example in check.right:
        say(f"    {example.source}\n    {example.target}\n")


@command.command("waive")
@project_argument
@click.argument("pair", type=ID)
@click.argument("check")
@click.option("--reason", required=True, help="Why it is no fault; others will read it.")
@click.option("--message", default="", help="Only the finding with this message.")
@_rules
def waive_(project: Path, pair: int, check: str, reason: str, message: str, rules: Path | None) -> None:
    """Say that what CHECK finds in PAIR is no fault. It holds until either text changes."""
    from workbench.checks.service import found_in, waive
    from workbench.project import open_project

    with open_project(project) as opened:
        row, meant = found_in(opened, pair, check, message, rules)
        waive(opened, row, meant, reason)
    for finding in meant:
        say(f"waived: {finding.message}")


@command.command("unwaive")
@project_argument
@click.argument("pair", type=ID)
@click.argument("check")
@click.option("--message", default="", help="Only the finding with this message.")
@_rules
def unwaive_(project: Path, pair: int, check: str, message: str, rules: Path | None) -> None:
    """Take the waiver of what CHECK finds in PAIR back, also where it finds it no more."""
    from workbench.checks.service import take_back, waived_in
    from workbench.project import open_project

    with open_project(project) as opened:
        waivers = waived_in(opened, pair, check, message, rules)
        take_back(opened, pair, waivers)
    for waiver in waivers:
        say(f"no longer waived: {_called(waiver)}")


@command.command("waivers")
@project_argument
@json_option
def waivers_(project: Path, as_json: bool) -> None:
    """List what was waived, why, by whom and when, and whether it still holds: neither text has changed.

    With --json there is a line for each: {"pair", "quote", "check", "found", "reason", "who", "at",
    "holds"}; "pair" is null where none has these texts any more.
    """
    from workbench.checks.service import waived
    from workbench.project import open_project

    with open_project(project) as opened:
        kept = waived(opened)
    for waiver, pair in kept:
        if as_json:
            facts = {"found": waiver.found, "reason": waiver.reason, "who": waiver.who, "at": waiver.at}
            told = {"pair": pair, "quote": waiver.quote_id, "check": waiver.check, **facts}
            emit({**told, "holds": pair is not None})
            continue
        where = f"pair {pair}" if pair is not None else f"quote {waiver.quote_id}, lapsed"
        say(f"{where}  {_called(waiver)}: {waiver.reason} – {waiver.who}, {waiver.at}")
    if not kept and not as_json:
        say("Nothing was waived.")


def _called(waiver: Waiver) -> str:
    return f"{waiver.check}, {waiver.found}" if waiver.found else waiver.check
