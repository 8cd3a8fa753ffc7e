"""In which language a text is, by its small words, and stretches of it that are in another one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from workbench.checks.words import table
from workbench.draft.flaws.language import Pair, language
from workbench.draft.flaws.marks import link_words
from workbench.draft.flaws.sides import Side
from workbench.text.fold import fold
from workbench.text.scripts import script

KNOWN = ("ar", "de", "en", "es", "fr", "it", "nl", "pt")
"""Languages whose small words are known."""
LEAST, LEAST_ALONE = 3, 2
"""Small words of another language that say that a text is in it, or in one that has none of its own …"""
LEAST_CERTAIN = 2
"""… or this many that do not look like a word of its own language or stand in names …"""
MANY = 4
"""… one of them among so many where there is no word of its own language at all …"""
SHARE = 0.2
"""… if they are so many of all words …"""
TIMES = 4
"""… and so many times those that only its own language has."""
FEW_WORDS = 3
"""Words of a text without small words of its language of which one must be known …"""
MANY_WORDS, SHARE_KNOWN = 8, 0.35
"""… or, of so many, this share."""
LETTERS = 3
"""Letters of the words that are looked at for it."""
LEAST_LETTERS = 4
"""Letters in another script that are no name or sign."""
QUOTATION = re.compile(r"[«“„\"‘]([^«»“”„\"]{1,200}?)[»”\"’]")


@cache
def small_words(tag: str) -> frozenset[str]:
    """The small words of a language, folded; empty for one of which none are known."""
    own = table("language", tag).get("function", "") if tag in KNOWN else ""
    return language(tag).function | frozenset(fold(own).split())


@cache
def folded_words(tag: str, key: str) -> frozenset[str]:
    """A list of words of a language's file, folded."""
    return frozenset(fold(table("language", tag).get(key, "")).split())


@cache
def loans(tag: str) -> tuple[str, ...]:
    """Expressions that a language took over from others, folded."""
    return tuple(map(fold, table("language", tag).get("loans", ())))


@cache
def names_of(tag: str) -> Mapping[str, str]:
    """How a language calls others, by their tags."""
    named: dict[str, str] = table("language", tag).get("named", {})
    return named


@cache
def _strangers(tag: str) -> Mapping[str, frozenset[str]]:
    """For each other language the small words that are none in this one."""
    return {other: small_words(other) - small_words(tag) for other in KNOWN if other != tag}


@cache
def _own_words(tag: str) -> frozenset[str]:
    """The small words that no other language has."""
    return small_words(tag).difference(*(small_words(other) for other in KNOWN if other != tag))


def other_language(source: Side, target: Side, pair: Pair) -> str | None:
    """The tag of the language that the target seems to be in if that is not its own.

    What stands between quotation marks on both sides does not count, nor do expressions taken over.
    """
    tag = _other_language(target, pair)
    if tag is None:
        return None
    words = " ".join(Side(_without_common_quotations(source.text, target.text)).folded)
    for loan in loans(pair.to_tag):
        words = words.replace(loan, "")
    return _other_language(Side(words), pair)


def _other_language(side: Side, pair: Pair) -> str | None:
    own = small_words(pair.to_tag)
    if not own:
        return None
    best, found = 0, ""
    for other, words in _strangers(pair.to_tag).items():
        if not words.isdisjoint(side.known) and (count := sum(map(words.__contains__, side.folded))) > best:
            best, found = count, other
    proper = own - small_words(found)
    least = LEAST_ALONE if own.isdisjoint(side.known) else LEAST
    if best < max(least, SHARE * len(side.folded), TIMES * sum(map(proper.__contains__, side.folded))):
        return None
    certain = (_strangers(pair.to_tag)[found] - pair.target.alike) & side.known
    needed = LEAST_CERTAIN - (best >= MANY and proper.isdisjoint(side.known))
    return found if sum(len(word) > 1 for word in certain) >= needed else None


def _without_common_quotations(source: str, target: str) -> str:
    known = fold(source)

    def blank(found: re.Match[str]) -> str:
        words = fold(found[1]).strip(" .,!?")
        return " " if words and words in known else found[0]

    return QUOTATION.sub(blank, target)


def no_word_of_it(source: Side, target: Side, pair: Pair) -> bool:
    """Whether a text has no small word of its language, and hardly another word of it.

    Names, links and what stands in the source as well are no words of any language.
    """
    own = _own_words(pair.to_tag)
    if not own or not pair.words or not own.isdisjoint(target.known):
        return False
    shouted = target.text.isupper()
    links = link_words(target.text)
    words = [
        fold(word)
        for place, word in enumerate(target.words)
        if (shouted or not place or word[0].islower())
        and len(word) >= LETTERS
        and word not in source.written
        and word not in links
    ]
    known = sum(word in pair.words.targets for word in words)
    if known:
        return len(words) >= MANY_WORDS and known < SHARE_KNOWN * len(words)
    return len(words) >= FEW_WORDS


def other_script(side: Side, tag: str) -> str | None:
    """The script of a text, `CYRILLIC`, if most of it is in another one than its language's."""
    own = small_words(tag)
    if not own or (side.text.isascii() and language(tag).plain):
        return None
    expected = script(min(own)[0])
    letters = [script(word[0]) for word in side.words if len(word) > 1 for _ in word]
    others = [script for script in letters if script != expected]
    if len(others) < LEAST_LETTERS or 2 * len(others) < len(letters):
        return None
    return max(set(others), key=others.count)
