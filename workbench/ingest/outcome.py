"""What became of files that were imported, in words: the same for a command and on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.ingest.service import ImportReport
from workbench.text.counted import counted

OUTCOMES = ("new", "updated", "unchanged", "skipped")


def line(report: ImportReport) -> str:
    """What became of a file, without its name and without a full stop where no sentence ends it."""
    if report.outcome == "skipped":
        return f"skipped. {report.reason}" if not report.left_out else f"left out: {report.reason}"
    if report.outcome != "new":
        return f"{report.outcome} (document {report.document_id})"
    in_translation = f"{counted(report.renderings, 'quote')} in translation"
    found = [counted(report.quotes, "quote")] * bool(report.quotes)
    found += [in_translation] * bool(report.renderings)
    aside = ", ".join(f"{count} {reason}" for reason, count in report.set_aside.items())
    return (
        f"document {report.document_id}, {report.format}, {report.lang}: "
        + (", ".join(found) or "no quotes")
        + (f"; {report.again} of them printed before" if report.again else "")
        + (f"; {report.retold} retold" if report.retold else "")
        + (f"; set aside: {aside}" if aside else "")
    )


def totals(reports: Sequence[ImportReport]) -> list[str]:
    """How many files were read, with what outcome, and what was set aside in them, as sentences."""
    read = [report.outcome for report in reports if not report.left_out]
    counts = ", ".join(f"{read.count(outcome)} {outcome}" for outcome in OUTCOMES)
    left_out = Counter(report.reason for report in reports if report.left_out)
    told = [f"{len(read)} read: {counts}" + (f"; left out: {_listed(left_out)}." if left_out else ".")]
    aside: Counter[str] = Counter()
    for report in reports:
        aside.update(report.set_aside)
    if aside and len(read) > 1:
        told.append(f"Set aside in them: {_listed(aside)}.")
    return told


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in counts.most_common())
