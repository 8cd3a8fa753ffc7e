"""Numbers that several words say together: "tens of thousands", "3 Md€", "2 à 3 millions", "-5"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from db.records import Span
from workbench.checks.numbers.amount import Amount, Grade, spell, through
from workbench.checks.numbers.compounds import feet, metres, past_hour, share, spelled_year
from workbench.checks.numbers.lexicon import NumberWords, UnitWords
from workbench.checks.numbers.parts import last_power, with_fractions, with_half, with_lone_halves
from workbench.checks.numbers.units import money_beside

THOUSAND, MILLIARD = 1000, 1_000_000_000
DOZENS = (0.5, 2, 3, 4, 5, 6, 7, 8, 9)
"""How many dozens may be counted."""
MOST_DIGITS = 20
"""Figures of a number that is multiplied."""
GAP = 60
"""Characters between two numbers that belong together, at most."""
RANGE = 8
"""The same for the ends of a range."""
SIGN = 16
"""Characters before a number in which its sign is looked for."""
WORD = re.compile(r"[^\W\d_]+")
FIGURES = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?")

Merge = Callable[[Amount, Amount, str, NumberWords], Amount | None]


def joined(amounts: Sequence[Amount], level: str, words: NumberWords, units: UnitWords) -> list[Amount]:
    """The numbers of a text in order, where some have been one number only. `level` is the text, levelled."""
    found = [_scaled(one, level, words, units) for one in _with_multiples(amounts, level, words)]
    found = _merged(with_fractions(found, level, words), level, words, _power)
    found = [with_half(one, level, words) for one in found]
    found = _merged(with_lone_halves(found, level, words), level, words, _power)
    for merge in (spelled_year, feet, metres, past_hour, share):
        found = _merged(found, level, words, merge)
    found = [_negative(one, level, words) for one in _ranges(found, level, words)]
    return sorted([*found, *_ages(level, words)], key=lambda one: one.span)


def _merged(amounts: Sequence[Amount], level: str, words: NumberWords, merge: Merge) -> list[Amount]:
    """With every two neighbours merged that `merge` takes for one number."""
    found: list[Amount] = []
    for one in amounts:
        before = found[-1] if found else None
        if before and one.span.start - before.span.end <= GAP:
            together = merge(before, one, level[before.span.end : one.span.start], words)
            if together:
                found[-1] = together
                continue
        found.append(one)
    return found


def _scaled(one: Amount, level: str, words: NumberWords, units: UnitWords) -> Amount:
    """Figures with what multiplies them: "3 Md€", "$3 bn"."""
    if one.spelled or not level[one.span.end - 1].isdecimal() or one.of_clock:
        return one
    scale = words.scale.match(level, one.span.end)
    if scale is None:
        return one
    factor = words.scales[scale.group(1)]
    span = Span(one.span.start, scale.end())
    doubtful = len(scale.group(1)) == 1 or (scale.group().startswith(" ") and factor < MILLIARD)
    if doubtful and not money_beside(span, level, units):
        return one
    values = frozenset(_times(value, factor) for value in one.values if value.replace(".", "", 1).isdecimal())
    return one._replace(values=values, number=one.number * factor, span=span)


def _times(value: str, factor: int) -> str:
    """`2.5` by a million is `2500000`."""
    return format((Decimal(value[:MOST_DIGITS]) * factor).normalize(), "f")


def _power(one: Amount, other: Amount, gap: str, words: NumberWords) -> Amount | None:
    """A number that counts a round one: "dizaines de milliers", "two and a half million", "two dozen"."""
    if not one.known or not other.known or not other.spelled or other.parts:
        return None
    if other.number in (10, 12):
        counted = other.grade == Grade.SOFT and gap in (" ", "-") and one.number in DOZENS
        return through(one, other, one.number * other.number) if counted else None
    if other.number < (THOUSAND if one.number >= 1 else 100) or spell(other.number).strip("0") != "1":
        return None
    if gap not in (" ", "") and (one.number == 1 or not words.powers_of.match(gap)):
        return None
    number = (int(next(iter(one.values))[1:]) if one.many else one.number) * other.number
    value = f"~{int(number)}" if one.many else spell(number)
    grade = Grade.SOFT if one.many or one.number == 1 else Grade.FIRM
    return Amount(frozenset({value}), number, Span(one.span.start, other.span.end), grade, one.spelled)


def _ranges(amounts: Sequence[Amount], level: str, words: NumberWords) -> Iterator[Amount]:
    """The first number of "2 à 3 millions" may be millions too."""
    for one, other in zip_longest(amounts, amounts[1:]):
        if other and 0 < one.number < THOUSAND <= other.number and other.span.start - one.span.end <= RANGE:
            power = _scale_of(level[other.span.start : other.span.end], other.number)
            if power > 1 and words.range.match(level[one.span.end : other.span.start]):
                yield one._replace(values=one.values | {spell(one.number * power)})
                continue
        yield one


def _scale_of(written: str, number: float) -> float:
    """The power that words count by: a million for "2,35 millions" and "trois millions"."""
    figures = FIGURES.match(written)
    if figures is None or written[-1].isdecimal():
        return last_power(written, number)
    factor = number / max(float(figures.group().replace(",", ".")), 1e-9)
    return min((10.0**power for power in (3, 6, 9, 12)), key=lambda power: abs(power - factor))


def _negative(one: Amount, level: str, words: NumberWords) -> Amount:
    """A number below zero has its sign in `number` alone: its values are compared without."""
    if one.spelled or not one.number > 0 or not one.span.start:
        return one
    sign = words.minus.search(level, max(0, one.span.start - SIGN), one.span.start)
    negative = sign is not None and sign.group(1) not in words.lists["not_minus"]
    return one._replace(number=-one.number) if negative else one


def _with_multiples(amounts: Sequence[Amount], level: str, words: NumberWords) -> list[Amount]:
    """With words that say how many times: `doubled`, `twice`."""
    found = []
    for word in words.multiple.finditer(level):
        times = words.multiples[word.group(1)]
        found.append(Amount(frozenset({str(times)}), float(times), Span(*word.span()), Grade.SOFT, True))
    return sorted([*amounts, *found], key=lambda one: one.span) if found else list(amounts)


def _ages(level: str, words: NumberWords) -> list[Amount]:
    """Somebody in the forties by one word: `quadragénaire`."""
    return [
        Amount(frozenset({f"'{age}", str(age)}), float(age), Span(*word.span()), Grade.SOFT, True)
        for word in (WORD.finditer(level) if words.ages else ())
        if (age := words.ages.get(word.group()))
    ]
