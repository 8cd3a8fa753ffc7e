"""What can be compared of a quote and a published rendering: words, numbers, names, people, dates."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from workbench.align.tokens import word_ngrams, words
from workbench.text.fold import fold

_WORD_WEIGHTS = (0.0, 0.2, 0.25, 0.35, 0.6, 0.8, 1.0)
"""What a word tells, by its length in letters: short words stand in every text."""
_NUMBER_WEIGHT = 1.2
_MARK_WEIGHT = 0.1

_NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
_NAME = re.compile(r"(?:(?<=[^\W_]\s)|(?<=[^\W_][,;:)]\s)|(?<=[^\W\d_]['’]))[^\W\d_][\w-]{2,}")
_NAME_STEM = 6
_DOUBT = 0.6
"""Weight that every text is taken to have in words not shared, so that one shared word proves little."""

_SAME_NAME = 0.85
"""Likeness from which two spellings of a family name are taken for the same (Sissoko, Cissoko)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one text offers for comparison."""

    grams: dict[str, float]
    """Weight of each character n-gram; together they weigh what the words weigh."""
    weight: float
    numbers: frozenset[str]
    names: dict[str, str]
    """Capitalised words inside sentences, by their stem."""


@lru_cache(maxsize=4096)
def profile(text: str) -> Profile:
    """The profile of a text; kept, since each quote is compared with every rendering."""
    grams: dict[str, float] = defaultdict(float)
    for word in words(text):
        parts = word_ngrams(word)
        for part in parts:
            grams[part] += _word_weight(word) / len(parts)
    numbers = frozenset(re.sub(r"\D", "", found) for found in _NUMBER.findall(fold(text)))
    names = {fold(found)[:_NAME_STEM]: found for found in _NAME.findall(text) if found[0].isupper()}
    return Profile(dict(grams), sum(grams.values()), numbers, names)


def _word_weight(word: str) -> float:
    if word[0].isdigit():
        return _NUMBER_WEIGHT
    if not word[0].isalpha():
        return _MARK_WEIGHT
    return _WORD_WEIGHTS[min(len(word), len(_WORD_WEIGHTS) - 1)]


def overlap(whole: Profile, part: Profile) -> tuple[float, float]:
    """How much of `part` stands in `whole`, and their Dice coefficient; both 0..1, by weight."""
    if not whole.weight or not part.weight:
        return 0.0, 0.0
    shared = sum(min(weight, whole.grams.get(gram, 0.0)) for gram, weight in part.grams.items())
    return shared / (part.weight + _DOUBT), 2 * shared / (whole.weight + part.weight + _DOUBT)


@lru_cache(maxsize=4096)
def same_person(one: str, other: str) -> bool | None:
    """Whether two speakers share their family name, allowing for spelling; None where one is unknown."""
    if not one.strip() or not other.strip():
        return None
    first, second = fold(one).split()[-1], fold(other).split()[-1]
    return first == second or SequenceMatcher(None, first, second).ratio() >= _SAME_NAME


def days_between(said: str, printed: str) -> int | None:
    """Days from one ISO 8601 date to another; None where either does not name a day."""
    try:
        return (date.fromisoformat(printed) - date.fromisoformat(said)).days
    except ValueError:
        return None
