"""Files of hits: a row for each place found, or a line for each pair, all with their provenance.

.csv    a row for each place: its side, its context on both sides, then every field of the pair; cells
        that a spreadsheet would run as a formula are guarded (`exchange.formats.csv_table`)
.tsv    the same, with tabs; a tab or a line break inside a cell becomes a space
.jsonl  a pair with its places as code points of `source` and `target`
.html   a page to read and to print, that needs nothing from elsewhere
"""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from db.errors import WrongUse
from db.records import PairRow, Span
from workbench.exchange.formats.csv_table import guarded
from workbench.text.visible import visible

CONTEXT = 60
"""Characters of context in a table."""
COLUMNS = ("side", "left", "key", "right", *PairRow._fields)
_BREAKS = re.compile(r"[\t\r\n]+")

STYLE = (
    "body{font:16px/1.5 Georgia,serif;margin:2em auto;max-width:70em;padding:0 1em}"
    "h1{font-size:1.3em}p.about{color:#666}table{border-collapse:collapse;width:100%}"
    "td,th{vertical-align:top;text-align:start;padding:.5em .8em;border-top:1px solid #ddd}"
    "td.said{width:42%;white-space:pre-line}td.from{color:#666;font-size:.85em}"
    "mark{background:#ffe9a8;color:inherit;text-decoration:underline}"
)


class Found(Protocol):
    """A hit, as `service.Hit` is one."""

    @property
    def pair(self) -> PairRow:
        """The pair."""

    @property
    def in_source(self) -> tuple[Span, ...]:
        """Places in its original."""

    @property
    def in_target(self) -> tuple[Span, ...]:
        """Places in its rendering."""


Writer = Callable[[Iterable[Found], str, BinaryIO], int]
"""Writes hits under the words of their query; returns how many there were."""


def writer_of(path: Path) -> Writer:
    """The writer for the ending of a file name. Raises WrongUse for one that is not known."""
    found = WRITERS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(WRITERS)
        raise WrongUse(f"{path.name} does not tell what hits shall be written as: end its name in {known}.")
    return found


def hit_object(hit: Found) -> dict[str, Any]:
    """A hit as JSON: the fields of its pair, and the places as `[start, end]` in code points."""
    return hit.pair._asdict() | {
        "in_source": [list(span) for span in hit.in_source],
        "in_target": [list(span) for span in hit.in_target],
    }


def places(hit: Found) -> Iterator[tuple[str, str, Span]]:
    """Each place of a hit: its side, the text of that side, and the place in it."""
    for side, text, spans in (
        ("source", hit.pair.source, hit.in_source),
        ("target", hit.pair.target, hit.in_target),
    ):
        for span in spans:
            yield side, text, span


def write_csv(hits: Iterable[Found], query: str, out: BinaryIO) -> int:
    """A row for each place, RFC 4180; a pair without a place, found by a filter alone, has one row too."""
    return _write_table(hits, csv.writer(codecs.getwriter("utf-8")(out, "replace")), guarded)


def write_tsv(hits: Iterable[Found], query: str, out: BinaryIO) -> int:
    """The same with tabs and without quotation marks around cells."""
    table = csv.writer(
        codecs.getwriter("utf-8")(out, "replace"),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
        quotechar=None,
        lineterminator="\n",
    )
    return _write_table(hits, table, lambda cell: guarded(_BREAKS.sub(" ", cell)))


def write_jsonl(hits: Iterable[Found], query: str, out: BinaryIO) -> int:
    """An object for each pair."""
    count = 0
    for hit in hits:
        count += 1
        line = json.dumps(hit_object(hit), ensure_ascii=False, default=str)
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")
    return count


def write_html(hits: Iterable[Found], query: str, out: BinaryIO) -> int:
    """A page with both sides of each pair, the places marked, and where it comes from."""
    title = escape(visible(query)) or "Concordance"
    head = f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    _put(out, f"{head}<style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<table>\n")
    count = 0
    for hit in hits:
        count += 1
        row = hit.pair
        source = _marked(row.source, hit.in_source, row.source_lang)
        target = _marked(row.target, hit.in_target, row.target_lang)
        _put(out, f"<tr>{source}{target}<td class=from>{_cited(row)}</td></tr>\n")
    _put(out, f"</table>\n<p class=about>{count} pairs</p>\n</body></html>\n")
    return count


def _write_table(hits: Iterable[Found], table: Any, cell: Callable[[str], str]) -> int:
    table.writerow(COLUMNS)
    count = 0
    for hit in hits:
        count += 1
        for row in [_context(*place) for place in places(hit)] or [("", "", "", "")]:
            fields: Sequence[Any] = (*row, *hit.pair)
            table.writerow([cell(field) if isinstance(field, str) else field for field in fields])
    return count


def _context(side: str, text: str, span: Span) -> tuple[str, str, str, str]:
    left, right = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return side, left, span.of(text), right


def _marked(text: str, spans: Sequence[Span], lang: str) -> str:
    shown = visible(text, keep_newlines=True)
    parts, done = [], 0
    for span in spans:
        parts += [escape(shown[done : span.start]), "<mark>", escape(span.of(shown)), "</mark>"]
        done = span.end
    parts.append(escape(shown[done:]))
    return f'<td class=said lang="{escape(lang)}" dir=auto>{"".join(parts)}</td>'


def _cited(row: PairRow) -> str:
    said = (row.speaker, row.role, row.said_on)
    printed = (row.source_outlet or row.source_document, row.source_date)
    rendered = (row.target_outlet or row.target_document, row.target_date)
    made = (str(row.origin or "no rendering"), row.translator or row.engine, str(row.status))
    lines = (", ".join(part for part in parts if part) for parts in (said, printed, rendered, made))
    return "<br>".join(escape(visible(line)) for line in (*lines, f"pair {row.id}") if line)


def _put(out: BinaryIO, text: str) -> None:
    out.write(text.encode("utf-8", "replace"))


WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".tsv": write_tsv,
    ".jsonl": write_jsonl,
    ".html": write_html,
}
