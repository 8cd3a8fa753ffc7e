"""Which words of a text nothing in its translation renders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

import numpy as np

from db.records import Span
from workbench.align.known_words import Lexicon
from workbench.align.word_evidence import Evidence, Words, evidence
from workbench.align.word_links import WordLink
from workbench.align.word_places import number

_KNOWN = 10.0
"""Times that a word was met from which the lexicon knows how it is translated."""
_TELLING = 2.5e-4
"""Share of all that the lexicon has counted up to which a word says so much that it must be rendered."""
_LITTLE = 2.5e-3
"""The same from which a word of the target can be no free rendering of another one: `the`, `of`."""
_OFTEN_ALONE = 0.15
"""Share of its occurrences without a counterpart from which a word may well be left out."""
_STANDS_FOR = 0.04
"""Probability of a translation, either way, from which a word may render another one without a link."""
_SHORTEST = 3
_ABROAD = 2
"""Words on either side of its place among which a word may stand that renders another one freely."""
_SMALL = 12
"""Numbers up to this may become some other word, as 2 becomes "both"."""
_UNITS = "%‰°"
_UNIT_WITHIN = 3
"""Words between a number and its unit, at most, the latter included: 3 millions de dollars."""
_JOINERS = "-‐‑'’"
_OPENERS = "«“‘\"'([‹„—–-.!?…:;"
_CONTEXT = 20
"""Characters before a word that tell whether a sentence begins with it."""


def unrendered(
    source: str, target: str, links: Sequence[WordLink], lexicon: Lexicon | None = None
) -> list[Span]:
    """The words of the source that nothing in the target renders, in order: code points of the source.

    Only words are named of which that can be said: numbers, names, and words of which the lexicon knows
    translations. A word is let pass where the target has any likely translation of it, or, near where it
    should stand, a word that nothing else explains: that may render it freely. So what is named is mostly
    missing indeed, and what is not named may be missing too. Without a lexicon only numbers and names
    are named; beside an empty target nothing is.
    """
    found = evidence(source, target, lexicon)
    if not found.target.words:
        return []
    place = _Place.of(found, links, target)
    missing = []
    signs = max(0, _signs(target) - _signs(source))
    for row in _suspects(found, source, place.linked):
        if signs and _behind_a_number(found.source, row):
            signs -= 1  # 20 dollars has become $20
            continue
        stand_in = _stand_in(row, place, found, capital=_is_name(source, found.source, row), target=target)
        if stand_in is None:
            missing.append(found.source.words[row].span)
        elif not _is_acronym(target, found.target, stand_in):  # which may stand for many words
            place.free.remove(stand_in)
    return missing


def _signs(text: str) -> int:
    """How many signs for a currency or a unit a text has."""
    return sum(character in _UNITS or category(character) == "Sc" for character in text)


def _behind_a_number(words: Words, row: int) -> bool:
    """Whether a word that is no number stands close behind one."""
    before = words.words[max(0, row - _UNIT_WITHIN) : row]
    return not words.words[row].text.isdecimal() and any(word.text.isdecimal() for word in before)


class _Place(NamedTuple):
    """What is linked, by the places of the words."""

    linked: dict[int, int]
    """The first counterpart of each source word that has one."""
    free: list[int]
    """The words of the target that nothing explains yet."""

    @staticmethod
    def of(found: Evidence, links: Sequence[WordLink], target: str) -> _Place:
        rows = {word.span: row for row, word in enumerate(found.source.words)}
        columns = {word.span: column for column, word in enumerate(found.target.words)}
        linked: dict[int, int] = {}
        for link in links:
            if link.source in rows and link.target in columns:
                linked.setdefault(rows[link.source], columns[link.target])
        taken = {columns[link.target] for link in links if link.target in columns}
        theirs = found.target
        little = theirs.above(_LITTLE)
        free = [
            column
            for column, word in enumerate(theirs.words)
            if column not in taken and len(word.text) >= _SHORTEST and not little[column]
        ]
        free += [
            column
            for column, word in enumerate(theirs.words)
            if column not in taken
            and column not in free
            and (word.text.isdecimal() or _is_acronym(target, theirs, column))
        ]
        return _Place(linked, free)


def _is_acronym(text: str, words: Words, place: int) -> bool:
    """Whether a word is written in capitals, two at least, and the text around it is not."""
    written = words.words[place].span.of(text)
    return len(written) > 1 and written.isupper() and not text.isupper()


def _digits(words: Words) -> list[int]:
    return [place for place, word in enumerate(words.words) if word.text.isdecimal()]


def _suspects(found: Evidence, source: str, linked: dict[int, int]) -> Iterator[int]:
    """The words that should have a counterpart and have none."""
    likely = np.maximum(found.ahead, found.back).max(axis=1, initial=0.0)
    numbers = [found.target.words[column].text for column in _digits(found.target)]
    for row, word in enumerate(found.source.words):
        if row in linked or likely[row] >= _STANDS_FOR or _in_linked_compound(found, source, linked, row):
            continue
        if word.text.isdecimal():
            small = len(word.text) <= len(str(_SMALL)) and int(word.text) <= _SMALL
            # 23 h 45 may stand as 23.45.
            within = any(other.startswith(word.text) or other.endswith(word.text) for other in numbers)
            if not small and not within:
                yield row
        elif _is_name(source, found.source, row) or _tells(found.source, row):
            yield row


def _in_linked_compound(found: Evidence, source: str, linked: dict[int, int], row: int) -> bool:
    """Whether a word is written as one with a linked one, like the first of `porte-parole`."""
    words = found.source.words
    for one, other in ((row - 1, row), (row, row + 1)):
        if one in linked or other in linked:
            between = source[words[one].span.end : words[other].span.start]
            if len(between) == 1 and between in _JOINERS:
                return True
    return False


def _tells(words: Words, row: int) -> bool:
    """Whether the lexicon knows a word so well that it must have been translated."""
    known = words.met[row] >= _KNOWN and not words.above(_TELLING)[row]
    return bool(known and words.alone[row] < _OFTEN_ALONE and len(words.words[row].text) >= _SHORTEST)


def _is_name(source: str, words: Words, row: int) -> bool:
    """Whether a word that the lexicon hardly knows has a capital that its place does not give it."""
    word = words.words[row]
    if len(word.text) < _SHORTEST or words.met[row] >= _KNOWN:
        return False
    return word.span.of(source)[1:2].islower() and _has_own_capital(source, word.span)


def _may_be_name(target: str, words: Words, column: int) -> bool:
    """Whether a word of the target has a capital, and if its place gave it one, is no common word."""
    span = words.words[column].span
    unknown = bool(words.met.any()) and bool(words.met[column] < _KNOWN)
    return _has_own_capital(target, span) or (unknown and span.of(target)[0].isupper())


def _has_own_capital(text: str, span: Span) -> bool:
    """Whether a word has a capital although no sentence begins with it."""
    before = text[max(0, span.start - _CONTEXT) : span.start].rstrip()
    return span.of(text)[0].isupper() and bool(before) and before[-1] not in _OPENERS


def _stand_in(row: int, place: _Place, found: Evidence, *, capital: bool, target: str) -> int | None:
    """A word of the target, near where a source word should be rendered, that may be its rendering."""
    before = max((other for other in place.linked if other < row), default=None)
    after = min((other for other in place.linked if other > row), default=None)
    start = 0 if before is None else place.linked[before]
    end = len(found.target.words) - 1 if after is None else place.linked[after]
    near = range(min(start, end) - _ABROAD, max(start, end) + _ABROAD + 1)
    digits = found.source.words[row].text.isdecimal()
    for column in place.free:
        if column not in near or digits != bool(number(found.target.words[column].text)):
            continue
        if not capital or _may_be_name(target, found.target, column):
            return column
    return None
