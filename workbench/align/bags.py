"""Texts as bags of words, numbered and laid end to end, so that many are compared at once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from workbench.align.arrays import Ints
from workbench.align.tokens import DIGIT_MARKS, PARTED_NUMBER, words
from workbench.text.fold import fold

Value = TypeVar("Value", bound=Hashable)

_MOST_TOKENS = 1500
"""Words that are looked at of one text; no quote is as long."""

_PARTED_NUMBER = re.compile(PARTED_NUMBER)


@dataclass(frozen=True, slots=True)
class Bags:
    """Some texts, each as the numbers of its words."""

    words: tuple[str, ...]
    """Every word of all texts, by number."""
    flat: Ints
    """The words of the first text, then those of the second …"""
    starts: Ints
    """Where each text begins in `flat`; one more at the end."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Ints:
        """How many words each text has."""
        return np.diff(self.starts)

    def bag(self, number: int) -> Ints:
        """The words of one text."""
        return self.flat[self.starts[number] : self.starts[number + 1]]


def tokens(text: str) -> list[str]:
    """The folded words and numbers of a text; a number is written without what parts its thousands."""
    plain = _PARTED_NUMBER.sub(lambda found: DIGIT_MARKS.sub("", found[0]), fold(text))
    return [word for word in words(plain) if word[0].isalnum()][:_MOST_TOKENS]


def bags(texts: Iterable[Sequence[str]]) -> Bags:
    """Texts given as their words."""
    numbers: dict[str, int] = {}
    flat: list[int] = []
    starts = [0]
    for text in texts:
        flat.extend([numbers.setdefault(word, len(numbers)) for word in text])
        starts.append(len(flat))
    return Bags(tuple(numbers), np.array(flat, dtype=np.int64), np.array(starts, dtype=np.int64))


def spread(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Where the items of some rows lie, row after row, and which of the rows each belongs to.

    `starts` says where the items of each row begin, with one more at the end; the second result counts
    the rows in the order in which they are asked for.
    """
    sizes = starts[rows + 1] - starts[rows]
    shifts = starts[rows] - (np.cumsum(sizes) - sizes)
    return np.arange(sizes.sum()) + np.repeat(shifts, sizes), np.repeat(np.arange(len(rows)), sizes)


def grouped(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """The places of each key 0 … size - 1 in `keys`, key after key, and where each key begins."""
    order = np.argsort(keys, kind="stable")
    return order, np.searchsorted(keys[order], np.arange(size + 1))


def distinct(values: Iterable[Value]) -> tuple[list[Value], Ints]:
    """Every value once, in the order in which they are met, and the place there of each."""
    places: dict[Value, int] = {}
    of = [places.setdefault(value, len(places)) for value in values]
    return list(places), np.array(of, dtype=np.int64)
