"""Which segments are likely to be like a text: those that share its rare words, or rows of frequent ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log

RARE = 600
"""Segments beyond which a word is frequent: it finds only together with the words beside it."""
MOST_WORDS = 40
"""Different words of a text that are asked about, the longest first."""
MOST_ROWS = 6
"""Rows of frequent words that are asked about."""
ROW = 3
PER_ROW = 100
"""Segments taken from one row."""
POSTINGS = 4_000
"""Segments taken from all rare words together."""
MOST_WHOLE = 60
"""Segments taken that have all the words of a text in their order."""
WHOLE = 100.0
"""What the whole text weighs beside its words."""
LONGEST = 60
"""Words beyond which a text is not looked for as a whole."""


@dataclass(frozen=True, slots=True)
class Index:
    """The two questions asked of a full-text index; words are folded."""

    count: Callable[[Sequence[str], int], int]
    """In how many segments these words follow each other, counted up to a number."""
    segments: Callable[[Sequence[str], int], list[int]]
    """The segments in which they do, at most so many."""


def likely(words: Sequence[str], index: Index, most: int) -> list[int]:
    """The segments that share most with a text of these folded words, the best first, `most` at most.

    Words weigh the more the rarer they are, as in Spärck Jones (Journal of Documentation 28(1), 1972).
    """
    votes: defaultdict[int, float] = defaultdict(float)
    different = sorted(dict.fromkeys(words), key=len, reverse=True)[:MOST_WORDS]
    counts = {word: index.count([word], RARE) for word in different}
    left = POSTINGS
    for word in sorted((word for word in different if 0 < counts[word] < RARE), key=counts.__getitem__):
        if left <= 0:
            break
        left -= counts[word]
        _vote(votes, index.segments([word], RARE), _weight(counts[word]))
    if 1 < len(words) <= LONGEST:
        _vote(votes, index.segments(words, MOST_WHOLE), WHOLE)
    for row in _frequent_rows(words, counts):
        _vote(votes, index.segments(row, PER_ROW), _weight(RARE))
    return nlargest(most, votes, key=lambda segment: (votes[segment], -segment))


def _vote(votes: defaultdict[int, float], segments: Sequence[int], weight: float) -> None:
    for segment in segments:
        votes[segment] += weight


def _weight(count: int) -> float:
    return log(1 + 100 * RARE / count)


def _frequent_rows(words: Sequence[str], counts: dict[str, int]) -> list[Sequence[str]]:
    """Rows of words that follow each other and are all frequent, spread over the text."""
    rows = [
        words[at : at + ROW]
        for at in range(max(1, len(words) - ROW + 1))
        if all(counts.get(word, 0) >= RARE for word in words[at : at + ROW])
    ]
    step = max(1, -(-len(rows) // MOST_ROWS))
    return rows[::step]
