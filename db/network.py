"""Is this file on a network share? A project needs memory that its writers share, which no share gives.

The write-ahead log of SQLite (sqlite.org/wal.html, "Disadvantages", 1) works among processes of one machine
only. On a share it seems to work, until two machines write at once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ANY_FILESYSTEM = "WORKBENCH_ANY_FILESYSTEM"
"""Set to 1 where a disk is taken for a share and only one machine ever writes to it."""

SHARES = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "auristorfs"),
        *("ceph", "gfs", "gfs2", "ocfs2", "lustre", "glusterfs", "beegfs", "gpfs", "pvfs2", "orangefs"),
        *("ncpfs", "coda", "davfs", "webdav", "ftp", "acfs"),
    }
)
"""Kinds of file systems that several machines use at once, as Linux and macOS call them.

Not 9p and virtiofs: containers and sandboxes mount folders of their own machine by these.
"""

SHARES_BY_FUSE = frozenset(
    {
        *("sshfs", "rclone", "s3fs", "gcsfuse", "goofys", "juicefs", "davfs2", "curlftpfs", "smbnetfs"),
        *("gvfsd-fuse", "glusterfs", "ceph-fuse", "ceph", "google-drive-ocamlfuse", "onedriver", "mfs"),
    }
)
"""Programs that mount what lies on another machine through FUSE."""

_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_LINE = re.compile(r"^.+? on (?P<point>/.*) \((?P<kind>[^,)]+)[^()]*\)$")
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of the Windows function GetDriveType."""


def share(path: Path) -> str:
    """The kind of network file system that `path` lies on, such as `nfs4`; empty on a local disk.

    Empty as well where the system does not tell, or where WORKBENCH_ANY_FILESYSTEM is set. `path`, or at
    least its folder, exists.
    """
    if os.environ.get(ANY_FILESYSTEM, "") not in ("", "0"):
        return ""
    whole = path.resolve()
    if sys.platform == "win32":
        return _windows_share(whole)
    try:
        kind = kind_of(whole.as_posix(), mounts())
    except (OSError, subprocess.SubprocessError):
        return ""
    return kind if is_share(kind) else ""


def is_share(kind: str) -> bool:
    """Whether a file system of this kind, such as `ext4` or `fuse.sshfs`, may be used by several machines."""
    kind = kind.casefold()
    return kind in SHARES or (kind.startswith("fuse.") and kind.removeprefix("fuse.") in SHARES_BY_FUSE)


def kind_of(path: str, mounted: Iterator[tuple[str, str]]) -> str:
    """The kind of the file system that an absolute path lies on: that of the longest mount point above it.

    `mounted` are mount points with their kinds; of two at one place the later one hides the earlier.
    """
    parts = PurePosixPath(path).parts
    found, length = "", 0
    for point, kind in mounted:
        above = PurePosixPath(point).parts
        if length <= len(above) and parts[: len(above)] == above:
            found, length = kind, len(above)
    return found


def mounts() -> Iterator[tuple[str, str]]:
    """The mount points of this machine with their kinds, in the order in which they were mounted."""
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, check=False, timeout=5).stdout
        return mac_mounts(listed.decode("utf-8", "surrogateescape"))
    return linux_mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))


def linux_mounts(text: str) -> Iterator[tuple[str, str]]:
    """Mount points and kinds from /proc/self/mountinfo (proc_pid_mountinfo(5)); other lines are passed over.

    The fields before ` - ` end with optional ones, so that the kind is the first after it. Space, tab,
    newline and backslash are written as three octal digits.
    """
    for line in text.split("\n"):
        before, found, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if found and len(fields) >= 6 and kinds[0]:
            yield _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4]), kinds[0]


def mac_mounts(text: str) -> Iterator[tuple[str, str]]:
    """Mount points and kinds from what `mount` prints on macOS: `//ada@host/work on /Volumes/w (smbfs)`."""
    for line in text.split("\n"):
        match = _MAC_LINE.match(line)
        if match:
            yield match["point"], match["kind"]


def _windows_share(path: Path) -> str:
    """`share` for a UNC path or a drive that is one, as Windows tells."""
    if path.drive.startswith("\\\\"):
        return "smb"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE:
            return "smb"
    return ""
