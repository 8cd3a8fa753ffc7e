"""Folding of text for search: spellings that a reader takes for the same become the same string."""

from __future__ import annotations

import unicodedata

from db.records import Span

# Blocks whose non-spacing marks are vowels and tone signs: dropping them would make other words.
_MARKS_KEPT = (
    (0x0900, 0x0DFF),  # Devanagari to Sinhala
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3099, 0x309A),  # kana voicing marks
)

# What compatibility decomposition leaves apart although people type one for the other.
_REPLACED = {
    **dict.fromkeys("‘’‚‛′ʼʹ`´", "'"),
    **dict.fromkeys("“”„‟«»‹›″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "⁄": "/"},
    **{"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": ""},
}


def _is_dropped(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Mn":
        return not any(first <= ord(char) <= last for first, last in _MARKS_KEPT)
    return category == "Cf"


def _fold_char(char: str) -> str:
    if char in _REPLACED:
        return _REPLACED[char]
    # Case folding may undo the decomposition (U+0390, U+1E9E …), hence the second pass.
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = []
    for part in unicodedata.normalize("NFKD", plain):
        if part.isspace():
            kept.append(" ")
        elif part in _REPLACED:
            kept.append(_REPLACED[part])
        elif part.isdecimal():
            kept.append(str(unicodedata.decimal(part)))
        elif not _is_dropped(part):
            kept.append(part)
    return "".join(kept)


class _FoldTable(dict[int, str]):
    """A `str.translate` table that works out each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """`text` for comparison in search: no case, accents, harakat, typographic or invisible characters.

    Follows the Unicode caseless compatibility match (Unicode Standard, D146) and goes further: quote
    marks, apostrophes, dashes and spaces become the plain ones, non-spacing marks are dropped except
    where they are vowels. Each character is folded by itself, so the result is in no normal form,
    but equal strings fold to equal ones and folding twice changes nothing.
    """
    return text.translate(_TABLE)


def find_folded(text: str, needle: str) -> list[Span]:
    """Where `needle` stands in `text` by folded comparison: disjoint spans of `text`, ascending.

    A span begins and ends between characters of `text` and takes in the combining marks that follow
    it. An empty needle, or one of which folding leaves nothing, is found nowhere.
    """
    wanted = fold(needle)
    if not wanted:
        return []
    folded = fold(text)
    if wanted not in folded:
        return []
    starts, ends = _offsets(text)
    spans = []
    at = folded.find(wanted)
    while at >= 0:
        start, end = starts.get(at), ends.get(at + len(wanted))
        if start is None or end is None:
            at = folded.find(wanted, at + 1)
            continue
        spans.append(Span(start, _after_marks(text, end)))
        at = folded.find(wanted, at + len(wanted))
    return spans


def _offsets(text: str) -> tuple[dict[int, int], dict[int, int]]:
    """Offsets in the folded text at which a character of `text` starts, and at which one ends."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    position = 0
    for index, char in enumerate(text):
        length = len(_TABLE[ord(char)])
        if length:
            starts[position] = index
            position += length
            ends[position] = index + 1
    return starts, ends


def _after_marks(text: str, end: int) -> int:
    while end < len(text) and unicodedata.category(text[end]) == "Mn" and not _TABLE[ord(text[end])]:
        end += 1
    return end
