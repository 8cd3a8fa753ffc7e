"""What a file format is, what it is told about an export, and what it reports back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from db.records import LanguageTag, PairRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportHead:
    """What a file says about itself. Nothing else in it depends on when or where it was written."""

    created: str
    """ISO 8601 time of the export."""
    version: str
    """The program's version."""
    project: str = ""
    author: str = ""
    source_lang: LanguageTag | None = None
    """The language of every source side, when there is only one."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A character that the format cannot hold, written as U+FFFD instead."""

    pair_id: int
    place: str
    """Which field of the pair: `source`, `target`, `note` …"""
    offset: int
    """Code points from the start of that field."""
    character: str

    def __str__(self) -> str:
        return (
            f"Pair {self.pair_id}, {self.place}, offset {self.offset}:"
            f" U+{ord(self.character):04X} cannot stand in this format and was written as U+FFFD."
        )


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what was not or not as it is."""

    written: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many pairs were left out for each reason; a reason completes "left out because …"."""
    replaced: tuple[Replacement, ...] = ()

    def sentences(self) -> list[str]:
        """The report for a person, most important first."""
        lines = [_count(self.written, "was written", "were written")]
        for reason, count in self.left_out.items():
            lines.append(_count(count, f"was left out because {reason}", f"were left out because {reason}"))
        return lines + [str(replacement) for replacement in self.replaced]


def _count(pairs: int, one: str, many: str) -> str:
    return f"1 pair {one}." if pairs == 1 else f"{pairs} pairs {many}."


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that pairs can be exported to."""

    name: str
    """What the user types."""
    suffix: str
    """The usual ending of a file name, with its dot."""
    description: str
    write: Callable[[Iterable[PairRow], BinaryIO, ExportHead], ExportReport]
    """Reads the rows once, writes them as they come and leaves the stream open."""
