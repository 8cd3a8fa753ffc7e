"""Running checks for the command line: over a project or over rows, told in the form that was asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import click

from db.records import Concept, Finding, LanguageTag, PairFilter, PairRow, Severity, Status, Waiver
from workbench.checks.check import Check
from workbench.checks.counting import Counting
from workbench.checks.examiner import Examiner
from workbench.checks.registry import chosen
from workbench.checks.rows import Row, read_rows
from workbench.checks.rules import read_rules
from workbench.checks.same_source import SameSource
from workbench.checks.sarif import Located, sarif
from workbench.checks.service import Checking, checks_of
from workbench.commands.output import emit, progress_bar, say
from workbench.commands.row_files import lines_of
from workbench.text.language import normalise

_GRAVITY = list(Severity)
_SHOWN = 60
"""Characters of a source by which a person knows a row again."""


class Report:
    """Takes what is found, tells it at once (as lines) or at the end (as SARIF), and counts."""

    def __init__(self, *, as_json: bool, as_sarif: bool, least: str) -> None:
        """`least` is the severity below which nothing is told."""
        self._as_json, self._as_sarif = as_json, as_sarif
        self._told = _GRAVITY[: _GRAVITY.index(Severity(least)) + 1]
        self._located: list[Located] = []
        self._counting = Counting()
        self._passed_over = 0

    @property
    def errors(self) -> int:
        """How many errors were told."""
        return self._counting.findings(Severity.ERROR)

    def take(
        self,
        identifier: str | int,
        name: str,
        source: str,
        found: Sequence[Finding],
        *,
        line: int = 0,
        waived: Sequence[tuple[Finding, Waiver]] = (),
    ) -> None:
        """What was found in a pair or row that people know as `name`."""
        told = [finding for finding in found if finding.severity in self._told]
        no_faults = [(finding, waiver) for finding, waiver in waived if finding.severity in self._told]
        self._counting.take(told, (finding for finding, _ in no_faults))
        if self._as_json:
            emit({"id": identifier, "findings": [finding._asdict() for finding in told]})
        elif self._as_sarif:
            self._located += [Located(finding, name, line) for finding in told]
            self._located += [Located(finding, name, line, waiver.reason) for finding, waiver in no_faults]
        elif told:
            shown = source if len(source) <= _SHOWN else source[: _SHOWN - 1] + "…"
            say(f"{name}  {shown}")
            for finding in told:
                say(f"    {finding.severity:8} {finding.check:14} {finding.message}")

    def pass_over(self, identifier: int) -> None:
        """A pair that lacks a side: there is nothing to compare."""
        self._passed_over += 1
        if self._as_json:
            emit({"id": identifier, "findings": []})

    def end(self, checks: Sequence[Check], file: Path | None) -> None:
        """The log, or for people the summary; no `file` for standard input."""
        if self._as_sarif:
            log = sarif(self._located, checks, file=file, version=version("quote-workbench"))
            click.echo(json.dumps(log, indent=2))
        elif not self._as_json:
            self._summarise(checks)

    def _summarise(self, checks: Sequence[Check]) -> None:
        counts = [count for count in self._counting.counts(checks) if count.findings]
        if counts:
            say("")
        for count in counts:
            say(f"{count.findings:6}  {count.severity:8} {count.check.id}")
        more = f"; {self._counting.waived} waived" if self._counting.waived else ""
        more += f"; {self._passed_over} lack a side" if self._passed_over else ""
        say(f"{self._counting.checked} pairs checked, {self._counting.findings()} findings{more}.")


def check_project(
    path: Path,
    report: Report,
    only: Sequence[str],
    rules: Path | None,
    pairs: Sequence[int],
    statuses: Sequence[str],
) -> None:
    """Check the pairs of a project, all or those that are named."""
    from workbench.project import open_project

    with open_project(path) as project:
        checking = Checking(project, checks_of(project, rules, only))
        wanted = PairFilter(statuses=tuple(map(_status, statuses)))
        identifiers = list(pairs) or project.store.pairs.ids(wanted)
        rows = map(project.store.pairs.row, pairs) if pairs else project.store.pairs.stream(identifiers)
        with progress_bar("Checking", beside_output=True) as progress:
            for done, row in enumerate(rows, 1):
                if row.missing_source or row.missing_target:
                    report.pass_over(row.id)
                else:
                    checked = checking.of(row)
                    report.take(row.id, _called(row), row.source, checked.findings, waived=checked.waived)
                progress(done, len(identifiers))
        report.end(checking.checks, path)


def _status(name: str) -> Status:
    try:
        return Status(name)
    except ValueError:
        listed = ", ".join(Status)
        raise click.UsageError(f"There is no status “{name}”; use one of: {listed}.") from None


def _called(row: PairRow) -> str:
    return f"pair {row.id}"


def check_rows(
    name: str,
    report: Report,
    languages: tuple[str, str],
    only: Sequence[str],
    rules: Path | None,
    glossary: Path | None,
) -> None:
    """Check the rows of a file or of standard input."""
    langs = normalise(languages[0]), normalise(languages[1])
    checks = chosen(only, read_rules(rules) if rules else ())
    called = "standard input" if name == "-" else name
    rows = list(read_rows(lines_of(name, called), called, langs))
    same: SameSource[int] = SameSource()
    same.fill((row.line, row.source, row.target) for row in rows)
    concepts = _concepts(glossary, langs)
    examiner = Examiner(checks, lambda: concepts)
    with progress_bar("Checking", beside_output=True) as progress:
        for done, row in enumerate(rows, 1):
            found = _examined(examiner, same, row)
            report.take(row.id, str(row.id), row.source, found, line=row.line)
            progress(done, len(rows))
    report.end(checks, None if name == "-" else Path(name))


def _examined(examiner: Examiner, same: SameSource[int], row: Row) -> list[Finding]:
    return examiner.findings(
        row.source, row.target, row.languages, date=row.date, others=same.others(row.source, row.target)
    )


def _concepts(glossary: Path | None, languages: tuple[LanguageTag, LanguageTag]) -> list[Concept]:
    """The shipped glossaries, overridden by a person's own."""
    from workbench.glossary.overriding import overridden
    from workbench.glossary.reading import read_glossary
    from workbench.glossary.tables import bundled

    return overridden(bundled(), read_glossary(glossary, *languages)) if glossary else bundled()
