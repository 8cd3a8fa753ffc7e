"""Do two texts in one language print the same utterance? Words decide, and who is said to have spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate

from workbench.text.fold import fold

_EQUAL = 5
"""Words from which two whole quotes of one speaker are the same utterance."""
_HELD = 6
"""Words of a fragment from which it was taken out of a longer quote of the same speaker."""
_BY_ANYBODY = 12
"""Words that prove it whoever is said to have spoken, or whether anybody is."""
_LONG = 20
"""Words that nobody says twice: below, the two must have been printed about the same time."""
_SAME_TIME = 45
"""Days between two reports of one utterance."""
_LETTERS = 3.5
"""Letters that the words must have on average, so that it is not a string of small words."""

_RUN = 3
"""Words that must stand together to be recognised."""
_RECOGNISED = 0.8
"""Share of a fragment that must stand in such runs."""

WINDOW = 4
"""Words of a phrase that an index is asked for."""
_MOST_WINDOWS = 200

_ASIDE = re.compile(r"\[[^\[\]\n]{0,120}\]|\((?:\W*\w+){0,3}\W*\)|…|\.{3,}")
"""What an editor cut or put in: it parts the runs of words and is no part of them."""
_WORD = re.compile(r"\w+")

_SPELLING = 0.8
"""Likeness from which two spellings of a name are taken for the same (Omar, Oumar; Sissoko, Cissoko)."""


class Kinship(Enum):
    """How the words of one text stand to those of another."""

    EQUAL = auto()
    PART = auto()
    """They stand in the other, which has more."""
    WHOLE = auto()
    """They hold those of the other."""


@dataclass(frozen=True, slots=True)
class Told:
    """A quote as one article prints it."""

    text: str
    speaker: str = ""
    date: str = ""
    """When it was said or printed: ISO 8601, or empty."""


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of a text, parted where an editor cut or inserted something."""
    found = (tuple(_WORD.findall(fold(part))) for part in _ASIDE.split(text))
    return tuple(run for run in found if run)


def words(text: str) -> int:
    """The number of words of a text, without what an editor inserted."""
    return sum(map(len, runs(text)))


def windows(sentences: Sequence[str]) -> list[str]:
    """Phrases to look for in an index of sentences, so that whatever shares a stretch with them is found.

    Each is up to `WINDOW` folded words long. Every stretch of a sentence of twice that length holds one.
    """
    found: dict[str, None] = {}
    for run in _runs_of(sentences):
        if len(run) >= min(WINDOW, _RUN):
            last = max(0, len(run) - WINDOW)
            for start in (*range(0, last, WINDOW), last):
                found[" ".join(run[start : start + WINDOW])] = None
    phrases = list(found)
    step = max(1, -(-len(phrases) // _MOST_WINDOWS))
    return phrases[::step]


def kinship(one: str, other: str) -> Kinship | None:
    """How the words of `one` stand to those of `other`; None where neither holds the other's.

    Case, typography, `[insertions]`, `(sic)` and ellipses do not count; where an ellipsis parts a
    text, its runs of words must stand in the other in their order.
    """
    mine, theirs = runs(one), runs(other)
    if not mine or not theirs:
        return None
    if _flat(mine) == _flat(theirs):
        return Kinship.EQUAL
    if sum(map(len, mine)) <= sum(map(len, theirs)):
        return Kinship.PART if _holds(theirs, mine) else None
    return Kinship.WHOLE if _holds(mine, theirs) else None


def same(one: Told, other: Told) -> Kinship | None:
    """How `one` and `other` print the same utterance; None where they do not, or it is not sure.

    A few words never prove it, fewer still where nobody says who spoke, and none do where two different
    people are named.
    """
    found = kinship(one.text, other.text)
    agreed = same_speaker(one.speaker, other.speaker)
    if found is None or agreed is False:
        return None
    shorter = other.text if found is Kinship.WHOLE else one.text
    count = words(shorter)
    needed = _BY_ANYBODY if not agreed else _EQUAL if found is Kinship.EQUAL else _HELD
    if count < needed or sum(map(len, _flat(runs(shorter)))) < _LETTERS * count:
        return None
    days = _days_between(one.date, other.date)
    return None if count < _LONG and days is not None and abs(days) > _SAME_TIME else found


def _days_between(one: str, other: str) -> int | None:
    """Days from one ISO 8601 date to another; None where either does not name a day."""
    try:
        return (date.fromisoformat(other) - date.fromisoformat(one)).days
    except ValueError:
        return None


@lru_cache(maxsize=1 << 16)
def same_speaker(one: str, other: str) -> bool | None:
    """Whether two speakers as resolved in two articles are the same; None where either is not named.

    A family name alone agrees with a full name, and a spelling with a similar one; an unnamed source
    ("a spokesman") agrees with nobody and contradicts nobody.
    """
    if not (_named(one) and _named(other)):
        return True if one and fold(one) == fold(other) else None
    mine, theirs = _WORD.findall(fold(one)), _WORD.findall(fold(other))
    few, many = sorted((mine, theirs), key=len)
    if set(few) <= set(many):
        return True
    if not _alike(few[-1], many[-1]):
        return False
    return len(few) == 1 or any(_alike(few[0], word) or _initial(few[0], word) for word in many[:-1])


def _named(speaker: str) -> bool:
    """True for a name; a description begins with a small letter or an article."""
    return bool(_WORD.search(speaker)) and speaker[:1].isupper()


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    # The likeness cannot be higher than if all letters of the shorter stood in the longer.
    if 2 * min(len(one), len(other)) < _SPELLING * (len(one) + len(other)):
        return False
    if 2 * len(set(one) & set(other)) < len(set(one + other)):
        return False
    return SequenceMatcher(None, one, other).ratio() >= _SPELLING


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


def _flat(parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(word for run in parts for word in run)


def _holds(whole: Sequence[Sequence[str]], part: Sequence[Sequence[str]]) -> bool:
    """True when the runs of `part` stand in `whole` in this order, and are long enough to be recognised."""
    telling = [run for run in part if len(run) >= _RUN]
    if sum(map(len, telling)) < _RECOGNISED * sum(map(len, part)):
        return False
    text = _spaced(_flat(whole))
    at = 0
    for needle in map(_spaced, telling):
        found = text.find(needle, at)
        if found < 0:
            return False
        at = found + len(needle) - 1
    return bool(telling)


def _spaced(run: Sequence[str]) -> str:
    return f" {' '.join(run)} "


def places(whole: Sequence[str], part: Sequence[str]) -> list[tuple[int, int]] | None:
    """Which sentences of `whole` hold each sentence of `part`, as half-open ranges of their numbers.

    None where the words of `part` do not stand there in one stretch, word for word.
    """
    text, needle = _spaced(_flat(_runs_of(whole))), _spaced(_flat(_runs_of(part)))
    found = text.find(needle)
    if found < 0 or not needle.strip():
        return None
    first = text.count(" ", 0, found)
    ends = list(accumulate(words(sentence) for sentence in whole))
    ranges = []
    for length in (words(sentence) for sentence in part):
        last = first + max(length, 1) - 1
        ranges.append((_holder(ends, first), _holder(ends, last) + 1))
        first += length
    return ranges


def _runs_of(sentences: Sequence[str]) -> list[tuple[str, ...]]:
    return [run for sentence in sentences for run in runs(sentence)]


def _holder(ends: Sequence[int], word: int) -> int:
    """The number of the sentence that word number `word` stands in."""
    return next((number for number, end in enumerate(ends) if word < end), len(ends) - 1)
