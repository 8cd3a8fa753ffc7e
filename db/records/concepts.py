"""Concepts of the glossary, with their names and relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from db.records.texts import LanguageTag


class NameForm(StrEnum):
    """The form of a concept's name, after TBX termType."""

    FULL = "full"
    ACRONYM = "acronym"
    SHORT = "short"
    VARIANT = "variant"
    TRANSLITERATION = "transliteration"


class NameStatus(StrEnum):
    """The administrative status of a name, after TBX, with `forbidden` beside it."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class CaseRule(StrEnum):
    """Which capitals a text must have where a name is found in it."""

    BY_FORM = ""
    """As the form asks: short acronyms and short forms need theirs, other names none."""
    ANY = "any"
    EXACT = "exact"
    """As the name is written."""
    CAPS = "caps"
    """Capitals throughout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a concept in one language."""

    lang: LanguageTag
    text: str
    form: NameForm = NameForm.FULL
    status: NameStatus = NameStatus.ADMITTED
    since: str = ""
    until: str = ""
    source: str = ""
    confirmed: bool = True
    note: str = ""
    case: CaseRule = CaseRule.BY_FORM
    outlet: str = ""
    """The outlet whose usage it is; empty where it is no single one's."""
    glossary: str = ""
    """The glossary that it came from; empty for what the project added or altered itself."""
    displaced: bool = False
    """Whether its glossary prefers it, and another name of the concept stands before it here."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated relation from the concept that holds it to another: `splinter-of`, `renamed-to` …"""

    type: str
    target: str
    """The other concept's key."""
    note: str = ""
    confirmed: bool = True
    since: str = ""
    until: str = ""
    glossary: str = ""
    """As `Name.glossary`."""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One real-world group, institution, office, person or place, with its names."""

    key: str
    kind: str
    names: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = field(default=())
    since: str = ""
    until: str = ""
    note: str = ""
    confirmed: bool = True
    """False until a person has confirmed what the table says from general knowledge."""
    country: str = ""
    """Where it is at home, in words; it tells concepts apart that share a name."""
    glossary: str = ""
    """As `Name.glossary`."""
    id: int = 0
    revision: int = 0

    def preferred(self, lang: LanguageTag, form: NameForm) -> Name | None:
        """The preferred name in `lang` and `form`, if there is one."""
        for name in self.names:
            if (name.lang, name.form, name.status) == (lang, form, NameStatus.PREFERRED):
                return name
        return None


@dataclass(frozen=True, slots=True)
class Mention:
    """Which concept a name means that several share, throughout one article, in a person's word."""

    document_id: int
    name: str
    """Folded."""
    concept: str
    """The concept's key."""
    chosen_by: str = ""


class KeptOut(NamedTuple):
    """What a person has removed from the glossary: no import brings it back."""

    concept: str
    """The key."""
    part: str
    """`concept`, `name` or `relation`."""
    label: str = ""
    """The language of a name, the type of a relation."""
    text: str = ""
    """The name, or the other concept's key."""


class GlossaryFiles(NamedTuple):
    """An imported glossary: one file, or the files of a folder."""

    name: str
    """How the project calls it; names and concepts that came from it say so."""
    format: str
    files: Mapping[str, bytes]
    """Bytes by file name."""
    langs: tuple[LanguageTag, LanguageTag]
    """Of source and target terms, where the files do not say them."""
    origin: str = ""
    """The path that it came from."""
