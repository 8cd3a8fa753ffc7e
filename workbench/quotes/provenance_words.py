"""The words that tell how a statement reached an article: `[provenance]` of the lexicons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from db.records import LanguageTag
from workbench.quotes.lexicon import languages_for, lexicon_table

MEDIUM_FIRST = "MEDIUM"
_NEAR = "~"

_LISTS = (
    *("not_told", "not_telling", "elsewhere", "changing", "relative", "present", "carriers", "determiners"),
    *("modifiers", "media", "named_media", "news"),
)


class Tells(StrEnum):
    """What a pattern tells: the value is its key in the lexicons, but for an occasion."""

    TOLD = "told"
    TOLD_BEHIND = "told_behind"
    SETTING = "settings"
    VIA = "via"
    OUTER = "outer"
    INNER = "inner"
    LANGUAGE = "language"
    ALL_TRANSLATED = "all_translated"


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: words to choose from, or what is read there."""

    words: frozenset[str]
    optional: bool = False
    reads: str = ""
    """`HEARER`, `MEDIUM`, `ANYONE`, `LANG`, or `*` for up to three words."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of words that tells something of how a statement reached the article."""

    elements: tuple[Element, ...]
    tells: Tells
    occasion: str = ""
    near: bool = False
    """True when it counts only right behind a verb of speech, its subject or a pause."""
    medium_first: bool = False
    """True when a medium stands before it: `AFP reported`."""
    needs: frozenset[str] = frozenset()
    """Words of which one must stand in the sentence: its most telling element, behind the first."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one language, or all of them, says about provenance; word lists as `lexicon.plain` writes."""

    patterns: Mapping[str, Sequence[Pattern]]
    """By the first word."""
    audiences: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    """By the first word: the tokens of an audience, the longest first, and the occasion it shows."""
    other_time: Mapping[str, Sequence[tuple[str, ...]]]
    """By the first word: phrases that say that a sentence is about another time."""
    capital_languages: bool
    modifier_endings: tuple[str, ...]
    not_told: frozenset[str]
    """Words before `à X` for which X is no hearer: `journaliste`, `grâce`."""
    not_telling: frozenset[str]
    """Verbs of speech for which it is none: `reproché`."""
    elsewhere: frozenset[str]
    """Words before a setting that is that of something else: `propos tenus dans`."""
    changing: frozenset[str]
    """Words that make something else of the setting before them: `un entretien avec`."""
    relative: frozenset[str]
    present: frozenset[str]
    """Verbs that tell the setting of the quotation also within a relative clause."""
    carriers: frozenset[str]
    """What carries words: `communiqué`, `tweet`."""
    determiners: frozenset[str]
    modifiers: frozenset[str]
    media: frozenset[str]
    named_media: frozenset[str]
    """Words that stand only in names of media."""
    news: frozenset[str]
    """What an agency is one of: `agence de presse`."""


def words(lang: LanguageTag) -> Words:
    """The words of `lang` by its primary subtag; those of all lexicons for any other language."""
    return _words(languages_for(lang))


@cache
def _words(languages: tuple[str, ...]) -> Words:
    tables = [lexicon_table(language)["provenance"] for language in languages]
    endings = (ending for table in tables for ending in table["modifier_endings"].split())
    return Words(
        patterns=_by_first(pattern for table in tables for pattern in _patterns(table)),
        audiences=_audiences(tables),
        other_time=_other_times(tables),
        capital_languages=all(table["capital_languages"] for table in tables),
        modifier_endings=tuple(endings),
        **{key: frozenset(w for table in tables for w in table[key].split()) for key in _LISTS},
    )


def _patterns(table: Mapping[str, Any]) -> Iterator[Pattern]:
    for tells in Tells:
        for written in table[tells.value]:
            yield _pattern(written, tells)
    for occasion, listed in table["occasions"].items():
        for written in listed:
            yield _pattern(written, Tells.SETTING, occasion)


def _pattern(written: str, tells: Tells, occasion: str = "") -> Pattern:
    near = written.startswith(_NEAR)
    elements = [_element(part) for part in written.removeprefix(_NEAR).split()]
    first = elements[0].reads == MEDIUM_FIRST
    kept = elements[first:]
    literal = (element.words for element in kept[1:] if element.words and not element.optional)
    needs = min(literal, key=len, default=frozenset[str]())
    return Pattern(tuple(kept), tells, occasion, near, first, needs)


def _element(part: str) -> Element:
    optional = part.endswith("?")
    part = part.removesuffix("?")
    if part == "*" or part.isupper():
        return Element(frozenset(), optional, part)
    return Element(frozenset(word.lower() for word in part.split("|")), optional)


def _by_first(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for element in pattern.elements:
            for word in element.words:
                found.setdefault(word, []).append(pattern)
            if not element.optional:
                break
    return found


def _audiences(tables: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for table in tables:
        for occasion, phrases in table["audiences"].items():
            for phrase in phrases:
                tokens = tuple(phrase.split())
                found.setdefault(tokens[0], []).append((tokens, "" if occasion == "none" else occasion))
    for listed in found.values():
        listed.sort(key=lambda audience: -len(audience[0]))
    return found


def _other_times(tables: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for table in tables:
        for phrase in table["other_time"]:
            tokens = tuple(phrase.split())
            found.setdefault(tokens[0], []).append(tokens)
    return found
