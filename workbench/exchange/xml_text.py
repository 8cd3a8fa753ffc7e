"""Which characters XML 1.0 can hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything but `Char` of the XML 1.0 recommendation, fifth edition, section 2.2."""


def legal(text: str) -> tuple[str, list[int]]:
    """`text` with U+FFFD for each character that XML 1.0 forbids, and their offsets in code points."""
    offsets = [match.start() for match in _ILLEGAL.finditer(text)]
    return (_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text), offsets) if offsets else (text, offsets)
