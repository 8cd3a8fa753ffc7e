"""The numbers of a source beside those of its target."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from db.records import LanguageTag, Span
from workbench.checks.dates.comparing import dates_of
from workbench.checks.numbers.amount import Amount, Grade
from workbench.checks.numbers.contradicting import contradict, first_or_second
from workbench.checks.numbers.explaining import same_digits, unexplained
from workbench.checks.numbers.lexicon import number_words, unit_words
from workbench.checks.numbers.matching import Pair, matched, partners
from workbench.checks.numbers.reading import Numbers
from workbench.checks.subject import Subject
from workbench.draft.flaws.language import Language
from workbench.draft.flaws.sides import Side
from workbench.text.language import primary

BESIDE = 4
"""Characters between a date and a number that belongs to it."""
KEPT = 4
"""Subjects of which the comparison is kept for the next check."""


class Comparison(NamedTuple):
    """What became of the numbers."""

    source: Numbers
    target: Numbers
    same: list[tuple[Amount, Amount]]
    changed: list[Pair]
    """What stands on one side only, the source's first; both where one took the other's place."""


@lru_cache(maxsize=KEPT)
def compared(subject: Subject) -> Comparison:
    """Compare all numbers that are no part of a date."""
    dates = dates_of(subject)
    source = _numbers(subject.source_side, subject.pair.source, subject.source_lang, dates.source_spans)
    target = _numbers(subject.target_side, subject.pair.target, subject.target_lang, dates.target_spans)
    found = matched(source.amounts, target.amounts)
    turned: list[Pair] = [pair for pair in found.same if contradict(*pair, source, target)]
    if not (found.source or found.target):
        return Comparison(source, target, found.same, turned)
    if same_digits(found.source, subject.source, found.target, subject.target):
        return Comparison(source, target, found.same, turned)
    lost = unexplained(found.source, source, target, found.target)
    made = unexplained(found.target, target, source, found.source)
    lost = _asked_for(lost, target, [difference.source for difference in dates.differences])
    made = _asked_for(made, source, [difference.target for difference in dates.differences])
    changed = [*turned, *first_or_second(lost, made, source, target), *partners(lost, made)]
    return Comparison(source, target, found.same, changed)


def _numbers(side: Side, language: Language, tag: LanguageTag, taken: Sequence[Span]) -> Numbers:
    return Numbers(side, language, number_words(primary(tag)), unit_words(primary(tag)), taken)


def _asked_for(amounts: list[Amount], there: Numbers, dates: Sequence[Span | None]) -> list[Amount]:
    """Without those beside a date that differs already, whose finding says it all.

    Where not every number word of the other language is known, those of this one cannot be missed.
    """
    spans = sorted(span for span in dates if span)
    kept = [one for one in amounts if not _touches(one, spans)]
    if there.language.spelled:
        return kept
    return [one._replace(grade=Grade.WEAK) if one.spelled else one for one in kept]


def _touches(one: Amount, dates: Sequence[Span]) -> bool:
    """Whether a number stands beside one of some stretches in order that do not overlap."""
    place = bisect_right(dates, one.span)
    return any(
        date.start - BESIDE <= one.span.end and one.span.start <= date.end + BESIDE
        for date in dates[max(0, place - 1) : place + 1]
    )
