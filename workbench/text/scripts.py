"""The script that a letter is of."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LATIN = "LATIN"


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """The first word of a character's Unicode name: `LATIN`, `ARABIC` …; empty for one without a name."""
    return unicodedata.name(char, "").partition(" ")[0]
