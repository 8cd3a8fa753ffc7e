"""Concepts: groups, institutions, offices, people and places, with their names and relations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from db.errors import Conflict, Refused, WrongUse
from db.records import CaseRule, Concept, KeptOut, LanguageTag, Name, NameForm, NameStatus, Relation

if TYPE_CHECKING:
    from db.store import Store

Part = TypeVar("Part", Name, Relation)


class Concepts:
    """The glossary of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, concepts: Iterable[Concept]) -> None:
        """Store concepts. Raises Refused for a key that the project has already."""
        for concept in concepts:
            if self._store.value("SELECT 1 FROM concept WHERE key = ?", (concept.key,)):
                raise Refused(
                    f"There is a concept {concept.key} already; add the name to it, or choose another key."
                )
            identifier = self._store.insert("concept", key=concept.key, **_facts(concept))
            self._write("name", identifier, (), concept.names, _name_columns)
            self._write("relation", identifier, (), concept.relations, _relation_columns)

    def change(self, concept: Concept) -> None:
        """Write a concept, with its names and relations, over what it had; the history keeps that.

        A name or relation without an `id` is a new one. Where nothing differs nothing is written.
        Raises Conflict when the concept is no longer at `concept.revision`.
        """
        standing = self._at(concept)
        if standing == concept:
            return
        facts = _facts(concept)
        assignments = "".join(f"{column} = ?, " for column in facts)
        self._store.execute(
            f"UPDATE concept SET {assignments}revision = revision + 1 WHERE id = ?",
            (*facts.values(), concept.id),
        )
        self._write("name", concept.id, standing.names, concept.names, _name_columns)
        self._write("relation", concept.id, standing.relations, concept.relations, _relation_columns)

    def remove(self, concept: Concept) -> None:
        """Take a concept away with its names and relations, those of others to it too; undo brings them back.

        Raises Conflict when it is no longer at `concept.revision`.
        """
        self._at(concept)
        self._store.execute("DELETE FROM relation WHERE target = ?", (concept.key,))
        for table in ("name", "relation", "mention"):
            self._store.execute(f"DELETE FROM {table} WHERE concept_id = ?", (concept.id,))
        self._store.execute("DELETE FROM concept WHERE id = ?", (concept.id,))

    def keep_out(self, parts: Iterable[KeptOut]) -> None:
        """Remember what a person has removed; part of the running action."""
        for part in set(parts) - self.kept_out():
            self._store.insert("kept_out", **part._asdict())

    def let_in(self, parts: Iterable[KeptOut]) -> None:
        """Forget that a person has removed this; part of the running action."""
        for part in parts:
            self._store.execute(
                "DELETE FROM kept_out WHERE concept = ? AND part = ? AND label = ? AND text = ?", part
            )

    def kept_out(self) -> set[KeptOut]:
        """All that persons have removed and not added again."""
        return {KeptOut(*row) for row in self._store.rows("SELECT concept, part, label, text FROM kept_out")}

    def get(self, key: str) -> Concept:
        """The concept with this key. Raises WrongUse when there is none."""
        found = self._read("WHERE concept.key = ?", (key,))
        if not found:
            raise WrongUse(f"There is no concept “{key}”: `workbench glossary list` shows them.")
        return found[0]

    def all(self) -> list[Concept]:
        """Every concept with names and relations, ordered by key."""
        return self._read("", ())

    def version(self) -> tuple[int, ...]:
        """Numbers that change with whatever is written into the glossary."""
        row = self._store.row(
            "SELECT (SELECT max(id) FROM change WHERE entity = 'concept'),"
            " (SELECT max(id) FROM change WHERE entity = 'name'),"
            " (SELECT max(id) FROM change WHERE entity = 'relation'),"
            " (SELECT max(id) FROM change WHERE entity = 'mention')"
        )
        return tuple(number or 0 for number in row or ())

    def _at(self, concept: Concept) -> Concept:
        """The concept as it stands. Raises Conflict where that is not what was read."""
        found = self._read("WHERE concept.id = ?", (concept.id,))
        if not found or found[0].revision != concept.revision:
            raise Conflict(
                f"The concept {concept.key} is not as it was when you looked. Nothing was written; look at"
                " it again, then repeat."
            )
        return found[0]

    def _write(
        self,
        table: str,
        concept_id: int,
        standing: Sequence[Part],
        wanted: Sequence[Part],
        columns: Callable[[Part], dict[str, Any]],
    ) -> None:
        """Bring the rows of a concept to what is wanted. Of two names that change places as the preferred one
        the one that gives way is written first, as there is never more than one.
        """
        left = {part.id: part for part in standing}
        changed = [part for part in wanted if part.id and left.pop(part.id, part) != part]
        for gone in left:
            self._store.execute(f"DELETE FROM {table} WHERE id = ?", (gone,))
        for part in sorted(changed, key=_prefers):
            values: dict[str, Any] = columns(part)
            assignments = ", ".join(f"{column} = ?" for column in values)
            self._store.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values.values(), part.id))
        for part in wanted:
            if not part.id:
                self._store.insert(table, concept_id=concept_id, **columns(part))

    def _read(self, condition: str, parameters: tuple[str | int, ...]) -> list[Concept]:
        names: dict[int, list[Name]] = {}
        relations: dict[int, list[Relation]] = {}
        of_concept = f"IN (SELECT id FROM concept {condition})"
        for row in self._store.rows(
            f"SELECT * FROM name WHERE concept_id {of_concept} ORDER BY id", parameters
        ):
            names.setdefault(row["concept_id"], []).append(_name(row))
        for row in self._store.rows(
            f"SELECT * FROM relation WHERE concept_id {of_concept} ORDER BY id", parameters
        ):
            relations.setdefault(row["concept_id"], []).append(_relation(row))
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
                country=row["country"],
                glossary=row["glossary"],
                id=row["id"],
                revision=row["revision"],
            )
            for row in self._store.rows(f"SELECT * FROM concept {condition} ORDER BY key", parameters)
        ]


def _prefers(part: Name | Relation) -> bool:
    return isinstance(part, Name) and part.status is NameStatus.PREFERRED


def _facts(concept: Concept) -> dict[str, Any]:
    return {
        "kind": concept.kind,
        "since": concept.since,
        "until": concept.until,
        "note": concept.note,
        "confirmed": int(concept.confirmed),
        "country": concept.country,
        "glossary": concept.glossary,
    }


def _relation_columns(relation: Relation) -> dict[str, Any]:
    return {
        "type": relation.type,
        "target": relation.target,
        "note": relation.note,
        "confirmed": int(relation.confirmed),
        "since": relation.since,
        "until": relation.until,
        "glossary": relation.glossary,
    }


def _name_columns(name: Name) -> dict[str, Any]:
    return {
        "lang": str(name.lang),
        "text": name.text,
        "form": str(name.form),
        "status": str(name.status),
        "since": name.since,
        "until": name.until,
        "source": name.source,
        "confirmed": int(name.confirmed),
        "note": name.note,
        "case_rule": str(name.case),
        "outlet": name.outlet,
        "glossary": name.glossary,
        "displaced": int(name.displaced),
    }


def _name(row: sqlite3.Row) -> Name:
    return Name(
        lang=LanguageTag(row["lang"]),
        text=row["text"],
        form=NameForm(row["form"]),
        status=NameStatus(row["status"]),
        since=row["since"],
        until=row["until"],
        source=row["source"],
        confirmed=bool(row["confirmed"]),
        note=row["note"],
        case=CaseRule(row["case_rule"]),
        outlet=row["outlet"],
        glossary=row["glossary"],
        displaced=bool(row["displaced"]),
        id=row["id"],
    )


def _relation(row: sqlite3.Row) -> Relation:
    return Relation(
        type=row["type"],
        target=row["target"],
        note=row["note"],
        confirmed=bool(row["confirmed"]),
        since=row["since"],
        until=row["until"],
        glossary=row["glossary"],
        id=row["id"],
    )
