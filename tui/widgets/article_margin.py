"""What stands beside the text of an article: the number of each quote, its state, and who says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual._cells import cell_len

from db.records import Span
from workbench.quotes.article import Placed
from workbench.text.visible import visible
from workbench.text.wrap import shortened

WIDE, NARROW = 26, 18
"""Cells of the margin on a wide and on a narrow screen."""
WIDE_FROM = 100
LONGEST_NAME = 200
"""Characters of a speaker's name that are looked at: no more fit, and each line drawn would pay for them."""

BAR, BAR_CURRENT, BAR_DISMISSED = "│", "┃", "┊"
"""Beside lines that hold words of a quote, of the one under the cursor, of a dismissed one."""

DISMISSED, MISSING, APPROVED, OPEN = "✗", "?", "●", "○"
SIGNS = {
    DISMISSED: "dismissed",
    MISSING: "original missing",
    APPROVED: "every pair approved",
    OPEN: "pairs wait for review",
}
"""Signs before the name of a speaker."""


class Label(NamedTuple):
    """What the margin says on one line of a row."""

    text: str = ""
    bar: str = " "
    dismissed: bool = False
    unknown: bool = False
    """Whether nobody is named."""


def sign_of(quote: Placed) -> str:
    """The sign for the state of a quote."""
    if quote.dismissed:
        return DISMISSED
    if quote.missing:
        return MISSING
    return APPROVED if quote.pairs and quote.approved == quote.pairs else OPEN


def labels(
    lines: Sequence[Span], quotes: Sequence[Placed], current: int, width: int, shown: Span
) -> list[Label]:
    """The margin of a row, a label a line.

    `quotes` have words in the row, `current` is the id of the one under the cursor, `shown` the range of
    the row. A quote is named on the line where it begins, or on the next one where that names another;
    where there is no room, the numbers stand together on the last line.
    """
    found = [Label(bar=_bar(line, quotes, current)) for line in lines]
    waiting: list[Placed] = []
    starts = {quote.place: quote.span.start for quote in quotes}
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        end = shown.end + 1 if last else lines[number + 1].start
        waiting += [quote for quote in quotes if line.start <= starts[quote.place] < end]
        if not waiting:
            continue
        named, waiting = (waiting, []) if last else (waiting[:1], waiting[1:])
        found[number] = found[number]._replace(
            text=_named(named, width),
            dismissed=all(quote.dismissed for quote in named),
            unknown=len(named) == 1 and not named[0].speaker,
        )
    return found


def _named(quotes: Sequence[Placed], width: int) -> str:
    if len(quotes) > 1:
        return shortened(" ".join(f"{sign_of(quote)}{quote.quote_id}" for quote in quotes), width)
    [quote] = quotes
    head = f"{quote.quote_id:>3} {sign_of(quote)} "
    name = visible(quote.speaker[:LONGEST_NAME]).strip() or "nobody"
    if cell_len(head + name) > width and quote.speaker.strip():
        name = name.split()[-1]  # the last name tells more than the beginning of the first
    return shortened(head + name, width)


def _bar(line: Span, quotes: Sequence[Placed], current: int) -> str:
    here = [quote for quote in quotes if any(p.start < line.end and line.start < p.end for p in quote.pieces)]
    if any(quote.quote_id == current for quote in here):
        return BAR_CURRENT
    if any(not quote.dismissed for quote in here):
        return BAR
    return BAR_DISMISSED if here else " "
