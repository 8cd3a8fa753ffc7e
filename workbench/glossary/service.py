"""The glossary of a project: its concepts, how a person adds to them, and the names it finds in a text."""

from __future__ import annotations

from dataclasses import replace

from db.errors import Refused, WrongUse
from db.records import Concept, KeptOut, LanguageTag, Name, NameStatus, Relation, Span
from workbench.glossary.matcher import NameMark, NameMatcher
from workbench.glossary.preference import OWN, settled
from workbench.glossary.validity import concept_fault, name_fault, relation_fault
from workbench.project import Project
from workbench.text.visible import visible


def concepts(project: Project) -> list[Concept]:
    """Every concept of the project, ordered by key."""
    return project.store.concepts.all()


def concept(project: Project, key: str) -> Concept:
    """One concept. Raises WrongUse when there is none of this key."""
    return project.store.concepts.get(key)


def add_concept(project: Project, new: Concept) -> Concept:
    """Add a concept of the project's own, with its names. Raises Refused for one that cannot be kept."""
    _refuse(concept_fault(new))
    if not new.names:
        raise Refused(f"The concept {new.key} has no name; give it one.")
    store = project.store.concepts
    with project.store.action("glossary add", f"concept {new.key} added"):
        made = replace(new, names=(), relations=(), glossary=OWN)
        for name in new.names:
            made = _with_name(made, replace(name, id=0))
        for relation in new.relations:
            made = _with_relation(project, made, relation)
        store.add([made])
        store.let_in(part for part in store.kept_out() if part.concept == new.key)
    return concept(project, new.key)


def change_concept(project: Project, changed: Concept) -> Concept:
    """Write kind, dates, country, note and confirmation of a concept, not its names.

    Raises Conflict when somebody has changed it since it was read, Refused for what cannot be kept.
    """
    _refuse(concept_fault(changed))
    with project.store.action("glossary edit", f"concept {changed.key} edited"):
        standing = concept(project, changed.key)
        facts = replace(changed, names=standing.names, relations=standing.relations, glossary=OWN)
        project.store.concepts.change(facts)
    return concept(project, changed.key)


def remove_concept(project: Project, key: str, revision: int | None = None) -> None:
    """Take a concept away, with its names and relations and those of others to it; undo brings it back.

    No import does. Raises Conflict where it is no longer at `revision`.
    """
    with project.store.action("glossary remove", f"concept {visible(key)} removed"):
        standing = _read(project, key, revision)
        project.store.concepts.remove(standing)
        project.store.concepts.keep_out(
            [KeptOut(key, "concept"), *(_as_kept_out(key, name) for name in standing.names)]
        )


def put_name(project: Project, key: str, name: Name, revision: int | None = None) -> Concept:
    """Add a name to a concept, or, where `name.id` is one of its names, write it over that.

    A preferred name makes the one that was preferred in its language and form an admitted one.
    Raises WrongUse for an unknown concept, Refused for a name that cannot be kept, Conflict where the
    concept is no longer at `revision`.
    """
    verb = "edited" if name.id else "added"
    store = project.store.concepts
    with project.store.action(
        f"glossary {verb[:-2]}", f"name “{visible(name.text)}” of {visible(key)} {verb}"
    ):
        standing = _read(project, key, revision)
        before = [_as_kept_out(key, each) for each in standing.names if each.id == name.id]
        store.change(_with_name(standing, name))
        now = _as_kept_out(key, name)
        store.keep_out(part for part in before if part != now)
        store.let_in([now])
    return concept(project, key)


def remove_name(project: Project, key: str, name: Name, revision: int | None = None) -> Concept:
    """Take a name away; no import brings it back. Raises Refused for the last one of a concept, Conflict
    where the concept is no longer at `revision`.
    """
    with project.store.action("glossary remove", f"name “{visible(name.text)}” of {visible(key)} removed"):
        standing = _read(project, key, revision)
        left = [each for each in standing.names if each.id != name.id]
        if len(left) == len(standing.names):
            raise WrongUse(f"{key} has no such name any more: `workbench glossary show` tells its names.")
        if not left:
            raise Refused(f"“{name.text}” is the only name of {key}; remove the concept instead.")
        project.store.concepts.change(replace(standing, names=settled(left)))
        project.store.concepts.keep_out([_as_kept_out(key, name)])
    return concept(project, key)


def add_relation(project: Project, key: str, relation: Relation, revision: int | None = None) -> Concept:
    """Relate a concept to another. Raises WrongUse for an unknown concept, Refused for a relation that
    cannot be kept or stands already, Conflict where the concept is no longer at `revision`.
    """
    summary = f"{key} {visible(relation.type)} {visible(relation.target)}"
    with project.store.action("glossary add", summary):
        related = _with_relation(project, _read(project, key, revision), relation)
        project.store.concepts.change(related)
        project.store.concepts.let_in([KeptOut(key, "relation", relation.type, relation.target)])
    return concept(project, key)


def remove_relation(project: Project, key: str, relation: Relation, revision: int | None = None) -> Concept:
    """Take a relation away; no import brings it back. Raises Conflict as `remove_name` does."""
    with project.store.action("glossary remove", f"{key} no longer {relation.type} {relation.target}"):
        standing = _read(project, key, revision)
        left = tuple(each for each in standing.relations if each.id != relation.id)
        project.store.concepts.change(replace(standing, relations=left))
        project.store.concepts.keep_out([KeptOut(key, "relation", relation.type, relation.target)])
    return concept(project, key)


def choose(project: Project, document_id: int, name: str, key: str) -> None:
    """Say which concept an ambiguous name means throughout an article; an empty key takes that back.

    Raises WrongUse for an unknown document or concept, Refused for a concept that is not called so.
    """
    folded = project.store.fold(name)
    lang = project.store.documents.get(document_id).lang
    with project.store.action("glossary choose", f"{visible(name)} means {key or 'nothing certain'}"):
        if not key:
            project.store.mentions.forget(document_id, folded)
            return
        chosen = concept(project, key)
        if not _is_called(chosen, name, lang, folded in {project.store.fold(n.text) for n in chosen.names}):
            raise Refused(f"{key} is not called “{visible(name)}”: add that name to it, or choose another.")
        project.store.mentions.choose(document_id, folded, chosen.id)


def _is_called(chosen: Concept, name: str, lang: LanguageTag, spelled: bool) -> bool:
    whole = Span(0, len(name))
    return spelled or any(mark.span == whole for mark in NameMatcher([chosen], lang).find(name))


def _read(project: Project, key: str, revision: int | None) -> Concept:
    """A concept, which the store refuses to change where it is not at the revision that was read."""
    standing = concept(project, key)
    return standing if revision is None else replace(standing, revision=revision)


def _as_kept_out(key: str, name: Name) -> KeptOut:
    return KeptOut(key, "name", name.lang, name.text)


def _with_name(standing: Concept, name: Name) -> Concept:
    """The concept with a name of the project's own, in its place or at the end."""
    _refuse(name_fault(name))
    own = replace(name, glossary=OWN, displaced=False)
    others = [_giving_way(other, own) for other in standing.names if other.id != own.id or not own.id]
    if any((other.lang, other.text) == (own.lang, own.text) for other in others):
        raise Refused(f"{standing.key} has the name “{own.text}” ({own.lang}) already.")
    if own.id and len(others) == len(standing.names):
        raise WrongUse(
            f"{standing.key} has no such name any more: `workbench glossary show` tells its names."
        )
    at = next((at for at, each in enumerate(standing.names) if own.id and each.id == own.id), len(others))
    return replace(standing, names=settled([*others[:at], own, *others[at:]]))


def _giving_way(other: Name, own: Name) -> Name:
    """Another own name, admitted where the new one takes its place; those of glossaries give way anyhow."""
    place = (own.lang, own.form, NameStatus.PREFERRED)
    if other.glossary == OWN and own.status is place[2] and (other.lang, other.form, other.status) == place:
        return replace(other, status=NameStatus.ADMITTED)
    return other


def _with_relation(project: Project, standing: Concept, relation: Relation) -> Concept:
    """The concept with a relation of the project's own."""
    _refuse(relation_fault(standing.key, relation))
    other = concept(project, relation.target)
    if any((each.type, each.target) == (relation.type, other.key) for each in standing.relations):
        raise Refused(f"{standing.key} {relation.type} {other.key} stands there already.")
    return replace(standing, relations=(*standing.relations, replace(relation, glossary=OWN, id=0)))


def _refuse(fault: str) -> None:
    if fault:
        raise Refused(fault[0].upper() + fault[1:])


class Marker:
    """Finds glossary names in texts. It follows the project: a changed glossary is read again."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._version: tuple[int, ...] = ()
        self._concepts: list[Concept] = []
        self._matchers: dict[LanguageTag, NameMatcher] = {}

    def marks(self, text: str, lang: LanguageTag) -> list[NameMark]:
        """Names in `text`, in text order, never overlapping."""
        version = self._project.store.concepts.version()
        if version != self._version:
            self._matchers.clear()
            self._concepts = concepts(self._project)
            self._version = version
        if lang not in self._matchers:
            self._matchers[lang] = NameMatcher(self._concepts, lang)
        return self._matchers[lang].find(text)
