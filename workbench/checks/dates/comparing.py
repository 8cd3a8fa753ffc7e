"""The dates of a source beside those of its target."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from db.records import Span
from workbench.checks.dates.differing import Difference, differences
from workbench.checks.dates.lexicon import DateWords, date_words
from workbench.checks.dates.reading import Dates, dates
from workbench.checks.dates.resolving import article_day
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import Side
from workbench.text.language import primary

KEPT = 4
"""Subjects of which the comparison is kept for the next check."""
MARKS = "/-."


class Compared(NamedTuple):
    """What became of the dates."""

    source_spans: Sequence[Span]
    """Stretches of the source whose numbers are parts of dates, in order."""
    target_spans: Sequence[Span]
    differences: Sequence[Difference]


NOTHING = Compared((), (), ())


@lru_cache(maxsize=KEPT)
def dates_of(subject: Subject) -> Compared:
    """Compare the dates; nothing is found where the words of one of the languages are not known."""
    one, other = date_words(primary(subject.source_lang)), date_words(primary(subject.target_lang))
    if one is None or other is None:
        return NOTHING
    if not (_may_tell(subject.source_side, one) or _may_tell(subject.target_side, other)):
        return NOTHING
    source, target = dates(subject.source, one), dates(subject.target, other)
    if _equal(source, target):
        return Compared(source.spans, target.spans, ())
    source, target = source.with_named_days(one), target.with_named_days(other)
    found = differences((source, one), (target, other), article_day(subject.date))
    return Compared(source.spans, target.spans, found)


def _may_tell(side: Side, words: DateWords) -> bool:
    """Whether there may be a date in a text: a cheap look."""
    if not side.known.isdisjoint(words.known):
        return True
    return any(mark in side.text for mark in MARKS) and any(map(str.isdecimal, side.text))


def _equal(source: Dates, target: Dates) -> bool:
    """Whether both have the same dates in the same order, which most have."""
    if [day.number for day in source.weekdays] != [day.number for day in target.weekdays]:
        return False
    days = [[(day.months, day.days, day.year) for day in some.days] for some in (source, target)]
    near = [[day.number for day in some.near_days] for some in (source, target)]
    turns = [[(turn.period, turn.past) for turn in some.turns] for some in (source, target)]
    return days[0] == days[1] and near[0] == near[1] and turns[0] == turns[1]
