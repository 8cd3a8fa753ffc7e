"""The files that a person names: single ones, folders, patterns, or standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from glob import has_magic
from pathlib import Path

from db.errors import UnreadableInput
from workbench.ingest.kind import is_article
from workbench.ingest.limits import MAX_BYTES, too_large

STANDARD_INPUT = "-"

HIDDEN = "hidden file or folder"
NO_ARTICLE = "not an article file"
SAVED_WITH_PAGE = "folder saved with a page"

_SAVED_WITH = re.compile(r"(?P<page>.+)(?:_files|_fichiers|_archivos|_bestanden|-Dateien|_file|\.files)")
"""Folders in which browsers put the pictures and frames of a page, beside the page itself."""
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_HEAD = 4096
_DIGITS = re.compile(r"(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for: a file to read unless there is a reason not to."""

    name: str
    left_out: str = ""
    """Why a file or folder that nobody named is not read: it is no article."""
    problem: str = ""
    """Why the name stands for nothing, as a sentence."""


def expand(names: Sequence[str], is_own: Callable[[Path], bool] = lambda path: False) -> list[Found]:
    """The files that `names` mean, in order; each file from a folder or a pattern once.

    A folder stands for the articles in it and below it, in natural order (`article 2` before `article
    10`); what is hidden and what is no article is left out. A name that is no file and has `*`, `?` or
    `[` in it is a pattern, as in a shell; `**` is any number of folders. Files from them that `is_own`
    are passed over. Links to folders are followed, into no folder twice.
    """
    files: list[Found] = []
    known: set[str] = set()
    for name in names:
        if name == STANDARD_INPUT or not _means_several(name):
            files.append(Found(name))
            continue
        several = [file for file in _several(name) if not is_own(Path(file.name))]
        if all(file.left_out for file in several):
            files.append(Found(name, problem=_nothing_in(name)))
        for file in several:
            real = os.path.realpath(file.name)
            if real not in known:
                known.add(real)
                files.append(file)
    return files


def read_bytes(name: str) -> bytes:
    """The bytes of a file or of standard input. Raises UnreadableInput with the reason."""
    if name == STANDARD_INPUT:
        return standard_input(MAX_BYTES + 1)
    path = Path(name)
    try:
        if path.is_dir():
            raise UnreadableInput(f"{name} is a folder: name the files in it, for instance {name}/*.html.")
        if path.exists() and not path.is_file():
            raise UnreadableInput(f"{name} is no file but a pipe or a device: give `-` to read from a pipe.")
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


def _means_several(name: str) -> bool:
    """True for a folder, and for a pattern that is not itself the name of a file."""
    if not name:
        return False
    return _is_folder(Path(name)) or (has_magic(name) and not _is_there(Path(name)))


def _nothing_in(name: str) -> str:
    if _is_folder(Path(name)):
        return f"There is no article in {name}: articles are .txt, .md, .html, .docx and .pdf files."
    return f"No article matches {name}: check the pattern."


def _several(name: str) -> Iterator[Found]:
    """The files in a folder, or those that match a pattern."""
    if _is_folder(Path(name)):
        return _walked(Path(name), set())
    parts = Path(name).parts
    fixed = next(index for index, part in enumerate(parts) if has_magic(part))
    return _matching(Path(*parts[:fixed]), parts[fixed:], set())


def _walked(folder: Path, visited: set[tuple[int, int]]) -> Iterator[Found]:
    """The files of a folder and, after them, those of the folders in it."""
    if not _enter(folder, visited):
        return
    try:
        entries = list(folder.iterdir())
    except OSError as error:
        yield Found(str(folder), f"folder that cannot be read ({error.strerror})")
        return
    pages = {path.stem for path in entries if path.suffix.lower() in _PAGES}
    for path in sorted(entries, key=lambda path: (_is_folder(path), _natural(path.name))):
        saved = _SAVED_WITH.fullmatch(path.name)
        if path.name.startswith("."):
            yield Found(str(path), HIDDEN)
        elif not _is_folder(path):
            yield _sorted_out(path)
        elif saved and saved["page"] in pages:
            yield Found(str(path), SAVED_WITH_PAGE)
        else:
            yield from _walked(path, visited)


def _matching(base: Path, pattern: Sequence[str], visited: set[tuple[int, int]]) -> Iterator[Found]:
    """The files below `base` whose path matches; a folder that does stands for all in it.

    What is hidden is matched only by a part of the pattern that begins with a point.
    """
    first, rest = pattern[0], pattern[1:]
    if first == "**":
        if _enter(base, visited):
            yield from _walked(base, set()) if not rest else _matching(base, rest, set())
            for path in _folders(base):
                yield from _matching(path, pattern, visited)
        return
    for path in _listed(base):
        if not fnmatchcase(path.name, first) or (path.name.startswith(".") and not first.startswith(".")):
            continue
        if not _is_folder(path):
            yield from () if rest else (_sorted_out(path),)
        else:
            yield from _matching(path, rest, set()) if rest else _walked(path, set())


def _is_folder(path: Path) -> bool:
    """`Path.is_dir`, also where a name is too long or a folder above it closed."""
    with suppress(OSError):
        return path.is_dir()
    return False


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    return False


def _folders(base: Path) -> list[Path]:
    return [path for path in _listed(base) if _is_folder(path) and not path.name.startswith(".")]


def _listed(folder: Path) -> list[Path]:
    """What is in a folder, in natural order; nothing where there is no such folder."""
    try:
        return sorted(folder.iterdir(), key=lambda path: _natural(path.name))
    except OSError:
        return []


def _enter(folder: Path, visited: set[tuple[int, int]]) -> bool:
    """Note that a folder is being looked through; False when it was before, perhaps by another name."""
    try:
        at = folder.stat()
    except OSError:
        return False
    new = (at.st_dev, at.st_ino) not in visited
    visited.add((at.st_dev, at.st_ino))
    return new


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key by which numbers in names count as numbers."""
    parts = (part for part in _DIGITS.split(name) if part)
    return [(0, int(part), part) if _DIGITS.fullmatch(part) else (1, 0, part.casefold()) for part in parts]


def _sorted_out(path: Path) -> Found:
    """The file, left out where it is no article. One that cannot be opened is left to its reader to tell."""
    head = b""
    with suppress(OSError):
        if path.exists() and not path.is_file():  # opening a pipe or a device could wait for ever
            return Found(str(path), NO_ARTICLE)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    return Found(str(path), "" if is_article(path.name, head) else NO_ARTICLE)
