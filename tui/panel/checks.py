"""The tab of the checks: every finding with its places and what the check compares; what was waived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from db.records import Finding, PairRow, Severity
from tui.checking import AMBIGUOUS
from tui.labels import FINDING_SYMBOLS
from tui.panel.told import Line, Told, below, blank, heading, marked, sentence
from workbench.text.visible import visible
from workbench.text.wrap import shortened

if TYPE_CHECKING:
    from workbench.checks.service import PairFindings

NOTE_SIGN = "·"
LONGEST = 60
"""Cells of the words that are told of a place."""

Explained = Callable[[str], str]
"""Tells what a check compares; empty for one that is not known."""


def told(row: PairRow, found: PairFindings | None, explained: Explained) -> Told:
    """What the checks say of a pair; `found` is None while it is being checked."""
    if row.missing_source or row.missing_target:
        return sentence("One side is missing: there is nothing to compare.")
    if found is None:
        return sentence("This pair is being checked …")
    if not (found.findings or found.waived):
        return sentence("The checks find nothing in this pair.")
    lines = [line for finding in found.findings for line in _finding(row, finding, explained)]
    for finding, waiver in found.waived:
        lines.append(heading(("waived", "bold"), f"  {visible(finding.check)}"))
        lines.append(below(marked(finding.message)))
        lines.append(below(marked(f"“{waiver.reason}” – {waiver.who}, {waiver.at[:10]}", style="$muted")))
        lines.append(blank())
    return Told(tuple(lines), tally=count(found))


def count(found: PairFindings | None) -> str:
    """The sign of the gravest finding, and how many findings there are."""
    if found is None or not found.findings:
        return ""
    sign = FINDING_SYMBOLS.get(found.findings[0].severity, NOTE_SIGN)
    return f"{sign}{len(found.findings)}"


def _finding(row: PairRow, finding: Finding, explained: Explained) -> Iterator[Line]:
    colour = {Severity.ERROR: "$error", Severity.WARNING: "$warning"}.get(finding.severity, "$muted")
    sign = FINDING_SYMBOLS.get(finding.severity, NOTE_SIGN)
    yield Line(
        Content.assemble((str(finding.severity), f"bold {colour}"), f"  {visible(finding.check)}"), sign, 3
    )
    yield below(marked(finding.message, style="bold"))
    places = [("original", finding.source_span, row.source), ("rendering", finding.target_span, row.target)]
    for side, span, text in places:
        if span is not None:
            words = shortened(visible(span.of(text)), LONGEST)
            yield below(Content.assemble((f"{side} ", "$muted"), f"“{words}”"))
    why = explained(finding.check)
    if why:
        yield below(marked(why, style="$muted"))
    keys = "W waives it, with a reason" + ("; t says which is meant" if finding.check == AMBIGUOUS else "")
    yield below(Content.styled(keys, "$muted"))
    yield blank()
