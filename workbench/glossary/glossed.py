"""Acronyms that a text explains: `Front des dunes libres (FDL)`, `FDL (Front des dunes libres)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.records import Span
from workbench.glossary.capitalised import is_acronym
from workbench.text.fold import fold

_BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
_WORD = re.compile(r"[^\W_]+")
_PARTING = re.compile(r"[,;:.!?()«»“”\"\n]")
"""What stands in no full name."""
_BEFORE = re.compile(r"([^\W_]{2,12})[ \u00a0\u202f]\Z")
_MOST_BEFORE = 160
"""Code points before a bracket in which the full name is looked for."""
_MORE_WORDS, _TIMES_WORDS = 5, 2
"""A full name has at most so many words more than the acronym has letters, and so many times as many; small
words are not counted."""
_SMALL = 3
"""Letters up to which a word in small letters is not counted."""


class Gloss(NamedTuple):
    """An acronym and the full name beside it: code points of the text."""

    acronym: Span
    full: Span


def glosses(text: str) -> Iterator[Gloss]:
    """The acronyms in brackets after their full names, and those before them in brackets, in order.

    A full name is the shortest stretch beside an acronym that begins with a capital and has the letters at
    the beginnings of its words, in this order; words without a letter may stand between. After Schwartz and
    Hearst, A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text (PSB 2003), which
    also takes letters from inside words.
    """
    if "(" not in text:
        return
    for match in _BRACKETS.finditer(text):
        inner = match[1].strip()
        if is_acronym(inner):
            start = match.start(1) + match[1].index(inner)
            before = _Stretch(text, max(0, match.start() - _MOST_BEFORE), match.start())
            if full := _full_name(before, inner):
                yield Gloss(Span(start, start + len(inner)), full)
            continue
        acronym = _BEFORE.search(text, max(0, match.start() - _MOST_BEFORE), match.start())
        if acronym and is_acronym(acronym[1]):
            full = _full_name(_Stretch(text, match.start(1), match.end(1)), acronym[1])
            if full and full.start == match.start(1):
                yield Gloss(Span(*acronym.span(1)), full)


class _Stretch(NamedTuple):
    """Part of a text, which ends where the full name does."""

    text: str
    start: int
    end: int


def _full_name(stretch: _Stretch, acronym: str) -> Span | None:
    """The words at the end of a stretch that have the letters of an acronym."""
    words = [Span(*found.span()) for found in _WORD.finditer(stretch.text, stretch.start, stretch.end)]
    letters = [char for char in fold(acronym) if char.isalpha()]
    if not words or len(letters) < 2:
        return None
    most = min(len(letters) + _MORE_WORDS, len(letters) * _TIMES_WORDS)
    counted = 0
    for at in reversed(range(len(words))):
        if at + 1 < len(words) and _PARTING.search(stretch.text, words[at].end, words[at + 1].start):
            return None
        word = words[at].of(stretch.text)
        counted += not (word.islower() and len(word) <= _SMALL)
        if counted > most:
            return None
        begins = word[0].isupper() and fold(word)[:1] == letters[0]
        if begins and _has_letters(stretch.text, words[at:], letters):
            return Span(words[at].start, words[-1].end)
    return None


def _has_letters(text: str, words: list[Span], letters: list[str]) -> bool:
    """Whether words that begin with these letters stand among the words in this order."""
    initials = iter([fold(word.of(text))[:1] for word in words])
    return all(letter in initials for letter in letters)
