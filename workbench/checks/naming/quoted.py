"""Whether a place of a text stands between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from db.records import Span

_PAIRS = {"“": "”", "«": "»", "‘": "’", "„": "“", "‹": "›"}
_STRAIGHT = '"'
_LONGEST = 400
"""Characters between two marks of a pair."""


def is_quoted(text: str, span: Span) -> bool:
    """Whether `span` lies between a pair of quotation marks in `text`; apostrophes are none."""
    return any(first < span.start and span.end <= last for first, last in _quotations(text))


@lru_cache(maxsize=4)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_paired(text))


def _paired(text: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char == _STRAIGHT:
            if opened and opened[-1][0] == _STRAIGHT:
                yield opened.pop()[1], at
            else:
                opened.append((_STRAIGHT, at))
        elif opened and char == opened[-1][0] and not _is_apostrophe(text, at):
            yield opened.pop()[1], at
        elif char in _PAIRS:
            opened.append((_PAIRS[char], at))
        if opened and at - opened[-1][1] > _LONGEST:
            opened.pop()


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at + 1 : at + 2].isalpha()
