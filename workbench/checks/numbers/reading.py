"""The numbers of a text with their units, read for the comparison with another text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from db.records import Span
from workbench.checks.numbers.amount import Amount, Grade
from workbench.checks.numbers.grading import LAST_WORD, NEAR, Grader
from workbench.checks.numbers.joining import joined
from workbench.checks.numbers.levelled import levelled
from workbench.checks.numbers.lexicon import NumberWords, UnitWords
from workbench.checks.numbers.units import shared, with_unit
from workbench.draft.flaws.language import Language
from workbench.draft.flaws.numerals import ROMAN_HINT, Quantity, quantities
from workbench.draft.flaws.sides import Side

WORD = re.compile(r"[^\W_]+")
COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:-[^\W_]++)+")
TOKEN = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
ASCII_DIGITS = "0123456789"


class Numbers:
    """The numbers of one text, and what may explain numbers of the other one."""

    def __init__(
        self,
        side: Side,
        language: Language,
        words: NumberWords | None,
        units: UnitWords,
        taken: Sequence[Span] = (),
    ) -> None:
        """Read a text; `taken` are stretches in order whose numbers are read as something else (dates)."""
        self.side = side
        self.language = language
        self.words = words
        self.units = units
        self.level = levelled(side.text)
        """The text, levelled, character for character."""
        self.elsewhere: frozenset[str] = frozenset()
        """Numbers of the stretches that are taken."""
        self.amounts: list[Amount] = self._read(taken) if self._may_count() else []

    @cached_property
    def said(self) -> frozenset[str]:
        """Numbers for which words stand that are none: `both`."""
        if self.words is None:
            return frozenset()
        level = self.level
        for compound in self.words.lists["other_words"]:
            level = level.replace(compound, " ")
        known = {*WORD.findall(level), *COMPOUND.findall(level)}
        said: set[str] = set()
        for word in known & self.words.stands_for.keys():
            said |= self.words.stands_for[word]
        for opening, numbers in self.words.openings:
            if not numbers <= said and any(word.startswith(opening) for word in known):
                said |= numbers
        return frozenset(said)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The words, with the figures and the points, dashes and strokes inside them: `a320`, `cma-2`."""
        return frozenset(TOKEN.findall(self.level))

    @cached_property
    def unit_names(self) -> Counter[str]:
        """Names of units, and how often they stand in the text, with a number or without."""
        return Counter(found.group() for found in self.units.standing.finditer(self.level))

    @cached_property
    def named_units(self) -> frozenset[tuple[frozenset[str], bool]]:
        """Units that are named, and whether there is one of it: `a mile`."""
        found = set()
        ones = self.words.lists["ones"] if self.words is not None else frozenset()
        for name in self.units.standing.finditer(self.level):
            before = LAST_WORD.search(self.level, max(0, name.start() - NEAR), name.start())
            found.add((self.units.named[name.group()], before is not None and before.group(1) in ones))
        return frozenset(found)

    def before(self, place: int) -> Amount | None:
        """The last number that begins before an offset."""
        index = bisect_left(self.amounts, place, key=lambda one: one.span.start)
        return self.amounts[index - 1] if index else None

    def mentions(self, unit: frozenset[str]) -> int:
        """How often a unit is named, by whatever name."""
        names = self.unit_names.items()
        return sum(times for name, times in names if not self.units.named[name].isdisjoint(unit))

    def following(self, one: Amount) -> Amount | None:
        """The next number, where it is the end of a range or a list that begins with this one."""
        place = bisect_right(self.amounts, one.span, key=lambda other: other.span)
        if self.words is None or place == len(self.amounts):
            return None
        other = self.amounts[place]
        joint = self.words.range.fullmatch(self.level, one.span.end, max(one.span.end, other.span.start))
        return other if joint else None

    def _may_count(self) -> bool:
        """Whether there may be a number: a cheap look."""
        text, known, words = self.side.text, self.side.known, self.words
        if any(map(text.__contains__, ASCII_DIGITS)) or not known.isdisjoint(self.language.counting):
            return True
        if ROMAN_HINT.search(text) or (not text.isascii() and any(map(str.isdecimal, text))):
            return True
        if words is None:
            return False
        alone = known.isdisjoint(words.fractions) and known.isdisjoint(words.ages)
        return not alone or words.multiple.search(self.level) is not None

    def _read(self, taken: Sequence[Span]) -> list[Amount]:
        read = quantities(self.side, self.language)
        if taken:
            read, others = _without(read, taken)
            self.elsewhere = frozenset().union(*(one.values for one in others))
        grader = Grader(self.side.text, self.level, self.language, self.words)
        found = [amount for one in read if (amount := grader.amount(one))]
        if self.words is not None:
            found = joined(found, self.level, self.words, self.units)
        counted = [
            with_unit(one, self.level, self.units, self.words)
            for one in found
            if not (one.spelled and one.number == 1 and one.grade < Grade.FIRM)
        ]
        counted = [
            one for place, one in enumerate(counted) if not place or not _within(one, counted[place - 1])
        ]
        return shared(counted, self.level, self.words) if self.words is not None else counted


def _within(one: Amount, before: Amount) -> bool:
    """Whether a number is part of the unit of the one before: the 2 of "200 m2"."""
    return one.span.end <= before.place.end


def _without(read: Iterable[Quantity], taken: Sequence[Span]) -> tuple[list[Quantity], list[Quantity]]:
    """Numbers outside of the spans, and those inside. Both are in order."""
    kept: list[Quantity] = []
    others: list[Quantity] = []
    place = 0
    for one in read:
        while place < len(taken) and taken[place].end <= one.span.start:
            place += 1
        inside = place < len(taken) and taken[place].start < one.span.end
        (others if inside else kept).append(one)
    return kept, others
