"""Halves, quarters and other parts of a whole, alone or added to a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.records import Span
from workbench.checks.numbers.amount import Amount, Grade, spell
from workbench.checks.numbers.lexicon import NumberWords

THOUSAND = 1000
NEAR = 40
"""Characters before "and a half" in which a word may say that it was one."""
WORD = re.compile(r"[^\W\d_]+")
WHOLE = frozenset({"whole"})


def with_half(one: Amount, level: str, words: NumberWords) -> Amount:
    """A number with the half that follows it: "deux heures et demie", "un million et demi"."""
    if not one.known or one.many or one.parts or any(value.startswith("'") for value in one.values):
        return one
    for pattern, part in _added(words):
        more = pattern.match(level, one.span.end)
        if more:
            number = one.number + part * last_power(level[one.span.start : one.span.end], one.number)
            return one._replace(
                values=frozenset({spell(number)}),
                number=number,
                span=Span(one.span.start, more.end()),
                grade=Grade.FIRM,
                counts_at=one.span.end,
            )
    return one


def _added(words: NumberWords) -> tuple[tuple[re.Pattern[str], float], ...]:
    return (words.halves, 0.5), (words.quarters, 0.25), (words.quarters_to, -0.25)


def last_power(word: str, number: float) -> float:
    """A million for "trois millions", of which a half is meant that follows; else 1."""
    if number < THOUSAND or not any(map(str.isalpha, word)):
        return 1.0
    digits = spell(number)
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** (zeros - zeros % 3))


def with_lone_halves(amounts: Sequence[Amount], level: str, words: NumberWords) -> list[Amount]:
    """With one and a half of what has no number before it: "a year and a half"."""
    taken = {place for one in amounts for place in range(one.span.start, one.span.end + 1)}
    found = list(amounts)
    for pattern, part in _added(words)[:2]:
        for more in pattern.finditer(level):
            before = WORD.findall(level, max(0, more.start() - NEAR), more.start())[-2:]
            single = not words.lists["ones"].isdisjoint(before)
            if single and taken.isdisjoint(range(more.start(), more.end())):
                number, span = 1 + part, Span(more.start() + 1, more.end())
                values = frozenset({spell(number)})
                found.append(Amount(values, number, span, Grade.FIRM, True, counts_at=more.start()))
    return sorted(found, key=lambda one: one.span)


def with_fractions(amounts: Sequence[Amount], level: str, words: NumberWords) -> list[Amount]:
    """With parts of a whole as they are named, joined to the number of parts before them: "deux tiers"."""
    found = {one.span.end: one for one in amounts}
    added = {more.end() for pattern, _ in _added(words) for more in pattern.finditer(level)}
    for word in words.parts.finditer(level):
        if word.end() in added:
            continue
        found.pop(word.end(), None)
        below = words.fractions[word.group()]
        many = found.get(word.start() - 1)
        if many and (
            many.ordinal or not many.whole or not many.number < below or level[word.start() - 1] not in " -"
        ):
            many = None
        if many:
            del found[many.span.end]
        found[word.end()] = _fraction(many, below, word, level, words)
    return sorted((_with_share(one, level, words) for one in found.values()), key=lambda one: one.span)


def _fraction(many: Amount | None, below: int, word: re.Match[str], level: str, words: NumberWords) -> Amount:
    above = int(many.number) if many else 1
    values = {f"{above}/{below}", *([str(below)] if above == 1 and below > 2 else [])}
    return Amount(
        frozenset(values),
        above / below,
        Span(many.span.start if many else word.start(), word.end()),
        Grade.FIRM if above > 1 or _is_counted(word, level, words) else Grade.WEAK,
        spelled=True,
        units=WHOLE,
        parts=(many,) if many else (),
    )


def _is_counted(word: re.Match[str], level: str, words: NumberWords) -> bool:
    """Whether a word for a part is no other word here: "un quart des élus" is no "quart de finale"."""
    if word.group() not in words.lists["weak"]:
        return True
    before = WORD.findall(level, max(0, word.start() - 4), word.start())[-1:]
    return not words.lists["ones"].isdisjoint(before) and bool(words.part_of.match(level, word.end()))


def _with_share(one: Amount, level: str, words: NumberWords) -> Amount:
    """An ordinal that may be one part of that many: "a fifth"."""
    if not one.spelled or not one.whole or not 2 < one.number <= 100:
        return one
    before = WORD.findall(level, max(0, one.span.start - 5), one.span.start)[-1:]
    if words.lists["ones"].isdisjoint(before):
        return one
    return one._replace(values=one.values | {f"1/{int(one.number)}"})
