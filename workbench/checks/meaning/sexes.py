"""What a text says of the sex of those it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from db.records import LanguageTag
from workbench.checks.meaning.reading import Reading
from workbench.checks.words import table
from workbench.draft.flaws.language import language
from workbench.quotes.gazetteer import given_name
from workbench.quotes.lexicon import Lexicon, load
from workbench.text.fold import fold
from workbench.text.language import primary

MASCULINE, FEMININE = "m", "f"
SPEAKER = 9
"""Words behind a quotation among which its speaker stands."""
SINGLED = 4
"""Words before a plural among which "un" makes it one person: "un de ces hommes"."""
EITHER = 2
"""Words from "his" to "her" where either is meant."""
_BEFORE = 2
"""Words before a noun among which its article stands."""


class Sexes:
    """How one language tells it."""

    def __init__(self, words: Mapping[str, Any], lexicon: Lexicon, function: frozenset[str]) -> None:
        """Take the table of its file, the nouns for persons, and words that are never names."""
        self._function = function
        self.words = {
            sex: _set(words, key) for sex, key in ((MASCULINE, "masculine"), (FEMININE, "feminine"))
        }
        """Words that tell it by themselves."""
        self._many = {
            sex: _set(words, key) for sex, key in ((MASCULINE, "masculine_many"), (FEMININE, "feminine_many"))
        }
        self._singled, self._epicene = _set(words, "singled"), _set(words, "epicene")
        self._speaker_ends = _set(words, "speaker_ends")
        self.open = _set(words, "open") | _set(words, "possessives")
        self._possessives, self._plural = _set(words, "possessives"), tuple(words.get("plural", "").split())
        self._open_nouns = _set(words, "open")
        self._articles = {
            sex: _set(words, key)
            for sex, key in ((MASCULINE, "masculine_articles"), (FEMININE, "feminine_articles"))
        }
        self._stressable, self._prepositions = _set(words, "stressable"), _set(words, "prepositions")
        self._copulas, self._participles = _set(words, "copulas"), words.get("participles", {})
        self._feminine = frozenset(fold(word) for word in lexicon.feminine)
        self._persons = frozenset(fold(word) for word in lexicon.persons)

    def told(self, text: Reading, skipped: Collection[int] = (), *, kin: bool = False) -> set[str]:
        """The sexes of which the text says anything, but for the words at the places in `skipped`.

        `kin`: somebody's brother tells it as well, not of that somebody.
        """
        found = set(MASCULINE) if self._stressed(text) else set()
        for sex, words in self.words.items():
            if self._named(text, words, skipped, kin=kin) or self._singled_out(text, self._many[sex]):
                found.add(sex)
        for place, word in enumerate(text.words):
            if place in skipped:
                continue
            if text.written[place][:1].isupper() and word not in self._function:
                name = given_name(word)
                if name is not None:
                    found.update(name.gender)
            if word in self._persons and word not in self._open_nouns:
                found.update(self._of_noun(text, place, word))
            found.update(self._of_participle(text, place))
        return found

    def speakers(self, text: Reading) -> set[int]:
        """The places of those who speak, right behind a quotation: "…", dit la veuve du colonel."""
        places: set[int] = set()
        for start in range(1, len(text)):
            if text.quoted[start] or not text.quoted[start - 1] or text.written[start][0].isupper():
                continue
            if text.words[start] in self._function and text.words[start] in self._speaker_ends:
                continue
            for place in range(start, min(len(text), start + SPEAKER)):
                ends = text.words[place] in self._speaker_ends or "," in text.gaps[place]
                if place > start and (ends or text.thoughts[place] != text.thoughts[start]):
                    break
                places.add(place)
        return places

    def leaves_open(self, text: Reading) -> bool:
        """Whether it says both at once: "his or her", "she/he"."""
        both = [
            place
            for place, word in enumerate(text.words)
            if any(word in words for words in self.words.values())
        ]
        return any(
            after - before <= EITHER and text.words[before] != text.words[after]
            for before, after in pairwise(both)
        )

    def _named(self, text: Reading, words: frozenset[str], skipped: Collection[int], *, kin: bool) -> bool:
        """Whether one of these words stands there, and (unless `kin`) not as somebody's: "son frère"."""
        return any(
            word in words
            and place not in skipped
            and (kin or not place or text.words[place - 1] not in self._possessives)
            for place, word in enumerate(text.words)
        )

    def _singled_out(self, text: Reading, words: frozenset[str]) -> bool:
        """Whether the text speaks of one of several: "un de ces hommes"."""
        return not words.isdisjoint(text.known) and any(
            word in words and not self._singled.isdisjoint(text.words[max(0, place - SINGLED) : place])
            for place, word in enumerate(text.words)
        )

    def _stressed(self, text: Reading) -> bool:
        """Whether "lui" stands where only a man is called so: behind a preposition, or by itself."""
        for place, word in enumerate(text.words):
            if word in self._stressable and (
                not place
                or text.thoughts[place] != text.thoughts[place - 1]
                or text.words[place - 1] in self._prepositions
                or text.gaps[place + 1].strip()
            ):
                return True
        return False

    def _of_noun(self, text: Reading, place: int, word: str) -> set[str]:
        before = text.words[max(0, place - _BEFORE) : place]
        if word.endswith(self._plural) or not self._possessives.isdisjoint(before[-1:]):
            return set()
        if word in self._feminine:
            return {FEMININE}
        by_article = {sex for sex, articles in self._articles.items() if not articles.isdisjoint(before)}
        open_ended = word.endswith("e") or word in self._epicene
        return by_article or (set() if open_ended else {MASCULINE})

    def _of_participle(self, text: Reading, place: int) -> set[str]:
        if text.words[place - 1] not in self._copulas or not place:
            return set()
        written = text.written[place].lower()
        return {sex for sex, ending in self._participles.items() if written.endswith(ending)}


def _set(words: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(words.get(key, "")).split())


@cache
def sexes(lang: LanguageTag) -> Sexes | None:
    """How a language tells it; None where that is not known."""
    words = table("gender", lang)
    return Sexes(words, load(lang), language(primary(lang)).function) if words else None
