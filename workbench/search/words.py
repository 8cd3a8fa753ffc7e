"""The words of a text as search compares them: folded, with the places where they stand in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from db.records import Span
from workbench.text.fold import fold

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits of a folded text; the full-text index parts words in the same places."""


class _Lengths(dict[str, int]):
    """How many characters a character folds to, worked out when it is first met."""

    def __missing__(self, char: str) -> int:
        self[char] = length = len(fold(char))
        return length


_LENGTHS = _Lengths()


class Folded(NamedTuple):
    """A folded text that knows where each of its characters came from."""

    original: str
    text: str
    places: Sequence[int] | None
    """For each character of `text` the offset of its origin; None where the offsets are the same."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original that was folded to `text[start:end]`, with the marks that follow it."""
        if self.places is None or end <= start:
            return Span(start, end)
        first, stop = self.places[start], self.places[end - 1] + 1
        while stop < len(self.original) and _is_mark(self.original[stop]):
            stop += 1
        return Span(first, stop)

    def words(self) -> list[Word]:
        """The words in order."""
        return [Word(found[0], self.span(*found.span())) for found in WORD.finditer(self.text)]


class Word(NamedTuple):
    """A folded word, and where it stands in the original text."""

    folded: str
    span: Span


def folded(text: str) -> Folded:
    """`text` as search compares it."""
    plain = fold(text)
    if text.isascii() or all(_LENGTHS[char] == 1 for char in set(text)):
        return Folded(text, plain, None)
    places: list[int] = []
    for index, char in enumerate(text):
        places += [index] * _LENGTHS[char]
    return Folded(text, plain, places)


def words(text: str) -> list[Word]:
    """The words of `text` in order: runs of letters and digits, with their marks."""
    return folded(text).words()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn" and not _LENGTHS[char]
