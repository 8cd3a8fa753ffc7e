"""Texts as the words that names are compared by: without case, accents, hyphens and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from db.records import Span
from workbench.text.fold import fold

_ELIDED = frozenset(
    ("l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu")
)
"""What French writes before an apostrophe as a word of its own."""

_POSSESSIVE = "s"

_HALF_RINGS = "ʻʽʾʿ"
"""Letters by their category, apostrophes by their use in transliterations."""

_LONG_DASHES = "—―"
"""They part sentences; the shorter ones also join words."""

# One letter for the kind of each character: letter or digit, mark on the one before, invisible,
# apostrophe, hyphen, space, line break, any other.
_WORD = "w(?:[wm]|i++(?=w))*+"
_TOKEN = re.compile(rf"{_WORD}(?:'{_WORD})*|o|n[ n]*n")


class Word(NamedTuple):
    """A word, or a single character that neither joins nor belongs to words."""

    folded: str
    span: Span


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order, with exact offsets.

    A word is a run of letters and digits with their marks. Spaces, hyphens and apostrophes stand
    between words and are not told, except that an apostrophe inside a word (`Qa'ida`) is passed over
    unless it parts off an elided word (`l'`) or the English `'s`. Every other character and a break
    between paragraphs is a word of its own.
    """
    kinds = text.translate(_KINDS)
    for token in _TOKEN.finditer(kinds):
        start, end = token.span()
        if "'" in token[0]:
            yield from _parted(text, kinds, start, end)
        else:
            yield Word(fold(text[start:end]), Span(start, end))


def _parted(text: str, kinds: str, start: int, end: int) -> Iterator[Word]:
    """The words of a run of letters with apostrophes inside."""
    apostrophes = [at for at in range(start, end) if kinds[at] == "'"]
    part = start
    for at, following in zip(apostrophes, [*apostrophes[1:], end], strict=True):
        elided = part == start and fold(text[part:at]) in _ELIDED
        if elided or fold(text[at + 1 : following]) == _POSSESSIVE:
            yield _plain(text, kinds, start, at)
            start = at + 1
        part = at + 1
    yield _plain(text, kinds, start, end)


def _plain(text: str, kinds: str, start: int, end: int) -> Word:
    letters = (text[at] for at in range(start, end) if kinds[at] != "'")
    return Word(fold("".join(letters)), Span(start, end))


def _kind(char: str) -> str:
    folded = fold(char)
    if char == "\n":
        return "n"
    if folded == "'" or char in _HALF_RINGS:
        return "'"
    if folded == "-" and char not in _LONG_DASHES:
        return "-"
    if folded.isspace():
        return " "
    if unicodedata.category(char).startswith("M"):
        return "m"
    if not folded:
        return "i"
    return "w" if char.isalnum() else "o"


class _KindTable(dict[int, str]):
    """A `str.translate` table that works out each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = kind = _kind(chr(code))
        return kind


_KINDS = _KindTable()
