"""Everything that is known of a package on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.errors import UnreadableInput
from workbench.draft.packages.digest import model_digest, read_record
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.packages.unfit import Unfit
from workbench.draft.packages.weights import layout

MAX_TEXT_BYTES = 64 * 1024
READMES = ("readme", "readme.md", "readme.txt")
LICENCE_FILES = ("license", "licence", "copying")
LICENCE_WORDS = ("licen", "copyright")
MAX_LICENCE_LINES = 12


def described(package: PackageInfo) -> dict[str, Any]:
    """The fields of a package, its digests, its model, its origin, and what it says of its licence.

    Digests and sizes are empty where the files cannot be read; nothing of the package is executed.
    """
    record = read_record(package)
    model = package.path / "model" / "model.bin"
    readme = _readme(package.path)
    return {
        **asdict(package),
        "sha256": digest_or_empty(package),
        "model_size": model.stat().st_size if model.is_file() else 0,
        **_layout(model),
        "archive_sha256": record.archive_sha256 if record else "",
        "installed_at": record.installed_at if record else "",
        "origin": record.origin if record else "",
        "licence": list(_licence_lines(package.path, readme)),
        "readme": readme,
    }


def digest_or_empty(package: PackageInfo) -> str:
    """SHA-256 of the model, or an empty text where it cannot be read."""
    try:
        return model_digest(package)
    except UnreadableInput:
        return ""


def _layout(model: Path) -> dict[str, Any]:
    try:
        found = layout(model)
    except (Unfit, OSError):
        found = None
    if found is None:
        return {"architecture": "", "parameters": 0, "quantization": ""}
    return {
        "architecture": found.architecture,
        "parameters": found.parameters,
        "quantization": found.quantization,
    }


def _readme(folder: Path) -> str:
    return next((_text(file) for file in _files(folder) if file.name.casefold() in READMES), "")


def _licence_lines(folder: Path, readme: str) -> Iterator[str]:
    """The names of licence files, and the lines of the README that speak of a licence."""
    for file in _files(folder):
        if file.stem.casefold() in LICENCE_FILES:
            yield file.name
    spoken = [line.strip() for line in readme.splitlines() if _speaks_of_licence(line)]
    yield from spoken[:MAX_LICENCE_LINES]


def _speaks_of_licence(line: str) -> bool:
    return any(word in line.casefold() for word in LICENCE_WORDS)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_TEXT_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
