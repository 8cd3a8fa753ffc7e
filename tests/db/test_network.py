"""Which file system a path lies on, read from what the system tells of its mounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import network
from db.network import is_share, kind_of, linux_mounts, mac_mounts, share

LINUX = r"""22 28 0:21 / /sys rw,nosuid shared:7 - sysfs sysfs rw
28 1 254:1 / / rw,relatime shared:1 master:2 - ext4 /dev/vda1 rw
61 28 0:50 / /home/ada/shared\040work rw,relatime - nfs4 server:/export rw,vers=4.2
62 28 0:51 / /home/ada/shared rw - fuse.sshfs ada@server:/ rw
63 28 0:52 / /mnt rw - autofs systemd-1 rw
64 63 0:53 / /mnt rw - cifs //server/mnt rw
nonsense
70 28 0:60 / /broken rw -
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ada@server/work on /Volumes/work on the desk (smbfs, nodev, nosuid, mounted by ada)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ada/work.db", "ext4"),
        ("/home/ada/shared work/work.db", "nfs4"),
        ("/home/ada/shared worker/work.db", "ext4"),
        ("/home/ada/shared/deep/work.db", "fuse.sshfs"),
        ("/home/ada/shared2", "ext4"),
        ("/mnt/work.db", "cifs"),
    ],
)
def test_the_longest_mount_point_above_a_path_tells(path: str, kind: str) -> None:
    assert kind_of(path, linux_mounts(LINUX)) == kind


def test_what_mount_prints_on_macos_is_read() -> None:
    found = dict(mac_mounts(MAC))
    assert found == {
        "/": "apfs",
        "/Volumes/work on the desk": "smbfs",
        "/System/Volumes/Data/home": "autofs",
    }


@pytest.mark.parametrize("kind", ["nfs", "NFS4", "cifs", "fuse.sshfs", "fuse.rclone", "lustre", "smbfs"])
def test_shares_are_known(kind: str) -> None:
    assert is_share(kind)


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "overlay", "tmpfs", "apfs", "fuseblk", "fuse.gocryptfs", "9p", ""]
)
def test_disks_of_this_machine_are_no_shares(kind: str) -> None:
    assert not is_share(kind)


points = st.lists(
    st.text(
        st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=6
    ).filter(lambda part: part not in (".", "..")),
    max_size=4,
).map(lambda parts: "/" + "/".join(parts))


@given(
    mounted=st.lists(st.tuples(points, st.sampled_from(["ext4", "nfs", "tmpfs"])), max_size=6), path=points
)
def test_what_is_written_as_the_kernel_does_is_read_as_it_was(
    mounted: list[tuple[str, str]], path: str
) -> None:
    def escaped(point: str) -> str:
        return "".join(f"\\{ord(c):03o}" if c in " \t\n\\" else c for c in point)

    text = "".join(f"9 8 0:7 / {escaped(point)} rw - {kind} none rw\n" for point, kind in mounted)
    assert list(linux_mounts(text)) == mounted
    above = [point for point, _ in mounted if point == "/" or f"{path}/".startswith(f"{point}/")]
    nearest = max(above, key=lambda point: point.rstrip("/").count("/"), default=None)
    expected = next((kind for point, kind in reversed(mounted) if point == nearest), "")
    assert kind_of(path, linux_mounts(text)) == expected


@given(st.text())
def test_no_list_of_mounts_is_too_strange(text: str) -> None:
    list(linux_mounts(text))
    list(mac_mounts(text))


def test_whoever_knows_better_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "mounts", lambda: iter([("/", "nfs4")]))
    assert share(tmp_path) == "nfs4"
    monkeypatch.setenv(network.ANY_FILESYSTEM, "0")
    assert share(tmp_path) == "nfs4"
    monkeypatch.setenv(network.ANY_FILESYSTEM, "1")
    assert share(tmp_path) == ""
