"""The words of three and more texts beside each other: which stand in the same place.

A progressive alignment, as of sequences in biology (Feng and Doolittle, Journal of Molecular Evolution 25,
1987) and of witnesses in textual criticism: the texts join one by one, each aligned by dynamic programming
(Needleman and Wunsch 1970) with all that have joined before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

Place = tuple[int | None, ...]
"""For each text the number of its word at one place; None where it has none there."""

_GAP = 60
"""What a word without a counterpart costs; one that all have costs nothing."""
_UNLIKE, _LIKE = 110, 85
"""What two different words in one place cost, less than two gaps; and two that begin alike."""
_SAME = 100
"""What a word costs that next to nobody has there; less, the more of the texts have it."""
_STEM = 4
"""Letters by which words begin alike: guard and guarding."""
_MOST_CELLS = 4_000_000
"""Beyond so many comparisons two stretches are not aligned: all their words differ."""


@dataclass(slots=True)
class _Column:
    """A place under construction: the number of a word by text, and how often each word stands there."""

    numbers: dict[int, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


def collate(texts: Sequence[Sequence[str]], order: Sequence[int] | None = None) -> list[Place]:
    """The places of some texts, each given as its folded words, in the order of reading.

    Every word of every text stands in exactly one place, and those of a text ascend. The texts join in
    `order`, by default as they come: the likest first gives the best places. Time grows with the product
    of the lengths of two texts, and with their number.
    """
    joined = list(order) if order is not None else list(range(len(texts)))
    columns: list[_Column] = []
    for already, text in enumerate(joined):
        columns = _join(columns, texts[text], text, already)
    return [tuple(column.numbers.get(text) for text in range(len(texts))) for column in columns]


def _join(columns: list[_Column], words: Sequence[str], text: int, already: int) -> list[_Column]:
    """The columns with one more text; `already` texts have joined before."""
    head = _common(columns, words, already)
    tail = _common(columns[head:][::-1], words[head:][::-1], already)
    last, end = len(columns) - tail, len(words) - tail
    moves = [
        *((column, True) for column in columns[:head]),
        *_moves(columns[head:last], words[head:end], already),
        *((column, True) for column in columns[last:]),
    ]
    joined: list[_Column] = []
    number = 0
    for column, has_word in moves:
        place = column if column is not None else _Column()
        if has_word:
            place.numbers[text] = number
            place.counts[words[number]] += 1
            number += 1
        joined.append(place)
    return joined


def _common(columns: Sequence[_Column], words: Sequence[str], already: int) -> int:
    """How many places from the beginning on say what all texts before have said."""
    count = 0
    for column, word in zip(columns, words, strict=False):
        if column.counts[word] != already:
            break
        count += 1
    return count


def _moves(
    columns: Sequence[_Column], words: Sequence[str], already: int
) -> list[tuple[_Column | None, bool]]:
    """The places in order: an old one or None for a new one, and whether the next word stands there."""
    if not columns or not words or len(columns) * len(words) > _MOST_CELLS:
        return [*((column, False) for column in columns), *((None, True) for _ in words)]
    costs = _costs(columns, words, already)
    table = _table(costs)
    row, at = table.shape[0] - 1, table.shape[1] - 1
    backwards: list[tuple[_Column | None, bool]] = []
    while row or at:
        here = table[row, at]
        if at and here == table[row, at - 1] + _GAP:
            at -= 1
            backwards.append((columns[at], False))
        elif row and at and here == table[row - 1, at - 1] + costs[row - 1, at - 1]:
            row, at = row - 1, at - 1
            backwards.append((columns[at], True))
        else:
            row -= 1
            backwards.append((None, True))
    return backwards[::-1]


def _costs(columns: Sequence[_Column], words: Sequence[str], already: int) -> Ints:
    """What it costs that a word stands in a place, by word and place."""
    costs = np.full((len(words), len(columns)), _UNLIKE, dtype=np.int32)
    rows: dict[str, list[int]] = defaultdict(list)
    stems: dict[str, list[int]] = defaultdict(list)
    for row, word in enumerate(words):
        rows[word].append(row)
        if len(word) >= _STEM:
            stems[word[:_STEM]].append(row)
    for at, column in enumerate(columns):
        for stem in {word[:_STEM] for word in column.counts}.intersection(stems):
            costs[stems[stem], at] = _LIKE
        for word, count in column.counts.items():
            if word in rows:
                costs[rows[word], at] = min(_LIKE, _SAME - _SAME * count // already)
    return costs


def _table(costs: Ints) -> Ints:
    """The least cost of each beginning of the words beside each beginning of the places."""
    steps = np.arange(costs.shape[1] + 1, dtype=np.int32) * _GAP
    table = np.empty((costs.shape[0] + 1, costs.shape[1] + 1), dtype=np.int32)
    table[0] = steps
    for row, cost in enumerate(costs):
        best = table[row] + _GAP
        np.minimum(best[1:], table[row, :-1] + cost, out=best[1:])
        # A run of gaps costs the same at every step, so its best beginning is a running minimum.
        table[row + 1] = np.minimum.accumulate(best - steps) + steps
    return table
