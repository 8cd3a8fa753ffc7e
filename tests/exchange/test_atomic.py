from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from db.errors import WrongUse
from workbench.exchange.atomic import write_atomically


def hello(out: BinaryIO) -> int:
    return out.write(b"bonjour")


def fails(out: BinaryIO) -> None:
    out.write(b"half")
    raise KeyboardInterrupt


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_content_and_the_default_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_atomically(tmp_path / "new.tmx", hello) == 7
    finally:
        os.umask(before)
    assert (tmp_path / "new.tmx").read_bytes() == b"bonjour"
    assert permissions(tmp_path / "new.tmx") == 0o640
    assert names(tmp_path) == ["new.tmx"]


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "old.tmx"
    path.write_bytes(b"a longer text than before")
    path.chmod(0o600)
    write_atomically(path, hello)
    assert (path.read_bytes(), permissions(path)) == (b"bonjour", 0o600)


def test_after_a_failure_all_is_as_before(tmp_path: Path) -> None:
    path = tmp_path / "old.tmx"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, fails)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "new.tmx", fails)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.tmx"]


def test_the_old_file_stands_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "old.tmx"
    path.write_bytes(b"old")
    seen = []

    def looks(out: BinaryIO) -> None:
        out.write(b"new")
        out.flush()
        seen.append(path.read_bytes())

    write_atomically(path, looks)
    assert (seen, path.read_bytes()) == ([b"old"], b"new")


def test_the_target_of_a_link_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target.tmx", tmp_path / "link.tmx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, hello)
    assert link.is_symlink()
    assert target.read_bytes() == b"bonjour"


def test_a_long_file_name_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".tmx")
    write_atomically(path, hello)
    assert path.read_bytes() == b"bonjour"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.tmx"
    with pytest.raises(WrongUse, match=r"nowhere/a\.tmx cannot be written: No such file or directory"):
        write_atomically(path, hello)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WrongUse, match="Permission denied"):
        write_atomically(tmp_path / "a.tmx", hello)


def test_a_file_system_that_takes_no_files_is_told() -> None:
    with pytest.raises(WrongUse, match="cannot be written"):
        write_atomically(Path("/proc/self/a.tmx"), hello)


@pytest.mark.parametrize("special", ["/dev/null", "/tmp"])
def test_only_regular_files_are_replaced(special: str) -> None:
    with pytest.raises(WrongUse, match="not a regular file"):
        write_atomically(Path(special), hello)
    assert not Path(special).is_file()
