"""Files that are either complete or as they were before."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from db.errors import WrongUse

Result = TypeVar("Result")


def write_atomically(path: Path, writer: Callable[[BinaryIO], Result]) -> Result:
    """Let `writer` fill a new file, then put it in the place of `path`; returns what `writer` returns.

    The new file grows beside `path` under a passing name, reaches the disk and is renamed; after any
    failure it is gone and `path` is untouched. A file that is replaced keeps its permissions, a new
    one gets the default ones; a symbolic link stays one and its target is replaced.
    Raises WrongUse when the folder or the disk does not take it, or `path` is no regular file.
    """
    try:
        mode = _mode(path)
        target = path.resolve()
        return _write(target, mode, writer)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WrongUse(
            f"{path} cannot be written: {reason}. Give a file in a folder that exists and can be written to."
        ) from error


def _mode(path: Path) -> int | None:
    """The permission bits of the file that stands at `path`, or None when nothing does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise WrongUse(
            f"{path} is not a regular file: give the name of a file, or `-o -` for standard output."
        )
    return stat.S_IMODE(found.st_mode)


def _write(target: Path, mode: int | None, writer: Callable[[BinaryIO], Result]) -> Result:
    # The name is short so that it fits wherever the target's own name fits.
    passing = target.with_name(f".{secrets.token_hex(4)}.part")
    # Created with 0666 so that the system takes the umask off, as for any new file.
    descriptor = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as out:
            result = writer(out)
            out.flush()
            if mode is not None:
                os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        passing.replace(target)
    except BaseException:
        with suppress(OSError):
            passing.unlink()
        raise
    return result
