"""One number of a text, as it is compared."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

from db.records import Span

NO_UNITS: frozenset[str] = frozenset()


class Grade(IntEnum):
    """How much a number asks for a counterpart."""

    WEAK = 0
    """Among other things it is a number: `second`, `half`. It only answers one of the other text."""
    SOFT = 1
    """It may become another word, but not another number: `les deux`, `des centaines`."""
    FIRM = 2
    """Without a counterpart it is lost."""


class Amount(NamedTuple):
    """One number of a text, with its unit."""

    values: frozenset[str]
    """What it may mean, each in one spelling: `1500`, `3.5`, `2:30`, `2/3`, `'90` (nineties), `~100`
    (hundreds)."""
    number: float
    """Its value for conversions; NaN where there is none."""
    span: Span
    grade: Grade
    spelled: bool = False
    """Whether it is written in words."""
    ordinal: bool = False
    """Whether it is an ordinal's word."""
    units: frozenset[str] = NO_UNITS
    """What it may count, by the names of `units.toml`."""
    doubtful: bool = False
    """Whether what seems to be its unit may be another word."""
    shown: Span | None = None
    """The number with its unit."""
    counts_at: int = -1
    """Where its unit begins, if not behind it: in the middle of "deux heures et demie"."""
    half_of_day: str = ""
    """`am` or `pm` for a time of the clock of which that is known."""
    parts: tuple[Amount, ...] = ()
    """Both numbers of "nine out of ten", which may also be translated one by one."""

    @property
    def known(self) -> bool:
        """Whether it has a value for conversions."""
        return not math.isnan(self.number)

    @property
    def whole(self) -> bool:
        """Whether it has a value for conversions that is whole."""
        return self.known and self.number == int(self.number)

    @property
    def many(self) -> bool:
        """Whether it is no more than a round number: `hundreds`."""
        return any(value.startswith("~") for value in self.values)

    @property
    def of_clock(self) -> bool:
        """Whether it may be a time of the clock."""
        return any(":" in value for value in self.values)

    @property
    def place(self) -> Span:
        """What a reader is shown."""
        return self.shown or self.span

    @property
    def year_like(self) -> bool:
        """Whether it is written like a year."""
        return not self.spelled and self.whole and 1000 <= self.number < 2200


def spell(number: float) -> str:
    """A number as it stands in `Amount.values`."""
    return str(int(number)) if number == int(number) else repr(number)


def through(one: Amount, other: Amount, number: float) -> Amount:
    """One number of what two have been, from the first to the second."""
    span = Span(one.span.start, other.span.end)
    return one._replace(values=frozenset({spell(number)}), number=number, span=span)
