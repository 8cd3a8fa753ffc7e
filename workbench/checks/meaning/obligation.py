"""What a text says has to be done, or may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from db.records import LanguageTag
from workbench.checks.meaning.phrases import Match, Phrases
from workbench.checks.meaning.reading import Reading
from workbench.checks.words import folded, table

LONGEST = 25
"""Words behind the beginning of an order among which the text may go on with it as with a subject."""


class Modality:
    """How one language says so."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the table of its file."""
        self._phrases = Phrases(words["phrases"])
        self._commands = tuple(words.get("commands", "").split())
        self._no_commands, self._openers = folded(words, "no_commands"), folded(words, "openers")
        self._orders, self._ordered = folded(words, "orders"), folded(words, "ordered")
        self._resumed = folded(words, "resumed")
        self._no_orders = Phrases({"none": words.get("no_orders", ())})
        self._wishes, self._subjects = folded(words, "wishes"), folded(words, "subjects")
        self._stated = Phrases({"stated": words.get("stated", ())})
        self.verbs = folded(words, "verbs")
        """Function words that may command."""
        self._negated, self._negating = folded(words, "negated"), folded(words, "negating")
        self._before, self._inflected = folded(words, "before"), tuple(words.get("inflected", "").split())

    def modals(self, text: Reading) -> list[Match]:
        """All modals, from left to right: those of the lists but for `none`, `order` and `command`.

        A command is a verb at the beginning of a thought that has the form of one ("Partez"), an order a
        wish for others that begins a quotation or is called out ("Qu'ils partent !"). A permission that
        begins a thought is a wish as well ("May they leave").
        """
        found = [self._wished(text, match) for match in self._phrases.find(text) if match.kind != "none"]
        if self._commands:
            found += self._beginnings(text)
        return sorted(found, key=lambda match: match.first)

    def stated(self, text: Reading) -> list[Match]:
        """What begins a thought so that it states something and orders nothing: "they", "you did"."""
        pronouns = (
            Match("stated", place, place) for place, w in enumerate(text.words) if w in self._subjects
        )
        stated = [*pronouns, *self._stated.find(text)]
        return [one for one in stated if text.begins(one.first) and not text.asked[one.first]]

    def imperatives(self, text: Reading) -> list[Match]:
        """The words that begin a thought and may be a verb that commands: not inflected, no pronoun."""
        places = (place for place in range(len(text)) if self._may_command(text, place))
        return [Match("imperative", place, place) for place in places]

    def _may_command(self, text: Reading, place: int) -> bool:
        word = text.words[place]
        begins = text.begins(place) or (text.words[place - 1] in self._before and text.begins(place - 1))
        return begins and word not in self._subjects and not word.endswith(self._inflected)

    def _wished(self, text: Reading, match: Match) -> Match:
        wished = match.first == match.last and text.words[match.first] in self._wishes
        return match._replace(kind="wish") if wished and text.begins(match.first) else match

    def _beginnings(self, text: Reading) -> Iterator[Match]:
        none: set[int] | None = None
        for place, word in enumerate(text.words):
            if not text.begins(place):
                continue
            if word.endswith(self._commands) and word not in self._no_commands:
                yield Match("opener" if word in self._openers else "command", place, place)
            elif word in self._negated and self._is_negated_command(text, place):
                yield Match("command", place, place + 2)
            elif self._is_order(text, place):
                none = {one.first for one in self._no_orders.find(text)} if none is None else none
                if place not in none:
                    yield Match("order", place, place + 1)

    def _is_negated_command(self, text: Reading, place: int) -> bool:
        """Whether a particle begins a thought, and behind it a command is denied: "Ne tirez pas"."""
        verb, *denial = text.words[place + 1 : place + 3] or [""]
        return verb.endswith(self._commands) and not self._negating.isdisjoint(denial)

    def _is_order(self, text: Reading, place: int) -> bool:
        behind = text.words[place + 1 : place + 2]
        if text.words[place] not in self._orders or self._ordered.isdisjoint(behind):
            return False
        opens = text.quoted[place] and text.written[place][0].isupper() and not text.asked[place]
        return (text.called[place] or opens) and not self._goes_on(text, place)

    def _goes_on(self, text: Reading, place: int) -> bool:
        """Whether what begins there is only what the text then speaks of: "Que …, j'en doute"."""
        return any(
            word in self._resumed and text.gaps[other].strip() == ","
            for other, word in enumerate(text.words[place : place + LONGEST], place)
            if text.thoughts[other] == text.thoughts[place]
        )


@cache
def modality(lang: LanguageTag) -> Modality | None:
    """How a language says what has to be done; None where that is not known."""
    words = table("modality", lang)
    return Modality(words) if words else None
