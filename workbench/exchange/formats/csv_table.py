"""CSV (RFC 4180) for spreadsheets: a header, one row per pair, UTF-8 without a byte order mark.

A cell that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab or a
carriage return) gets an apostrophe in front. So that the guard can be taken off again, a cell gets one
too when apostrophes stand before such a character: whoever reads the file takes one apostrophe off
each cell that starts with apostrophes and one of these characters (`unguarded`).
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from typing import BinaryIO

from db.records import PairRow
from workbench.exchange.format import ExportHead, ExportReport, Format

COLUMNS = PairRow._fields

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """`cell` so that no spreadsheet runs it as a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write(rows: Iterable[PairRow], out: BinaryIO, head: ExportHead) -> ExportReport:
    """Write a header with `COLUMNS` and every row; what is missing or unknown is an empty cell."""
    table = csv.writer(codecs.getwriter("utf-8")(out))
    table.writerow(COLUMNS)
    written = 0
    for row in rows:
        table.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        written += 1
    return ExportReport(written)


FORMAT = Format("csv", ".csv", "CSV for spreadsheets; cells that look like formulas are guarded", write)
