"""Numbers that differ although they look alike: in their sign, the half of the day, first and second."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Span
from workbench.checks.numbers.amount import Amount, Grade
from workbench.checks.numbers.matching import Pair
from workbench.checks.numbers.reading import Numbers


def contradict(one: Amount, other: Amount, source: Numbers, target: Numbers) -> bool:
    """Whether equal numbers differ in their sign, or equal times in the half of the day."""
    if {one.half_of_day, other.half_of_day} == {"am", "pm"}:
        return any(":" in value for value in one.values & other.values)
    if (one.number < 0) == (other.number < 0):
        return False
    there = target if one.number < 0 else source
    return there.words is not None and not there.words.negative.search(there.level)


def first_or_second(
    lost: list[Amount], made: list[Amount], source: Numbers, target: Numbers
) -> Iterator[Pair]:
    """A second that became a first, or a first a second; it is taken from its list.

    "First" alone is no number that is compared: it is said where nothing is counted.
    """
    first, other = (
        numbers.words and numbers.words.first.search(numbers.level) for numbers in (source, target)
    )
    if bool(first) == bool(other):
        return
    some, there = (made, first) if first else (lost, other)
    second = next((one for one in some if one.ordinal and one.number == 2), None)
    if second and there:
        some.remove(second)
        only = Amount(frozenset({"1"}), 1.0, Span(*there.span()), Grade.WEAK, spelled=True, ordinal=True)
        yield (only, second) if first else (second, only)
