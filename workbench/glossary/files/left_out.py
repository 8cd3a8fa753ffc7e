"""What a format has no place for, told when a glossary is written in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum

from db.records import CaseRule, Concept, Name
from workbench.glossary.files.glossary_file import UNKNOWN_KIND

Count = Callable[[Concept], int]

_SHOWN = 3
"""Names that are told of several."""


def _of_names(says: Callable[[Name], object]) -> Count:
    return lambda concept: sum(bool(says(name)) for name in concept.names)


class Fact(Enum):
    """Something that a concept can say, as it is called."""

    KINDS = "kinds of concepts"
    COUNTRIES = "countries"
    DATES = "dates of concepts"
    NOTES = "notes on concepts"
    RELATIONS = "relations"
    RELATION_DATES = "dates of relations"
    NAME_DATES = "dates of names"
    NAME_NOTES = "notes on names"
    CASES = "case rules"
    OUTLETS = "outlets"


_COUNTS: dict[Fact, Count] = {
    Fact.KINDS: lambda concept: concept.kind != UNKNOWN_KIND,
    Fact.COUNTRIES: lambda concept: bool(concept.country),
    Fact.DATES: lambda concept: bool(concept.since or concept.until),
    Fact.NOTES: lambda concept: bool(concept.note),
    Fact.RELATIONS: lambda concept: len(concept.relations),
    Fact.RELATION_DATES: lambda concept: sum(bool(each.since or each.until) for each in concept.relations),
    Fact.NAME_DATES: _of_names(lambda name: name.since or name.until),
    Fact.NAME_NOTES: _of_names(lambda name: name.note),
    Fact.CASES: _of_names(lambda name: name.case is not CaseRule.BY_FORM),
    Fact.OUTLETS: _of_names(lambda name: name.outlet),
}


def left_out(
    concepts: Sequence[Concept], held: Collection[Fact], names: Iterable[Name] = ()
) -> Iterator[str]:
    """Sentences on what is not written: facts other than those `held`, and whole `names`."""
    counts = {fact: sum(map(count, concepts)) for fact, count in _COUNTS.items() if fact not in held}
    if any(counts.values()):
        told = ", ".join(f"{fact.value} ({count})" for fact, count in counts.items() if count)
        yield f"This format has no place for {told}."
    texts = [f"“{name.text}” ({name.lang}, {name.status})" for name in names]
    if texts:
        more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
        yield f"Names left out for their status or language: {', '.join(texts[:_SHOWN])}{more}."
