"""Characters by name: what can neither be seen nor heard is written as `{NBSP}`, and read back from that.

A line that is edited holds no line break and no character that steers a terminal, yet none may be lost.
"""

from __future__ import annotations

import re
import unicodedata

from workbench.text.visible import visible

NAMES = {
    "\t": "TAB",
    "\n": "LF",
    "\r": "CR",
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u2007": "FIGSP",
    "\u2009": "THINSP",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\ufeff": "BOM",
}
"""Short names of characters; any other one is called by its code point: `{U+2028}`."""

_CHARACTERS = {name: character for character, name in NAMES.items()}

_NAMED = re.compile(
    r"\{(?:U\+((?!D[89A-F])[0-9A-F]{4}|[1-9A-F][0-9A-F]{4}|10[0-9A-F]{4})|("
    + "|".join(_CHARACTERS)
    + r"))\}",
    re.IGNORECASE,
)
"""A character by name. No text that is kept holds a surrogate, so none is read."""

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""General categories of what leaves no mark of its own."""


def written(text: str, *, by_name: bool = False) -> str:
    """`text` as one line that a terminal may show and `read` turns back into the very same text, lone
    surrogates aside.

    Line breaks and all that `visible` replaces stand there by name; with `by_name` also every space
    but the common one, and every character without a mark of its own.
    """
    pieces = []
    for place, character in enumerate(text):
        if character == "{":
            pieces.append("{U+007B}" if _NAMED.match(text, place) else character)
        elif visible(character) != character or (by_name and _unheard(character)):
            pieces.append("{" + NAMES.get(character, f"U+{ord(character):04X}") + "}")
        else:
            pieces.append(character)
    return "".join(pieces)


def read(line: str) -> str:
    """The text that a line stands for: names in braces become their characters, in either case of letters.

    Braces around anything else stay as they are.
    """
    return _NAMED.sub(_character, line)


def _character(found: re.Match[str]) -> str:
    code, name = found.groups()
    return chr(int(code, 16)) if code else _CHARACTERS[name.upper()]


def _unheard(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _HIDDEN or (category == "Zs" and character != " ")
