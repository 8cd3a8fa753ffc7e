"""Finding listed phrases among the words of a text, the longest first.

A phrase is one or more words, written as one writes them. `a|b` stands for either word, `refus*` for every
word that begins so, `in*able` for every word that begins and ends so, and `~` for up to three words more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.checks.meaning.reading import Reading
from workbench.text.fold import fold

BREAK = re.compile(r"[,.;:!?…()«»“”\"]")
MOST_KEPT = 50_000
"""Words of which it is kept by what they may begin."""
MOST_BETWEEN = 3
"""Words for which `~` may stand."""
GAP = "~"


class Match(NamedTuple):
    """A phrase of a text: the list in which it stands, and its first and last word."""

    kind: str
    first: int
    last: int


class _Phrase(NamedTuple):
    rank: int
    kind: str
    head: _Word
    rest: tuple[_Word | None, ...]


class _Word(NamedTuple):
    exact: frozenset[str]
    affixes: tuple[tuple[str, str], ...]

    def fits(self, word: str) -> bool:
        if word in self.exact:
            return True
        # A loop is twice as fast here as `any`, and this is asked for more than anything else in a check.
        for prefix, suffix in self.affixes:  # noqa: SIM110
            if word.startswith(prefix) and word.endswith(suffix):
                return True
        return False


def _word(written: str) -> _Word:
    parts = [part.partition("*") for part in fold(written).split("|")]
    exact = frozenset(before for before, star, _ in parts if not star)
    return _Word(exact, tuple((before, after) for before, star, after in parts if star))


class _Beginnings(dict[str, tuple[_Phrase, ...]]):
    """The phrases that may begin with a word, worked out when the word is met for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.exact: dict[str, list[_Phrase]] = {}
        self.stems: dict[str, list[_Phrase]] = {}
        self.lengths: list[int] = []

    def __missing__(self, word: str) -> tuple[_Phrase, ...]:
        if len(self) >= MOST_KEPT:
            self.clear()
        fitting = list(self.exact.get(word, ()))
        for length in self.lengths:
            fitting += [phrase for phrase in self.stems.get(word[:length], ()) if phrase.head.fits(word)]
        self[word] = found = tuple(fitting)
        return found


class Phrases:
    """Lists of phrases, each with a name."""

    def __init__(self, lists: Mapping[str, str | Sequence[str]]) -> None:
        """Take lists by name: a string is a list of single words, anything else one of phrases."""
        self._beginnings = _Beginnings()
        for rank, (kind, listed) in enumerate(lists.items()):
            for phrase in listed.split() if isinstance(listed, str) else listed:
                self._add(phrase, kind, rank)
        self._beginnings.lengths = sorted({len(stem) for stem in self._beginnings.stems})

    def _add(self, phrase: str, kind: str, rank: int) -> None:
        first, *others = phrase.replace("'", " ").replace("-", " ").split()
        rest = tuple(None if other == GAP else _word(other) for other in others)
        head = _word(first)
        for word in head.exact:
            self._beginnings.exact.setdefault(word, []).append(_Phrase(rank, kind, head, rest))
        for prefix, suffix in head.affixes:
            only = _Word(frozenset(), ((prefix, suffix),))
            self._beginnings.stems.setdefault(prefix, []).append(_Phrase(rank, kind, only, rest))

    def find(self, text: Reading) -> list[Match]:
        """The phrases in a text, from left to right; none overlaps another, or goes beyond a comma or a stop.

        Of two of the same length the one counts whose list was given first.
        """
        found, behind, beginnings = [], 0, self._beginnings
        for at, word in enumerate(text.words):
            if at >= behind and (fitting := beginnings[word]):
                ends = [(_end(text, at + 1, phrase.rest), -phrase.rank, phrase.kind) for phrase in fitting]
                end, _, kind = max(ends)
                if end > at:
                    found.append(Match(kind, at, end - 1))
                    behind = end
        return found


def _end(text: Reading, at: int, rest: tuple[_Word | None, ...]) -> int:
    """Behind the last word of a phrase whose further words begin at `at`; -1 if they do not follow."""
    for place, wanted in enumerate(rest):
        if wanted is None:
            ends = (_end(text, at + more, rest[place + 1 :]) for more in range(MOST_BETWEEN + 1))
            return next((end for end in ends if end >= 0), -1)
        if at >= len(text.words) or not wanted.fits(text.words[at]) or BREAK.search(text.gaps[at]):
            return -1
        at += 1
    return at
