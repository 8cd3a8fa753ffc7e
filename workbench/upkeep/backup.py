"""Copies of a project."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.errors import WrongUse
from workbench.project import Project


def backup(project: Project, target: Path | None = None) -> Path:
    """Write a consistent copy of the project; returns where it lies.

    Without a target it lies beside the project, named after the time. The copy appears only when it
    is complete. Raises WrongUse when something stands at the target, or it cannot be written.
    """
    source = project.path
    if target is None:
        stamp = project.store.clock().replace(":", "").replace("-", "")
        target = _free(source.with_name(f"{source.stem}-{stamp}{source.suffix}"))
    if project.owns(target):
        raise WrongUse(f"{target} is the project itself: name another file for the copy.")
    if target.exists():
        raise WrongUse(f"There is a file {target} already: name another one for the copy, or remove it.")
    passing = target.with_name(f".{target.name}.part")
    try:
        project.store.backup(passing)
        passing.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise WrongUse(f"{target} cannot be written ({error}): name a file in a folder that can.") from error
    finally:
        passing.unlink(missing_ok=True)
    return target


def remove(path: Path) -> None:
    """Remove a project file that nobody else has open. Raises WrongUse when somebody has."""
    connection = sqlite3.connect(path, timeout=0)
    try:
        # Leaving the write-ahead log needs the file for oneself, and folds the log into it.
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise WrongUse(f"{path} is open in another program ({error}): close it there first.") from error
    finally:
        connection.close()
    path.unlink()


def _free(path: Path) -> Path:
    """`path`, or the first like it that no file has: two copies may be made in one second."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
