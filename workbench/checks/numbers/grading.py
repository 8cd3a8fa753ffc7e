"""Single numbers as the reader of drafts finds them, made comparable and graded: see `Amount`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from db.records import Span
from workbench.checks.numbers.amount import NO_UNITS, Amount, Grade, spell
from workbench.checks.numbers.lexicon import NumberWords
from workbench.draft.flaws.language import Language
from workbench.draft.flaws.numerals import Quantity

POWERS = frozenset({100, 1000, 10**6, 10**9, 10**12})
ROUND = frozenset({20, 30, 40, 50, 60})
"""Round numbers that may also be an age: "la trentaine"."""
NEAR = 30
"""Characters before and behind a number in which what belongs to it is looked for."""
MOST_DIGITS = 30
"""Figures of a number that conversions look at."""
LAST_WORD = re.compile(r"([^\W\d_]+)['’ -]*\Z")
FIRST_WORD = re.compile(r"['’ -]*([^\W\d_]+)")
FIGURES = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?")
DIGITS = re.compile(r"\d+")
TWO_AFTER = re.compile(r"-\d\d(?!\d)")
GROUPED = re.compile(r"\D\d{3}\Z")
GROUPS = re.compile(r"\D")
ROMAN = re.compile(r"[IVXLC]{1,9}(?:e|er|ère|ème|th|st|nd|rd)?\Z")
LIKELY_ROMAN = frozenset("IVX")
"""Letters of the numbers behind a name; others are more often an acronym."""


class Grader:
    """Looks at the numbers of one text."""

    def __init__(self, text: str, level: str, language: Language, words: NumberWords | None) -> None:
        """Take a text, the same levelled, and what is known of its language."""
        self._text = text
        self._level = level
        self._language = language
        self._words = words

    def amount(self, one: Quantity) -> Amount | None:
        """A number with what it may mean; None for a word that is no number here."""
        word = self._level[one.span.start : one.span.end]
        number, values = _number(one.values, word), one.values
        if self._words is None:
            grade = Grade.SOFT if number in (0, 1) or one.vague else Grade.FIRM
            return Amount(values, number, one.span, grade, one.spelled)
        halves = self._language.halves
        if one.vague and halves and self._level.startswith(halves, one.span.end):
            number = _without_half(values, word, number)
            values = frozenset({spell(number)})
        before = LAST_WORD.search(self._level, max(0, one.span.start - NEAR), one.span.start)
        last = before.group(1) if before else ""
        if not one.spelled:
            return self._of_figures(one, word, values, number)
        if self._is_none(one.span, word, last, self._words):
            return None
        return self._of_words(one, word, last, values, number, self._words)

    def _of_figures(self, one: Quantity, word: str, values: frozenset[str], number: float) -> Amount:
        assert self._words is not None
        units = NO_UNITS
        parts: tuple[Amount, ...] = ()
        if any(":" in value for value in values) and number % 1:
            units, parts = frozenset({"hour"}), _hours_and_minutes(word, one.span.start)
        elif GROUPED.search(word) and set(GROUPS.findall(word)) <= self._words.lists["groups"]:
            values = frozenset({GROUPS.sub("", word).lstrip("0") or "0"})
        elif len(word) == 4 and word.isdecimal():
            values = frozenset({word.lstrip("0"), *(value for value in values if value.startswith("'"))})
        elif len(word) == 2:
            values = values | _completed(word, self._level, one.span)
        power = self._words.power_or_unit.get(word.rpartition(" ")[2])
        if power:
            values = values | {spell(number / power)}
        grade = Grade.SOFT if number in (0, 1) or one.vague else Grade.FIRM
        return Amount(values, number, one.span, grade, units=units, parts=parts)

    def _of_words(
        self, one: Quantity, word: str, last: str, values: frozenset[str], number: float, words: NumberWords
    ) -> Amount:
        many = _many(word, number, last, words)
        if many:
            return Amount(frozenset({many}), number, one.span, Grade.SOFT, spelled=True)
        if word in words.near:
            values = values | {str(words.near[word])}
        if one.vague and number in ROUND:
            values = values | {f"'{int(number)}"}
        ordinal = words.ordinals.search(word) is not None
        return Amount(values, number, one.span, self._grade(one, word, number, last, words), True, ordinal)

    def _grade(self, one: Quantity, word: str, number: float, last: str, words: NumberWords) -> Grade:
        if word in words.lists["weak"] or (word in self._language.numerals and self._is_name(one.span)):
            return Grade.WEAK
        if number in (0, 1) or number in POWERS or one.vague:
            return Grade.SOFT
        return Grade.SOFT if number == 2 and last in words.lists["definite"] else Grade.FIRM

    def _is_name(self, span: Span) -> bool:
        """Whether a number's word has a capital in the middle of a sentence: the town of Trente."""
        before = self._text[max(0, span.start - 2) : span.start]
        capital = self._text[span.start : span.start + 2].istitle()
        return capital and len(before) == 2 and before[0].islower() and before[1].isspace()

    def _is_none(self, span: Span, word: str, last: str, words: NumberWords) -> bool:
        """Whether a number's word is none here: "pour cent", or capitals such as `CV`."""
        if word in words.lists["not_numbers"] or last in words.no_number_after.get(word, ()):
            return True
        return bool(ROMAN.match(self._text[span.start : span.end])) and not self._is_roman(span, last, words)

    def _is_roman(self, span: Span, last: str, words: NumberWords) -> bool:
        text = self._text
        following = FIRST_WORD.match(self._level, span.end)
        if text[span.end : span.end + 1].isalpha() or last in words.lists["roman_after"]:
            return True
        if following and following.group(1) in words.lists["roman_before"]:
            return True
        before = LAST_WORD.search(text, max(0, span.start - NEAR), span.start)
        named = before is not None and before.group(1)[:1].isupper() and before.group(1)[1:].islower()
        return named and len(last) > 2 and LIKELY_ROMAN.issuperset(text[span.start : span.end])


def _many(word: str, number: float, last: str, words: NumberWords) -> str:
    """`~100` for "centaines" and "several hundred", else nothing."""
    if word in words.many:
        return f"~{words.many[word]}"
    several = last in words.lists["several"] and word.isalpha()
    if several and (number in POWERS or word in words.near):
        return f"~{10 if number < min(POWERS) else int(number)}"
    return ""


def _number(values: Iterable[str], word: str) -> float:
    """The value for conversions: the largest reading of what has letters, the likelier one of figures."""
    plain = [float(value[:MOST_DIGITS]) for value in values if value.replace(".", "", 1).isdecimal()]
    if not plain:
        return _hours(word)
    if any(map(str.isalpha, word)):
        return max(plain)
    return min(plain, key=lambda number: (number % 1 > 0, -number))


def _hours(word: str) -> float:
    """The hours of "1h30"; NaN for other words."""
    figures = DIGITS.findall(word)
    return int(figures[0]) + int(figures[1]) / 60 if len(figures) == 2 else math.nan


def _hours_and_minutes(word: str, start: int) -> tuple[Amount, ...]:
    """The parts of "2h45", which may also be "2 hours 45 minutes"."""
    return tuple(
        Amount(
            frozenset({figures.group().lstrip("0") or "0"}),
            float(figures.group()),
            Span(start + figures.start(), start + figures.end()),
            Grade.FIRM,
            units=frozenset({unit}),
        )
        for figures, unit in zip(DIGITS.finditer(word), ("hour", "minute"), strict=False)
    )


def _without_half(values: Iterable[str], word: str, number: float) -> float:
    """The number of "2 millions" where "et demi" follows, which the first reading has added."""
    plain = [float(value[:MOST_DIGITS]) for value in values if value.replace(".", "", 1).isdecimal()]
    figures = FIGURES.match(word)
    if len(plain) != 1 or figures is None:
        return min(plain, default=number)
    written = float(figures.group().replace(",", "."))
    return round(plain[0] / (written + 0.5) * written, 6)


def _completed(word: str, level: str, span: Span) -> set[str]:
    """The year of which only two figures are written: the second one of "2011-12", both of "14-18"."""
    mark, year = level[max(0, span.start - 1) : span.start], level[max(0, span.start - 5) : span.start - 1]
    if mark in ("-", "/") and len(year) == 4 and year.isdecimal():
        return {year[:2] + word}
    if TWO_AFTER.match(level, span.end) or (mark == "-" and year[-2:].isdecimal()):
        return {f"'{word}"}
    return set()
