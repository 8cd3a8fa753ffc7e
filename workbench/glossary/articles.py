"""The Arabic article in names, which some write and others leave out: al-, el-, ul-, ad-, ech- …"""

from __future__ import annotations

from db.records import LanguageTag
from workbench.glossary.words import Words
from workbench.text.fold import fold
from workbench.text.language import primary

_ARTICLES = frozenset(("al", "el", "ul"))
_ASSIMILATED = {
    vowel + consonant: consonant
    for vowel in "aeu"
    for consonant in ("d", "n", "r", "s", "t", "z", "ch", "sh", "dh", "th")
}
"""What the article becomes before these consonants, joined to them by a hyphen: `ad-Din`, `ech-Chabab`."""
_ALL = _ARTICLES | set(_ASSIMILATED)

_HAVING_SUCH_WORDS = frozenset(("ast", "ca", "es", "gl", "hu", "it", "oc", "ro", "rm", "sl", "sq", "tr"))
"""Languages in which `al` or `el` is a word of its own; there the article is known by its hyphen."""


def articles(text: str, found: Words, lang: LanguageTag) -> frozenset[int]:
    """The places, in the words of `text`, of articles; another word follows each."""
    hyphenated = primary(lang) in _HAVING_SUCH_WORDS
    return frozenset(
        at
        for at, word in enumerate(found.folded)
        if word in _ALL and _is_article(text, found, at, hyphenated=hyphenated)
    )


def _is_article(text: str, found: Words, at: int, *, hyphenated: bool) -> bool:
    if at + 1 == len(found.folded):
        return False
    word, following = found.folded[at : at + 2]
    end, start = found.spans[at][1], found.spans[at + 1][0]
    joined = end + 1 == start and fold(text[end]) == "-"
    if word in _ARTICLES:
        return (joined or not hyphenated) and following[:1].isalnum()
    return joined and following.startswith(_ASSIMILATED[word])
