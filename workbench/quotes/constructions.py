"""The words that tell which stretches quote somebody, from the tables `constructions` in `lexicons/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from db.records import LanguageTag
from workbench.quotes.lexicon import languages_for, lexicon_table


@dataclass(frozen=True, slots=True)
class Constructions:
    """What one language says about quotations without marks and marks without quotations."""

    reading: frozenset[str]
    """Verbs whose object, between marks and with a capital, is a work: `a lu «`."""
    calling: frozenset[str]
    """Verbs that give a name: `appelle`."""
    makers: frozenset[str]
    """Who makes a work: `l'auteur de «`."""
    aim: frozenset[str]
    """Prepositions of place or aim, which hardly stand before somebody's words with a capital: `aux`."""
    first_person: frozenset[str]
    """Words of somebody who speaks of themselves: `nous`, `my`."""
    announcing: frozenset[str]
    """Nouns that announce speech in a line that ends in a colon: `extrait`."""
    listing: frozenset[str]
    """Nouns that announce a list there: `mesures`."""


def constructions(lang: LanguageTag) -> Constructions:
    """The words of `lang` by its primary subtag; those of all languages for any other."""
    return _load(languages_for(lang))


@cache
def _load(languages: tuple[str, ...]) -> Constructions:
    tables = [lexicon_table(language) for language in languages]
    return Constructions(**{field.name: _words(tables, field.name) for field in fields(Constructions)})


def _words(tables: Sequence[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in tables for word in table["constructions"][key].split())
