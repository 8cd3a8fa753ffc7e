"""Words without the endings of number and gender, so that names are found in every form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from db.records import LanguageTag
from workbench.text.language import primary

_MOST_KEPT = 65_536
"""Words of one language of which the singular is kept."""

_SHORTEST = 4
"""Letters; a shorter word is taken as it is (`des`, `FDS`)."""

_ENDINGS: Mapping[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "en": (
        (
            *(("people", "person"), ("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch")),
            *(("shes", "sh"), ("ss", "ss"), ("us", "us"), ("s", "")),
        ),
    ),
    "fr": (
        (("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("oux", "ou"), ("s", "")),
        (
            *(("iere", "ier"), ("llere", "ller"), ("trice", "teur"), ("drice", "deur"), ("ienne", "ien")),
            *(("ante", "ant"), ("ente", "ent"), ("ointe", "oint"), ("ale", "al"), ("elle", "el")),
            *(("guee", "gue"), ("putee", "pute"), ("rgee", "rge"), ("aute", "aut"), ("effe", "ef")),
        ),
    ),
}
"""By language: plurals, then the feminines of offices. Of each the first ending that fits is replaced. A
language not listed keeps its words."""


@lru_cache(maxsize=_MOST_KEPT)
def singular(folded: str, lang: LanguageTag) -> str:
    """A folded word in `lang` without what may be an ending of the plural, or of a feminine office.

    The result need not be a word: it serves to compare two words of which both went through here
    (`forces` and `force`, `spéciaux` and `spéciale`, `corps` and `corp`).
    """
    if len(folded) < _SHORTEST:
        return folded
    for endings in _ENDINGS.get(primary(lang), ()):
        for ending, replacement in endings:
            if folded.endswith(ending):
                folded = folded[: len(folded) - len(ending)] + replacement
                break
    return folded


class _Singulars(dict[str, str]):
    """`singular` by words, worked out the first time that each is met."""

    def __init__(self, lang: LanguageTag) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, folded: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[folded] = found = singular(folded, self._lang)
        return found


@cache
def singulars(lang: LanguageTag) -> Mapping[str, str]:
    """What `singular` gives for any folded word in `lang`, for whoever asks for many."""
    return _Singulars(lang)
