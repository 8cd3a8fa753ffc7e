"""Files of rows and cells, taken apart so that they can be put together again byte for byte.

A row is a line, or several where a cell in quotation marks holds line breaks. Blank lines and lines that
begin with `#` are kept, but are no rows. Where a quotation mark is not closed only its line is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from db.errors import UnreadableInput, WrongUse
from workbench.exchange.formats.csv_table import guarded, unguarded
from workbench.text.visible import visible

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is read; a glossary of 200,000 names has some 20 MiB."""
LONGEST_CELL = 20_000
"""Characters."""

_COMMENT = "#"
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_BREAK = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_SPACES = str.maketrans("\t\r\n", "   ")


class Quoting(Enum):
    """What a quotation mark at the beginning of a cell means."""

    NONE = "none"
    """Nothing."""
    LINE = "line"
    """A cell that ends with one too stands in quotation marks; it does not hold line breaks."""
    FULL = "full"
    """The cell goes up to the next one that is not doubled, whatever it holds (RFC 4180)."""


class Dialect(NamedTuple):
    """How rows are written."""

    delimiter: str
    quoting: Quoting
    guarded: bool = True
    """True where spreadsheets read the file: see `csv_table.guarded`."""


class Record(NamedTuple):
    """A row, or a line that is none."""

    number: int
    """The line on which it begins, from 1."""
    raw: str
    """As it stands, without the line break that ends it."""
    ending: str
    """That line break; empty at the end of a file without one."""
    cells: tuple[str, ...] = ()
    """What the cells hold; none for blank lines, comments and what cannot be read."""
    problem: str = ""
    """Why it cannot be read, as a sentence."""


class Text(NamedTuple):
    """A file of rows."""

    records: list[Record]
    bom: bool
    newline: str
    """The line break that its first line ends with."""


def decoded(file: str, data: bytes) -> str:
    """The text of a file without its byte order mark; bytes that are not UTF-8 become lone surrogates.

    Raises UnreadableInput for a file that is too large, or in UTF-16.
    """
    if len(data) > MAX_BYTES:
        most = MAX_BYTES // 2**20
        raise UnreadableInput(f"{file} has {len(data) / 2**20:.0f} MiB, over the limit of {most}; split it.")
    if data.startswith(_UTF_16):
        raise UnreadableInput(f"{file} is in UTF-16; save it as UTF-8.")
    return data.removeprefix(_BOM).decode("utf-8", "surrogateescape")


def taken_apart(file: str, data: bytes, dialect: Dialect) -> Text:
    """The rows of a file. Raises UnreadableInput as `decoded` does."""
    text = decoded(file, data)
    found = list(_records(text, dialect))
    if _is_foul(text) or any(len(record.raw) > LONGEST_CELL for record in found):
        found = [_examined(record) for record in found]
    newline = _BREAK.search(text)
    return Text(found, data.startswith(_BOM), newline[0] if newline else "\n")


def put_together(records: Sequence[Record], text: Text) -> bytes:
    """The bytes of a file with these rows, of which each but the last ends with a line break.

    The last one does where it did in `text`. Bytes that were not UTF-8 are what they were.
    """
    open_ended = bool(text.records) and not text.records[-1].ending
    lines = [record.raw + (record.ending or text.newline) for record in records]
    if lines and open_ended:
        lines[-1] = records[-1].raw
    data = "".join(lines).encode("utf-8", "surrogateescape")
    return (_BOM if text.bom else b"") + data


def raw_cells(record: Record, dialect: Dialect) -> list[str]:
    """The cells of a row as they stand, in their quotation marks."""
    if dialect.quoting is not Quoting.FULL or '"' not in record.raw:
        return record.raw.split(dialect.delimiter)
    return list(_split(record.raw, dialect.delimiter))


def raw_row(cells: Sequence[str], dialect: Dialect) -> str:
    """A row from cells as they are to stand. A first one must not make a comment or blank line of it."""
    first = cells[0]
    if first.startswith(_COMMENT) or not "".join(cells).strip():
        first = f'"{first}"'
    return dialect.delimiter.join((first, *cells[1:]))


def raw_cell(text: str, dialect: Dialect) -> str:
    """A cell that holds `text`, in quotation marks where it needs them.

    Where it cannot hold line breaks, it is `spaced`. Raises WrongUse for what could not be read
    again.
    """
    writable(text)
    if dialect.quoting is not Quoting.FULL:
        text = spaced(text)
    if dialect.guarded:
        text = guarded(text)
    if dialect.quoting is Quoting.NONE:
        return text
    both = len(text) > 1 and text[0] == text[-1] == '"'
    full = dialect.quoting is Quoting.FULL and any(char in text for char in ('"', "\r", "\n"))
    return '"' + text.replace('"', '""') + '"' if both or full or dialect.delimiter in text else text


def spaced(text: str) -> str:
    """`text` on one line: each run of spaces, tabs and line breaks is a space, and none is at the ends.

    Typographic spaces stay.
    """
    return _BLANKS.sub(" ", text).strip()


def writable(text: str) -> str:
    """`text`; raises WrongUse for what could not be read again from any file."""
    if problem := problem_of(text):
        raise WrongUse(f"This does not fit into a file: {problem}")
    return text


def problem_of(cell: str) -> str:
    """Why a cell or another piece of text is not taken: a sentence, or nothing."""
    if _is_foul(cell):
        return f"“{visible(cell[:60].translate(_SPACES))}” holds a control character; take it out."
    if len(cell) > LONGEST_CELL:
        return f"a cell of {len(cell):,} characters stands here; {LONGEST_CELL:,} is the most."
    return ""


def _records(text: str, dialect: Dialect) -> Iterator[Record]:
    lines = _LINE.findall(text)
    quotes = dialect.quoting is Quoting.FULL
    number, offset = 1, 0
    while number <= len(lines):
        line = lines[number - 1]
        raw = line.rstrip("\r\n")
        count, end = 1, offset + len(line)
        if raw.startswith(_COMMENT) or not raw.strip():
            record = Record(number, raw, line[len(raw) :])
        elif not quotes or '"' not in raw:
            cells = tuple(_value(cell, dialect) for cell in raw.split(dialect.delimiter))
            record = Record(number, raw, line[len(raw) :], cells)
        elif match := _row(dialect.delimiter).match(text, offset):
            cells = tuple(_value(cell, dialect) for cell in _split(match[1], dialect.delimiter))
            record = Record(number, match[1], match[2], cells)
            count, end = len(_LINE.findall(match[0])), match.end()
        else:
            problem = "a quotation mark is not closed, or text follows it; check the quotation marks."
            record = Record(number, raw, line[len(raw) :], (), problem)
        yield record
        number, offset = number + count, end


def _value(raw: str, dialect: Dialect) -> str:
    """What a cell holds."""
    if dialect.quoting is not Quoting.NONE and len(raw) > 1 and raw[0] == raw[-1] == '"':
        raw = raw[1:-1].replace('""', '"')
    return unguarded(raw) if dialect.guarded else raw


def _cell(delimiter: str) -> str:
    """The pattern of a cell; of what it tries only one fits a given place, so that it is linear."""
    other = re.escape(delimiter) + r"\r\n"
    return rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"{other}][^{other}]*+|)'


@cache
def _row(delimiter: str) -> re.Pattern[str]:
    cell = _cell(delimiter)
    return re.compile(rf"({cell}(?:{re.escape(delimiter)}{cell})*+)(\r\n|\r|\n|\Z)")


@cache
def _one_cell(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"({_cell(delimiter)})(?:{re.escape(delimiter)}|\Z)")


def _split(raw: str, delimiter: str) -> Iterator[str]:
    """The cells of a row that `_row` has matched."""
    at, pattern = 0, _one_cell(delimiter)
    while match := pattern.match(raw, at):
        yield match[1]
        if match.end() == len(raw) and not match[0].endswith(delimiter):
            return
        at = match.end()


def _is_foul(text: str) -> bool:
    """True for a text with characters that nobody can see, line breaks and tabs aside."""
    if text.isprintable():
        return False
    plain = text.translate(_SPACES)
    return visible(plain) != plain


def _examined(record: Record) -> Record:
    """The row, without its cells where they hold what nobody can see or handle."""
    if not record.cells:
        return record
    if _SURROGATE.search(record.raw):
        return record._replace(cells=(), problem="the text is not UTF-8; save it as UTF-8.")
    for cell in record.cells:
        if problem := problem_of(cell):
            return record._replace(cells=(), problem=problem)
    return record
