"""What a glossary file holds, what is wrong with it, and how it looked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db.records import Concept, LanguageTag

Langs = tuple[LanguageTag, LanguageTag]

UNKNOWN_KIND = "term"
"""The kind of a concept where a file does not tell it."""


class Complaint(NamedTuple):
    """Why a row was left out. `str()` of it is a sentence with the place."""

    file: str
    """The file's name, without folders."""
    line: int
    """The line on which the row begins, from 1; 0 for the file as a whole."""
    reason: str
    """What is wrong and what to do, with a full stop."""

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a glossary stood in its files: enough to write it back byte for byte."""

    files: Mapping[str, bytes]
    """The bytes of each file by its name: one for most formats, up to three for a folder of tables."""
    langs: Langs
    """For formats that do not say it themselves: the languages of source and target terms."""


class Content(NamedTuple):
    """What a format has read."""

    concepts: tuple[Concept, ...]
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """A glossary read from a file or folder."""

    format: str
    """The name of its format in the registry."""
    concepts: tuple[Concept, ...]
    """In the order of the file; keys are stable as long as the file is."""
    complaints: tuple[Complaint, ...]
    """One for each row that was left out, in the order of the files. A left-out row stays when written."""
    layout: Layout


class Written(NamedTuple):
    """A glossary as files."""

    files: dict[str, bytes]
    """The bytes of each file by its name, the same names as in the layout that was given."""
    left_out: tuple[str, ...] = ()
    """Sentences: what the format has no place for, so that it stands in no file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to keep a glossary in files."""

    name: str
    """As `--format` takes it."""
    title: str
    """A line for the help."""
    suffix: str
    """Of a new file's name; empty for a folder."""
    recognises: Callable[[Mapping[str, bytes]], bool]
    """True for files that have the signs of this format."""
    read: Callable[[Layout], Content]
    write: Callable[[Sequence[Concept], Layout], Written]
    """Puts concepts into a layout; one whose files are empty gives a new glossary."""
    takes_any: bool = False
    """True for lists, which have no signs: what they recognise is theirs where no other format knows it."""
