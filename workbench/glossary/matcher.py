"""Finding the names of concepts in running text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Span
from workbench.glossary.inflection import singular
from workbench.glossary.words import Word, words
from workbench.text.language import same_language

_SHORT_ACRONYM = 3
"""Letters; acronyms up to this length are ordinary words when not in capitals (`ONU`, `UA`, `au`)."""

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


class _Part(NamedTuple):
    """A word of a name."""

    folded: str
    spelled: bool
    """True for an acronym: it takes no ending but an s."""
    capitals: tuple[int, ...]
    """Which of its letters must be capitals."""


class _Entry(NamedTuple):
    concept: Concept
    name: Name
    parts: tuple[_Part, ...]


@dataclass(slots=True)
class _Node:
    """A place in the tree of names, reached by folded words, in the singular where the number is open."""

    following: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


class NameMatcher:
    """Finds the names that concepts have in one language; built once, asked often.

    Case, accents, apostrophes and hyphens do not matter, except that:
    an acronym of up to three letters needs its capitals (`ONU`; also `Onu` when listed so), a longer one
    at least the first (`AQMI`, `Aqmi`), also as a word of a longer name; a short form needs the capitals
    it is written with, since it is an ordinary word without them (`la Plateforme`).
    """

    def __init__(self, concepts: Sequence[Concept], lang: LanguageTag, *, inflected: bool = False) -> None:
        """Take the names in `lang`, whatever their script or region.

        With `inflected` the words of a name are also found in the other number (`les VDPs`, `groupes
        islamiques armés`), as far as `inflection` knows the plurals of the language.
        """
        self._root = _Node()
        self._lang = lang if inflected else None
        for concept in concepts:
            for name in concept.names:
                if same_language(name.lang, lang):
                    self._add(concept, name)

    def _add(self, concept: Concept, name: Name) -> None:
        parts = list(words(name.text))
        node = self._root
        for part in parts:
            node = node.following.setdefault(self._key(part), _Node())
        needed = tuple(_part(part.folded, part.span.of(name.text), name.form) for part in parts)
        node.entries.append(_Entry(concept, name, needed))

    def _key(self, word: Word) -> str:
        return singular(word.folded, self._lang) if self._lang else word.folded

    def find(self, text: str) -> list[NameMark]:
        """The names in `text`, in order: at each place the longest, and no two that overlap.

        Where several concepts share a name there is one mark for each of them, with the same span; a
        concept's own names that differ only in what does not matter give one mark: the name written
        exactly so, or else the one of the better status.
        """
        parts = list(words(text))
        marks: list[NameMark] = []
        at = 0
        while at < len(parts):
            length, found = self._longest(text, parts, at)
            marks += found
            at += length or 1
        return marks

    def _longest(self, text: str, parts: list[Word], at: int) -> tuple[int, list[NameMark]]:
        """The longest name that starts at word `at`: its length in words, and its marks."""
        longest: tuple[int, list[NameMark]] = (0, [])
        node = self._root
        for end in range(at, len(parts)):
            following = node.following.get(self._key(parts[end]))
            if following is None:
                break
            node = following
            within = parts[at : end + 1] if node.entries else []
            fitting = [entry for entry in node.entries if _fits(text, within, entry)]
            if fitting:
                span = Span(within[0].span.start, within[-1].span.end)
                longest = (len(within), _marks(fitting, span, text))
        return longest


def _marks(entries: list[_Entry], span: Span, text: str) -> list[NameMark]:
    """One mark for each concept, in the order the concepts were given."""
    best: dict[str, _Entry] = {}
    covered = span.of(text)
    for entry in sorted(
        entries, key=lambda entry: (entry.name.text != covered, _STATUSES.index(entry.name.status))
    ):
        best.setdefault(entry.concept.key, entry)
    order = dict.fromkeys(entry.concept.key for entry in entries)
    return [_mark(best[key], span) for key in order]


def _mark(entry: _Entry, span: Span) -> NameMark:
    concept, name = entry.concept, entry.name
    return NameMark(
        span, concept.key, name.text, name.form, name.status, name.confirmed and concept.confirmed
    )


def _letters(word: str) -> list[str]:
    """The letters of a word without their accents."""
    return [char for char in unicodedata.normalize("NFKD", word) if char.isalpha()]


def _part(folded: str, word: str, form: NameForm) -> _Part:
    """A word of a name, with the capitals that it must have wherever the name is found."""
    letters = _letters(word)
    capitals = tuple(at for at, letter in enumerate(letters) if letter.isupper())
    spelled = form is NameForm.ACRONYM or (len(letters) > 1 and len(capitals) == len(letters))
    if spelled:
        return _Part(folded, True, capitals if len(letters) <= _SHORT_ACRONYM else capitals[:1])
    return _Part(folded, False, capitals if form is NameForm.SHORT else ())


def _fits(text: str, within: list[Word], entry: _Entry) -> bool:
    """True when the words of `text` have the capitals that the name needs, and acronyms no odd ending."""
    for word, part in zip(within, entry.parts, strict=True):
        if part.spelled and word.folded not in (part.folded, part.folded + "s"):
            return False
        if part.capitals:
            letters = _letters(word.span.of(text))
            if not all(letters[at].isupper() for at in part.capitals if at < len(letters)):
                return False
    return True
