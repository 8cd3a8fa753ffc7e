"""The dates of a text: days with their months and years, and weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.records import Span
from workbench.checks.dates.lexicon import DateWords
from workbench.checks.numbers.levelled import levelled

BEFORE, BEHIND = 70, 60
"""Characters around a month in which its days and its year are looked for."""
FIGURES = re.compile(
    r"(?<![\w.,/-])(?:(?P<iso>(?:1[5-9]|2[01])\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))"
    r"|(?P<one>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})(?P=mark)(?P<year>(?:1[5-9]|20|21)\d\d|\d\d))(?![\w/-]|[.,]\d)"
)
LAST_WORD = re.compile(r"([^\W\d_]+)['’ -]*\Z")


class Day(NamedTuple):
    """A month of a text with what stands beside it."""

    months: frozenset[int]
    """The month; two of them where figures may be read both ways."""
    days: frozenset[int]
    """Empty for a month alone; for figures that may be read both ways, both."""
    ranged: bool
    """Whether the days are the ends of a range."""
    year: int
    """Of four figures, of two where no more are written, 0 for none."""
    span: Span
    firm: bool = True
    """Whether it is a date for certain, and not a word that may be one."""
    either: frozenset[tuple[int, int]] = frozenset()
    """Months with their days where figures may be read both ways."""


class Weekday(NamedTuple):
    """A weekday of a text, 0 for Monday."""

    number: int
    span: Span


class NearDay(NamedTuple):
    """A word such as "yesterday", by days from the day of the article."""

    number: int
    span: Span


class Turn(NamedTuple):
    """A time by its place: "last week", "next week"."""

    period: str
    past: bool
    span: Span


class Dates(NamedTuple):
    """All that tells a day in one text."""

    level: str
    days: list[Day]
    weekdays: list[Weekday]
    near_days: list[NearDay]
    turns: list[Turn]
    spans: list[Span]
    """Stretches whose numbers are parts of dates, in order."""
    named: tuple[tuple[int, int], ...] = ()
    """Month and day of days with a name, such as "Bastille Day", once they are looked for."""

    def with_named_days(self, words: DateWords) -> Dates:
        """The same with the days that have a name."""
        found = list(words.named_day.finditer(self.level))
        named = [Span(*match.span()) for match in found]
        days = [
            day for day in self.days if not any(span.start <= day.span.start < span.end for span in named)
        ]
        spans = sorted([*named, *(day.span for day in days)])
        return self._replace(
            days=days, spans=spans, named=tuple(words.named_days[match.group()] for match in found)
        )


def dates(text: str, words: DateWords) -> Dates:
    """The dates of a text in a language of which the words are known."""
    level = levelled(text)
    found = [*_in_words(text, level, words), *_in_figures(level, words)]
    found.sort(key=lambda day: day.span)
    avoided = [Span(*match.span()) for match in words.not_weekdays.finditer(level)]
    weekdays = [
        Weekday(words.weekdays[match.group()], Span(*match.span()))
        for match in words.weekday.finditer(level)
        if not any(span.start <= match.start() < span.end for span in avoided)
    ]
    near = [
        NearDay(words.near_days[match.group()], Span(*match.span()))
        for match in words.near_day.finditer(level)
    ]
    turns = [
        Turn(words.periods[match["what"]], match["past"] is not None, Span(*match.span()))
        for match in words.turn.finditer(level)
    ]
    return Dates(level, found, weekdays, near, turns, [day.span for day in found])


def _in_words(text: str, level: str, words: DateWords) -> Iterator[Day]:
    end = 0
    for month in words.month.finditer(level):
        name = month.group().rstrip(".")
        before = words.days_before.search(level, max(end, month.start() - BEFORE), month.start())
        listed, place = (before.group("days") if before else ""), month.end()
        if month.group().endswith(".") and name not in words.short:
            place -= 1
        behind = words.days_behind.match(level, place) if words.days_behind and not listed else None
        if behind:
            listed, place = behind.group("days"), behind.end()
        year = words.year.match(level, place, place + BEHIND)
        if year:
            place = year.end()
        start = before.start() if before else month.start()
        if name in words.short and not (listed[:1].isdecimal() or year):
            if not month.group().endswith("."):
                continue
            listed, before, place = "", None, month.end()
        if name in words.ambiguous and not text[month.start()].isupper():
            continue
        firm = bool(listed or year) or _is_month(text, level, month, name, words)
        days, ranged = _listed(listed, words)
        number = int(year.group(1).strip("'")) if year else 0
        end = place
        yield Day(frozenset({words.months[name]}), days, ranged, number, Span(start, place), firm)


def _is_month(text: str, level: str, month: re.Match[str], name: str, words: DateWords) -> bool:
    """Whether a month's name without day and year is no other word, as `May` and `Mars` may be."""
    if name in words.short:
        return False
    if name not in words.ambiguous and (name not in words.names or not text[month.start()].isupper()):
        return True
    before = LAST_WORD.search(level, max(0, month.start() - BEFORE), month.start())
    return before is not None and before.group(1) in words.heralds


def _listed(listed: str, words: DateWords) -> tuple[frozenset[int], bool]:
    days = []
    for day in words.day.finditer(listed):
        figures = re.match(r"\d+", day.group())
        days.append(int(figures.group()) if figures else words.days[day.group()])
    return frozenset(days), len(days) > 1 and bool(words.through.search(listed))


def _in_figures(level: str, words: DateWords) -> Iterator[Day]:
    for found in FIGURES.finditer(level):
        span = Span(*found.span())
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
            yield Day(frozenset({month}), frozenset({day}), False, year, span)
            continue
        one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
        if len(found["year"]) == 2 and not (
            found["mark"] == "/" or len(found["one"]) == len(found["other"]) == 2
        ):
            continue
        either = {(other, one), *([(one, other)] if words.month_first else [])}
        either = {(month, day) for month, day in either if 1 <= month <= 12 and 1 <= day <= 31}
        if either:
            months, days = (frozenset(some) for some in zip(*either, strict=True))
            yield Day(
                months, days, False, year, span, either=frozenset(either) if len(either) > 1 else frozenset()
            )
