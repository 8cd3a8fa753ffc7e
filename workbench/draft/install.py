"""Installing `.argosmodel` archives, which come from anywhere, and removing packages."""

from __future__ import annotations

import contextlib
import math
import re
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from db.errors import Refused, UnreadableInput, WorkbenchError
from workbench.draft.packages import PackageInfo, read_package

MAX_MEMBERS = 256
MAX_BYTES = 1 << 30
MAX_RATIO = 200
"""The most a member above `RATIO_FREE_BYTES` may grow when it is unpacked."""
RATIO_FREE_BYTES = 1 << 20
COPY_BYTES = 1 << 20

TOP_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
ENCRYPTED = 0x1
SMOKE_TEXT = "1 a."


class _Bad(Exception):
    """What is wrong with an archive, as the end of a sentence."""


def install(archive: Path, packages_dir: Path) -> PackageInfo:
    """Check an `.argosmodel` archive, unpack it and put it into `packages_dir` in one step.

    Everything is checked before the package appears: names, sizes and checksums of the members,
    metadata, tokenizer, and that the model translates. A failure leaves nothing behind. Raises
    UnreadableInput for an archive that cannot be had or trusted, Refused when the package is there already.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            top = _check(opened.infolist())
            if (packages_dir / top).exists():
                raise _installed_already(top, packages_dir)
            with _staging(packages_dir) as staging:
                _unpack(opened, staging)
                return _put(_tried(staging / top), packages_dir)
    except _Bad as bad:
        raise UnreadableInput(f"{archive.name} was not installed: {bad}. Get the package again.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableInput(
            f"{archive.name} was not installed: it is damaged or no zip archive ({error}). "
            "Get the package again."
        ) from None
    except OSError as error:
        raise UnreadableInput(f"{archive.name} was not installed: {error.strerror or error}.") from None


def remove(package: PackageInfo, packages_dir: Path) -> None:
    """Delete an installed package; it disappears in one step. Raises Refused for anything else."""
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
        with _staging(packages_dir) as staging:
            package.path.rename(staging / package.name)
    except OSError as error:
        raise Refused(f"{package.name} could not be removed: {error.strerror or error}.") from None


def _check(members: Sequence[zipfile.ZipInfo]) -> str:
    """The one top folder of an archive whose list of members is harmless; raises _Bad."""
    if not members or len(members) > MAX_MEMBERS:
        raise _Bad(f"it has {len(members)} members, and a package has between 1 and {MAX_MEMBERS}")
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise _Bad(f"it would unpack to more than {MAX_BYTES >> 30} GiB")
    seen: set[str] = set()
    for member in members:
        _check_member(member)
        name = unicodedata.normalize("NFC", member.filename.rstrip("/")).casefold()
        if name in seen:
            raise _Bad(f"{member.filename!r} is in it twice")
        seen.add(name)
    tops = {member.filename.split("/")[0] for member in members}
    if len(tops) != 1:
        raise _Bad(f"it has {len(tops)} entries at the top, and a package has one folder")
    top = tops.pop()
    if not TOP_FOLDER.fullmatch(top):
        raise _Bad(f"its folder has an impossible name, {top!r}")
    return top


def _check_member(member: zipfile.ZipInfo) -> None:
    name, mode = member.filename, member.external_attr >> 16
    steps = name.rstrip("/").split("/")
    if (
        any(step in ("", ".", "..") for step in steps)
        or "\\" in name
        or ":" in name
        or not name.isprintable()
    ):
        raise _Bad(f"{name!r} is a path that leads elsewhere")
    if len(steps) == 1 and not member.is_dir():
        raise _Bad(f"{name!r} lies outside its folder")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _Bad(f"{name!r} is a link or a device")
    if member.flag_bits & ENCRYPTED or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Bad(f"{name!r} is encrypted, or compressed in another way than zip tools do")
    if member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size):
        raise _Bad(f"{name!r} would grow more than {MAX_RATIO} times when unpacked")


@contextlib.contextmanager
def _staging(packages_dir: Path) -> Iterator[Path]:
    """A folder beside `packages_dir`, where Argos does not look, on the same file system; gone afterwards."""
    packages_dir.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".argos-staging-", dir=packages_dir.resolve().parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    """Write the members; a member never yields more than its declared size, and its checksum is compared."""
    for member in archive.infolist():
        target = folder / member.filename
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as written:
            shutil.copyfileobj(source, written, COPY_BYTES)


def _tried(folder: Path) -> PackageInfo:
    """What lies in an unpacked folder, after it has translated one line; raises _Bad when it cannot."""
    from workbench.draft.engine import Engine

    package = read_package(folder)
    if package is None or package.broken:
        raise _Bad("it holds no translation model" if package is None else _as_clause(package.broken))
    try:
        with contextlib.closing(Engine.load(package, beam_size=1, threads=1)) as engine:
            [draft] = engine.translate([SMOKE_TEXT])
    except WorkbenchError as error:
        raise _Bad(_as_clause(str(error))) from None
    if not math.isfinite(draft.score):
        raise _Bad("its model computes no numbers, so the weights are damaged")
    return package


def _put(package: PackageInfo, packages_dir: Path) -> PackageInfo:
    target = packages_dir / package.name
    try:
        package.path.rename(target)
    except OSError:
        if target.exists():  # another installation was faster
            raise _installed_already(package.name, packages_dir) from None
        raise
    return replace(package, path=target)


def _as_clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _installed_already(name: str, packages_dir: Path) -> Refused:
    return Refused(f"{name} is installed already in {packages_dir}; remove it first if it is to be replaced.")
