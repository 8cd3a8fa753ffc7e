"""Bars and curves of block characters, which tell the same without colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.records import Status
from tui.widgets.library_table import Cell

BLOCKS = {Status.APPROVED: "█", Status.TRANSLATED: "▓", Status.DRAFT: "░", Status.REJECTED: "╳"}
"""What each status is drawn with, in the order of a stacked bar."""
_EIGHTHS = "▁▂▃▄▅▆▇█"


def bar(part: int, whole: int, width: int, block: str = "█") -> str:
    """`part` of `whole` as blocks of a bar that is `width` cells long; at least one where there is any."""
    if part <= 0 or whole <= 0 or width <= 0:
        return ""
    return block * max(1, round(width * part / whole))


def stacked(counts: Mapping[Status, int], width: int) -> list[Cell]:
    """A bar of exactly `width` cells with a stretch for each status, as long as its share.

    A share that is too small to be seen gets one cell while there is room (largest remainders).
    """
    total = sum(counts.values())
    if not total:
        return [(" " * width, "")]
    exact = {status: width * counts[status] / total for status in BLOCKS}
    cells = {status: max(int(size), 1 if size else 0) for status, size in exact.items()}
    by_remainder = sorted(BLOCKS, key=lambda status: exact[status] - cells[status])
    while sum(cells.values()) > width:
        widest = max(BLOCKS, key=lambda status: cells[status])
        cells[widest] -= 1
    for status in reversed(by_remainder):
        if sum(cells.values()) < width and counts[status]:
            cells[status] += 1
    return [(BLOCKS[status] * cells[status], str(status)) for status in BLOCKS if cells[status]]


def curve(values: Sequence[int]) -> str:
    """A character for each value: its eighth of the highest; a point where there is nothing."""
    highest = max(values, default=0)
    steps = len(_EIGHTHS)
    return "".join(_EIGHTHS[-(-value * steps // highest) - 1] if value else "·" for value in values)
