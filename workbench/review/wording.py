"""Which words differ between two wordings of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from db.records import Span

MOST = 500
"""Words compared one by one; of more, all between the first and the last difference counts as other."""

_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


class Difference(NamedTuple):
    """Words of one text in whose place another text has others; either side may be empty."""

    here: Span
    there: Span


def differences(text: str, other: str) -> list[Difference]:
    """Where two texts differ, in order: disjoint places, each as ranges of both, a word the smallest unit.

    Case and punctuation count; white space between words does not. The words in common are found after
    Ratcliff and Obershelp (`difflib`), which keeps long phrases together.
    """
    ours, theirs = _spans(text), _spans(other)
    return [
        Difference(_hull(ours, *here), _hull(theirs, *there))
        for here, there in _changes([s.of(text) for s in ours], [s.of(other) for s in theirs])
    ]


def _spans(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def _changes(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Ranges of words in which the two differ."""
    shorter = min(len(ours), len(theirs))
    head = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if ours[-1 - at] != theirs[-1 - at]), rest)
    mine, its = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if max(len(mine), len(its)) > MOST:
        yield (head, head + len(mine)), (head, head + len(its))
        return
    for verb, *at in SequenceMatcher(None, mine, its, autojunk=False).get_opcodes():
        if verb != "equal":
            yield (head + at[0], head + at[1]), (head + at[2], head + at[3])


def _hull(spans: Sequence[Span], first: int, last: int) -> Span:
    """From the first of these words to the last; where there is none, the end of the word before."""
    if first < last:
        return Span(spans[first].start, spans[last - 1].end)
    place = spans[first - 1].end if first else 0
    return Span(place, place)
