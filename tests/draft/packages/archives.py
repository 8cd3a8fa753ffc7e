"""Archives that were tampered with, and what an installation leaves behind."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.support.analytic_package import archive
from workbench.draft.packages.installed import PackageInfo

NAME = "translate-es_en-1_0"
Tampering = Callable[[zipfile.ZipFile], None]


def left(packages: Path) -> list[str]:
    """All that lies in the packages folder and beside it."""
    return sorted(str(p.relative_to(packages.parent)) for p in packages.parent.glob("**/*") if p != packages)


def rewritten(package: PackageInfo, folder: Path, file: str, data: bytes | None) -> Path:
    """An archive of a package in which one file has other bytes, or is missing."""
    copy = folder / "copies" / package.name
    shutil.copytree(package.path, copy)
    (copy / file).unlink() if data is None else (copy / file).write_bytes(data)
    return archive(copy)


def with_member(
    name: str, data: bytes = b"x", mode: int = 0, compression: int = zipfile.ZIP_DEFLATED
) -> Tampering:
    """Adds a member to a genuine archive."""

    def add(zipped: zipfile.ZipFile) -> None:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        member.compress_type = compression
        zipped.writestr(member, data)

    return add


def tampered(package: PackageInfo, target: Path, tampering: Tampering) -> Path:
    """A genuine archive of a package at `target`, and then something done to it."""
    made = archive(package.path, target)
    with zipfile.ZipFile(made, "a") as zipped:
        tampering(zipped)
    return made
