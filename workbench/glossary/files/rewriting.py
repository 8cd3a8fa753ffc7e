"""Rows of a glossary put back where they stood: unchanged ones untouched, changed ones cell by cell."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from workbench.glossary.files.delimited import (
    Dialect,
    Record,
    Text,
    put_together,
    raw_cell,
    raw_cells,
    raw_row,
)


class Row(NamedTuple):
    """What a row says, however it is written."""

    owner: str
    """What it belongs to: rows of one owner are kept together."""
    identity: Hashable
    """Tells it from the other rows of its owner, whatever else changes: language and text of a name."""
    kin: Hashable
    """What a row has in common with one that takes its place: language and form of a name."""
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A file, its columns, and what its rows say."""

    text: Text
    dialect: Dialect
    known: tuple[str, ...]
    """The columns that the cells of a `Row` stand for."""
    columns: tuple[str, ...]
    """Those of the file, in its order; it may have others beside the known ones."""
    header: int | None
    """The place of its header among the records; None where it has none."""
    held: Mapping[int, Row]
    """By place among the records: the rows that could be read."""


def rewritten(sheet: Sheet, wanted: Iterable[Row]) -> bytes:
    """The bytes of the file with the `wanted` rows, and no others that could be read before.

    Known columns that the file lacks are added to it as soon as a row has something to say there.
    Raises WrongUse for a cell that could not be read again.
    """
    rows = list(dict.fromkeys(wanted))
    added = () if sheet.header is None else _missing_columns(sheet, rows)
    wider = sheet._replace(columns=(*sheet.columns, *added))
    changed, inserted, appended = _placed(sheet.held, rows)
    records: list[Record] = []
    for place, record in enumerate(sheet.text.records):
        if place not in changed:
            records.append(_widened(record, added, sheet, place) if added else record)
        elif row := changed[place]:
            old = sheet.held[place]
            records.append(record._replace(raw=_raw(wider, row, raw_cells(record, sheet.dialect), old)))
        records += [Record(0, _raw(wider, row), "") for row in inserted.get(place, ())]
    records += [Record(0, _raw(wider, row), "") for row in appended]
    return put_together(records, sheet.text)


def _widened(record: Record, added: Sequence[str], sheet: Sheet, place: int) -> Record:
    """A header with more columns, or a row with as many more cells."""
    if not record.cells and not record.problem:
        return record
    more = added if place == sheet.header else [""] * len(added)
    return record._replace(raw=sheet.dialect.delimiter.join((record.raw, *more)))


def _missing_columns(sheet: Sheet, rows: Sequence[Row]) -> tuple[str, ...]:
    absent = [at for at, column in enumerate(sheet.known) if column not in sheet.columns]
    return tuple(sheet.known[at] for at in absent if any(row.cells[at] for row in rows))


def _raw(sheet: Sheet, row: Row, raw: Sequence[str] = (), old: Row | None = None) -> str:
    """A row as it is to stand, with the `raw` cells of the `old` one wherever they say the same."""
    places = {column: at for at, column in enumerate(sheet.known)}
    cells = []
    for number, column in enumerate(sheet.columns):
        at = places.get(column)
        same = at is None or (old is not None and old.cells[at] == row.cells[at])
        if same and number < len(raw):
            cells.append(raw[number])
        else:
            cells.append("" if at is None else raw_cell(row.cells[at], sheet.dialect))
    if sheet.header is None:
        while len(cells) > len(raw) and not cells[-1]:
            cells.pop()
    return raw_row(cells, sheet.dialect)


def _placed(
    held: Mapping[int, Row], wanted: Sequence[Row]
) -> tuple[dict[int, Row | None], dict[int, list[Row]], list[Row]]:
    """What becomes of places (None: the row goes), which rows are new after them, and which at the end."""
    standing: defaultdict[str, dict[int, Row]] = defaultdict(dict)
    for place, row in held.items():
        standing[row.owner][place] = row
    rows: dict[str, list[Row]] = {}
    for row in wanted:
        rows.setdefault(row.owner, []).append(row)
    changed: dict[int, Row | None] = {}
    inserted: dict[int, list[Row]] = {}
    for owner, own in standing.items():
        became, new = _matched(own, rows.pop(owner, []))
        changed |= became
        inserted[max(own)] = new
    return changed, inserted, [row for own in rows.values() for row in own]


def _matched(held: Mapping[int, Row], wanted: Sequence[Row]) -> tuple[dict[int, Row | None], list[Row]]:
    """For the rows of one owner: what the places become that change, and the rows that have no place."""
    unchanged = set(held.values()).intersection(wanted)
    left = {place: row for place, row in held.items() if row not in unchanged}
    new = [row for row in wanted if row not in unchanged]
    changed: dict[int, Row | None] = {}
    for likeness in (attrgetter("identity"), attrgetter("kin")):
        waiting: defaultdict[Hashable, deque[Row]] = defaultdict(deque)
        for row in new:
            waiting[likeness(row)].append(row)
        for place, row in list(left.items()):
            if rivals := waiting[likeness(row)]:
                changed[place] = rivals.popleft()
                del left[place]
        placed = set(changed.values())
        new = [row for row in new if row not in placed]
    return changed | dict.fromkeys(left), new
