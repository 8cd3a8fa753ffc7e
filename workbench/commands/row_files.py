"""Files of rows that a command reads in the place of a project: one JSON object a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from db.errors import UnreadableInput

_SUFFIXES = (".jsonl", ".ndjson")
_LONGEST = 20 * 2**20
"""Bytes of a line beyond which it is no row."""


def holds_rows(name: str) -> bool:
    """Whether a file holds rows and not a project: by its name, or because it begins as an object does."""
    if name == "-" or name.endswith(_SUFFIXES):
        return True
    try:
        with Path(name).open("rb") as file:
            return file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False


def lines_of(name: str, called: str) -> Iterator[bytes]:
    """The lines of a file or of standard input. Raises UnreadableInput with the reason."""
    from workbench.ingest.files import standard_input

    try:
        if name == "-":
            standard_input(0)
            yield from _bounded(sys.stdin.buffer, called)
            return
        with Path(name).open("rb") as file:
            yield from _bounded(file, called)
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {name}: check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{called} cannot be read ({error.strerror}): check what it is.") from error


def _bounded(file: BinaryIO, called: str) -> Iterator[bytes]:
    number = 0
    while line := file.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            raise UnreadableInput(f"{called}, line {number} is over {_LONGEST // 2**20} MiB, as no row is.")
        yield line
