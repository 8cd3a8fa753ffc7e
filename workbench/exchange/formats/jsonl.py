"""JSON Lines: one object per pair, keys as in `PairRow`, every character as it is stored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import BinaryIO

from db.records import PairRow
from workbench.exchange.format import ExportHead, ExportReport, Format

_ENCODER = json.JSONEncoder(ensure_ascii=False)

# JSON allows these inside a string, but many readers take them for the end of a line.
_LINE_BREAK = re.compile("[\x85\u2028\u2029]")


def write(rows: Iterable[PairRow], out: BinaryIO, head: ExportHead) -> ExportReport:
    """Write every row as one line of JSON (RFC 8259, UTF-8) that ends in a line feed.

    A missing side is an empty string, an origin or rendering that does not exist is null.
    """
    written = 0
    for row in rows:
        line = _LINE_BREAK.sub(_escape, _ENCODER.encode(row._asdict()))
        out.write(line.encode() + b"\n")
        written += 1
    return ExportReport(written)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


FORMAT = Format("jsonl", ".jsonl", "JSON Lines: one object per pair with all that is known of it", write)
