"""Denials of two words, one of which is a particle: the French "ne … pas"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from workbench.checks.meaning.phrases import Match
from workbench.checks.meaning.reading import Reading
from workbench.checks.words import folded

CUT = frozenset("'’ʼ\"´`")
"""What stands behind a particle of one letter."""
REACH = 9
"""Words behind a particle among which the word stands that denies with it."""
REACH_BACK = 10
"""The same before it: "aucun des … ne"."""
TOGETHER = 3
"""Words between two that deny with one particle: "n'a jamais rien"."""
BY_ITSELF = 3
"""Words behind a particle among which a verb stands that it denies without another word."""


class Particles:
    """The particles of one language, and the words that deny with them."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the table `particle` of its file."""
        self._words = folded(words, "words")
        self._others = frozenset(words.get("others", "").split())
        self._seconds, self._before = folded(words, "seconds"), folded(words, "before")
        self._only, self._full = folded(words, "only"), folded(words, "full")
        self._alone, self._restricted = folded(words, "alone"), folded(words, "restricted")

    def __bool__(self) -> bool:
        return bool(self._words)

    def find(self, text: Reading, phrases: Sequence[Match]) -> Iterator[Match]:
        """The denials with a particle, from left to right: `strong`, or `soft` for those that only restrict.

        `phrases` are those of the text; one that begins with a word that denies tells what is denied
        ("pas moins", "personne d'autre que"), and a particle in one of them is none of its own.
        """
        if self._words.isdisjoint(text.known):
            return
        covered = {place for one in phrases for place in range(one.first, one.last + 1)}
        nothing = {place for one in phrases if one.kind == "none" for place in range(one.first, one.last + 1)}
        softened = {one.first: one.last for one in phrases if one.kind == "soft" and one.last > one.first}
        for place, word in enumerate(text.words):
            if word in self._words and place not in covered and self._is_one(text, place):
                for one in self._denials(text, place, nothing):
                    longer = max(softened.get(other, -1) for other in range(one.first, one.last + 1))
                    soft = one.first in softened or longer >= one.last
                    yield Match("soft", one.first, max(longer, one.last)) if soft else one

    def _is_one(self, text: Reading, place: int) -> bool:
        """Whether it is not a word that folds to the same ("né"), or an initial: one letter is cut short."""
        cut = len(text.words[place]) > 1 or text.gaps[place + 1][:1] in CUT
        return cut and text.written[place] not in self._others

    def _denials(self, text: Reading, place: int, nothing: Collection[int]) -> Iterator[Match]:
        earlier = self._earlier(text, place, nothing)
        last, restricts = self._later(text, place, nothing, only_here=earlier >= 0)
        if earlier >= 0:
            yield Match("strong", earlier, max(place, last))
        elif last >= 0:
            yield Match("strong", place, last)
        elif restricts >= 0 and not self._restricted.isdisjoint(text.words[restricts + 1 : restricts + 2]):
            yield Match("soft", place, restricts)
        elif (alone := self._by_itself(text, place)) >= 0:
            yield Match("strong", place, alone)
        elif restricts >= 0:
            yield Match("soft", place, restricts)

    def _by_itself(self, text: Reading, place: int) -> int:
        """The verb that the particle denies without another word: "ne peut dire"; -1 if there is none."""
        words = text.words
        for other in range(place + 1, min(place + 1 + BY_ITSELF, len(words))):
            if words[other] in self._alone:
                return -1 if self._only.intersection(words[other + 1 : other + 2]) else other
        return -1

    def _earlier(self, text: Reading, place: int, nothing: Collection[int]) -> int:
        """The word before the particle that denies with it: "rien ne …"; -1 if there is none."""
        words = text.words
        for other in range(place - 1, max(place - 1 - REACH_BACK, -1), -1):
            if text.thoughts[other] != text.thoughts[place] or words[other] in self._words:
                break
            if words[other] in self._before and other not in nothing:
                return other
            if "," in text.gaps[other]:
                break
        return -1

    def _later(
        self, text: Reading, place: int, nothing: Collection[int], *, only_here: bool
    ) -> tuple[int, int]:
        """The last word behind the particle that denies with it, and the one that restricts; -1 for none.

        `only_here`: something before the particle denies with it already, so nothing behind a comma does.
        """
        thoughts, words = text.thoughts, text.words
        last = restricts = -1
        for other in range(place + 1, min(place + 1 + REACH, len(words))):
            over = thoughts[other] != thoughts[place] or (words[other] in self._words and last >= 0)
            if over or ("," in text.gaps[other] and (only_here or last >= 0)):
                break
            if words[other] in self._seconds and other not in nothing:
                if last < 0 or other - last <= TOGETHER:
                    last = other
            elif words[other] in self._only and restricts < 0:
                restricts = other
                if last == other - 1 and words[last] not in self._full:
                    return -1, restricts
        return last, restricts
