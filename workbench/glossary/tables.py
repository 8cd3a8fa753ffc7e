"""Glossaries as folders of tables: those that ship with the program, and others (`files.formats.tables`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from db.errors import UnreadableInput
from db.records import Concept
from workbench.glossary.files.formats.tables import COLUMNS, NAMES, content_of, put_into
from workbench.glossary.preference import SHIPPED

_PACKAGE = "glossaries"


def bundled() -> list[Concept]:
    """The concepts of all glossaries that ship with the program.

    Raises UnreadableInput when they are not there or damaged.
    """
    return [concept for concepts in shipped().values() for concept in concepts]


@cache
def shipped() -> Mapping[str, tuple[Concept, ...]]:
    """The glossaries that ship with the program, each under the name by which its concepts and names know it.

    They are read once. Raises UnreadableInput as `bundled` does.
    """
    try:
        folders = [each for each in files(_PACKAGE).iterdir() if each.joinpath(NAMES).is_file()]
    except ModuleNotFoundError:
        folders = []
    if not folders:
        raise UnreadableInput("The glossaries that ship with the program are missing; install it again.")
    found = {f"{SHIPPED}/{folder.name}": read_table(folder) for folder in sorted(folders, key=_name)}
    return MappingProxyType(
        {called: tuple(of_glossary(each, called) for each in some) for called, some in found.items()}
    )


def of_glossary(concept: Concept, called: str) -> Concept:
    """A concept that knows, with its names and relations, which glossary it came from."""
    return replace(
        concept,
        names=tuple(replace(name, glossary=called) for name in concept.names),
        relations=tuple(replace(relation, glossary=called) for relation in concept.relations),
        glossary=called,
    )


def _name(folder: Traversable) -> str:
    return folder.name


def read_table(path: Traversable) -> list[Concept]:
    """The concepts of a glossary folder, or of a single file of names, in the order of their names.

    Raises UnreadableInput that tells the file and line of the first thing that does not fit.
    """
    there = [path.joinpath(file) for file in COLUMNS] if path.is_dir() else [path]
    needed = there[:1]
    content = content_of({file.name: _bytes(file) for file in there if file in needed or file.is_file()})
    if content.complaints:
        raise UnreadableInput(str(content.complaints[0]))
    return list(content.concepts)


def _bytes(file: Traversable) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be read: {error.strerror}. Check the path.") from error


def write_tables(concepts: Iterable[Concept]) -> dict[str, str]:
    """The texts of the three files that `read_table` reads the same concepts from, by file name.

    Raises WrongUse for a concept without names: a table has no place for it.
    """
    return {file: data.decode() for file, data in put_into({}, list(concepts)).files.items()}
