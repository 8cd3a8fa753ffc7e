"""Where the words of a text stand: folded as lexicons hold them, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from db.records import Span
from workbench.align.tokens import DIGIT_MARKS, PARTED_NUMBER
from workbench.text.fold import fold

_WORD = re.compile(
    rf"{PARTED_NUMBER}"
    r"|\d+(?:[.,]\d+)*"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces
    r"|[^\W\d_]+"
)


class Word(NamedTuple):
    """A word or number of a text."""

    text: str
    """Folded; a number without what parts its digits."""
    span: Span
    """Its code points, combining marks included."""


def located(text: str) -> list[Word]:
    """The words and numbers of a text in order; their spans are disjoint."""
    found: list[Word] = []
    for word in _words(text):
        # A character like ½ folds to several words; it stands for the first of them.
        if not found or word.span.start >= found[-1].span.end:
            found.append(word)
    return found


def _words(text: str) -> Iterator[Word]:
    parts = [fold(character) for character in text]
    origins = [place for place, part in enumerate(parts) for _ in part]
    for match in _WORD.finditer("".join(parts)):
        word = match[0]
        end = origins[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        plain = DIGIT_MARKS.sub("", word) if word[0].isdecimal() else word
        yield Word(plain, Span(origins[match.start()], end))


def number(word: str) -> str:
    """The digits that a folded word stands for, as `trois` and `three` for 3; empty for other words."""
    return word if word.isdecimal() else _numerals().get(word, "")


@cache
def _numerals() -> dict[str, str]:
    lines = (files(__package__) / "numerals.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: value for value, listed in rows for word in listed.split()}
