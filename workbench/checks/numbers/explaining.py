"""Numbers that need no counterpart, because other words of the other text say what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.checks.numbers.amount import Amount, Grade, spell
from workbench.checks.numbers.lexicon import measures
from workbench.checks.numbers.reading import Numbers
from workbench.checks.numbers.units import converts

LOOSE = 0.1
"""How far off the conversion of a number may be that the text itself has converted."""
LOOKED_AT = 50
"""Numbers of the other text that are looked at for that: more would be quadratic in its length."""
BRACKET = 12
"""Characters between a bracket and the amount of money before or behind it, at most."""
LONGEST_NAME = 30
DIGITS = re.compile(r"\d")
SECOND = "2nd"
"""Stands for the number two where it is an ordinal."""
PHONE = 8
"""Figures by which a telephone number is known again, with or without its prefix."""


def unexplained(
    amounts: Sequence[Amount], own: Numbers, other: Numbers, left: Sequence[Amount]
) -> list[Amount]:
    """Those of one text's unmatched numbers that nothing in the other text stands for.

    `left` are the unmatched ones of the other text. What is said a second time is graded down: it is
    missed only where another number stands in its place.
    """
    twice = frozenset().union(*(one.values for one in other.amounts))
    idioms = [found.span() for found in own.words.idioms.finditer(own.level)] if own.words else []
    few = other.words is None or not other.side.known.isdisjoint(other.words.lists["few"])
    found = []
    for one in amounts:
        if _is_explained(one, own, other):
            continue
        if _converts_money(one, own) and all(one.units.isdisjoint(its.units) for its in left):
            continue
        if any(start <= one.span.start and one.span.end <= end for start, end in idioms):
            one = one._replace(grade=Grade.WEAK)
        elif not one.values.isdisjoint(twice):
            one = one._replace(grade=min(one.grade, Grade.SOFT))
        elif one.many and not few:
            one = one._replace(grade=Grade.FIRM)
        found.append(one)
    return found


def _is_explained(one: Amount, own: Numbers, other: Numbers) -> bool:
    if not one.values.isdisjoint(other.elsewhere) or _is_name(one, own, other):
        return True
    if _is_said(one, other.said) or _is_one_unit(one, other):
        return True
    return any(converts(one, its, LOOSE) for its in other.amounts[:LOOKED_AT])


def _is_said(one: Amount, said: frozenset[str]) -> bool:
    """Whether words stand for a number; of figures that may be read in two ways, for the likelier one."""
    if one.ordinal and SECOND in said and "2" in one.values:
        return True
    if one.known and not one.parts and one.number >= 1:
        return spell(one.number) in said
    return not one.values.isdisjoint(said)


def _is_name(one: Amount, own: Numbers, other: Numbers) -> bool:
    """Whether the number stands in the other text letter for letter, in a name such as "BBC Two"."""
    text, (start, end) = own.level, one.span
    first, last = max(0, start - LONGEST_NAME), min(len(text), end + LONGEST_NAME)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in "-/."):
        start -= 1
    while end < last and text[end].isalnum():
        end += 1
    written = text[start:end]
    if not any(map(str.isalpha, written)) or written in other.language.number_words:
        return False
    return written in other.tokens


def _is_one_unit(one: Amount, other: Numbers) -> bool:
    """Whether a unit of the other text alone says as much: "24 heures" is `a day`, "1,5 km" `a mile`."""
    if not one.units or _is_share(one):
        return False
    return any(
        converts(one, one._replace(number=1.0, units=units), LOOSE)
        for units, single in other.named_units
        if single or _is_time(units)
    )


def _is_share(one: Amount) -> bool:
    return all(measures().dimensions[unit] == "share" for unit in one.units)


def _is_time(units: frozenset[str]) -> bool:
    return all(measures().dimensions[unit] == "time" for unit in units)


def _converts_money(one: Amount, own: Numbers) -> bool:
    """Whether an amount in brackets tells what the one before is in other money: "£9 ($14)"."""
    if "money" not in {measures().dimensions[unit] for unit in one.units}:
        return False
    start = one.place.start
    bracket = own.level.rfind("(", max(0, start - BRACKET), start)
    if bracket < 0 or ")" in own.level[bracket:start]:
        return False
    before = own.before(bracket)
    return before is not None and bracket - before.place.end < BRACKET and not before.units <= one.units


def same_digits(one: Sequence[Amount], one_text: str, other: Sequence[Amount], other_text: str) -> bool:
    """Whether figures are the same that are only grouped otherwise: telephone numbers, times of a race."""
    if len(one) + len(other) < 3:
        return False
    digits, others = _digits(one, one_text), _digits(other, other_text)
    if not digits or not others:
        return False
    return digits == others or (min(len(digits), len(others)) >= PHONE and digits[-PHONE:] == others[-PHONE:])


def _digits(amounts: Sequence[Amount], text: str) -> str:
    """All figures in a row; nothing where words multiply them or stand among them."""
    written = "".join(text[one.span.start : one.span.end] for one in amounts)
    return "" if any(map(str.isalpha, written)) else "".join(DIGITS.findall(written))
