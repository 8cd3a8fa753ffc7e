"""Whether two spellings may be of one name: transliterations, derived adjectives, slips of one letter."""

from __future__ import annotations

import re
from functools import lru_cache

_SPELLINGS = (
    *(("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("dj", "j"), ("dz", "z"), ("ts", "s")),
    *(("kh", "k"), ("gh", "g"), ("ou", "u"), ("oo", "u"), ("w", "u"), ("ph", "f"), ("th", "t")),
    *(("qu", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("aeo", "o"), ("ae", "e"), ("oe", "e")),
    *(("ee", "i"), ("y", "i"), ("gu", "g"), ("h", ""), ("z", "s"), ("v", "f")),
)
"""Letters that languages write for each other in foreign names: Poutine, Putin; Kadhafi, Gaddafi."""
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_LEAST_SKELETON = 3
"""Consonants in common that tell a name whatever its vowels: Mohamed, Muhammad."""
_LETTERS_FOR_A_SLIP = 5
"""A name may differ in one letter for each so many of the longer spelling."""
_LONGEST = 40
"""Letters of a name; longer words are no names."""
_BEGINNING = 4
"""First letters in common that tell a name from which a word is derived: Mali, Malian."""
_SHARE_OF_BEGINNING = 0.75
"""Of the shorter word."""


def same_name(one: str, other: str) -> bool:
    """Whether two folded words may be one name in two spellings, or one of them derived from the other."""
    if one == other:
        return True
    if not (one and other) or max(len(one), len(other)) > _LONGEST:
        return False
    return _begin_alike(one, other) or _spelt_alike(one, other)


def _begin_alike(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    least = max(_BEGINNING, round(_SHARE_OF_BEGINNING * short))
    return short >= least and one[:least] == other[:least]


@lru_cache(maxsize=16384)
def _spelt_alike(one: str, other: str) -> bool:
    first, second = plain(one), plain(other)
    if first == second:
        return True
    if _sound(first[:1]) != _sound(second[:1]) or min(len(first), len(second)) < _LEAST_SKELETON:
        return False
    skeleton = _VOWELS.sub("", first)
    if len(skeleton) >= _LEAST_SKELETON and skeleton == _VOWELS.sub("", second):
        return True
    most = max(1, max(len(first), len(second)) // _LETTERS_FOR_A_SLIP)
    return _within(first, second, most) or _within(one, other, 1)


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """A folded name in letters that spellings have in common; a mute ending is dropped."""
    for letters, instead in _SPELLINGS:
        name = name.replace(letters, instead)
    name = _DOUBLED.sub(r"\1", name)
    return name.rstrip("es") or name


def first_sound(name: str) -> str:
    """What spellings of one name have in common at their beginning: a letter, one for all vowels."""
    return _sound(plain(name)[:1])


def _sound(letter: str) -> str:
    return "a" if letter in "aeiou" else {"g": "k", "j": "i"}.get(letter, letter)


def _within(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters have to be put in, taken out or replaced (Levenshtein 1966)."""
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, against in enumerate(other, 1):
            changed = before + (letter != against)
            before = row[place]
            row[place] = min(changed, before + 1, row[place - 1] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most
