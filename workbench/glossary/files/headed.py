"""Tables whose first row names the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from workbench.glossary.files.cells import BadRow, Cells
from workbench.glossary.files.delimited import Dialect, Record, Text, raw_cell, taken_apart
from workbench.glossary.files.glossary_file import Complaint
from workbench.glossary.files.rewriting import Row, Sheet, rewritten

Fact = TypeVar("Fact")


@dataclass(slots=True)
class HeadedTable(Generic[Fact]):
    """A file, and what its rows say by their place among the records."""

    file: str
    text: Text
    dialect: Dialect
    header: int
    """The place of the header among the records; behind them where there is none."""
    facts: dict[int, Fact] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """As the header names them."""
        found = self.text.records[self.header : self.header + 1]
        return found[0].cells if found else ()

    @property
    def line(self) -> int:
        """The line of the header."""
        found = self.text.records[self.header : self.header + 1]
        return found[0].number if found else 1

    def read(self, take: Callable[[Cells], Fact]) -> Iterator[Complaint]:
        """Take in every row after the header; tells those that `take` refuses by a BadRow."""
        columns = self.columns
        for place, record in enumerate(self.text.records):
            if place <= self.header or not (record.cells or record.problem):
                continue
            try:
                self.facts[place] = take(_named(record, columns))
            except BadRow as bad:
                yield Complaint(self.file, record.number, str(bad))

    def rewritten(self, known: Sequence[str], row: Callable[[Fact], Row], wanted: Iterable[Row]) -> bytes:
        """The bytes of the file with the `wanted` rows, whose cells stand for the `known` columns."""
        held = {place: row(fact) for place, fact in self.facts.items()}
        sheet = Sheet(self.text, self.dialect, tuple(known), self.columns, self.header, held)
        return rewritten(sheet, wanted)


def headed(file: str, data: bytes, dialect: Dialect) -> HeadedTable[Any]:
    """The table in a file, without its rows; one without columns where there is no row at all.

    Raises UnreadableInput for a file that is too large, or in UTF-16.
    """
    text = taken_apart(file, data, dialect)
    rows = (place for place, record in enumerate(text.records) if record.cells or record.problem)
    return HeadedTable(file, text, dialect, next(rows, len(text.records)))


def new_table(file: str, columns: Sequence[str], dialect: Dialect) -> HeadedTable[Any]:
    """An empty table with these columns."""
    raw = dialect.delimiter.join(raw_cell(column, dialect) for column in columns)
    header = Record(1, raw, "\n", tuple(columns))
    return HeadedTable(file, Text([header], bom=False, newline="\n"), dialect, 0)


def _named(record: Record, columns: tuple[str, ...]) -> Mapping[str, str]:
    if record.problem:
        raise BadRow(record.problem)
    if len(record.cells) != len(columns):
        count = "one cell stands" if len(record.cells) == 1 else f"{len(record.cells)} cells stand"
        raise BadRow(f"{count} here; the header has {len(columns)}.")
    return dict(zip(columns, record.cells, strict=True))
