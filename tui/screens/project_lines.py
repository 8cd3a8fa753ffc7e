"""What the project screen says: the whole in figures and bars, then a line for each share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from db.records import Status
from tui.labels import STATUS_SYMBOLS
from tui.widgets.bar_lines import BLOCKS, bar, curve, stacked
from tui.widgets.library_table import Cell, fit
from workbench.upkeep.progress import Day, Grouping, Share, approvals

SPAN = 30
"""Days that the curve of approvals shows."""
UNKNOWN = {
    Grouping.SPEAKER: "speaker unknown",
    Grouping.OUTLET: "outlet unknown",
    Grouping.DOCUMENT: "no name",
    Grouping.REVIEWER: "nobody yet",
}
WORDS = {
    Grouping.SPEAKER: "Speaker",
    Grouping.OUTLET: "Outlet",
    Grouping.DOCUMENT: "Article",
    Grouping.REVIEWER: "Reviewer",
    Grouping.DAY: "Day",
}
_COLOURS = {
    Status.APPROVED: "$success",
    Status.TRANSLATED: "$primary",
    Status.DRAFT: "$muted",
    Status.REJECTED: "$error",
}
_COUNT = 8
_LABEL = 48
"""Cells before the bar of a status."""


def overview(counted: Mapping[str, Any], days: Sequence[Day], today: str, width: int) -> Content:
    """The whole project: a bar for each status with its pairs and words, what is missing, the last days."""
    pairs, words = counted["pairs"], counted["words"]
    total = sum(pairs.values())
    lines = [_status(status, pairs, words, total, width - _LABEL) for status in BLOCKS]
    facts = (
        f"{total:,} pairs   {sum(words.values()):,} words of originals"
        f"   {counted['quotes']:,} quotes by {counted['speakers']:,} speakers"
    )
    missing = (
        f"{counted['documents']:,} articles   {counted['pairs by origin']['missing']:,} pairs without a"
        f" rendering   {counted['quotes without original']:,} quotes without original"
    )
    recent = approvals(days, today, SPAN)
    told = f"{sum(recent):,} approved in {SPAN} days   {recent[-1]:,} today  "
    return Content("\n").join(
        [*lines, Content(""), Content(facts), Content(missing), Content(told) + Content(curve(recent))]
    )


def _status(
    status: Status, pairs: Mapping[str, int], words: Mapping[str, int], total: int, width: int
) -> Content:
    share = pairs[status] / total if total else 0
    told = f"{STATUS_SYMBOLS[status]} {status:<11}{pairs[status]:>9,}{share:>7.1%}{words[status]:>11,} words"
    blocks = bar(pairs[status], total, width, BLOCKS[status])
    return Content(f"{told:<{_LABEL}}") + Content.styled(blocks, _COLOURS[status])


def groupings(current: Grouping) -> Content:
    """By what the table below is divided, among what else it could be."""
    parts = [
        Content.styled(f" {words} ", "bold reverse" if by is current else "$muted")
        for by, words in WORDS.items()
    ]
    return Content("By ") + Content(" ").join(parts)


def _widths(width: int) -> tuple[int, int]:
    """Cells of the name and of the bar."""
    left = max(20, width - _COUNT * (len(BLOCKS) + 1) - 2)
    name = max(14, min(44, left * 3 // 5))
    return name, max(0, left - name)


def share_header(width: int) -> str:
    """The names of the columns."""
    name, _ = _widths(width)
    symbols = "".join(fit(STATUS_SYMBOLS[status], _COUNT, right=True) for status in BLOCKS)
    key = " ".join(f"{block}{STATUS_SYMBOLS[status]}" for status, block in BLOCKS.items())
    return f"{'':{name}}{fit('pairs', _COUNT, right=True)}{symbols}  {key}"


def share_row(share: Share, by: Grouping, width: int) -> list[Cell]:
    """A share on one line: its name, its pairs by status, and a bar."""
    name, length = _widths(width)
    counts = [(_figure(share.pairs[s]), str(s) if share.pairs[s] else "quiet") for s in BLOCKS]
    return [
        (fit(share.name or UNKNOWN[by], name), "" if share.name else "quiet"),
        (_figure(share.total), ""),
        *counts,
        ("  ", ""),
        *stacked(share.pairs, length),
    ]


def day_header(width: int) -> str:
    """The names of the columns."""
    names = ("● approved", "✗ rejected", "edited")
    return f"{'':12}" + "".join(fit(name, 12, right=True) for name in names)


def day_row(day: Day, highest: int, width: int) -> list[Cell]:
    """A day on one line: what was decided, and a bar of the approvals."""
    counts = (day.approved, day.rejected, day.edited)
    return [
        (fit(day.date, 12), ""),
        *(
            (fit(f"{count:,}" if count else "–", 12, right=True), "" if count else "quiet")
            for count in counts
        ),
        ("  ", ""),
        (bar(day.approved, highest, max(0, width - 50)), str(Status.APPROVED)),
    ]


def _figure(number: int) -> str:
    return fit(f"{number:,}" if number else "–", _COUNT, right=True)
