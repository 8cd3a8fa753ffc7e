"""The one function between any text and a terminal."""

from __future__ import annotations

import re
import unicodedata

_REPLACEMENT = 0xFFFD
_LINE_BREAK = 0x2424

_BIDI_STAND_INS = {
    0x202A: "⇢",  # left-to-right embedding
    0x202B: "⇠",  # right-to-left embedding
    0x202C: "⇡",  # pop directional formatting
    0x202D: "⇥",  # left-to-right override
    0x202E: "⇤",  # right-to-left override
    0x2066: "⇨",  # left-to-right isolate
    0x2067: "⇦",  # right-to-left isolate
    0x2068: "⇩",  # first strong isolate
    0x2069: "⇧",  # pop directional isolate
}

_NONCHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)

_STAND_INS: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys((0x85, 0x2028, 0x2029), _LINE_BREAK),
    **_BIDI_STAND_INS,
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(_NONCHARACTERS, _REPLACEMENT),
    **dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT),
}
_STAND_INS_BUT_NEWLINE = {code: shown for code, shown in _STAND_INS.items() if code != ord("\n")}


def _pattern(table: dict[int, int | str]) -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(chr(code)) for code in table) + "]")


_HIDDEN = _pattern(_STAND_INS)
_HIDDEN_BUT_NEWLINE = _pattern(_STAND_INS_BUT_NEWLINE)


def _with_plain_spaces(text: str) -> str:
    """Without the spaces that printed French is full of, and that Python does not call printable."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")


_LONGEST_RUN = 30
"""Marks that may stand on one letter: the limit of stream-safe text (Unicode UAX 15, 13)."""
_MAYBE_MARKS = re.compile(rf"[^\w\s!-~]{{{_LONGEST_RUN + 1},}}")


def _without_towers(text: str) -> str:
    """With stand-ins for the marks of no width beyond the thirtieth in a row.

    No writing has so many, and what measures the cells of a line takes minutes for a hundred thousand.
    """
    return _MAYBE_MARKS.sub(_levelled, text) if _MAYBE_MARKS.search(text) else text


def _levelled(match: re.Match[str]) -> str:
    shown, run = [], 0
    for char in match[0]:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 0
        shown.append(char if run <= _LONGEST_RUN else chr(_REPLACEMENT))
    return "".join(shown)


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """`text` as it may be shown: one character in, one character out, so offsets stay valid.

    C0 controls and DEL become control pictures; C1 controls, lone surrogates, noncharacters and tag
    characters become U+FFFD; line and paragraph separators become U+2424; each bidirectional
    embedding, override and isolate becomes an arrow of its own (see Unicode TR36 on spoofing). With
    `keep_newlines`, U+000A stays. Typographic spaces, joiners, direction marks and soft hyphens stay,
    but for those beyond thirty of no width in a row.
    """
    text = _without_towers(text)
    if text.isprintable() or _with_plain_spaces(text).isprintable():
        return text  # nothing that has a stand-in is printable in Python's eyes, and this is fast
    if keep_newlines:
        return text.translate(_STAND_INS_BUT_NEWLINE) if _HIDDEN_BUT_NEWLINE.search(text) else text
    return text.translate(_STAND_INS) if _HIDDEN.search(text) else text
