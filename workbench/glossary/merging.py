"""A concept of a project with what a glossary says of it by now; what a person has said there stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from db.records import Concept, KeptOut, LanguageTag, Name, NameStatus, Relation
from workbench.glossary.preference import OWN, as_said, follows, settled


@dataclass(frozen=True, slots=True)
class Merged:
    """A concept as it is to stand, and what is new in it."""

    concept: Concept
    """Without names where nobody has any for it."""
    new_names: int = 0
    changed: int = 0
    removed: int = 0
    kept_out: int = 0
    """Names that a person has removed here."""


def merged(known: Concept, theirs: Sequence[Concept], called: str, kept_out: Collection[KeptOut]) -> Merged:
    """`known` with what the glossary `called` says in its concepts `theirs`: none where it no longer has it.

    Facts, names and relations that came from this glossary follow it; those of the project and of other
    glossaries stay. What is `kept_out` is not added.
    """
    wanted: dict[tuple[LanguageTag, str], Name] = {}
    for concept in theirs:
        for name in concept.names:
            wanted.setdefault((name.lang, name.text), name)
    names: list[Name] = []
    changed = 0
    for standing in known.names:
        new = wanted.pop((standing.lang, standing.text), None)
        if not _followed(standing.glossary, called, theirs):
            names.append(standing)
        elif new is not None:
            names.append(_theirs(new, called, standing))
            changed += as_said(standing) != as_said(new)
    removed = len(known.names) - len(names)
    added = [name for name in wanted.values() if _part(known.key, name) not in kept_out]
    names += [_theirs(name, called, None) for name in added]
    if not names and known.glossary == OWN:
        names, removed = [replace(name, glossary=OWN) for name in known.names], 0
    done = replace(_facts(known, theirs, called), names=settled(names))
    done = replace(done, relations=tuple(_relations(known, theirs, called, kept_out)))
    return Merged(done, len(added), changed, removed, len(wanted) - len(added))


def _followed(glossary: str, called: str, theirs: Sequence[Concept]) -> bool:
    """Only a glossary that has a concept is the one that an old project had it from."""
    return follows(glossary, called) if theirs else glossary == called


def _theirs(name: Name, called: str, standing: Name | None) -> Name:
    """A name of the file, with its row; one that wants to be preferred does not have the place by that."""
    holds = standing is not None and standing.status is NameStatus.PREFERRED
    waits = name.status is NameStatus.PREFERRED and not holds
    return replace(name, glossary=called, displaced=waits, id=standing.id if standing else 0)


def _part(key: str, name: Name) -> KeptOut:
    return KeptOut(key, "name", name.lang, name.text)


def _facts(known: Concept, theirs: Sequence[Concept], called: str) -> Concept:
    if not theirs or not follows(known.glossary, called):
        return known
    return with_facts(known, replace(theirs[0], glossary=called))


def with_facts(concept: Concept, facts: Concept) -> Concept:
    """A concept with what another says of it beside names and relations."""
    return replace(
        concept,
        kind=facts.kind,
        since=facts.since,
        until=facts.until,
        note=facts.note,
        confirmed=facts.confirmed,
        country=facts.country,
        glossary=facts.glossary,
    )


def related(concept: Concept, keys: Mapping[str, str]) -> Concept:
    """A concept whose relations lead to the concepts of other keys."""
    led = tuple(replace(each, target=keys.get(each.target, each.target)) for each in concept.relations)
    return replace(concept, relations=led) if led else concept


def _relations(
    known: Concept, theirs: Sequence[Concept], called: str, kept_out: Collection[KeptOut]
) -> list[Relation]:
    wanted = {(each.type, each.target): each for concept in theirs for each in concept.relations}
    found = []
    for standing in known.relations:
        new = wanted.pop((standing.type, standing.target), None)
        if not _followed(standing.glossary, called, theirs):
            found.append(standing)
        elif new is not None:
            found.append(replace(new, glossary=called, id=standing.id))
    for new in wanted.values():
        parts = (KeptOut(known.key, "relation", new.type, new.target), KeptOut(new.target, "concept"))
        if not any(part in kept_out for part in parts):
            found.append(replace(new, glossary=called))
    return found
