"""A text as it is compared, one character for one, so that every offset stays right."""

from __future__ import annotations

from workbench.text.fold import fold


class _Level(dict[int, str]):
    """A `str.translate` table: a character folds to one character, or stays as it is."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        self[code] = kept = folded if len(folded) == 1 and char != "²" and char != "³" else char
        return kept


_TABLE = _Level()


def levelled(text: str) -> str:
    """`text` without case, accents and variants of spaces, dashes and apostrophes, of the same length.

    Unlike `workbench.text.fold.fold` it leaves what would become another number of characters, `œ` and `…`.
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)
