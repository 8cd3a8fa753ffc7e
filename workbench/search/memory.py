"""How alike two texts are, and where they differ: what a translation memory tells of a fuzzy match.

The score is the word-based one of the field, one less the edit distance over the length of the longer text
(Koehn and Senellart, Convergence of Translation Memory and Statistical Machine Translation, 2010). Words
are folded: neither case nor accents nor punctuation count. A word in the place of another costs as much
less as their letters are alike, but numbers are the same or they are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from db.records import Span
from workbench.search.words import Word, words

ROUNDING = 1e-9
"""Costs that are no farther apart are the same one."""
LIKE = 0.5
"""Likeness below which two words are simply different ones."""
LONGEST_WORD = 64
"""Letters beyond which a word is like no other but itself."""
MOST_CELLS = 250_000
"""Of the table that two texts are compared in: beyond it, all that stands between their common beginning
and their common end is called different."""


class Difference(NamedTuple):
    """Where two texts differ: a stretch of either, empty where it lacks what the other has."""

    asked: Span
    """Code points of the text that is looked for."""
    stored: Span
    """Code points of the text that was found."""


def similarity(ours: Sequence[str], theirs: Sequence[str], least: float = 0.0) -> float:
    """How alike two texts are, as folded words, in 0..1; 1 only where the words are the same.

    0 for texts without any words, and below `least`, which is sooner known than by how much.
    """
    longer = max(len(ours), len(theirs))
    if not longer:
        return 0.0
    score = 1.0 - edit_distance(ours, theirs, (1.0 - least) * longer) / longer
    return score if score >= least else 0.0


def edit_distance(ours: Sequence[str], theirs: Sequence[str], most: float = inf) -> float:
    """The least cost of making one row of words of the other (Wagner and Fischer, JACM 21(1), 1974).

    A word put in or left out costs 1, one in the place of another 1 less their likeness. A common
    beginning or end is passed over, which never costs more. Infinite where it is more than `most`.
    """
    head, tail = _common(ours, theirs)
    ours, theirs = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if not ours or not theirs or len(ours) * len(theirs) > MOST_CELLS:
        return float(max(len(ours), len(theirs)))
    table = _table(ours, theirs, most + ROUNDING)
    return table[-1][-1] if len(table) > len(ours) else inf


def differences(asked: str, stored: str) -> tuple[Difference, ...]:
    """Where two texts have other words, in order; words that stand beside each other are one difference."""
    ours, theirs = words(asked), words(stored)
    found: list[Difference] = []
    for i, j in _moves([word.folded for word in ours], [word.folded for word in theirs]):
        here = ours[i.start].span.start if not i.empty else _after(ours, i.start)
        there = theirs[j.start].span.start if not j.empty else _after(theirs, j.start)
        found.append(
            Difference(
                Span(here, ours[i.end - 1].span.end if not i.empty else here),
                Span(there, theirs[j.end - 1].span.end if not j.empty else there),
            )
        )
    return tuple(found)


@lru_cache(1 << 16)
def likeness(one: str, other: str) -> float:
    """How alike two words are, 0 or `LIKE`..1: one less the letters to change over those of the longer.

    Words that neither begin nor end alike, words with digits, and very long ones are like themselves only.
    """
    if one == other:
        return 1.0
    if one[0] != other[0] and one[-1] != other[-1]:
        return 0.0
    ours, theirs = len(one), len(other)
    longer = max(ours, theirs)
    if longer > LONGEST_WORD or ours + theirs - longer < LIKE * longer:
        return 0.0
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    like = 1.0 - _changed_letters(one, other) / longer
    return like if like >= LIKE else 0.0


def _changed_letters(one: str, other: str) -> int:
    """The Levenshtein distance of two words, a column at a time in bits (Myers, JACM 46(3), 1999)."""
    every = (1 << len(one)) - 1
    last = 1 << (len(one) - 1)
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    up, down, distance = every, 0, len(one)
    for letter in other:
        same = places.get(letter, 0)
        steady = same | down
        same |= ((same & up) + up) ^ up
        rises = down | ~(same | up) & every
        falls = up & same
        if rises & last:
            distance += 1
        elif falls & last:
            distance -= 1
        rises, falls = (rises << 1 | 1) & every, falls << 1 & every
        up, down = falls | ~(steady | rises) & every, rises & steady
    return distance


def _common(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many words two texts have in common at the beginning, and at the end of what is left."""
    shorter = min(len(ours), len(theirs))
    head = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    left = shorter - head
    tail = next((at for at in range(left) if ours[-1 - at] != theirs[-1 - at]), left)
    return head, tail


def _table(ours: Sequence[str], theirs: Sequence[str], most: float = inf) -> list[list[float]]:
    """The costs of making each beginning of one text of each beginning of the other.

    It ends early where every cost is more than `most`: costs only grow on the way.
    """
    above = [float(at) for at in range(len(theirs) + 1)]
    table = [above]
    for word in ours:
        left = above[0] + 1.0
        row = [left]
        for at, other in enumerate(theirs):
            least = above[at] + 1.0 - likeness(word, other)
            beyond = above[at + 1] + 1.0
            if beyond < least:
                least = beyond
            left += 1.0
            if left < least:
                least = left
            left = least
            row.append(least)
        if min(row) > most:
            break
        table.append(row)
        above = row
    return table


def _moves(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """Ranges of words that differ, in order; either may be empty."""
    head, tail = _common(ours, theirs)
    middle, other = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if not middle and not other:
        return
    if not middle or not other or len(middle) * len(other) > MOST_CELLS:
        yield Span(head, head + len(middle)), Span(head, head + len(other))
        return
    begun = (0, 0)
    for i, j in [*_kept(middle, other), (len(middle), len(other))]:
        if (i, j) != begun:
            yield Span(head + begun[0], head + i), Span(head + begun[1], head + j)
        begun = (i + 1, j + 1)


def _kept(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that stay what they are on the cheapest way, in order."""
    table = _table(ours, theirs)
    i, j = len(ours), len(theirs)
    kept = []
    while i and j:
        if ours[i - 1] == theirs[j - 1] and abs(table[i][j] - table[i - 1][j - 1]) < ROUNDING:
            i, j = i - 1, j - 1
            kept.append((i, j))
        elif table[i][j] == table[i - 1][j] + 1.0:
            i -= 1
        elif table[i][j] == table[i][j - 1] + 1.0:
            j -= 1
        else:
            i, j = i - 1, j - 1
    return kept[::-1]


def _after(text: Sequence[Word], at: int) -> int:
    """Where something would stand that is missing before the word `at`."""
    return text[at - 1].span.end if at else 0
