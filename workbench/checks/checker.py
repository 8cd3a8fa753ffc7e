"""Running checks over one source and its target."""

from __future__ import annotations

from collections.abc import Sequence

from db.records import Finding, Severity, Span
from workbench.checks.check import Check
from workbench.checks.subject import Subject

_GRAVITY = {severity: place for place, severity in enumerate(Severity)}
_NOWHERE = Span(0, 0)


def findings(subject: Subject, checks: Sequence[Check], unasked: Sequence[Check] = ()) -> list[Finding]:
    """What the checks find, the gravest first, then in the order of the target and of the source.

    What a finding makes pointless (no number is right in a text that was not translated) is left out,
    also where it is one of the checks `unasked`, of which nothing else is told.
    """
    found = {check.id: _findings(subject, check) for check in (*checks, *unasked)}
    hidden = {family for check in (*checks, *unasked) if found[check.id] for family in check.hides}
    kept = [
        finding for check in checks if check.id.partition(".")[0] not in hidden for finding in found[check.id]
    ]
    return sorted(kept, key=_order)


def _findings(subject: Subject, check: Check) -> list[Finding]:
    return list(
        dict.fromkeys(
            Finding(check.id, one.severity or check.severity, one.message, one.source, one.target)
            for one in check.find(subject)
        )
    )


def _order(finding: Finding) -> tuple[int, Span, Span]:
    return _GRAVITY[finding.severity], finding.target_span or _NOWHERE, finding.source_span or _NOWHERE
