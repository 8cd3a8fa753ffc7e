"""Glossaries as tables: a folder with three tab-separated files, made to be read and edited by people.

`names.tsv` has a line for each name; `concepts.tsv` adds what is known of a concept itself and
`relations.tsv` its relations. A file of names alone is a glossary too. The text is UTF-8; a cell with a
tab, a line break or a quotation mark stands in quotation marks, those inside doubled, as spreadsheet
programs write it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple, TypeVar

from db.errors import UnreadableInput, WrongUse
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.text.language import LanguageTagError, normalise

NAMES, CONCEPTS, RELATIONS = "names.tsv", "concepts.tsv", "relations.tsv"

COLUMNS = {
    NAMES: (
        *("concept", "kind", "lang", "text", "form", "status"),
        *("since", "until", "confirmed", "source", "note"),
    ),
    CONCEPTS: ("concept", "since", "until", "confirmed", "note"),
    RELATIONS: ("concept", "type", "target", "confirmed", "note"),
}
"""The header of each file, exactly."""

_PACKAGE = "glossaries"
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_TRUTH = {"yes": True, "no": False}

Choice = TypeVar("Choice", bound=StrEnum)


class _Line(NamedTuple):
    """One line of a table, which knows where it stands for the sake of error messages."""

    file: str
    number: int
    cells: dict[str, str]

    def failure(self, sentence: str) -> UnreadableInput:
        return UnreadableInput(f"{self.file}, line {self.number}: {sentence}")

    def needed(self, column: str) -> str:
        """A cell that must hold something, without white space around it."""
        cell = self.cells[column]
        if not cell.strip():
            raise self.failure(f"the {column} is missing; fill it in.")
        if cell != cell.strip():
            raise self.failure(f"the {column} “{cell}” begins or ends with white space; take it away.")
        return cell

    def key(self, column: str) -> str:
        key = self.needed(column)
        if len(key.split()) > 1:
            raise self.failure(f"“{key}” is no key of a concept; write it without white space.")
        return key

    def choice(self, column: str, known: type[Choice]) -> Choice:
        try:
            return known(self.cells[column])
        except ValueError:
            raise self._none_of(column, known) from None

    def truth(self, column: str) -> bool:
        try:
            return _TRUTH[self.cells[column]]
        except KeyError:
            raise self._none_of(column, _TRUTH) from None

    def _none_of(self, column: str, known: Iterable[str]) -> UnreadableInput:
        return self.failure(f"“{self.cells[column]}” is no {column}; use one of: {', '.join(known)}.")

    def period(self) -> tuple[str, str]:
        """The dates `since` and `until`; either may be empty."""
        since, until = self.cells["since"], self.cells["until"]
        for date in filter(None, (since, until)):
            if not _DATE.fullmatch(date):
                raise self.failure(f"“{date}” is no date; write 2012, 2012-05 or 2012-05-31.")
        shared = min(len(since), len(until))
        if since[:shared] > until[:shared]:
            raise self.failure(f"it ends ({until}) before it begins ({since}); exchange the dates.")
        return since, until

    def language(self) -> LanguageTag:
        try:
            return normalise(self.cells["lang"])
        except LanguageTagError as error:
            raise self.failure(str(error)) from error


def bundled() -> list[Concept]:
    """The concepts of all glossaries that ship with the program.

    Raises UnreadableInput when they are not there or damaged.
    """
    try:
        folders = [each for each in files(_PACKAGE).iterdir() if each.joinpath(NAMES).is_file()]
    except ModuleNotFoundError:
        folders = []
    if not folders:
        raise UnreadableInput("The glossaries that ship with the program are missing; install it again.")
    return [concept for folder in sorted(folders, key=_name) for concept in read_table(folder)]


def _name(folder: Traversable) -> str:
    return folder.name


def read_table(path: Traversable) -> list[Concept]:
    """The concepts of a glossary folder, or of a single file of names, in the order of their names.

    A concept that `concepts.tsv` does not list counts as confirmed when all its names are.
    Raises UnreadableInput that tells the file and line of the first thing that does not fit.
    """
    if not path.is_dir():
        return list(_concepts(path).values())
    concepts = _concepts(path.joinpath(NAMES))
    if path.joinpath(CONCEPTS).is_file():
        _add_details(concepts, path.joinpath(CONCEPTS))
    if path.joinpath(RELATIONS).is_file():
        _add_relations(concepts, path.joinpath(RELATIONS))
    return list(concepts.values())


def _concepts(file: Traversable) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for line in _lines(file, COLUMNS[NAMES]):
        key, kind = line.key("concept"), line.needed("kind")
        concept = concepts.setdefault(key, Concept(key=key, kind=kind))
        if concept.kind != kind:
            raise line.failure(f"{key} is of kind “{concept.kind}” further up; give it one kind.")
        name = _read_name(line)
        _check_against(concept, name, line)
        confirmed = concept.confirmed and name.confirmed
        concepts[key] = replace(concept, names=(*concept.names, name), confirmed=confirmed)
    return concepts


def _read_name(line: _Line) -> Name:
    since, until = line.period()
    return Name(
        lang=line.language(),
        text=line.needed("text"),
        form=line.choice("form", NameForm),
        status=line.choice("status", NameStatus),
        since=since,
        until=until,
        source=line.cells["source"],
        confirmed=line.truth("confirmed"),
        note=line.cells["note"],
    )


def _check_against(concept: Concept, name: Name, line: _Line) -> None:
    """Refuse a name twice, and a second preferred one of its language and form."""
    if any((other.lang, other.text) == (name.lang, name.text) for other in concept.names):
        raise line.failure(f"{concept.key} has the name “{name.text}” ({name.lang}) already; take one away.")
    preferred = concept.preferred(name.lang, name.form)
    if preferred and name.status is NameStatus.PREFERRED:
        raise line.failure(
            f"{concept.key} has a preferred {name.form} name in {name.lang} already"
            f" (“{preferred.text}”); make one of them admitted."
        )


def _add_details(concepts: dict[str, Concept], file: Traversable) -> None:
    seen: set[str] = set()
    for line in _lines(file, COLUMNS[CONCEPTS]):
        key = _known_key(concepts, line)
        if key in seen:
            raise line.failure(f"{key} stands further up already; keep one of the lines.")
        seen.add(key)
        since, until = line.period()
        concepts[key] = replace(
            concepts[key],
            since=since,
            until=until,
            note=line.cells["note"],
            confirmed=line.truth("confirmed"),
        )


def _add_relations(concepts: dict[str, Concept], file: Traversable) -> None:
    for line in _lines(file, COLUMNS[RELATIONS]):
        key = _known_key(concepts, line)
        target = line.key("target")
        if target == key:
            raise line.failure(f"{key} has a relation to itself; name the other concept.")
        relation = Relation(line.needed("type"), target, line.cells["note"], line.truth("confirmed"))
        concepts[key] = replace(concepts[key], relations=(*concepts[key].relations, relation))


def _known_key(concepts: dict[str, Concept], line: _Line) -> str:
    key = line.key("concept")
    if key not in concepts:
        raise line.failure(f"there is no concept “{key}” in {NAMES}; give it a name there first.")
    return key


def _lines(file: Traversable, columns: Sequence[str]) -> Iterator[_Line]:
    """The lines of a table after its header; blank lines are passed over."""
    reader = csv.reader(io.StringIO(_text(file), newline=""), delimiter="\t", strict=True)
    expected = f"the columns must be {', '.join(columns)}, parted by tabs"
    try:
        if next(reader, None) != list(columns):
            raise UnreadableInput(f"{file.name}, line 1: {expected}.")
        for cells in reader:
            if len(cells) not in (0, len(columns)):
                raise UnreadableInput(
                    f"{file.name}, line {reader.line_num}: {len(cells)} cells stand here; {expected}."
                )
            if cells:
                yield _Line(file.name, reader.line_num, dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise UnreadableInput(
            f"{file.name}, line {reader.line_num}: the line cannot be read ({error});"
            " check its quotation marks."
        ) from error


def _text(file: Traversable) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be read: {error.strerror}. Check the path.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(
            f"{file.name}, line {line}: the text is not UTF-8; save it as UTF-8."
        ) from error


def write_tables(concepts: Iterable[Concept]) -> dict[str, str]:
    """The texts of the three files that `read_table` reads the same concepts from, by file name.

    Raises WrongUse for a concept without names: a table has no place for it.
    """
    tables = {file: ["\t".join(columns)] for file, columns in COLUMNS.items()}
    for concept in concepts:
        if not concept.names:
            raise WrongUse(
                f"The concept “{concept.key}” has no name and fits no table; give it a name first."
            )
        for name in concept.names:
            tables[NAMES].append(_name_line(concept, name))
        tables[CONCEPTS].append(
            _joined(concept.key, concept.since, concept.until, _truth(concept.confirmed), concept.note)
        )
        for relation in concept.relations:
            confirmed = _truth(relation.confirmed)
            tables[RELATIONS].append(
                _joined(concept.key, relation.type, relation.target, confirmed, relation.note)
            )
    return {file: "\n".join(lines) + "\n" for file, lines in tables.items()}


def _name_line(concept: Concept, name: Name) -> str:
    return _joined(
        *(concept.key, concept.kind, name.lang, name.text, name.form, name.status),
        *(name.since, name.until, _truth(name.confirmed), name.source, name.note),
    )


def _joined(*cells: str) -> str:
    return "\t".join(map(_cell, cells))


def _cell(text: str) -> str:
    quoted = '"' + text.replace('"', '""') + '"'
    return quoted if any(char in text for char in '\t\r\n"') else text


def _truth(value: bool) -> str:
    return "yes" if value else "no"
