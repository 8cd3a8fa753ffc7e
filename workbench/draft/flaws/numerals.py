"""The numbers of a text, in figures or in words, as values that can be compared across languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.draft.flaws.language import Language
from workbench.draft.flaws.sides import Side
from workbench.text.fold import fold

_SPACES = " \u00a0\u2009\u202f"
FIGURES = re.compile(
    r"(?P<clock>(?:[01]?\d|2[0-4])(?::|\s?(?:[hH]|[hH]eures?|[hH]oras?|Uhr)\s?)[0-5]\d(?!\w|:))"
    rf"|(?P<parted>\d{{1,3}}(?:[.,'’٬{_SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?)"
    r"|(?P<decimal>\d+[.,٫]\d+(?![.,/]?\d))"
    r"|\d+"
)
"""Figures; what stands before them may still forbid a reading: see `WITHIN`."""
WITHIN = ".,:/"
"""After these, figures are a later part of something that is no number, such as a date."""
ROMANS = re.compile(r"\b(?=[IVXLC]{2}|[VX]e)(?:C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))")
"""Roman numbers of two letters or more, and of one letter before an ordinal's ending."""
ROMAN_ENDS = re.compile(r"(?:e|ème|er|ère|th|st|nd|rd)?(?![\w'’]|\.\w)")
DIGITS = re.compile(r"\d+")
ROMAN_HINT = re.compile(r"[IVXLC](?:[IVXLC]|(?<=[VX])e\b)")
WORD = re.compile(r"[^\W\d_]+")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
MOST_DIGITS = 15
"""Longer numbers are compared digit by digit, whatever stands between the digits."""
NEAR = 12
"""Characters around figures in which a word may say that they are an hour or a decade."""
HUNDRED, THOUSAND = 100, 1000
TIME = 24.0
TWENTY, FOUR = 20, 4
LAST_OF_ONES = 9
"""Nothing smaller follows these in one number: "two first" are two numbers."""
AND = {" et ": 1, "-et-": 1, " y ": 1, " and ": HUNDRED}
"""What may stand between words of one number, and the least number that may stand before."""
ONES = (1, 11)
"""What "et" joins: "vingt et un", "soixante et onze"."""
CENTURIES = ("18", "19", "20")


class Quantity(NamedTuple):
    """One number of a text."""

    values: frozenset[str]
    """What it may mean, each in one spelling: `1500`, `3.5`, `2:30`. Two numbers agree that share one."""
    size: float
    """Its value, for telling small numbers from large ones."""
    span: Span
    spelled: bool
    """Whether it is written in words."""
    vague: bool = False
    """Whether it is a round number that a translation need not have."""


class _Token(NamedTuple):
    """Figures, or one word of a number, before neighbours are joined."""

    values: tuple[str, ...]
    """What figures may mean; empty for a word."""
    number: int
    """What a word means; 0 for figures."""
    span: Span
    kind: str
    """`numerals`, `ordinals`, `vague`, `attached`; empty for figures, `alone` for what joins nothing."""


def quantities(side: Side, language: Language) -> list[Quantity]:
    """All numbers of a text, in order. Number words are those of `language`."""
    text = side.text
    tokens = sorted(
        [*_figures(text), *_romans(text), *_number_words(side, language)], key=lambda one: one.span
    )
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        end = place + 1
        while end < len(tokens) and _follows(tokens[place:end], tokens[end], text):
            if tokens[end].number < THOUSAND and _begins_another(
                tokens[place:end], tokens[end + 1 : end + 2]
            ):
                break
            end += 1
        if tokens[place].kind != "attached":
            found.append(_quantity(tokens[place:end], text, language))
        place = end
    return found


def signs_of_numbers(side: Side, language: Language) -> tuple[list[str], set[int]]:
    """All figures of a text, and what its number words mean, whatever they make together.

    Two texts in which these are the same have the same numbers; where both are empty there is none.
    """
    words = side.known & language.counting
    figures = DIGITS.findall(side.text) + ROMAN_HINT.findall(side.text)
    return figures, {language.number_words[word][0] for word in words}


def _number_words(side: Side, language: Language) -> Iterator[_Token]:
    words = language.number_words
    if side.known.isdisjoint(words) or not side.aligned:
        return
    spans = side.spans
    for place, word in enumerate(side.folded):
        if word in words:
            number, kind = words[word]
            if kind == "eras":
                yield _Token((f"'{number}",), 0, spans[place], "alone")
            else:
                yield _Token((), number, spans[place], kind)


def _romans(text: str) -> Iterator[_Token]:
    for found in ROMANS.finditer(text):
        if ROMAN_ENDS.match(text, found.end()) and text[found.start() - 1 : found.start()] not in ".-'’":
            yield _Token((str(_roman(found.group())), found.group()), 0, Span(*found.span()), "alone")


def _figures(text: str) -> Iterator[_Token]:
    for found in FIGURES.finditer(text):
        span, kind = Span(*found.span()), found.lastgroup
        written = "".join(map(_plain, found.group()))
        if kind and text[max(0, span.start - 1) : span.start] in tuple(WITHIN):
            start = span.start
            for part in re.finditer(r"\d+", written):
                yield _Token((_digits(part.group()),), 0, Span(start + part.start(), start + part.end()), "")
        else:
            yield _Token(tuple(_clock(written) if kind == "clock" else _readings(written, kind)), 0, span, "")


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return {"٫": ".", "٬": ","}.get(char, char)


def _clock(written: str) -> Iterator[str]:
    """A time of the clock by twelve hours, since "14h30" is "2.30 p.m."."""
    hour, minute = re.findall(r"\d+", written)
    yield f"{int(hour) % 12}:{minute}"
    if int(minute) == 0:
        yield hour.lstrip("0") or "0"


def _readings(written: str, kind: str | None) -> Iterator[str]:
    """What figures may mean: `1.500` is 1500 or 1.5, `3,5` is 3.5."""
    place = max(written.rfind("."), written.rfind(","))
    if place >= 0:
        decimals = written[place + 1 :].rstrip("0")
        yield _digits(written[:place]) + (f".{decimals}" if decimals else "")
    if place < 0 or kind == "parted":
        yield _digits(written)


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written)).lstrip("0") or "0"


def _roman(letters: str) -> int:
    values = [ROMAN[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < later else value for value, later in zip(values, following, strict=True))


def _follows(group: Sequence[_Token], other: _Token, text: str) -> bool:
    """Whether a token goes on a number: "vingt et un", "two hundred and five", "3,5 millions"."""
    if group[0].kind == "attached":
        return False  # a letter that multiplies begins no number: "I'm nine"
    one = group[-1]
    between = fold(text[one.span.end : other.span.start])
    if other.kind == "attached":
        return not between and not one.kind
    if other.kind in ("", "alone") or one.kind in ("alone", "ordinals"):
        return False
    if not group[0].kind:
        return other.number >= THOUSAND and between in (" ", "-")
    if between in AND:
        return one.number >= AND[between] and (
            other.number in ONES or (AND[between] > 1 > other.number / HUNDRED)
        )
    if other.kind == "vague" and other.number < HUNDRED:
        return False
    larger = other.number >= HUNDRED or one.number > max(other.number, LAST_OF_ONES)
    return between in (" ", "-") and (larger or (one.number, other.number) == (FOUR, TWENTY))


def _begins_another(group: Sequence[_Token], later: Sequence[_Token]) -> bool:
    """Whether the power that comes later is no smaller than one before: "two million and three million"."""
    power = later[0].number if later else 0
    return power >= THOUSAND and any(THOUSAND <= token.number <= power for token in group)


def _quantity(group: Sequence[_Token], text: str, language: Language) -> Quantity:
    first, span = group[0], Span(group[0].span.start, group[-1].span.end)
    numbers = [token.number for token in group if token.number]
    half = bool(language.halves) and fold(text[span.end : span.end + NEAR]).startswith(language.halves)
    value = first.values[0] if first.values else str(_composed(numbers))
    if first.values and numbers:
        values = {_scaled(value + ".5" * half, _composed(numbers)) for value in first.values}
        if group[-1].kind == "attached":
            values.update(first.values)  # 100m may be metres
    else:
        values = {*first.values, value, *_hours(value, text, span.end, language)}
        values.update(_decade(value, text, span, language))
        if half:
            large = not first.values and numbers[-1] >= THOUSAND
            values.add(str(_composed(numbers) + numbers[-1] // 2) if large else f"{value}.5")
    vague = half or any(token.kind == "vague" for token in group)
    size = _size(value) if first.kind else max(map(_size, values))
    return Quantity(frozenset(values), size, span, not first.values or first.kind == "alone", vague)


def _composed(numbers: Sequence[int]) -> int:
    """The value of number words in a row: 4, 20, 10, 7 is 97; 2, 100, 5, 1000, 6 is 205,006.

    A power makes more of all that is smaller: "mille milliards".
    """
    total = part = 0
    for number in numbers:
        if number > THOUSAND and 0 < total < number:
            total, part = (total + part) * number, 0
        elif number >= THOUSAND:
            total, part = total + max(part, 1) * number, 0
        elif number == HUNDRED and 0 < part < HUNDRED:
            part *= HUNDRED
        elif number == TWENTY and part % HUNDRED == FOUR:
            part += FOUR * TWENTY - FOUR
        else:
            part += number
    return total + part


def _scaled(value: str, factor: int) -> str:
    """`3.5` by a million is `3500000`."""
    if len(value) > MOST_DIGITS or not value.replace(".", "", 1).isdecimal():
        return value
    whole, _, decimals = value.partition(".")
    product, rest = divmod(int(whole + decimals) * factor, 10 ** len(decimals))
    return f"{product}.{str(rest).zfill(len(decimals)).rstrip('0')}" if rest else str(product)


def _hours(value: str, text: str, end: int, language: Language) -> Iterator[str]:
    """The time of the clock where an hour's word follows: "14 heures", "2 p.m.", "6.30 am"."""
    hour, _, minute = value.partition(".")
    if not hour.isdecimal() or len(hour) > 2 or int(hour) > 24 or len(minute) > 2:
        return
    following = [fold(word) for word in WORD.findall(text[end : end + NEAR])]
    if following[:1] and (following[0] in language.hours or "".join(following[:2]) in language.hours):
        yield f"{int(hour) % 12}:{minute.ljust(2, '0')}"


def _decade(value: str, text: str, span: Span, language: Language) -> Iterator[str]:
    """`'50` for the 1950s, which are also "les années 50", "les années cinquante" and "the '50s"."""
    if len(value) == 4 and value.startswith(CENTURIES):
        yield f"'{value[2:]}"
    elif len(value) == 2:
        before = text[max(0, span.start - NEAR) : span.start]
        words = WORD.findall(before)
        named = bool(words) and fold(words[-1]) in language.decades
        if named or before.endswith(("'", "’")) or text.startswith(("s", "'s", "’s"), span.end):
            yield f"'{value}"


def _size(value: str) -> float:
    """The number, as near as it matters; a time of the clock counts as a large one."""
    if value.replace(".", "", 1).isdecimal():
        return float(value[:MOST_DIGITS])
    return TIME if ":" in value else 0.0
