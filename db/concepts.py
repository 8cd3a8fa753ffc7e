"""Concepts: groups, institutions, offices, people and places, with their names and relations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation

if TYPE_CHECKING:
    from db.store import Store


class Concepts:
    """The glossary of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, concepts: Iterable[Concept]) -> int:
        """Store concepts whose keys the project does not have; returns how many were new."""
        known = {row["key"] for row in self._store.rows("SELECT key FROM concept")}
        new = [concept for concept in concepts if concept.key not in known]
        for concept in new:
            identifier = self._store.insert(
                "concept",
                key=concept.key,
                kind=concept.kind,
                since=concept.since,
                until=concept.until,
                note=concept.note,
                confirmed=int(concept.confirmed),
            )
            for name in concept.names:
                self.add_name(identifier, name)
            for relation in concept.relations:
                self._store.insert(
                    "relation",
                    concept_id=identifier,
                    type=relation.type,
                    target=relation.target,
                    note=relation.note,
                    confirmed=int(relation.confirmed),
                )
        return len(new)

    def add_name(self, concept_id: int, name: Name) -> int:
        """Store one name of a concept."""
        return self._store.insert(
            "name",
            concept_id=concept_id,
            lang=str(name.lang),
            text=name.text,
            form=str(name.form),
            status=str(name.status),
            since=name.since,
            until=name.until,
            source=name.source,
            confirmed=int(name.confirmed),
            note=name.note,
        )

    def all(self) -> list[Concept]:
        """Every concept with names and relations, ordered by key."""
        names: dict[int, list[Name]] = {}
        for row in self._store.rows("SELECT * FROM name ORDER BY id"):
            names.setdefault(row["concept_id"], []).append(
                Name(
                    lang=LanguageTag(row["lang"]),
                    text=row["text"],
                    form=NameForm(row["form"]),
                    status=NameStatus(row["status"]),
                    since=row["since"],
                    until=row["until"],
                    source=row["source"],
                    confirmed=bool(row["confirmed"]),
                    note=row["note"],
                )
            )
        relations: dict[int, list[Relation]] = {}
        for row in self._store.rows("SELECT * FROM relation ORDER BY id"):
            relations.setdefault(row["concept_id"], []).append(
                Relation(row["type"], row["target"], row["note"], bool(row["confirmed"]))
            )
        return [
            Concept(
                key=row["key"],
                kind=row["kind"],
                names=tuple(names.get(row["id"], ())),
                relations=tuple(relations.get(row["id"], ())),
                since=row["since"],
                until=row["until"],
                note=row["note"],
                confirmed=bool(row["confirmed"]),
                id=row["id"],
            )
            for row in self._store.rows("SELECT * FROM concept ORDER BY key")
        ]
