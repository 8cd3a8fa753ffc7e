"""Concepts of the glossary, with their names and relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated relation from the concept that holds it to another: `splinter-of`, `renamed-to` …"""

    type: str
    target: str
    """The other concept's key."""
    note: str = ""
    confirmed: bool = True


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
    id: int = 0

    def preferred(self, lang: LanguageTag, form: NameForm) -> Name | None:
        """The preferred name in `lang` and `form`, if there is one."""
        for name in self.names:
            if (name.lang, name.form, name.status) == (lang, form, NameStatus.PREFERRED):
                return name
        return None
