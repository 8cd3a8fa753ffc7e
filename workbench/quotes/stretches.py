"""A stretch of text set apart by marks or form, before anyone asks whether it quotes somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from db.records import Span

NEVER_CLOSES = "the opening mark never closes"
NEVER_OPENS = "the closing mark was never opened"
CLOSES_TWO = "one closing mark closes two quotations"


class Form(StrEnum):
    """How a text sets a stretch apart: quotation marks, a block of its own, or a turn of a dialogue."""

    MARKS = "marks"
    BLOCK = "block"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch set apart. `inner` leaves out the marks and the spaces beside them."""

    outer: Span
    inner: Span
    note: str = ""
    """What had to be repaired, or empty."""
    repeated: bool = False
    """True when the next paragraph repeats the opening mark instead of closing it here."""
    continues: bool = False
    """True when it takes up a stretch that is `repeated`."""
    form: Form = Form.MARKS


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without the white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def outermost(stretches: Iterable[Marked]) -> list[Marked]:
    """The non-empty stretches in order, without those inside or across another that begins earlier."""
    kept: list[Marked] = []
    for stretch in sorted(stretches, key=lambda stretch: (stretch.outer.start, -stretch.outer.end)):
        if not stretch.inner.empty and (not kept or stretch.outer.start >= kept[-1].outer.end):
            kept.append(stretch)
    return kept
