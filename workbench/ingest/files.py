"""The bytes that a person names: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from db.errors import UnreadableInput
from workbench.ingest.limits import MAX_BYTES, too_large

STANDARD_INPUT = "-"


def read_bytes(name: str) -> bytes:
    """The bytes of a file or of standard input. Raises UnreadableInput with the reason."""
    if name == STANDARD_INPUT:
        return standard_input(MAX_BYTES + 1)
    path = Path(name)
    try:
        if path.is_dir():
            raise UnreadableInput(f"{name} is a folder: name the files in it, for instance {name}/*.html.")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableInput(too_large(name, path.stat().st_size))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {name}: check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{name} cannot be read ({error.strerror}): check its permissions.") from error


def standard_input(limit: int = -1) -> bytes:
    """What comes in, up to `limit` bytes. Raises UnreadableInput where nothing can."""
    try:
        return sys.stdin.buffer.read(limit)
    except OSError as error:
        raise UnreadableInput(
            f"Standard input cannot be read ({error.strerror}): name a file, or pipe something in."
        ) from error
