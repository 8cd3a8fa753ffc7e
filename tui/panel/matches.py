"""The tab of the matches: approved pairs with a like original, the likest first, to be taken by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from db.records import PairRow, Status
from tui.labels import STATUS_SYMBOLS
from tui.panel.told import MOST, Item, Line, Told, below, blank, heading, marked, sentence
from workbench.project import Project
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.search.memory import Difference
    from workbench.search.service import Match

LIMIT = 9
LEAST = 0.5
"""Score below which a match is of no help."""
APPROVED = STATUS_SYMBOLS[Status.APPROVED]
LEGEND = "‹− only in the match  + only in this original›"


def find(project: Project, row: PairRow) -> Told:
    """The pair's matches among what is approved in the project."""
    if row.missing_source:
        return sentence("The original is missing: nothing can be like it.")
    # The index of words is loaded with the first use.
    from workbench.search.service import matches

    return told(row, matches(project, row, limit=LIMIT, least=LEAST))


def told(row: PairRow, found: Sequence[Match]) -> Told:
    """The matches in the order given, each with its rendering and how its original differs."""
    if not found:
        return sentence("No approved pair has an original like this one.")
    lines: list[Line] = []
    for number, match in enumerate(found, start=1):
        lines += _entry(row, match, number)
    if any(match.source != row.source for match in found):
        lines.append(Line(Content.styled(LEGEND, "$muted")))
    return Told(tuple(lines), tuple(Item(match.target, whole=True) for match in found), str(len(found)))


def _entry(row: PairRow, match: Match, number: int) -> Iterator[Line]:
    approved = ", ".join(part for part in (match.approved_by, match.approved_at[:10]) if part)
    score = f"{match.percent} %"
    yield heading((score, "bold"), (f"  {APPROVED} {visible(approved)}", "$muted"), number=number)
    yield below(marked(match.target), number)
    yield below(compared(match.source, row.source, match.differences), number)
    cited = ", ".join(
        part for part in (match.speaker, match.outlet, match.date, f"pair {match.pair_id}") if part
    )
    yield below(marked(cited, style="$muted"))
    yield blank()


def compared(stored: str, asked: str, differences: Iterable[Difference]) -> Content:
    """The words of a match's original, with signs where those of the pair are others."""
    parts: list[tuple[str, str]] = []
    done = 0
    theirs, ours = visible(stored[:MOST]), visible(asked[:MOST])
    for difference in differences:
        at = difference.stored
        if at.start > len(theirs):
            break
        apart = " " if at.empty and theirs[: at.start][-1:].isalnum() else ""
        parts.append((theirs[done : at.start] + apart, "$muted"))
        parts += _signs(at.of(theirs), difference.asked.of(ours))
        done = at.end
    return Content.assemble(*parts, (theirs[done:], "$muted"))


def _signs(gone: str, new: str) -> Iterator[tuple[str, str]]:
    """Words of the match in whose place the pair has others; either may be empty."""
    yield "‹", "$accent"
    if gone:
        yield "−", "$accent"
        yield gone, "strike"
    if gone and new:
        yield " ", ""
    if new:
        yield "+", "$accent"
        yield new, "underline"
    yield "›", "$accent"
