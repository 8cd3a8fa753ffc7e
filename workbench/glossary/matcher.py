"""Finding the names of concepts in running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Span
from workbench.glossary.articles import articles
from workbench.glossary.capitals import Capitals, asked_of, has_them
from workbench.glossary.dates import within_dates
from workbench.glossary.inflection import singulars
from workbench.glossary.words import Words, word_lists
from workbench.text.language import same_language

_TELLING = 5
"""Letters from which a single word is known as a name without its article (`Qaïda`, but not `Nour`)."""

_STATUSES = tuple(NameStatus)


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name of the glossary found in a text."""

    span: Span
    """Code points of the text searched."""
    concept: str
    """The concept's key."""
    text: str
    """The name as the glossary writes it."""
    form: NameForm
    status: NameStatus
    confirmed: bool
    """False until a person has confirmed both the name and its concept."""
    periods: tuple[tuple[str, str], ...] = ()
    """Beginning and end of the concept and of the name, where they are known; ISO dates."""

    def valid(self, date: str) -> bool:
        """True when a text of `date` (ISO, of any precision; empty: unknown) can mean this concept by it."""
        return all(within_dates(since, until, date) for since, until in self.periods)


def candidates(marks: Iterable[NameMark], date: str) -> list[NameMark]:
    """At each place the marks that are valid at `date`; all of them where none is.

    A concept that is alone at its place stays: one may speak of a group long after its end.
    """
    found = []
    for _, group in groupby(marks, attrgetter("span")):
        sharing = list(group)
        found += [mark for mark in sharing if mark.valid(date)] or sharing
    return found


class _Part(NamedTuple):
    """A word of a name."""

    folded: str
    asked: Capitals


class _Entry(NamedTuple):
    concept: Concept
    name: Name
    parts: tuple[_Part, ...]
    led: bool
    """True when an article stands before the first part."""


@dataclass(slots=True)
class _Node:
    """A place in the tree of names, reached by folded words, in the singular where the number is open."""

    following: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


class _Searched(NamedTuple):
    """A text taken apart."""

    text: str
    words: Words
    keys: list[str]
    """What the words are called in the tree."""
    articles: frozenset[int]

    def word(self, at: int) -> str:
        start, end = self.words.spans[at]
        return self.text[start:end]


class NameMatcher:
    """Finds the names that concepts have in one language; built once, asked often.

    Case, accents, apostrophes and hyphens do not matter, nor whether and how an Arabic article is
    written (`al-Qaïda au Maghreb islamique`, `El Qaïda …`, `Qaïda …`; a single word without its article
    must have five letters and a capital). A name's case rule tells which capitals it needs (`capitals`).
    """

    def __init__(self, concepts: Sequence[Concept], lang: LanguageTag, *, inflected: bool = False) -> None:
        """Take the names in `lang`, whatever their script or region.

        With `inflected` the words of a name are also found in the other number (`les VDPs`, `groupes
        islamiques armés`), as far as `inflection` knows the endings of the language.
        """
        self._root = _Node()
        self._lang = lang
        self._keys = singulars(lang) if inflected else None
        for concept in concepts:
            for name in concept.names:
                if same_language(name.lang, lang):
                    self._add(concept, name)

    def _add(self, concept: Concept, name: Name) -> None:
        searched = self._searched(name.text)
        node = self._root
        kept = [at for at in range(len(searched.keys)) if not _is_passed_over(searched.articles, at)]
        for at in kept:
            node = node.following.setdefault(searched.keys[at], _Node())
        folded = searched.words.folded
        parts = (_Part(folded[at], asked_of(searched.word(at), name.form, name.case)) for at in kept)
        node.entries.append(_Entry(concept, name, tuple(parts), led=bool(kept and kept[0])))

    def _searched(self, text: str) -> _Searched:
        found = word_lists(text)
        keys = found.folded if self._keys is None else [self._keys[word] for word in found.folded]
        return _Searched(text, found, keys, articles(text, found, self._lang))

    def find(self, text: str) -> list[NameMark]:
        """The names in `text`, in order: at each place the longest, and no two that overlap.

        Where several concepts share a name there is one mark for each of them, with the same span (see
        `candidates`); a concept's own names that differ only in what does not matter give one mark: the
        name written exactly so, or else the one of the better status.
        """
        searched = self._searched(text)
        first = self._root.following
        starts = [at for at, key in enumerate(searched.keys) if key in first]
        if searched.articles:
            starts = sorted(searched.articles.union(starts))
        marks: list[NameMark] = []
        free = 0
        for at in starts:
            if at >= free:
                length, found = self._longest(searched, at)
                marks += found
                free = at + length
        return marks

    def _longest(self, searched: _Searched, at: int) -> tuple[int, list[NameMark]]:
        """The longest name that starts at word `at`: its length in words, and its marks."""
        longest: tuple[int, list[NameMark]] = (0, [])
        node = self._root
        used: list[int] = []
        passed_over = False
        for here in range(at, len(searched.keys)):
            following = node.following.get(searched.keys[here])
            if following is not None and following.entries:
                marks = _marks(searched, [*used, here], at, following.entries)
                longest = (here - at + 1, marks) if marks else longest
            passed_over = here in searched.articles and not passed_over
            if passed_over:
                continue
            if following is None:
                break
            node = following
            used.append(here)
        return longest


def _is_passed_over(places: frozenset[int], at: int) -> bool:
    """True for an article, unless the word before it is one that is passed over."""
    first = at
    while first - 1 in places:
        first -= 1
    return at in places and (at - first) % 2 == 0


def _marks(searched: _Searched, used: list[int], at: int, entries: Iterable[_Entry]) -> list[NameMark]:
    """One mark for each concept whose name these words are, in the order the concepts were given.

    `at` is where the name starts: before the first word used when that is led by an article.
    """
    fitting = [entry for entry in entries if _fits(searched, used, entry, led=at < used[0])]
    if not fitting:
        return []
    span = Span(searched.words.spans[at][0], searched.words.spans[used[-1]][1])
    covered = span.of(searched.text)
    best: dict[str, _Entry] = {}
    for entry in sorted(
        fitting, key=lambda entry: (entry.name.text != covered, _STATUSES.index(entry.name.status))
    ):
        best.setdefault(entry.concept.key, entry)
    order = dict.fromkeys(entry.concept.key for entry in fitting)
    return [_mark(best[key], span) for key in order]


def _mark(entry: _Entry, span: Span) -> NameMark:
    concept, name = entry.concept, entry.name
    periods = ((concept.since, concept.until), (name.since, name.until))
    return NameMark(
        *(span, concept.key, name.text, name.form, name.status, name.confirmed and concept.confirmed),
        tuple(period for period in periods if any(period)),
    )


def _fits(searched: _Searched, used: list[int], entry: _Entry, *, led: bool) -> bool:
    """True when the words have the capitals that the name needs, acronyms no odd ending, and the article.

    An article that the text does not have may be one of the name's; the other way round, the name starts
    after the article.
    """
    if led != entry.led and (led or not _is_known_without(searched.word(used[0]), entry)):
        return False
    for at, part in zip(used, entry.parts, strict=True):
        folded = searched.words.folded[at]
        if part.asked.spelled and folded not in (part.folded, part.folded + "s"):
            return False
        if not has_them(searched.word(at), part.asked):
            return False
    return True


def _is_known_without(first: str, entry: _Entry) -> bool:
    """True when a name is known without the article before `first`, its first word in the text."""
    return len(entry.parts) > 1 or (len(first) >= _TELLING and first[:1].isupper())
