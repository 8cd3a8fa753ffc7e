"""What an export would write, without a file: how many pairs, what is left out, the first entries."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from db.records import PairRow
from workbench.exchange.format import ExportHead, ExportReport, Format

ENTRIES = 3
"""Pairs that a preview shows."""
_LOOKED_AT = 200
"""Pairs among which ones with both sides are looked for, since most formats write these alone."""

Rows = Callable[[Sequence[int]], list[PairRow]]
"""Reads pairs by their ids, in the order asked for."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first entries of a file."""

    pairs: int
    """How many pairs the filter lets through."""
    without_source: int
    """Those among them whose original words are missing."""
    without_target: int
    """Those that nothing renders yet."""
    text: str
    """A whole file with the first of them."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """A whole export that was written nowhere."""

    report: ExportReport
    size: int
    """Bytes that the file would have."""


class Sink(io.RawIOBase):
    """A stream that keeps nothing but the number of bytes written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def writable(self) -> bool:
        """It takes anything."""
        return True

    def write(self, data: object, /) -> int:
        """Count bytes."""
        length = memoryview(data).nbytes  # type: ignore[arg-type]
        self.size += length
        return length


def first_entries(chosen: Format, identifiers: Sequence[int], rows: Rows, head: ExportHead) -> str:
    """A file with the first of the pairs of these ids; what is not UTF-8 shows as U+FFFD."""
    looked_at = rows(identifiers[:_LOOKED_AT])
    whole = [row for row in looked_at if not (row.missing_source or row.missing_target)]
    out = io.BytesIO()
    chosen.write(islice(whole or looked_at, ENTRIES), out, head)
    return out.getvalue().decode("utf-8", "replace")
