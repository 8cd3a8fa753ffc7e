"""What every finding owes its reader: places that lie within the texts."""

from __future__ import annotations

from collections.abc import Iterable

from db.records import Finding


def assert_they_point(findings: Iterable[Finding], source: str, target: str) -> None:
    """Each finding shows something, on one side at least, and nothing beyond the texts."""
    for finding in findings:
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert finding.source_span or finding.target_span
