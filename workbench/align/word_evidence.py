"""What speaks for two words of two texts being translations of each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.align.arrays import Floats
from workbench.align.counterparts import Links, links
from workbench.align.known_words import Lexicon
from workbench.align.word_places import Word, located, number

Bools = npt.NDArray[np.bool_]

MOST_WORDS = 600
"""Words that are looked at of one text: a bead has some dozens, and time grows with the product."""

_NUMBER = 0.9
"""Probability that a number stands for the same number, in digits or in words."""
_FREQUENT = 6e-4
"""Share of all that the lexicon has counted above which a word is a frequent one."""
_FEW = 20.0
"""Occurrences up to which no word is called frequent."""


class Words(NamedTuple):
    """The words of a text with what the lexicon knows of each."""

    words: Sequence[Word]
    met: Floats
    """How often the lexicon has met it."""
    alone: Floats
    """In what share of these nothing corresponded to it; 0 if it was never met."""
    rate: Floats
    """Its share of all that the lexicon has counted."""

    @property
    def frequent(self) -> Bools:
        """Which words are so frequent that they tell little."""
        return self.above(_FREQUENT)

    def above(self, share: float) -> Bools:
        """Which words make up more than a share of the lexicon, in which few occurrences say little."""
        return (self.rate > share) & (self.met > _FEW)


class Evidence(NamedTuple):
    """Two texts, word by word."""

    source: Words
    target: Words
    ahead: Floats
    """By source word and target word: probability of the latter as a translation of the former, 0..1."""
    back: Floats
    """By source word and target word: the same the other way round."""


def evidence(source: str, target: str, lexicon: Lexicon | None) -> Evidence:
    """What the lexicon, spelling and numbers say of the words of two texts, MOST_WORDS of either at most."""
    ours, theirs = located(source)[:MOST_WORDS], located(target)[:MOST_WORDS]
    types, others = _numbered(ours), _numbered(theirs)
    rows = np.array([types[word.text] for word in ours], dtype=np.int64)
    columns = np.array([others[word.text] for word in theirs], dtype=np.int64)
    ahead, back = links(list(types), list(others), lexicon)
    cells = np.ix_(rows, columns)
    same = _same_numbers(ours, theirs)
    met, alone = _known(list(types), list(others), lexicon)
    total = max(1.0, lexicon.total) if lexicon else 1.0
    return Evidence(
        Words(ours, met[0][rows], alone[0][rows], met[0][rows] / total),
        Words(theirs, met[1][columns], alone[1][columns], met[1][columns] / total),
        np.where(same, _NUMBER, _dense(ahead, (len(types), len(others)))[cells]),
        np.where(same, _NUMBER, _dense(back, (len(others), len(types))).T[cells]),
    )


def _numbered(words: Sequence[Word]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for word in words:
        numbers.setdefault(word.text, len(numbers))
    return numbers


def _dense(found: Links, shape: tuple[int, int]) -> Floats:
    matrix = np.zeros(shape)
    matrix[np.repeat(np.arange(shape[0]), np.diff(found.starts)), found.to] = found.share
    return matrix


def _same_numbers(source: Sequence[Word], target: Sequence[Word]) -> Bools:
    """Where both words stand for one number and at least one is written in digits."""
    ours, theirs = (
        np.array([number(word.text) for word in side], dtype=np.str_) for side in (source, target)
    )
    digits, others = (
        np.array([word.text.isdecimal() for word in side], dtype=bool) for side in (source, target)
    )
    written = digits[:, None] | others[None, :]
    same: Bools = (ours[:, None] == theirs[None, :]) & (ours != "")[:, None] & written
    return same


def _known(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon | None
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """How often the words of both sides were met; and in what share of these with no counterpart."""
    if lexicon is None:
        met = np.zeros(len(source)), np.zeros(len(target))
        return met, met
    found = lexicon.for_words(source, target)
    return (found.source_totals, found.target_totals), (
        found.source_alone / np.maximum(found.source_totals, 1.0),
        found.target_alone / np.maximum(found.target_totals, 1.0),
    )
