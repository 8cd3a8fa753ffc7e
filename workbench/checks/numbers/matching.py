"""Which number of the source is which number of the target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.checks.numbers.amount import Amount, Grade
from workbench.checks.numbers.units import comparable, converts

Pair = tuple[Amount | None, Amount | None]
LARGE = 10
"""The least number that is a large one."""
TINY = 1e-6
LOOKED_AT = 8
"""Candidates for one number: more would be quadratic in a text that repeats a number."""


class Matched(NamedTuple):
    """The numbers of two texts beside each other."""

    same: list[tuple[Amount, Amount]]
    source: list[Amount]
    """Those of the source without a counterpart."""
    target: list[Amount]


def matched(source: Sequence[Amount], target: Sequence[Amount]) -> Matched:
    """Pairs of equal numbers, those first whose units agree; a number has one counterpart."""
    same, source_left, target_left = _equal(source, target)
    if source_left and target_left:
        more, source_left, target_left = _converted(source_left, target_left)
        same += more
    if any(one.parts for one in (*source_left, *target_left)):
        parted = _equal(list(_apart(source_left)), list(_apart(target_left)))
        same += parted[0]
        source_left, target_left = (
            _together(whole, some) for whole, some in ((source_left, parted[1]), (target_left, parted[2]))
        )
    return Matched(same, source_left, target_left)


def agree(one: Amount, other: Amount) -> bool:
    """Whether two numbers may mean the same."""
    common = one.values & other.values
    if not common or (one.year_like and other.year_like and one.number != other.number):
        return False
    if all(value.endswith(":00") for value in common) and one.number != other.number:
        return min(one, other, key=lambda hour: hour.number).half_of_day != ""
    return True


def _equal(
    source: Sequence[Amount], target: Sequence[Amount]
) -> tuple[list[tuple[Amount, Amount]], list[Amount], list[Amount]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(target):
        for value in one.values:
            places[value].append(place)
    taken: set[int] = set()
    answers: dict[int, int] = {}
    for strict in (True, False):
        for index, one in enumerate(source):
            if index not in answers:
                for place in _candidates(one, places, taken):
                    if agree(one, target[place]) and (not strict or comparable(one, target[place])):
                        answers[index] = place
                        taken.add(place)
                        break
    same = [(source[index], target[place]) for index, place in sorted(answers.items())]
    left = [one for index, one in enumerate(source) if index not in answers]
    return same, left, [one for place, one in enumerate(target) if place not in taken]


def _candidates(one: Amount, places: dict[str, list[int]], taken: set[int]) -> list[int]:
    found: set[int] = set()
    for value in one.values:
        some = places.get(value)
        while some and some[0] in taken:
            del some[0]
        found.update([place for place in (some or ())[:LOOKED_AT] if place not in taken])
    return sorted(found)


def _apart(amounts: Iterable[Amount]) -> Iterator[Amount]:
    for one in amounts:
        yield from one.parts or (one,)


def _together(whole: Iterable[Amount], left: Iterable[Amount]) -> list[Amount]:
    """What is left when numbers of two parts were compared part by part: a whole where no part was found."""
    still = {one.span for one in left}
    found = []
    for one in whole:
        parts = [part for part in one.parts if part.span in still]
        if len(parts) == len(one.parts):
            found += [one] if one.parts or one.span in still else []
        else:
            found += [part for part in parts if part.number != 1]
    return found


def _converted(
    source: Sequence[Amount], target: Sequence[Amount]
) -> tuple[list[tuple[Amount, Amount]], list[Amount], list[Amount]]:
    same: list[tuple[Amount, Amount]] = []
    left, others = [], list(target)
    for one in source:
        likely = (its for its in others[:LOOKED_AT] if converts(one, its) or _equal_measures(one, its))
        other = next(likely, None)
        if other is None:
            left.append(one)
        else:
            others.remove(other)
            same.append((one, other))
    return same, left, others


def _equal_measures(one: Amount, other: Amount) -> bool:
    """Whether both are equal though written otherwise: "1h30" and "1.5 hours"."""
    return bool(one.units) and not one.units.isdisjoint(other.units) and _same_hour(one.number, other.number)


def _same_hour(one: float, other: float) -> bool:
    """Whether two values are equal, or two times of the clock that have minutes by twelve hours."""
    by_twelve = abs(abs(one - other) - 12) < TINY and one % 1 > 0 and max(one, other) < 24
    return by_twelve or abs(one - other) < TINY


def partners(lost: Sequence[Amount], made: Sequence[Amount]) -> list[Pair]:
    """What took the place of what, the most alike first; then what is FIRM and has no partner.

    Two numbers make a pair where one of them is FIRM, or where both are SOFT; each comes once.
    """
    answers: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, place in sorted(_likely(lost, made)):
        if index not in answers and place not in taken:
            answers[index] = place
            taken.add(place)
    found: list[Pair] = []
    for index, one in enumerate(lost):
        if index in answers:
            found.append((one, made[answers[index]]))
        elif one.grade == Grade.FIRM:
            found.append((one, None))
    alone = [one for place, one in enumerate(made) if place not in taken and one.grade == Grade.FIRM]
    return [*found, *((None, one) for one in alone)]


def _likely(lost: Sequence[Amount], made: Sequence[Amount]) -> Iterator[tuple[int, int, int]]:
    """Numbers that stand not too far apart in their lists: how unlike they are, and both places."""
    for index, one in enumerate(lost):
        first = max(0, index - LOOKED_AT)
        for place, other in enumerate(made[first : index + LOOKED_AT], first):
            grades = {one.grade, other.grade}
            if Grade.FIRM in grades or (grades == {Grade.SOFT} and _of_a_kind(one, other)):
                yield -_likeness(one, other), index, place


def _of_a_kind(one: Amount, other: Amount) -> bool:
    """Whether both are small numbers or both large: else neither of two soft ones took the other's place."""
    return (abs(one.number) < LARGE) == (abs(other.number) < LARGE)


def _likeness(one: Amount, other: Amount) -> int:
    """How much speaks for it that one number took the other's place."""
    same_unit = bool(one.units) and not one.units.isdisjoint(other.units)
    no_unit = one.units == other.units
    near = 0.5 < abs(one.number) / (abs(other.number) or 1) < 2
    return 3 * same_unit + no_unit + (one.spelled == other.spelled) + 2 * near + one.grade + other.grade
