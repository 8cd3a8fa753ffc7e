"""What a number counts, and how it converts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from db.records import Span
from workbench.checks.numbers.amount import Amount
from workbench.checks.numbers.lexicon import NumberWords, UnitWords, measures

CLOSE = 0.05
"""Share by which a converted number may be off: both are rounded."""
CLOSE_TIME = 0.02
ROUND = 0.1
"""The same for a number that ends in zeros."""
NEAR = 40
"""Characters behind a time in which a word may say the half of the day, and those before such a word."""
BESIDE = 12
CLOCK = re.compile(r" o'clock")
HOUR = re.compile(r"\d{1,2} ?([^\W\d_]+)")


def with_unit(one: Amount, level: str, units: UnitWords, words: NumberWords | None) -> Amount:
    """A number with the unit that stands behind or before it in the text, which is given levelled."""
    start, end = one.span
    found, shown, doubtful = one.units, one.span, False
    before = units.before.search(level, max(0, start - 5), start)
    after = units.after.match(level, one.counts_at if one.counts_at >= 0 else end)
    if before:
        found = frozenset(measures().before[before.group(1)].split())
        shown = Span(before.start(), end)
    elif after:
        found, shown = units.named[after.group(1)], Span(start, max(end, after.end()))
        doubtful = after.group(1) in units.doubtful
    if words is not None and (":" in "".join(one.values)):
        one = one._replace(half_of_day=_half_of_day(one, level, words))
    return one._replace(units=found, shown=shown, doubtful=doubtful) if found else one


def money_beside(span: Span, level: str, units: UnitWords) -> bool:
    """Whether a number is an amount of money, by what stands next to it."""
    before = units.before.search(level, max(0, span.start - 5), span.start)
    after = None if before else units.after.match(level, span.end)
    names = (
        {measures().before[before.group(1)]} if before else units.named[after.group(1)] if after else set()
    )
    return any(measures().dimensions[unit] == "money" for name in names for unit in name.split())


def _half_of_day(one: Amount, level: str, words: NumberWords) -> str:
    """Which half of the day a time of the clock is in, as far as the words near it or 24 hours tell."""
    figures = HOUR.match(level, one.span.start)
    hour = int(one.number) if one.number == one.number else 0
    by_24 = figures is not None and figures.group(1) in words.lists["clock24"]
    if 12 < hour < 24:
        return "pm"
    for half, pattern in (("am", words.morning), ("pm", words.evening)):
        near = pattern.search(level, one.span.end, one.span.end + NEAR)
        if near and near.start() <= one.span.end + BESIDE:
            return half
    if CLOCK.match(level, one.span.end):
        return "clock"
    if not by_24 or words.evening.search(level):
        return ""
    return "pm" if hour == 12 else "am"


def comparable(one: Amount, other: Amount) -> bool:
    """Whether both may count the same, or one of them is not known to count anything."""
    return not one.units or not other.units or not one.units.isdisjoint(other.units)


def converts(one: Amount, other: Amount, close: float = CLOSE) -> bool:
    """Whether both say the same by different units, within rounding: `close` is the share it may be off."""
    if math.isnan(one.number) or math.isnan(other.number):
        return False
    return any(_converts(one.number, u, other.number, v, close) for u in one.units for v in other.units)


def _converts(number: float, unit: str, other: float, other_unit: str, close: float) -> bool:
    known = measures()
    if unit == other_unit or known.dimensions[unit] != known.dimensions[other_unit]:
        return False
    if (number, unit, other, other_unit) in known.same or (other, other_unit, number, unit) in known.same:
        return True
    if unit == "celsius":
        return abs(number * 1.8 + 32 - other) <= 2
    if unit == "fahrenheit":
        return _converts(other, other_unit, number, unit, close)
    if not known.factors[unit] or not known.factors[other_unit]:
        return False
    exact = abs(number) * known.factors[unit] / known.factors[other_unit]
    close = CLOSE_TIME if known.dimensions[unit] in ("time", "share") else close
    return _rounded(exact, abs(other), close) or _rounded(
        abs(other) * known.factors[other_unit] / known.factors[unit], abs(number), close
    )


def _rounded(exact: float, written: float, close: float) -> bool:
    """Whether a number is what somebody would write for an exact one."""
    if written == 0:
        return exact < 0.5
    off = abs(exact - written) / written
    whole = close >= CLOSE and written == int(written)
    zeros = whole and int(written) % 10 == 0
    return off <= max(close, ROUND * zeros) or (whole and written < 20 and abs(exact - written) <= 0.5)


def shared(amounts: Sequence[Amount], level: str, words: NumberWords) -> list[Amount]:
    """The numbers of a text where those of a range or a list have the unit of the last one: "30 à 40 %"."""
    found: list[Amount] = []
    for one in reversed(amounts):
        last = found[-1] if found else None
        if (
            last
            and last.units
            and not one.units
            and words.spans.fullmatch(level, one.span.end, last.span.start)
        ):
            one = one._replace(units=last.units, doubtful=last.doubtful)
        found.append(one)
    return found[::-1]
