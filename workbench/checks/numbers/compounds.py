"""Two numbers that make one by what stands between them: 6'7", "1m80", "half past eight", "9 sur 10"."""

from __future__ import annotations

from db.records import Span
from workbench.checks.numbers.amount import Amount, Grade, through
from workbench.checks.numbers.lexicon import NumberWords

MILLION = 1_000_000
INCHES = 12
LARGEST_SHARE = 1000
"""No more are counted in "one in a thousand"; those over 20 are round."""
ODD = 20


def spelled_year(one: Amount, other: Amount, gap: str, words: NumberWords) -> Amount | None:
    """A year said in two halves: "nineteen ninety-four"."""
    spelled = one.spelled and other.spelled and gap == " " and one.whole and other.whole
    if spelled and 13 <= one.number <= 20 and 10 <= other.number <= 99:
        return through(one, other, one.number * 100 + other.number)
    return None


def feet(one: Amount, other: Amount, gap: str, words: NumberWords) -> Amount | None:
    """Feet and inches, as people are measured: 6'7"."""
    if gap.strip() not in words.lists["feet"] or not 2 < one.number < 9 or not other.number < INCHES:
        return None
    return through(one, other, one.number + other.number / INCHES)._replace(
        values=frozenset({f"{int(one.number)}'{other.number:g}"}),
        grade=Grade.FIRM,
        units=frozenset({"foot"}),
        parts=(one, other),
    )


def metres(one: Amount, other: Amount, gap: str, words: NumberWords) -> Amount | None:
    """Metres and centimetres: "1m80", of which the first reading made 1 or a million."""
    figures = min(one.values, key=len)
    if gap or one.spelled or not figures.isdecimal() or one.number != float(figures) * MILLION:
        return None
    number = float(figures) + other.number / 100
    return through(one, other, number)._replace(grade=Grade.FIRM, units=frozenset({"metre"}))


def past_hour(one: Amount, other: Amount, gap: str, words: NumberWords) -> Amount | None:
    """A time by the hour it is past or before: "half past eight", "a quarter to nine"."""
    past, before = (gap.strip() in words.lists[name] for name in ("past", "to_go"))
    if one.number not in (0.25, 0.5) or not 0 < other.number <= 12 or not (past or before):
        return None
    number = other.number + (one.number if past else -one.number)
    return through(one, other, number)._replace(
        values=frozenset({f"{int(number) % 12}:{round(number % 1 * 60)}"}),
        grade=Grade.FIRM,
        units=frozenset({"hour"}),
    )


def share(one: Amount, other: Amount, gap: str, words: NumberWords) -> Amount | None:
    """A part of so many: "un homme sur deux", "nine out of ten", "2/3"."""
    above, below = one.number, other.number
    if not 0 < above < below <= LARGEST_SHARE or above % 1 or below % 1 or one.parts or other.parts:
        return None
    slash = gap == "/" and below <= INCHES and not one.spelled and not other.spelled
    counted = one.grade != Grade.WEAK and not one.ordinal and (below <= ODD or not below % 5)
    if not slash and not (counted and words.out_of.match(gap)):
        return None
    return Amount(
        frozenset({f"{int(above)}/{int(below)}"}),
        above / below,
        Span(one.span.start, other.span.end),
        Grade.FIRM,
        one.spelled,
        units=frozenset({"whole"}),
        parts=(one, other),
    )
