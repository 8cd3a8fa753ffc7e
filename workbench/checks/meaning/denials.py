"""What a text denies: each denial with its place, and the words that it is about.

French denies with a particle and a second word ("ne … pas"), which count as one; most other languages with
a word or a phrase. The words are in `words/negation.LANG.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

from db.records import LanguageTag
from workbench.checks.meaning.contraries import contraries
from workbench.checks.meaning.particles import Particles
from workbench.checks.meaning.phrases import BREAK, Match, Phrases
from workbench.checks.meaning.reading import Reading
from workbench.checks.words import folded, table
from workbench.text.fold import fold

SCOPE = 4
"""Words behind a denial that it may be about."""
DENIED = 2
"""Words behind a denial among which another one is denied by it."""
REPEATED = 5
"""Words between a denial and another one that says the same again."""
GOES_ON = 25
"""Words within which "nor" goes on with a denial before it."""
UNTIL = 20
"""Words behind "tant que" within which what is denied may be rendered by "until"."""
OPENING = 6
"""Words before a denial among which a question word stands."""
APART = re.compile(r"[-,.!?;:…]|\s?\d+(?![\d-])")
"""What follows a "no" that denies nothing behind it."""
FIGURE = re.compile(r"\d")


class Weight(IntEnum):
    """How surely a denial asks for a counterpart."""

    VAGUE = 0
    """It may render one where the words differ altogether."""
    SOFT = 1
    """It may render one, and needs none."""
    REVERSE = 2
    """The same; a denial before it makes good of it: "not rare"."""
    WEAK = 3
    """It denies by what its word means; many other words may render it."""
    DOUBLE = 4
    """It denies a denial: "not impossible"."""
    WITHOUT = 5
    """It denies a noun: "without delay"."""
    STRONG = 6


_REVERSING = ("weak", "reverse", "without")
_DENYING = ("strong", "without")


class Denial(NamedTuple):
    """One denial: its first and last word, and where the words begin and end that it is about."""

    weight: Weight
    first: int
    last: int
    start: int
    end: int


class Denying:
    """How one language denies."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the table of its file."""
        self._phrases = Phrases(words["phrases"])
        self._particles = Particles(words.get("particle", {}))
        self._also, self._until, self._number = (folded(words, key) for key in ("also", "until", "number"))
        self._pronouns, self._questions = folded(words, "pronouns"), folded(words, "questions")
        self._concords = [fold(phrase).split() for phrase in words.get("concords", ())]
        self._answers = folded(words, "answers")
        self.after = folded(words, "after")
        """What may stand before a thing that is done after all: "after"."""
        self.done = Phrases({"done": words.get("done", ())})
        """The same with a verb: "after collecting"."""
        self.carries = folded(words, "carries")
        """What goes on with a denial before it: "or"."""
        self.opposite = folded(words, "with")
        """The contrary of "without"."""
        self.contraries = contraries(words.get("contraries", {}))
        """Verbs and what says the contrary."""
        self.positive = folded(words, "positive")
        """Words that render a denied denial."""

    def denials(self, text: Reading) -> list[Denial]:
        """All denials, from left to right."""
        matches = self._phrases.find(text)
        found = list(self._particles.find(text, matches))
        inside = {place for one in found for place in range(one.first, one.last + 1)}
        ends = {place for one in found for place in (one.first, one.last)}
        for match in matches:
            covered = inside if match.kind in _DENYING else ends
            taken = match.first in covered or match.last in ends
            if match.kind == "none" or taken:
                continue
            if self._is_answer(text, match):
                found.append(match._replace(kind="strong"))
            elif match.kind != "answer" and not self._apart(text, match):
                found.append(match)
        return list(self._weighed(text, sorted(found, key=lambda match: match.first)))

    def _weighed(self, text: Reading, matches: Sequence[Match]) -> Iterator[Denial]:
        before: Match | None = None
        until, denied = -UNTIL, -1
        for match, follower in zip_longest(matches, matches[1:]):
            weight = Weight[match.kind.upper()]
            if match.last > match.first and text.words[match.first] in self._until:
                until = match.last
            if match.first == denied or (weight == Weight.WEAK and _is_name(text, match.first)):
                weight = min(weight, Weight.REVERSE)
            elif weight == Weight.STRONG and self._needs_none(text, match, before, until):
                weight = Weight.SOFT
            elif weight >= Weight.WITHOUT and follower and _denies(text, match, follower):
                weight, denied = Weight.DOUBLE, follower.first
            if weight >= Weight.DOUBLE:
                before = match
            yield _denial(text, match, weight, follower if weight == Weight.DOUBLE else None)

    def _needs_none(self, text: Reading, match: Match, before: Match | None, until: int) -> bool:
        """Whether something else than a denial may well render it."""
        put_off = match.first - until < UNTIL and text.thoughts[match.first] == text.thoughts[until]
        return put_off or self._repeats(text, before, match) or self._asks(text, match)

    def _repeats(self, text: Reading, before: Match | None, match: Match) -> bool:
        """Whether it goes on with a denial ("nor"), or says it once more: "no water, no food"."""
        if before is None:
            return False
        words, away = text.words, match.first - before.last
        if words[match.first] in self._also:
            return away < GOES_ON
        same = words[before.first] == words[match.first] and before.first == before.last
        again = (same and "," in text.gaps[match.first]) or words[
            before.first : before.last + 1
        ] in self._concords
        return again and away <= REPEATED

    def _asks(self, text: Reading, match: Match) -> bool:
        """Whether it stands in a question that begins with a verb: "n'est-il pas …?", "isn't it …?"."""
        if not self._pronouns or not text.asked[match.last]:
            return False
        words, thoughts, first, last = text.words, text.thoughts, match.first, match.last
        if self._particles:
            turned = any(
                words[p] in self._pronouns and text.gaps[p] == "-" for p in range(first + 1, last + 1)
            )
        else:
            turned = not self._pronouns.isdisjoint(words[last + 1 : last + 2])
        opening = [words[p] for p in range(max(0, first - OPENING), first) if thoughts[p] == thoughts[first]]
        return turned and self._questions.isdisjoint(opening)

    def _is_answer(self, text: Reading, match: Match) -> bool:
        """Whether it is a word that denies and all that is said: "Jamais !"."""
        if match.first != match.last or text.words[match.first] not in self._answers:
            return False
        around = text.gaps[match.first], text.gaps[match.last + 1]
        alone = all(not gap or (BREAK.search(gap) and not FIGURE.search(gap)) for gap in around)
        return alone and not text.asked[match.first]

    def _apart(self, text: Reading, match: Match) -> bool:
        """Whether it is a word that denies nothing behind it: "no, …", "No. 1", "no-confidence"."""
        return text.words[match.last] in self._number and bool(APART.match(text.gaps[match.last + 1]))


def _denies(text: Reading, match: Match, follower: Match) -> bool:
    """Whether what follows right behind a denial, or stands in it, is denied by it: "not impossible"."""
    if follower.kind not in _REVERSING or follower.first - match.last > DENIED:
        return False
    return not any(BREAK.search(text.gaps[place]) for place in range(match.last + 1, follower.first + 1))


def _is_name(text: Reading, place: int) -> bool:
    """Whether a word within a sentence has a capital: "Ban Ki-moon"."""
    return place > 0 and text.gaps[place] == " " and text.written[place][0].isupper()


def _denial(text: Reading, match: Match, weight: Weight, denied: Match | None) -> Denial:
    """A denial, and what it is about: the denial that it denies, or itself and a few words behind it."""
    if denied:
        return Denial(weight, match.first, match.last, denied.first, denied.last + 1)
    end = match.last + 1
    while end < len(text) and end <= match.last + SCOPE and text.thoughts[end] == text.thoughts[match.last]:
        end += 1
    return Denial(weight, match.first, match.last, match.first, end)


@cache
def denying(lang: LanguageTag) -> Denying | None:
    """How a language denies; None where that is not known."""
    words = table("negation", lang)
    return Denying(words) if words else None
