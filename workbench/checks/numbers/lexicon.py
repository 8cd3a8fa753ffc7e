"""What is known of the number words and the units of single languages (`checks/words/`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.checks.numbers.levelled import levelled
from workbench.checks.words import table


@dataclass(frozen=True)
class NumberWords:
    """Words of one language, levelled, that tell what its numbers mean; explained in `numbers.fr.toml`."""

    no_number_after: Mapping[str, frozenset[str]]
    scales: Mapping[str, int]
    many: Mapping[str, int]
    near: Mapping[str, int]
    power_or_unit: Mapping[str, int]
    fractions: Mapping[str, int]
    multiples: Mapping[str, int]
    """How words begin that say how many times."""
    ages: Mapping[str, int]
    stands_for: Mapping[str, frozenset[str]]
    """Numbers as they are spelled in `Amount.values`."""
    openings: tuple[tuple[str, frozenset[str]], ...]
    """The same for all words that begin so."""
    lists: Mapping[str, frozenset[str]]
    halves: re.Pattern[str]
    """After a number, with at most one word between: what adds a half."""
    quarters: re.Pattern[str]
    quarters_to: re.Pattern[str]
    parts: re.Pattern[str]
    """A word of `fractions`."""
    out_of: re.Pattern[str]
    """All that stands between a part and its whole."""
    range: re.Pattern[str]
    spans: re.Pattern[str]
    multiple: re.Pattern[str]
    part_of: re.Pattern[str]
    """After a fraction: what it is a part of."""
    powers_of: re.Pattern[str]
    scale: re.Pattern[str]
    minus: re.Pattern[str]
    """Before a number."""
    first: re.Pattern[str]
    ordinals: re.Pattern[str]
    """How a number's word ends that is an ordinal."""
    negative: re.Pattern[str]
    """What may stand for the sign of a number below zero."""
    morning: re.Pattern[str]
    evening: re.Pattern[str]
    idioms: re.Pattern[str]


@dataclass(frozen=True)
class UnitWords:
    """Units by their names in one language."""

    named: Mapping[str, frozenset[str]]
    """A name, levelled, and the units that it may mean."""
    after: re.Pattern[str]
    """After a number: what links it to its unit, and the unit (group 1)."""
    before: re.Pattern[str]
    """Before a number."""
    standing: re.Pattern[str]
    """A unit's name anywhere."""
    doubtful: frozenset[str]
    """Names that are other words as well."""


@dataclass(frozen=True)
class Measures:
    """What holds of units in any language."""

    dimensions: Mapping[str, str]
    factors: Mapping[str, float]
    same: frozenset[tuple[float, str, float, str]]
    symbols: Mapping[str, str]
    before: Mapping[str, str]


@cache
def number_words(tag: str) -> NumberWords | None:
    """The number words of a language by its primary tag; None where there is no list."""
    known = table("numbers", tag)
    if not known:
        return None
    lists = {name: [levelled(phrase) for phrase in phrases] for name, phrases in known["lists"].items()}
    stands_for = {
        levelled(word): frozenset(map(str, numbers)) for word, numbers in known["stands_for"].items()
    }
    tables: dict[str, Any] = {
        name: {levelled(word): number for word, number in known[name].items()}
        for name in ("scales", "many", "near", "power_or_unit", "fractions", "multiples", "ages")
    }
    return NumberWords(
        **tables,
        **_patterns(lists, tables),
        no_number_after=_words_by_word(known["no_number_after"]),
        stands_for={word: numbers for word, numbers in stands_for.items() if not word.endswith("*")},
        openings=tuple((word[:-1], numbers) for word, numbers in stands_for.items() if word.endswith("*")),
        lists={name: frozenset(phrases) for name, phrases in lists.items()},
    )


def _patterns(lists: Mapping[str, Sequence[str]], tables: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The patterns of a language for levelled text, by the names they have in `NumberWords`."""
    words = {name: _any(map(re.escape, phrases)) for name, phrases in [*lists.items(), *tables.items()]}
    halves = _any(phrase.replace(" ", "[ -]") for phrase in lists["halves"])
    counted = r"(?:[^\W\d_]{1,20} )?"
    patterns = {
        "halves": rf"[ -]{counted}{halves}\b",
        "quarters": rf" {counted}{words['quarters']}\b",
        "quarters_to": rf" {counted}{words['quarters_to']}\b",
        "parts": rf"\b{words['fractions']}\b",
        "part_of": rf" {words['part_of']}\b",
        "out_of": rf"(?: [^\W\d_][\w'-]{{0,24}}){{0,3}} {words['out_of']} \Z",
        "range": rf" ?{words['ranges']} ?\Z",
        "spans": rf" ?{words['spans']} ?",
        "multiple": rf"\b({words['multiples']})\w{{0,9}}",
        "powers_of": rf"[ -](?:{words['powers_of']}[ -]?)?\Z",
        "scale": rf" ?({words['scales']})(?!\w)",
        "minus": rf"(\w+)? ?\b{words['minus']} \Z|(?:\A|[^\w)%€$£]) ?(?:[-\u2212])\Z",
        "negative": rf"(?<!\w){words['negative']}(?!\w)|(?<!\w)[-\u2212]\d",
        "first": rf"\b{words['first']}(?!\w)",
        "ordinals": rf"{words['ordinals']}\Z",
        "morning": rf"(?<![^\W\d_]){words['morning']}(?!\w)",
        "evening": rf"(?<![^\W\d_]){words['evening']}(?!\w)",
        "idioms": rf"\b{words['idioms']}(?!\w)",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


@cache
def unit_words(tag: str) -> UnitWords:
    """The units of a language by its primary tag; symbols alone where there is no list."""
    own = table("units", tag)
    known = measures()
    named = {levelled(symbol): frozenset(units.split()) for symbol, units in known.symbols.items()}
    for unit, names in own.get("words", {}).items():
        for name in names.split() if isinstance(names, str) else names:
            for written in {levelled(name), levelled(name).replace(" ", "-")}:
                named[written] = named.get(written, frozenset()) | {unit}
    doubtful = frozenset(map(levelled, own.get("doubtful", ())))
    words = {
        name for name in named if name[:1].isalpha() and name not in doubtful and name not in known.symbols
    }
    links = _any(map(re.escape, map(levelled, own.get("links", ()))))
    before = _any(map(re.escape, known.before))
    return UnitWords(
        named,
        after=re.compile(rf"[ -]?[ -]?(?:{links})?({_any(map(re.escape, named))})(?!\w|['’][^\W\d_]{{2}})"),
        before=re.compile(rf"(?<![^\W\d_])({before}) ?\Z"),
        standing=re.compile(rf"(?<![^\W\d_])(?:{_any(map(re.escape, words))})(?!\w)|[%‰€$£]"),
        doubtful=doubtful,
    )


@cache
def measures() -> Measures:
    """The units and what they convert to."""
    dimensions_of = dict(table("units"))
    symbols, before, same = (dimensions_of.pop(name) for name in ("symbols", "before", "same"))
    factors = {unit: factor for units in dimensions_of.values() for unit, factor in units.items()}
    dimensions = {unit: dimension for dimension, units in dimensions_of.items() for unit in units}
    pairs = ((*one.split(), *other.split()) for one, other in same.items())
    return Measures(
        dimensions,
        factors,
        frozenset((float(a), u, float(b), v) for a, u, b, v in pairs),
        symbols,
        {levelled(symbol): unit for symbol, unit in before.items()},
    )


def _words_by_word(words: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {levelled(word): frozenset(levelled(others).split()) for word, others in words.items()}


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; for none of them one that never matches."""
    if not (phrases := set(phrases)):
        return "(?!)"
    return "(?:" + "|".join(sorted(phrases, key=lambda one: (-len(one), one))) + ")"
