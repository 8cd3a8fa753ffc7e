"""Which days words may mean in an article of a known date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from workbench.checks.dates.reading import Day, NearDay, Weekday

WEEK = 7
HALF_A_YEAR = 183


Item = Day | Weekday | NearDay


def article_day(date: str) -> datetime.date | None:
    """The day of an article; None where only its month or year is known, or nothing."""
    try:
        return datetime.date.fromisoformat(date[:10])
    except ValueError:
        return None


def may_agree(one: Item, other: Item, today: datetime.date | None) -> bool:
    """Whether two different ways of naming a day may name the same one; True where that cannot be told."""
    meant, others = _days(one, today), _days(other, today)
    if meant and others:
        return not meant.isdisjoint(others)
    for day, weekday in ((one, other), (other, one)):
        if isinstance(day, Day) and isinstance(weekday, Weekday) and day.year > 99:
            return any(exact.weekday() == weekday.number for exact in _exact(day, day.year))
    return True


def _days(one: Item, today: datetime.date | None) -> frozenset[datetime.date]:
    """The days that are meant; empty where that is unknown."""
    if today is None or not datetime.date(2, 1, 1) < today < datetime.date(9998, 1, 1):
        return frozenset()
    if isinstance(one, NearDay):
        return frozenset({today + datetime.timedelta(one.number)})
    if isinstance(one, Weekday):
        near = (today + datetime.timedelta(days) for days in range(-WEEK, WEEK + 1))
        return frozenset(day for day in near if day.weekday() == one.number)
    years = [one.year] if one.year > 99 else [today.year - 1, today.year, today.year + 1]
    days = [day for year in years for day in _exact(one, year)]
    return frozenset(day for day in days if one.year > 99 or abs((day - today).days) <= HALF_A_YEAR)


def _exact(one: Day, year: int) -> Iterable[datetime.date]:
    for month in one.months:
        for day in one.days:
            try:
                yield datetime.date(year, month, day)
            except ValueError:
                continue
