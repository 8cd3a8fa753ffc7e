"""What is known of the dates of single languages (`checks/words/dates.*.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.checks.numbers.levelled import levelled
from workbench.checks.words import table as table_of

YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d,.]\d|\w)|'?(?<!\d)[3-9]\d(?!\w|[,.]\d| ?%)|'\d\d(?!\w)"
"""A year of four figures, or of two that are no day; any two after an apostrophe."""


@dataclass(frozen=True)
class DateWords:
    """Words and patterns of one language, for levelled text. See `dates.fr.toml`."""

    months: Mapping[str, int]
    """All forms, from 1."""
    short: frozenset[str]
    """Forms that count beside a day or a year only."""
    weekdays: Mapping[str, int]
    """From 0, Monday, as `datetime.date.weekday` has it."""
    days: Mapping[str, int]
    known: frozenset[str]
    """Words without one of which there is no date in words."""
    month: re.Pattern[str]
    """A month's name anywhere."""
    weekday: re.Pattern[str]
    days_before: re.Pattern[str]
    """Days in front of a month, at the end of what is searched; group `days`."""
    days_behind: re.Pattern[str] | None
    year: re.Pattern[str]
    """A year behind a month (and its day); group 1."""
    day: re.Pattern[str]
    """One day in a list of them."""
    through: re.Pattern[str]
    """What makes a range of a list of days."""
    ambiguous: frozenset[str]
    names: frozenset[str]
    heralds: frozenset[str]
    month_first: bool
    night: re.Pattern[str]
    relative: Mapping[str, re.Pattern[str]]
    """Words that may stand for `days`, `months` and `years`."""
    near_days: Mapping[str, int]
    near_day: re.Pattern[str]
    turn: re.Pattern[str]
    """`last` or `next` with the time it stands beside: groups `past`, `what`."""
    periods: Mapping[str, str]
    named_days: Mapping[str, tuple[int, int]]
    named_day: re.Pattern[str]
    not_weekdays: re.Pattern[str]


@cache
def date_words(tag: str) -> DateWords | None:
    """The words for dates in a language by its primary tag; None where there is no list."""
    table = _levelled(table_of("dates", tag))
    if not table:
        return None
    months, short, weekdays = (_numbered(table[name]) for name in ("months", "short_months", "weekdays"))
    days = {day: number for number, day in enumerate(table["days"], 1)}
    days.update({day.replace("-", " "): number for day, number in days.items()})
    return DateWords(
        months={form: number + 1 for form, number in (short | months).items()},
        short=frozenset(short),
        weekdays=weekdays,
        days=days,
        known=frozenset(
            [
                *months,
                *short,
                *weekdays,
                *(day.partition("'")[0] for day in table["near_days"]),
                *table["turns"]["past"],
                *table["turns"]["coming"],
            ]
        ),
        month=re.compile(rf"(?<!\w){_any([*months, *short])}(?!\w)\.?"),
        weekday=re.compile(rf"(?<!\w){_any(weekdays)}(?!\w)"),
        **_day_patterns(table, days, weekdays),
        ambiguous=frozenset(table["ambiguous"]),
        names=frozenset(table["names"]),
        heralds=frozenset(table["heralds"]),
        month_first=table["month_first"],
        night=_word(table["night"]),
        relative={kind: _word(phrases) for kind, phrases in table["relative"].items()},
        near_days=table["near_days"],
        near_day=_word(table["near_days"]),
        turn=_turn(table, weekdays),
        periods={form: period for period, forms in table["periods"].items() for form in forms}
        | {form: str(day) for form, day in weekdays.items()},
        named_days={name: (month, day) for name, (month, day) in table["named_days"].items()},
        named_day=_word(table["named_days"]),
        not_weekdays=_word(table["not_weekdays"]["phrases"]),
    )


def _day_patterns(table: Mapping[str, Any], days: Iterable[str], weekdays: Iterable[str]) -> dict[str, Any]:
    """The patterns for lists of days beside a month."""
    endings = _any(table["day_endings"])
    day = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?: ?{endings}(?!\w))?(?![\w%])|{_any(days)}(?!\w))"
    articles = _any(map(re.escape, [*table["articles"], *table["links"]]))
    joint = rf",? ?{_any(map(re.escape, [*table['to'], *table['and']]))} ?"
    before = rf"(?:{_any(table['articles'])} )?(?:{_any(weekdays)},? )?(?:{_any(table['articles'])} )?"
    listed = rf"{day}(?:(?:, ?{before}{day}){{0,5}}{joint}{before}{day}){{0,3}}"
    return {
        "days_before": re.compile(rf"(?<![\w.,/:-])(?P<days>{listed}),?[ -](?:{articles} ?)?\Z"),
        "days_behind": re.compile(rf",? (?:the )?(?P<days>{listed})(?![:%]|[.,]\d|\w)")
        if table["day_follows"]
        else None,
        "year": re.compile(rf",?[ -](?:{articles} )?({YEAR})"),
        "day": re.compile(day),
        "through": re.compile(rf"(?<![^\W\d]){_any(map(re.escape, table['to']))}(?![^\W\d])"),
    }


def _turn(table: Mapping[str, Any], weekdays: Iterable[str]) -> re.Pattern[str]:
    turns = table["turns"]
    turn = rf"(?:(?P<past>{_any(turns['past'])})|{_any(turns['coming'])})"
    what = rf"(?P<what>{_any([*weekdays, *(form for forms in table['periods'].values() for form in forms)])})"
    both = f"{turn} {what}" if table["turn_first"] else f"{what} {turn}"
    return re.compile(rf"(?<!\w){both}(?!\w)")


def _levelled(value: Any) -> Any:
    if isinstance(value, str):
        return levelled(value)
    if isinstance(value, Mapping):
        return {levelled(key): _levelled(one) for key, one in value.items()}
    return [_levelled(one) for one in value] if isinstance(value, list) else value


def _numbered(forms: Sequence[str]) -> dict[str, int]:
    return {form: number for number, some in enumerate(forms) for form in some.split()}


def _word(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any(map(re.escape, phrases))}(?!\w)")


def _any(phrases: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(set(phrases), key=lambda one: (-len(one), one))) + ")"
