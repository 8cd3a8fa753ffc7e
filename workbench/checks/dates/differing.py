"""What differs between the dates of two texts."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from db.records import Span
from workbench.checks.dates.lexicon import DateWords
from workbench.checks.dates.reading import Dates, Day, NearDay, Turn, Weekday
from workbench.checks.dates.resolving import Item, may_agree

Named = TypeVar("Named", Weekday, NearDay)


class Difference(NamedTuple):
    """A date, or a part of one, that stands on one side only, or another one on each."""

    source: Span | None
    target: Span | None


class _Text:
    """One of the two texts."""

    def __init__(self, dates: Dates, words: DateWords) -> None:
        self.dates = dates
        self.words = words

    def says(self, number: int) -> bool:
        """Whether a number stands in it anywhere, as figures or as a day by its word."""
        level = self.dates.level
        if re.search(rf"(?<!\d)0?{number}(?!\d)", level):
            return True
        spelled = [word for word, day in self.words.days.items() if day == number]
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", level) for word in spelled)

    def has(self, other: _Text, span: Span) -> bool:
        """Whether words of the other text stand in it letter for letter, as in a name that stays."""
        words = other.dates.level[span.start : span.end]
        level = self.dates.level
        return words in level and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", level) is not None

    @cached_property
    def relative(self) -> frozenset[str]:
        """For what it has words that may stand for it: `days`, `months`, `years`."""
        found = self.words.relative.items()
        return frozenset(kind for kind, pattern in found if pattern.search(self.dates.level))

    def names(self, day: Day) -> bool:
        """Whether it has a holiday that is this day."""
        return any(
            month in day.months and (not day.days or number in day.days) for month, number in self.dates.named
        )


def differences(
    source: tuple[Dates, DateWords], target: tuple[Dates, DateWords], today: datetime.date | None
) -> list[Difference]:
    """What the dates of two texts, each with the words of its language, do not have in common.

    `today` is the day of the article, by which "yesterday" and weekdays are known.
    """
    one, other = _Text(*source), _Text(*target)
    days, others = (
        _read_alike(one.dates.days, other.dates.days),
        _read_alike(other.dates.days, one.dates.days),
    )
    found = [*_turned(one.dates.turns, other.dates.turns), *_in_common_months(days, others, one, other)]
    changed, lost, made = _changed_months(_not_in(days, others), _not_in(others, days))
    weekdays = _changed(one.dates.weekdays, other.dates.weekdays)
    near_days = _changed(one.dates.near_days, other.dates.near_days)
    found += [*changed, *weekdays[0], *near_days[0]]
    left: list[Item] = [*_asked_for(lost, one, other), *weekdays[1], *near_days[1]]
    right: list[Item] = [*_asked_for(made, other, one), *weekdays[2], *near_days[2]]
    found += _by_other_means(left, right, today)
    found += [Difference(item.span, None) for item in left if _is_missed(item, one, other)]
    found += [Difference(None, item.span) for item in right if _is_missed(item, other, one)]
    return found


def _asked_for(days: Iterable[Day], own: _Text, there: _Text) -> list[Day]:
    """Those that are dates for certain, and that the other text has not as a name."""
    return [day for day in days if day.firm and not there.names(day) and not there.has(own, day.span)]


def _changed(
    some: Sequence[Named], others: Sequence[Named]
) -> tuple[list[Difference], list[Named], list[Named]]:
    """Weekdays or near days that took each other's place, and what is left on either side."""
    lost, made = _without(some, others), _without(others, some)
    found = [Difference(one.span, other.span) for one, other in zip(lost, made, strict=False)]
    return found, lost[len(found) :], made[len(found) :]


def _turned(turns: Sequence[Turn], others: Sequence[Turn]) -> Iterator[Difference]:
    """What was last and became next: "la semaine dernière", "next week"."""
    said, meant = ({(turn.period, turn.past) for turn in some} for some in (turns, others))
    for turn in turns:
        opposite = (turn.period, not turn.past)
        if opposite in meant - said and (turn.period, turn.past) not in meant:
            yield Difference(turn.span, next(its.span for its in others if its.period == turn.period))


def _read_alike(days: Iterable[Day], others: Sequence[Day]) -> list[Day]:
    """Days whose figures may be read both ways, read as the other text has them."""
    known = {(month, day) for other in others for month in other.months for day in other.days}
    found = []
    for one in days:
        fits = sorted(one.either & known)
        if fits:
            month, day = fits[0]
            one = one._replace(months=frozenset({month}), days=frozenset({day}))
        found.append(one)
    return found


def _not_in(days: Sequence[Day], others: Sequence[Day]) -> list[Day]:
    months = frozenset().union(*(other.months for other in others))
    return [day for day in days if months.isdisjoint(day.months)]


def _without(some: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """Those of some weekdays that the other text has not, each once."""
    known = {other.number for other in others}
    return list({one.number: one for one in reversed(some) if one.number not in known}.values())[::-1]


def _changed_months(
    lost: Sequence[Day], made: Sequence[Day]
) -> tuple[list[Difference], list[Day], list[Day]]:
    """Months that took each other's place, those first that have the same day, and what is left."""
    by_days: dict[frozenset[int], deque[Day]] = defaultdict(deque)
    for other in made:
        by_days[other.days].append(other)
    pairs = [(day, by_days[day.days].popleft()) for day in lost if by_days[day.days]]
    left, free = _but(lost, [day for day, _ in pairs]), _but(made, [other for _, other in pairs])
    pairs += zip(left, free, strict=False)
    certain = [(day, other) for day, other in pairs if day.firm or other.firm]
    found = [Difference(day.span, other.span) for day, other in certain]
    return found, _but(lost, [day for day, _ in certain]), _but(made, [other for _, other in certain])


def _but(days: Iterable[Day], others: Iterable[Day]) -> list[Day]:
    spans = {other.span for other in others}
    return [day for day in days if day.span not in spans]


def _in_common_months(
    days: Sequence[Day], others: Sequence[Day], one: _Text, other: _Text
) -> Iterator[Difference]:
    """Days and years that differ in a month that both texts have."""
    for month in sorted(frozenset().union(*(day.months for day in days))):
        some = [day for day in days if month in day.months]
        its = [day for day in others if month in day.months]
        if not its:
            continue
        if not _same_days(some, its) and not _one_night(some, its, one, other):
            lost, made = _days_of(some) - _days_of(its), _days_of(its) - _days_of(some)
            lost = {day for day in lost if not other.says(day)}
            made = {day for day in made if not one.says(day)}
            if lost or made:
                yield Difference(_showing(some, lost), _showing(its, made))
                continue
        years, its_years = ({day.year for day in known} - {0} for known in (some, its))
        if not _same_years(years, its_years, one, other):
            yield Difference(_with_year(some).span, _with_year(its).span)


def _days_of(some: Iterable[Day]) -> set[int]:
    return set().union(*(day.days for day in some))


def _same_days(some: Sequence[Day], its: Sequence[Day]) -> bool:
    one, other = _days_of(some), _days_of(its)
    if one == other:
        return True
    ranged = any(day.ranged for day in (*some, *its))
    return bool(ranged and one and other and min(one) == min(other) and max(one) == max(other))


def _one_night(some: Sequence[Day], its: Sequence[Day], one: _Text, other: _Text) -> bool:
    """Whether a night has both its days in one text only: "la nuit du 5 au 6" is "the night of the 5th"."""
    days, others = _days_of(some), _days_of(its)
    longer, shorter = (days, others) if len(days) > len(others) else (others, days)
    if len(longer) != 2 or not shorter < longer or max(longer) - min(longer) != 1:
        return False
    return any(text.words.night.search(text.dates.level) for text in (one, other))


def _same_years(years: set[int], its: set[int], one: _Text, other: _Text) -> bool:
    if years and its:
        return bool({year % 100 for year in years} & {year % 100 for year in its}) and (
            bool(years & its) or min(years) < 100 or min(its) < 100
        )
    if years or its:
        there = other if years else one
        return "years" in there.relative or any(
            there.says(year) or there.says(year % 100) for year in years | its
        )
    return True


def _showing(some: Sequence[Day], days: set[int]) -> Span:
    return next((day for day in some if day.days & days), some[0]).span


def _with_year(some: Sequence[Day]) -> Day:
    return next((day for day in some if day.year), some[0])


def _by_other_means(lost: list[Item], made: list[Item], today: datetime.date | None) -> Iterator[Difference]:
    """Days named in another way: "lundi" and "3 June". Those that agree are taken from both lists."""
    for one in list(lost):
        others = [other for other in made if type(other) is not type(one)]
        if not others or (isinstance(one, Day) and not one.days):
            continue
        answer = next((other for other in others if may_agree(one, other, today)), None)
        if answer is None:
            yield Difference(one.span, others[0].span)
            answer = others[0]
        lost.remove(one)
        made.remove(answer)


def _is_missed(item: Item, own: _Text, there: _Text) -> bool:
    """Whether a day that one text has is missed in the other one."""
    if "days" in there.relative:
        return False
    if isinstance(item, Day):
        return bool(item.days) or "months" not in there.relative
    if not isinstance(item, Weekday) or there.dates.days or there.has(own, item.span):
        return False
    nights = {(item.number + 1) % 7, (item.number - 1) % 7} & {day.number for day in there.dates.weekdays}
    return not (nights and there.words.night.search(there.dates.level))
