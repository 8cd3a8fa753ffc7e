"""`.argosmodel` archives, which come from anywhere: what is in them, and taking it out unharmed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import compile as pattern

from workbench.draft.packages.staging import settle
from workbench.draft.packages.unfit import Unfit

MAX_MEMBERS = 256
MAX_BYTES = 1 << 30
MAX_LIST_BYTES = 1 << 20
"""The most that may be read in one go: more than the list of `MAX_MEMBERS` members can need."""
MAX_RATIO = 200
"""The most a member above `RATIO_FREE_BYTES` may grow when it is unpacked."""
RATIO_FREE_BYTES = 1 << 20
MAX_STEPS = 10
MAX_NAME = 200
"""Characters of a member's whole name."""
MAX_COMMENT = 1024
COPY_BYTES = 1 << 20

TOP_FOLDER = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
ENCRYPTED = 0x1
SIZES_FOLLOW = 0x8
IN_ZIP64 = 0xFFFFFFFF
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
ZIP_SIGNATURE = b"PK"

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the zip and deflate readers raise for a file that is damaged."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive whose list of members is harmless."""

    top: str
    """The one folder that all members lie in."""
    sha256: str
    zipped: zipfile.ZipFile


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`, its SHA-256 and the list of its members checked.

    Raises Unfit for what is hostile or impossible, one of `FAULTS` for what is damaged, OSError.
    """
    with _careful(path) as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
        with zipfile.ZipFile(raw) as zipped:
            members = zipped.infolist()
            top = _check(members)
            _check_layout(raw, members, zipped.comment)
            yield Archive(top, digest, zipped)


def unpack(archive: Archive, folder: Path) -> None:
    """Write the members into `folder`, to the disk, comparing their sizes and checksums.

    Raises Unfit, one of `FAULTS`, OSError.
    """
    for member in archive.zipped.infolist():
        target = folder / member.filename
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.zipped.open(member) as source, target.open("xb") as written:
            size = 0
            while block := source.read(COPY_BYTES):
                size += written.write(block)
            if size != member.file_size:
                raise Unfit(f"{member.filename!r} has another size than the archive says")
            written.flush()
            os.fsync(written.fileno())
    for path in [*(p for p in folder.rglob("*") if p.is_dir()), folder]:
        settle(path)


def _careful(path: Path) -> _CarefulFile:
    """The file, once it is known to be one: opening a pipe would wait for a writer."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unfit("it is no file")
    return _CarefulFile(path)


class _CarefulFile(io.FileIO):
    """A file that is never read in pieces of any size that its own bytes ask for."""

    def read(self, size: int | None = -1, /) -> bytes:
        left = os.fstat(self.fileno()).st_size - self.tell()
        if (left if size is None or size < 0 else min(size, left)) > MAX_LIST_BYTES:
            raise Unfit(f"its list of members is longer than {MAX_LIST_BYTES >> 20} MiB")
        return super().read(size) or b""


def _check(members: Sequence[zipfile.ZipInfo]) -> str:
    """The one top folder of an archive whose list of members is harmless; raises Unfit."""
    if not members or len(members) > MAX_MEMBERS:
        raise Unfit(f"it has {len(members)} members, and a package has between 1 and {MAX_MEMBERS}")
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise Unfit(f"it would unpack to more than {MAX_BYTES >> 30} GiB")
    for member in members:
        _check_name(member)
        _check_member(member)
    _check_distinct(members)
    tops = {member.filename.split("/")[0] for member in members}
    if len(tops) != 1:
        raise Unfit(f"it has {len(tops)} entries at the top, and a package has one folder")
    top = tops.pop()
    if not TOP_FOLDER.fullmatch(top):
        raise Unfit(f"its folder has an impossible name, {top!r}")
    return top


def _check_distinct(members: Sequence[zipfile.ZipInfo]) -> None:
    """No two members are one file, also where letter case or the form of accents makes no difference."""
    seen: dict[str, bool] = {}
    for member in members:
        name = unicodedata.normalize("NFC", member.filename.rstrip("/")).casefold()
        if name in seen:
            raise Unfit(f"{member.filename!r} is in it twice")
        seen[name] = member.is_dir()
    for name in seen:
        steps = name.split("/")
        if any(seen.get("/".join(steps[:count])) is False for count in range(1, len(steps))):
            raise Unfit(f"{name!r} lies in a file")


def _check_name(member: zipfile.ZipInfo) -> None:
    name = member.filename
    steps = name.removesuffix("/").split("/")
    if (
        any(step != step.rstrip(". ") or not step for step in steps)
        or "\\" in name
        or ":" in name
        or not name.isprintable()
        or name != member.orig_filename
    ):
        raise Unfit(f"{member.orig_filename[:MAX_NAME]!r} is a path that leads elsewhere")
    if len(name) > MAX_NAME or len(steps) > MAX_STEPS:
        raise Unfit(f"{name[:40]!r}… is longer or deeper than any file of a package")
    if len(steps) == 1 and not member.is_dir():
        raise Unfit(f"{name!r} lies outside its folder")


def _check_member(member: zipfile.ZipInfo) -> None:
    name, mode = member.filename, member.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Unfit(f"{name!r} is a link or a device")
    if member.flag_bits & ENCRYPTED or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit(f"{name!r} is encrypted, or compressed in another way than zip tools do")
    if member.is_dir() and member.file_size:
        raise Unfit(f"{name!r} is a folder with a content of its own")
    if member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size):
        raise Unfit(f"{name!r} would grow more than {MAX_RATIO} times when unpacked")


def _check_layout(raw: io.FileIO, members: Sequence[zipfile.ZipInfo], comment: bytes) -> None:
    """Each member has bytes of its own, and says the same of itself in both places.

    Members that share bytes make bombs without a suspicious ratio (Fifield 2019).
    """
    if len(comment) > MAX_COMMENT or ZIP_SIGNATURE in comment:
        raise Unfit("its comment may hide another archive")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if 0 <= member.header_offset < end:
            raise Unfit(f"{member.filename!r} shares bytes with another member")
        raw.seek(max(member.header_offset, 0))
        header = raw.read(LOCAL_HEADER.size)
        if member.header_offset < 0 or not (
            header.startswith(LOCAL_SIGNATURE) and len(header) == LOCAL_HEADER.size
        ):
            raise Unfit(f"{member.filename!r} is not where the archive says")
        _, _, flags, method, _, _, crc, packed, size, name, extra = LOCAL_HEADER.unpack(header)
        told_again = (flags & SIZES_FOLLOW) or IN_ZIP64 in (packed, size)
        listed = (member.CRC, member.compress_size, member.file_size)
        if (
            flags & ENCRYPTED
            or method != member.compress_type
            or not (told_again or (crc, packed, size) == listed)
        ):
            raise Unfit(f"{member.filename!r} is described in two ways that contradict each other")
        end = member.header_offset + LOCAL_HEADER.size + name + extra + member.compress_size
