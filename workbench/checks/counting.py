"""How often each check found something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.records import Finding, Severity
from workbench.checks.check import Check

_GRAVITY = {severity: place for place, severity in enumerate(Severity)}


class CheckCount(NamedTuple):
    """How often a check found something of one severity."""

    check: Check
    pairs: int
    """Pairs in which a finding stands."""
    findings: int
    """Those that nobody has waived."""
    waived: int
    severity: Severity
    """That of the findings; it may be another one than the check's own."""


class Counting:
    """Takes what is found in one pair after the other, and counts."""

    def __init__(self) -> None:
        self.checked = 0
        """Pairs that were taken."""
        self._pairs: Counter[tuple[str, Severity]] = Counter()
        self._standing: Counter[tuple[str, Severity]] = Counter()
        self._waived: Counter[tuple[str, Severity]] = Counter()

    def take(self, findings: Iterable[Finding], waived: Iterable[Finding] = ()) -> None:
        """What was found in a pair, and what of it was waived beside that."""
        kinds = [(finding.check, finding.severity) for finding in findings]
        self.checked += 1
        self._standing.update(kinds)
        self._pairs.update(set(kinds))
        self._waived.update((finding.check, finding.severity) for finding in waived)

    def findings(self, severity: Severity | None = None) -> int:
        """How many findings stand, all or those of a severity."""
        return sum(n for (_, one), n in self._standing.items() if severity in (None, one))

    @property
    def waived(self) -> int:
        """How many were waived."""
        return self._waived.total()

    def counts(self, known: Sequence[Check]) -> list[CheckCount]:
        """The counts of these checks, the gravest and most frequent first; none of what found nothing."""
        told = [
            CheckCount(check, self._pairs[kind], self._standing[kind], self._waived[kind], severity)
            for check in known
            for severity in Severity
            if (kind := (check.id, severity)) in self._standing or kind in self._waived
        ]
        return sorted(told, key=lambda count: (_GRAVITY[count.severity], -count.findings))
