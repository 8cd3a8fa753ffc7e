"""Installing `.argosmodel` archives and removing packages: each appears and disappears in one step."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from db.errors import Refused, UnreadableInput
from db.records import LanguageTag
from workbench.draft.packages import archive as archives
from workbench.draft.packages.digest import write_record
from workbench.draft.packages.installed import PackageInfo, first, read_package, size_on_disk
from workbench.draft.packages.manifest import check_manifest
from workbench.draft.packages.staging import settle, staging
from workbench.draft.packages.trial import try_out
from workbench.draft.packages.unfit import Unfit, as_clause

AGAIN = "Get the package again"
TAKEN = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)


def install(
    archive: Path,
    packages_dir: Path,
    *,
    origin: str = "",
    wanted: tuple[LanguageTag, LanguageTag] | None = None,
) -> PackageInfo:
    """Check an `.argosmodel` archive, unpack it and put it into `packages_dir` in one step.

    Everything is checked before the package appears: names, sizes and checksums of the members,
    metadata, tokenizer, and that the model translates. What is there afterwards is the old state or the
    new one, on the disk, whenever the process ends. `origin` is the link behind the archive, for the note
    that is kept with the package; `wanted` are the languages that it has to translate between. Raises
    UnreadableInput for an archive that cannot be had or trusted, Refused when the package is there already.
    """
    with _telling(archive), archives.opened(archive) as opened:
        if os.path.lexists(packages_dir / opened.top):
            raise _installed_already(opened.top, packages_dir)
        with staging(packages_dir) as folder:
            archives.unpack(opened, folder)
            package = _checked(folder / opened.top, wanted)
            try_out(package.path)
            write_record(package.path, opened.sha256, origin or archive.name)
            settle(package.path)
            return _put(package, packages_dir)


def remove(package: PackageInfo, packages_dir: Path) -> None:
    """Delete an installed package; it disappears in one step. Raises Refused for anything else.

    Whoever has it loaded goes on with what is in memory.
    """
    if package.bundled:
        raise Refused(
            f"{package.name} comes with the workbench and cannot be removed; "
            "a package that you install is preferred to it."
        )
    if package.path.parent.resolve() != packages_dir.resolve():
        raise Refused(f"{package.name} does not lie in {packages_dir}; remove it where it was installed.")
    try:
        if package.path.is_symlink():
            package.path.unlink()
            return
        with staging(packages_dir) as folder:
            package.path.rename(folder / package.name)
            settle(packages_dir)
    except OSError as error:
        raise Refused(f"{package.name} could not be removed: {error.strerror or error}.") from None


@contextlib.contextmanager
def _telling(archive: Path) -> Iterator[None]:
    """What goes wrong with an archive, as a sentence that names it."""
    try:
        yield
    except Unfit as unfit:
        raise UnreadableInput(f"{archive.name} was not installed: {unfit}. {AGAIN}.") from None
    except OSError as error:
        raise UnreadableInput(f"{archive.name} was not installed: {error.strerror or error}.") from None
    except archives.FAULTS as error:
        reason = " ".join(str(error).split())[:200]
        raise UnreadableInput(
            f"{archive.name} was not installed: it is damaged or no zip archive ({reason}). {AGAIN}."
        ) from None


def _checked(folder: Path, wanted: tuple[LanguageTag, LanguageTag] | None) -> PackageInfo:
    """What lies in an unpacked folder, as far as it can be told without loading the model; raises Unfit."""
    package = read_package(folder)
    if package is None or package.broken:
        raise Unfit("it holds no translation model" if package is None else as_clause(package.broken))
    check_manifest(folder)
    if wanted is not None and first(*wanted, [package]) is None:
        has, asked = f"{package.from_lang} to {package.to_lang}", f"{wanted[0]} to {wanted[1]}"
        raise Unfit(f"it translates from {has}, not from {asked}")
    return package


def _put(package: PackageInfo, packages_dir: Path) -> PackageInfo:
    target = packages_dir / package.name
    try:
        package.path.rename(target)
    except OSError as error:
        if error.errno in TAKEN and os.path.lexists(target):  # another installation was faster
            raise _installed_already(package.name, packages_dir) from None
        raise
    settle(packages_dir)
    return replace(package, path=target, size=size_on_disk(target))


def _installed_already(name: str, packages_dir: Path) -> Refused:
    return Refused(f"{name} is installed already in {packages_dir}; remove it first if it is to be replaced.")
