"""Who is meant by the pronouns of a text: the speaker, those spoken to, others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from db.records import LanguageTag
from workbench.checks.meaning.phrases import Match, Phrases
from workbench.checks.meaning.reading import Reading
from workbench.checks.words import table
from workbench.text.fold import fold

ANYBODY = "anybody"
HIS = "his"
"""Possessives and pronouns of the third person that may mean anybody."""
BEHIND = 4
"""Words behind a subject among which its verb stands."""
_APOSTROPHES = "'’ʼ"
_MARKS = frozenset("«»“”‘’„\"'")


class Persons:
    """The pronouns of one language."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the table of its file."""
        self._phrases = Phrases(words["persons"])
        self._elided = frozenset(words.get("elided", "").split())
        self._capitals = frozenset(words.get("capitals", "").split())
        self._no_verbs = frozenset(words.get("no_verbs", "").split())
        self._verbs: Mapping[str, str] = words.get("verbs", {})
        self._subjects: Mapping[str, str] = {
            fold(word): person for person, some in words.get("subjects", {}).items() for word in some.split()
        }
        self._inverted = frozenset(fold(words.get("inverted", "")).split())
        self._turned = tuple(fold(words.get("turned", "")).split())

    def persons(self, text: Reading) -> list[Match]:
        """The pronouns and possessives, from left to right; kinds: i, we, you, he, they, `ANYBODY`."""
        found = [
            match for match in self._phrases.find(text) if match.kind != "none" and self._is_one(text, match)
        ]
        return sorted([*found, *self.commands(text)], key=lambda match: match.first)

    def subjects(self, text: Reading) -> list[Match]:
        """The persons that begin a thought as its subject."""
        return [
            Match(self._subjects[word], place, place)
            for place, word in enumerate(text.words)
            if word in self._subjects
            and text.begins(place)
            and text.gaps[place + 1] in (" ", "'", "’")
            and not self._is_object(text, place)
        ]

    def _is_object(self, text: Reading, place: int) -> bool:
        """Whether the subject stands behind the verb that follows: "nous ont-ils dit"."""
        behind = range(place + 2, min(place + 2 + BEHIND, len(text)))
        return any(text.gaps[other] == "-" and text.words[other] in self._inverted for other in behind)

    def turns(self, text: Reading, subject: Match) -> bool:
        """Whether the other language may make an object of a subject.

        "Ils me manquent" is "I miss them", and "they were told" is what others did.
        """
        behind = text.words[subject.last + 1 : subject.last + 1 + BEHIND]
        return any(word.startswith(self._turned) for word in behind)

    def _is_one(self, text: Reading, match: Match) -> bool:
        word, written = text.words[match.first], text.written[match.first]
        if text.gaps[match.first].strip()[-1:] in _MARKS and text.gaps[match.last + 1].strip()[:1] in _MARKS:
            return False  # the word itself is meant: they say “us”
        if word in self._elided:
            return text.gaps[match.last + 1][:1] in _APOSTROPHES and bool(text.gaps[match.last + 1])
        return not (word in self._capitals and written.isupper())

    def commands(self, text: Reading) -> Iterator[Match]:
        """The verbs that command at the beginning of a thought, and tell by their ending whom."""
        for place, word in enumerate(text.words):
            for person, ending in self._verbs.items():
                if (
                    word.endswith(ending)
                    and word not in self._no_verbs
                    and (not place or text.thoughts[place] != text.thoughts[place - 1])
                ):
                    yield Match(person, place, place)


@cache
def persons(lang: LanguageTag) -> Persons | None:
    """The pronouns of a language; None where they are not known."""
    words = table("person", lang)
    return Persons(words) if words else None
