"""The names of a glossary in drafts of any date, and what the package makes of each name alone."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence

from db.records import Concept, LanguageTag, PairRow
from workbench.draft.naming.finder import Finder
from workbench.draft.naming.forcing import Try
from workbench.draft.naming.terms import Terms
from workbench.draft.naming.values import Judged
from workbench.glossary.dates import within_dates
from workbench.glossary.version import glossary_version
from workbench.text.language import same_language

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MOST_KEPT = 8
"""Times whose names are kept: each takes some 400 KB for the shipped glossaries, and 10 ms to make."""


def date_of(*dates: str) -> str:
    """The first of these that is a date, as far as it is one: ISO, or its year or month; else empty."""
    return next((found[0] for date in dates if (found := _DATE.match(date))), "")


def date_of_pair(row: PairRow) -> str:
    """When the words of a pair were said, or else printed, as far as that is known; ISO, of any precision."""
    return date_of(row.said_on, row.source_date, row.target_date)


def _sharing(concepts: Sequence[Concept], lang: LanguageTag) -> set[str]:
    """The concepts that share a name with another one: only of these the dates matter."""
    finder = Finder(concepts, lang)
    shared: set[str] = set()
    for concept in concepts:
        for name in concept.names:
            if same_language(name.lang, lang):
                marks = finder.find(name.text)
                keys = {mark.concept for mark in marks if mark.span == (0, len(name.text))}
                shared |= keys if len(keys) > 1 else set()
    return shared


class Names:
    """A glossary for two languages; what is due is worked out once for all dates that have the same names."""

    def __init__(self, concepts: Sequence[Concept], from_lang: LanguageTag, to_lang: LanguageTag) -> None:
        self.version = glossary_version(concepts)
        """Eight hexadecimal digits that change with the glossary."""
        self._concepts = concepts
        self.by_key = {concept.key: concept for concept in concepts}
        """The concepts by their keys."""
        self._langs = from_lang, to_lang
        shared = _sharing(concepts, from_lang)
        self._periods = {(each.since, each.until) for each in concepts if each.key in shared}
        self._periods |= {(name.since, name.until) for concept in concepts for name in concept.names}
        self._target = Finder(concepts, to_lang)
        self._due: OrderedDict[tuple[bool, ...], Terms] = OrderedDict()
        self._last: tuple[str, Terms] | None = None

    def on(self, date: str) -> Terms:
        """The names that are due on a date (ISO, also a year or a month; empty where it is unknown)."""
        known = self._last
        if known is None or known[0] != date:
            time = (bool(date), *(within_dates(*each, date) for each in self._periods))
            self._last = known = date, self._at(time, date)
        return known[1]

    def _at(self, time: tuple[bool, ...], date: str) -> Terms:
        """The names of a time, told by which periods of the glossary `date` lies in."""
        terms = self._due.pop(time, None)
        if terms is None:
            terms = Terms(self._concepts, *self._langs, date=date, target=self._target)
        self._due[time] = terms
        while len(self._due) > _MOST_KEPT:
            self._due.popitem(last=False)
        return terms


class Naming:
    """The names that one sentence asks for."""

    def __init__(self, terms: Terms, source: str, bare: dict[str, tuple[str, ...]]) -> None:
        """`bare` holds what a package makes of names alone, by their text; it is shared and filled here.

        Of it only that counts which this sentence has asked for: its draft must not depend on others.
        """
        self._terms = terms
        self._source = source
        self._bare = bare
        self._asked: dict[str, None] = {}
        self._required = terms.required(source)

    def cost(self, draft: str) -> float:
        """What the names of a draft cost it, in nats."""
        return self._terms.cost(self._required, draft)

    def judged(self, draft: str, *, best: str, how: str) -> Judged:
        """A draft with its names put right; see `Terms.judged`."""
        return self._terms.judged(self._required, draft, best=best, how=how, bare=self._known)

    def unknown(self, draft: str) -> list[str]:
        """Names missing in a draft of which it is not known yet what the package makes of them alone."""
        missing = dict.fromkeys(each.source for each in self._terms.missing(self._required, draft))
        self._asked |= missing
        return [name for name in missing if name not in self._bare]

    def learn(self, name: str, drafts: Sequence[str]) -> None:
        """Take in what the package makes of a name alone."""
        self._bare[name] = tuple(drafts)

    def tries(self, draft: str) -> list[Try]:
        """How the model may yet be led to write a name that is missing in a draft and cannot be put right."""
        if not self._terms.judged(self._required, draft).flags:
            return []
        return self._terms.tries(self._required, self._source, draft, self._known)

    def accepted(self, draft: str, tries: Sequence[Try], written: Sequence[tuple[str, float]]) -> str | None:
        """The best of what the model wrote; see `Terms.accepted`."""
        return self._terms.accepted(self._required, draft, tries, written)

    @property
    def _known(self) -> dict[str, tuple[str, ...]]:
        return {name: self._bare[name] for name in self._asked if name in self._bare}
