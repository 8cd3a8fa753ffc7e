"""The concepts that a pair names, and what the rendering calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from db.records import Concept, LanguageTag, Name, NameStatus, PairRow, Span
from workbench.draft.naming.names import date_of_pair
from workbench.glossary.dates import within_dates
from workbench.glossary.matcher import NameMark, candidates
from workbench.glossary.service import Marker, concepts
from workbench.project import Project
from workbench.text.language import same_language

DISCOURAGED = (NameStatus.SUPERSEDED, NameStatus.DEPRECATED, NameStatus.FORBIDDEN)
"""Names that a rendering had better not have."""

_RANKS = tuple(NameStatus)


class Standing(IntEnum):
    """What becomes of a concept in a rendering, what asks for a look first."""

    WRONG = 0
    """The rendering has a name for it that the glossary discourages."""
    ABSENT = 1
    """The original names it and the rendering has no name for it."""
    NAMED = 2
    UNRENDERED = 3
    """There is no rendering."""


@dataclass(frozen=True, slots=True)
class NamedConcept:
    """A concept that a pair names."""

    concept: Concept
    standing: Standing
    source: tuple[Span, ...]
    """Where the original names it."""
    target: tuple[NameMark, ...]
    """Where the rendering does."""

    @property
    def wrong(self) -> NameMark | None:
        """The first name of the rendering that had better be another one."""
        return next((mark for mark in self.target if mark.status in DISCOURAGED), None)


def named_in(
    row: PairRow,
    marks: tuple[Sequence[NameMark], Sequence[NameMark]],
    known: Mapping[str, Concept],
    date: str,
) -> list[NamedConcept]:
    """The concepts whose names stand in a pair, wrong ones first, then absent ones, each in text order.

    `marks` are the names found in original and rendering, `date` is when the words were said or printed
    (ISO, empty where unknown). Of concepts that share a name those of the date are taken; where the rendering
    names one of them, that one is meant.
    """
    source, target = (candidates(side, date) for side in marks)
    in_target = {mark.concept for mark in target}
    decided = {mark.span for mark in source if mark.concept in in_target}
    source = [mark for mark in source if mark.span not in decided or mark.concept in in_target]
    keys = dict.fromkeys(mark.concept for mark in (*source, *target) if mark.concept in known)
    found = [_named(row, known[key], source, target) for key in keys]
    return sorted(found, key=lambda one: one.standing)


def named_beside(project: Project, row: PairRow) -> tuple[str, list[NamedConcept]]:
    """The date at which a pair was said or printed, and the concepts that it names; see `named_in`."""
    marker = Marker(project)
    target_lang = row.target_lang or project.target_lang
    marks = marker.marks(row.source, row.source_lang), marker.marks(row.target, target_lang)
    date = date_of_pair(row)
    return date, named_in(row, marks, {concept.key: concept for concept in concepts(project)}, date)


def _named(
    row: PairRow, concept: Concept, source: Iterable[NameMark], target: Iterable[NameMark]
) -> NamedConcept:
    here = tuple(mark.span for mark in source if mark.concept == concept.key)
    there = tuple(mark for mark in target if mark.concept == concept.key)
    if any(mark.status in DISCOURAGED for mark in there):
        standing = Standing.WRONG
    elif there:
        standing = Standing.NAMED
    else:
        standing = Standing.UNRENDERED if row.missing_target else Standing.ABSENT
    return NamedConcept(concept, standing, here, there)


def names_for(concept: Concept, lang: LanguageTag, date: str) -> list[Name]:
    """A concept's names in a language: those in use at a date first, then by status, the preferred first."""
    names = [name for name in concept.names if same_language(name.lang, lang)]
    return sorted(names, key=lambda name: (not in_use(name, date), _RANKS.index(name.status), len(name.text)))


def in_use(name: Name, date: str) -> bool:
    """Whether a name was in use at a date; where either is unknown it was."""
    return within_dates(name.since, name.until, date)
