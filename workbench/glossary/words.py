"""Texts as the words that names are compared by: without case, accents, hyphens and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from db.records import Span
from workbench.text.fold import fold

_ELIDED = frozenset(
    ("l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu")
)
"""What French writes before an apostrophe as a word of its own."""

_POSSESSIVE = "s"
_APOSTROPHE = "'"
_OTHER_LENGTH = "\uffff"

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


class Words(NamedTuple):
    """The words of a text in order, as two lists of the same length."""

    folded: list[str]
    spans: list[tuple[int, int]]
    """Start and end of each in code points of the text."""


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order, with exact offsets.

    A word is a run of letters and digits with their marks. Spaces, hyphens and apostrophes stand
    between words and are not told, except that an apostrophe inside a word (`Qa'ida`) is passed over
    unless it parts off an elided word (`l'`) or the English `'s`. Every other character and a break
    between paragraphs is a word of its own.
    """
    folded, spans = word_lists(text)
    return (Word(word, Span(*span)) for word, span in zip(folded, spans, strict=True))


def word_lists(text: str) -> Words:
    """The words that `words` gives, for whoever wants to look at many quickly."""
    kinds = text.translate(_KINDS)
    spans = [token.span() for token in _TOKEN.finditer(kinds)]
    flat = text.translate(_FLAT)
    folded = [flat[start:end] for start, end in spans]
    if _APOSTROPHE not in flat and _OTHER_LENGTH not in flat:
        return Words(folded, spans)
    odd = [at for at, word in enumerate(folded) if _APOSTROPHE in word or _OTHER_LENGTH in word]
    found, done = Words([], []), 0
    for at in odd:
        found.folded.extend(folded[done:at])
        found.spans.extend(spans[done:at])
        for word, span in _plainly_parted(folded[at], *spans[at]) or _parted(text, kinds, *spans[at]):
            found.folded.append(word)
            found.spans.append(span)
        done = at + 1
    return Words(found.folded + folded[done:], found.spans + spans[done:])


def _plainly_parted(flat: str, start: int, end: int) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The words of a run of letters with one apostrophe and nothing else of note; none for other runs."""
    head, _, tail = flat.partition(_APOSTROPHE)
    if not head or not tail or _APOSTROPHE in tail or _OTHER_LENGTH in flat:
        return ()
    if head in _ELIDED or tail == _POSSESSIVE:
        return (head, (start, start + len(head))), (tail, (end - len(tail), end))
    return ((head + tail, (start, end)),)


def _parted(text: str, kinds: str, start: int, end: int) -> Iterator[Word]:
    """The words of a run of letters, which may have apostrophes inside."""
    apostrophes = [at for at in range(start, end) if kinds[at] == "'"]
    if not apostrophes:
        yield Word(fold(text[start:end]), Span(start, end))
        return
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


def _flat(char: str) -> str:
    if char in _HALF_RINGS:
        return _APOSTROPHE
    folded = fold(char)
    return folded if len(folded) == 1 else _OTHER_LENGTH


class _CharTable(dict[int, str]):
    """A `str.translate` table that works out each character the first time it is met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        self[code] = found = self._work_out(chr(code))
        return found


_KINDS = _CharTable(_kind)
_FLAT = _CharTable(_flat)
"""Folds without moving anything: what folds to none or several characters becomes `_OTHER_LENGTH`."""
