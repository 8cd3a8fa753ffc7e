"""Folders in which a package is made ready, or falls apart, out of sight of whoever lists packages."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = ".argos-staging-"


@contextlib.contextmanager
def staging(packages_dir: Path) -> Iterator[Path]:
    """A folder on the file system of `packages_dir` that is gone afterwards.

    It lies beside `packages_dir`, where Argos does not look. While it is in use its owner holds a lock on it,
    which the system releases however the owner ends; what others left behind is deleted here first.
    Raises OSError.
    """
    packages_dir.mkdir(parents=True, exist_ok=True)
    home = _home(packages_dir)
    with contextlib.ExitStack() as stack:
        with _locked(home, wait=True) as alone:
            if alone:
                _sweep(home)
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.enter_context(_locked(folder, wait=False))
        if home == packages_dir.resolve():
            (folder / "metadata.json").write_text('{"type": "staging"}', encoding="utf-8")
        yield folder


def settle(path: Path) -> None:
    """Have a folder's entries on the disk before anything that is done later."""
    with contextlib.suppress(OSError):  # some file systems do not know how
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock of a folder; says False where another has it, or the file system knows no locks."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = True
        except OSError:
            held = False
        yield held
    finally:
        os.close(descriptor)


def _home(packages_dir: Path) -> Path:
    """The folder above, or `packages_dir` itself where nothing can be moved there from above.

    There Argos would take a staging folder for a package, and fail over one without metadata.
    """
    inside = packages_dir.resolve()
    above = inside.parent
    same_device = above.stat().st_dev == inside.stat().st_dev
    return above if same_device and os.access(above, os.W_OK | os.X_OK) else inside


def _sweep(home: Path) -> None:
    """Delete the staging folders of processes that have ended."""
    for left in home.glob(PREFIX + "*"):
        with contextlib.suppress(OSError), _locked(left, wait=False) as abandoned:
            if abandoned:
                shutil.rmtree(left, ignore_errors=True)
