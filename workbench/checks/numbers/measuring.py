"""Units that differ beside equal numbers."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.numbers.amount import Amount
from workbench.checks.numbers.comparing import Comparison
from workbench.checks.numbers.lexicon import measures
from workbench.checks.numbers.reading import Numbers
from workbench.checks.numbers.units import converts

MISSED = frozenset(
    {
        "share",
        "money",
        "length",
        "mass",
        "area",
        "volume",
        "speed",
        "temperature",
        "energy",
        "power",
        "memory",
    }
)
"""Dimensions whose unit is missed where a number stands without it; a time or an age may well go without."""


def other_units(comparison: Comparison) -> Iterator[tuple[Amount, Amount]]:
    """Equal numbers that count something else on each side, or nothing on one of them."""
    for one, other in comparison.same:
        if _differ(one, other, comparison.source, comparison.target):
            yield one, other


def _differ(one: Amount, other: Amount, source: Numbers, target: Numbers) -> bool:
    if _is_fraction(one) or _is_fraction(other) or any(":" in value for value in one.values & other.values):
        return False
    if one.units and other.units:
        if not one.units.isdisjoint(other.units) or (one.number != other.number and converts(one, other)):
            return False
        return not (one.doubtful or other.doubtful) or not _dimensions(one).isdisjoint(_dimensions(other))
    if one.units:
        return _missed(one, other, source, target)
    return bool(other.units) and _missed(other, one, target, source)


def _is_fraction(one: Amount) -> bool:
    return "/" in "".join(one.values)


def _dimensions(one: Amount) -> set[str]:
    return {measures().dimensions[unit] for unit in one.units}


def _missed(one: Amount, other: Amount, own: Numbers, there: Numbers) -> bool:
    """Whether a number's unit is named nowhere in the other text, or a share's less often than in its own."""
    if one.doubtful or not _dimensions(one) <= MISSED or not one.units.isdisjoint(("whole", "point")):
        return False
    if any("~" in value for value in one.values):
        return False
    last = there.following(other)
    if last and not one.units.isdisjoint(last.units):
        return False
    named = there.mentions(one.units)
    if _dimensions(one) != {"share"}:
        return not named
    return named < sum(not one.units.isdisjoint(number.units) for number in own.amounts)


def of_other_money(one: Amount | None, other: Amount | None) -> bool:
    """Whether both are amounts of different money, so that the numbers may well differ."""
    if (
        one is None
        or other is None
        or not one.units
        or not other.units
        or not one.units.isdisjoint(other.units)
    ):
        return False
    return all(measures().dimensions[unit] == "money" for unit in (*one.units, *other.units))
