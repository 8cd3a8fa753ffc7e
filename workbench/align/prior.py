"""Which words are taken to translate each other before any sentence is aligned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from workbench.align.known_words import Lexicon
from workbench.align.lexicon import Prior
from workbench.align.tokens import STEM_LENGTH

_COGNATE_COUNT = 2.0
_COGNATE_PREFIX = 4
SAME_LANGUAGE = 4.0
"""How much more it tells that two words are spelt alike where both texts are in one language."""

_KNOWN_COUNT = 60.0
"""How often a word of a lexicon is taken to have been met in the very texts that are aligned."""
_UNSURE = 5.0
"""Occurrences of a word in a lexicon up to which it is rather doubted."""


def cognates(source: Sequence[str], target: Sequence[str], same: float = 1.0) -> Prior:
    """The types of two vocabularies that are spelt the same, or share a long beginning.

    Those that are spelt the same count `same` times as much.
    """
    by_beginning: dict[str, list[int]] = defaultdict(list)
    for number, token in enumerate(target):
        by_beginning[_beginning(token)].append(number)
    found = []
    for number, token in enumerate(source):
        for other in by_beginning.get(_beginning(token), ()):
            likeness = _likeness(token, target[other])
            if likeness:
                found.append((number, other, likeness * (same if token == target[other] else 1.0)))
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    counts = _COGNATE_COUNT * np.array(columns[2], dtype=float)
    return Prior(np.array(columns[0], dtype=np.int64), np.array(columns[1], dtype=np.int64), counts, counts)


def _beginning(token: str) -> str:
    """What two tokens must share to be alike at all: numbers are the same or have nothing in common."""
    return token[:_COGNATE_PREFIX] if token.isalpha() else token


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0 if len(one) >= _COGNATE_PREFIX or not one.isalpha() else 0.25
    longest = max(len(one), len(other))
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if shared < _COGNATE_PREFIX or not one.isalpha():
        return 0.0
    return 0.5 * shared / min(longest, STEM_LENGTH)


def known(lexicon: Lexicon, source: Sequence[str], target: Sequence[str]) -> Prior:
    """What a lexicon of stems knows of two vocabularies of stems; rare words of it count for less."""
    found = lexicon.for_words(source, target)
    ours, theirs = found.source_totals[found.source], found.target_totals[found.target]
    return Prior(
        found.source,
        found.target,
        _KNOWN_COUNT * found.ahead * ours / (ours + _UNSURE),
        _KNOWN_COUNT * found.back * theirs / (theirs + _UNSURE),
    )
