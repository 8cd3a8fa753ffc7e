"""What a text says is not sure, or is somebody's word, and by what means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from db.records import LanguageTag
from workbench.checks.meaning.phrases import Match, Phrases
from workbench.checks.meaning.reading import Reading
from workbench.checks.words import table
from workbench.text.fold import fold

CONDITIONAL, POSSIBLE = "conditional", "possible"
TOLD = 6
"""Words before a conditional among which "que" makes it the future of the past."""
BESIDE, BESIDE_KINDS = 3, ("doubt", "alleged")
"""Words between two hedges that say the same, and the kinds that do so beside a conditional."""
BEHIND = 3
"""Words behind an auxiliary among which its participle stands."""


class Hedging:
    """How one language hedges."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the table of its file."""
        self._phrases = Phrases(words["phrases"])
        conditional = words.get("conditional", {})
        self._endings = tuple(fold(ending) for ending in conditional.get("endings", ()))
        self._others = tuple(fold(conditional.get("others", "")).split())
        self._conditions = Phrases({"if": conditional.get("conditions", ())})
        self._that = frozenset(fold(conditional.get("that", "")).split())
        self._possible = tuple(conditional.get("possible", "").split())
        self._wishes = frozenset(fold(conditional.get("wishes", "")).split())

    def hedges(self, text: Reading) -> list[Match]:
        """All hedges, from left to right: those of the lists but for `none`, and `CONDITIONAL`."""
        found = [match for match in self._phrases.find(text) if match.kind != "none"]
        if self._endings and not self._conditions.find(text):
            found += [one for one in self._conditionals(text, found) if not _doubled(one, found)]
        return sorted(found, key=lambda match: (match.first, match.last))

    def _conditionals(self, text: Reading, told: Sequence[Match]) -> Iterator[Match]:
        for place, word in enumerate(text.words):
            if not word.endswith(self._endings) or word.startswith(self._others):
                continue
            if "é" in text.written[place][-6:].lower():
                continue  # "considérait" is a past tense
            kind = POSSIBLE if word.startswith(self._possible) else CONDITIONAL
            if kind == CONDITIONAL and self._is_told(text, place, told):
                continue
            behind = text.words[place + 1 : place + 1 + BEHIND]
            if self._wishes.isdisjoint(behind):
                yield Match(kind, place, place)

    def _is_told(self, text: Reading, place: int, told: Sequence[Match]) -> bool:
        """Whether it depends on a word of speech: "il a promis qu'il viendrait"."""
        start = max(0, place - TOLD)
        that = [p for p in range(start, place) if text.words[p] in self._that]
        return bool(that) and any(match.first < that[-1] for match in told)


def _doubled(match: Match, found: Sequence[Match]) -> bool:
    """Whether another hedge stands beside a conditional: "serait apparemment"."""
    return any(abs(one.first - match.last) <= BESIDE and one.kind in BESIDE_KINDS for one in found)


@cache
def hedging(lang: LanguageTag) -> Hedging | None:
    """How a language hedges; None where that is not known."""
    words = table("hedges", lang)
    return Hedging(words) if words else None
