"""A copy of a project that is only looked at: nothing is written to it or beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from db.connection import BUSY_SECONDS, check_header, explained, is_writable, log_of
from db.errors import UnreadableInput, WrongUse
from db.network import share


def snapshot(path: Path, target: Path) -> None:
    """Copy the project at `path`, with what its write-ahead log holds, to the new file `target`.

    It may lie on a network share or on a disk that can only be read; elsewhere others may go on
    writing to it. Raises WrongUse when there is no such file, UnreadableInput when it cannot be read or
    is written where only its files can be copied.
    """
    if not path.is_file():
        raise WrongUse(f"There is no project at {path}.")
    check_header(path)
    try:
        if share(path) or not is_writable(path):
            _copy_files(path, target)
        else:
            _copy_pages(path, target)
    except sqlite3.DatabaseError as error:
        raise (explained(error, path) or error) from error


def _copy_pages(path: Path, target: Path) -> None:
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
    copy = sqlite3.connect(target)
    try:
        with copy:
            source.backup(copy)
    finally:
        copy.close()
        source.close()


def _copy_files(path: Path, target: Path) -> None:
    """The file and its log as they lie there, where both stay the same meanwhile."""
    whole = path.resolve()
    before = _stamp(whole)
    shutil.copyfile(whole, target)
    log = log_of(whole)
    if log is not None:
        shutil.copyfile(log, target.with_name(target.name + "-wal"))
    if _stamp(whole) != before:
        raise UnreadableInput(f"The project {path} is being written: try again when nobody works on it.")


def _stamp(path: Path) -> list[tuple[int, int]]:
    found = [path, *filter(None, [log_of(path)])]
    return [(status.st_size, status.st_mtime_ns) for status in map(os.stat, found)]
