"""The tab of the pair itself: who, where, when, by whom rendered, and how the review stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from db.records import PairRow
from tui import labels
from tui.panel.told import Line, Told, blank, marked
from tui.word_marks import Line as WordLine

LABEL_WIDTH = 12

Fact = tuple[str, str]
"""A label and its value."""


def told(row: PairRow, facts: Iterable[Fact], words: Sequence[WordLine]) -> Told:
    """The state of a pair, its texts where their words are marked, and the facts."""
    in_title = {("status", str(row.status)), ("origin", str(row.origin))}
    lines = [_title(row), blank(), *_column(words)]
    lines += [blank()] if words else []
    lines += _column(
        (label, marked(labels.engine_name(row.engine) if label == "engine" else value))
        for label, value in facts
        if (label, value) not in in_title
    )
    return Told(tuple(lines))


def _title(row: PairRow) -> Line:
    state = f"{labels.STATUS_SYMBOLS[row.status]} {row.status}"
    origin = f"{labels.ORIGIN_SYMBOLS[row.origin]} {labels.ORIGIN_WORDS[row.origin]}"
    return Line(Content.assemble((f"Pair {row.id}", "bold"), f"   {state}   {origin}"))


def _column(lines: Iterable[WordLine]) -> list[Line]:
    """Lines with their labels, of which one that is repeated is left out."""
    placed: list[Line] = []
    before = ""
    for label, value in lines:
        placed.append(Line(value, "" if label == before else label, LABEL_WIDTH))
        before = label
    return placed
