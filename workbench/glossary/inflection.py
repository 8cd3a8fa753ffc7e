"""Words without the endings of their plural, so that names are found in either number."""

from __future__ import annotations

from functools import lru_cache

from db.records import LanguageTag
from workbench.text.language import primary

_SHORTEST = 4
"""Letters; a shorter word is taken as it is (`des`, `FDS`)."""

_PLURALS = {
    "en": (
        *(("people", "person"), ("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh")),
        *(("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")),
    ),
    "fr": (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", "")),
}
"""By language: endings, of which the first that fits is replaced. A language not listed keeps its words."""


@lru_cache(maxsize=65_536)
def singular(folded: str, lang: LanguageTag) -> str:
    """A folded word in `lang` without what may be an ending of the plural.

    The result need not be a word: it serves to compare two words of which both went through here
    (`forces` and `force`, `spéciaux` and `spécial`, `corps` and `corp`).
    """
    if len(folded) < _SHORTEST:
        return folded
    for ending, replacement in _PLURALS.get(primary(lang), ()):
        if folded.endswith(ending):
            return folded[: len(folded) - len(ending)] + replacement
    return folded
