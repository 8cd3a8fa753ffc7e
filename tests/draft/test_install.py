from __future__ import annotations

import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import Refused, UnreadableInput, WorkbenchError
from tests.support.analytic_package import archive
from workbench.draft import install as installing
from workbench.draft.engine import Engine
from workbench.draft.install import install, remove
from workbench.draft.packages import PackageInfo, installed

NAME = "translate-es_en-1_0"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "data" / "packages"


def left(packages: Path) -> list[str]:
    """All that lies in the packages folder and beside it."""
    return sorted(str(p.relative_to(packages.parent)) for p in packages.parent.glob("**/*") if p != packages)


def test_a_genuine_archive_is_installed_and_translates(packages: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, packages)
    assert package.path == packages / NAME
    assert (package.from_lang, package.to_lang, package.version, package.bundled) == (
        "es",
        "en",
        "1.0",
        False,
    )
    [draft] = Engine.load(package).translate(["Hola amigos"])
    assert draft.text == "Hello friends"
    assert package in installed({"HOME": "/nonexistent", "ARGOS_PACKAGES_DIR": str(packages)})
    assert {path.split("/")[1] for path in left(packages)} == {NAME}


def test_an_archive_with_bpe_codes_is_installed(packages: Path, bpe_package: PackageInfo) -> None:
    assert install(archive(bpe_package.path), packages).tokenizer == "bpe"


def test_what_is_installed_already_is_not_overwritten(packages: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, packages)
    (package.path / "mine").write_text("kept")
    with pytest.raises(Refused, match="installed already"):
        install(spanish_archive, packages)
    assert (package.path / "mine").read_text() == "kept"


def test_of_several_installations_at_once_one_succeeds(packages: Path, spanish_archive: Path) -> None:
    def attempt(_: int) -> bool:
        try:
            return install(spanish_archive, packages).broken == ""
        except Refused:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1
    [draft] = Engine.load(installed({"ARGOS_PACKAGES_DIR": str(packages)})[0]).translate(["nunca"])
    assert draft.text == "never"
    assert {path.split("/")[1] for path in left(packages)} == {NAME}


Hostile = Callable[[zipfile.ZipFile], None]


def with_member(
    name: str, data: bytes = b"x", mode: int = 0, compression: int = zipfile.ZIP_DEFLATED
) -> Hostile:
    """An archive of the genuine members and one more."""

    def add(zipped: zipfile.ZipFile) -> None:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        member.compress_type = compression
        zipped.writestr(member, data)

    return add


def with_many_members(zipped: zipfile.ZipFile) -> None:
    for number in range(300):
        zipped.writestr(f"{NAME}/{number}", b"")


HOSTILE: dict[str, tuple[Hostile, str]] = {
    "parent path": (with_member(f"{NAME}/../../evil"), "leads elsewhere"),
    "absolute path": (with_member("/tmp/evil"), "leads elsewhere"),
    "backslash": (with_member(f"{NAME}/..\\evil"), "leads elsewhere"),
    "drive": (with_member(f"{NAME}/C:evil"), "leads elsewhere"),
    "escape in a name": (with_member(f"{NAME}/a\x1b[2J"), "leads elsewhere"),
    "symbolic link": (
        with_member(f"{NAME}/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
        "a link or a device",
    ),
    "device": (with_member(f"{NAME}/null", b"", stat.S_IFCHR | 0o666), "a link or a device"),
    "two folders": (with_member("translate-fr_en/x"), "2 entries at the top"),
    "loose file": (with_member("loose"), "outside its folder"),
    "the same twice": (with_member(f"{NAME}/METADATA.json"), "in it twice"),
    "a bomb": (with_member(f"{NAME}/zeros", b"\0" * (8 << 20)), "would grow more than"),
    "another compression": (
        with_member(f"{NAME}/x", compression=zipfile.ZIP_LZMA),
        "compressed in another way",
    ),
    "many members": (with_many_members, "has 305 members"),
}


@pytest.mark.parametrize(("hostile", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_are_refused_and_leave_nothing(
    tmp_path: Path, packages: Path, spanish: PackageInfo, hostile: Hostile, reason: str
) -> None:
    bad = archive(spanish.path, tmp_path / "bad.argosmodel")
    with zipfile.ZipFile(bad, "a") as zipped:
        hostile(zipped)
    with pytest.raises(UnreadableInput, match=rf"bad\.argosmodel was not installed: .*{reason}.*\.$"):
        install(bad, packages)
    assert not packages.parent.exists() or left(packages) == []
    assert not (tmp_path / "evil").exists()


def test_an_encrypted_archive_is_refused(tmp_path: Path, packages: Path, spanish_archive: Path) -> None:
    raw = bytearray(spanish_archive.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "bad.argosmodel").write_bytes(raw)
    with pytest.raises(UnreadableInput, match="encrypted"):
        install(tmp_path / "bad.argosmodel", packages)


def test_the_whole_size_is_bounded(
    monkeypatch: pytest.MonkeyPatch, packages: Path, spanish_archive: Path
) -> None:
    monkeypatch.setattr(installing, "MAX_BYTES", 100_000)
    with pytest.raises(UnreadableInput, match="would unpack to more than"):
        install(spanish_archive, packages)


@pytest.mark.parametrize("name", [".hidden", "-dash", "a b", "x" * 100, "é"])
def test_impossible_folder_names_are_refused(
    tmp_path: Path, packages: Path, spanish: PackageInfo, name: str
) -> None:
    shutil.copytree(spanish.path, tmp_path / name)
    with pytest.raises(UnreadableInput, match="impossible name"):
        install(archive(tmp_path / name, tmp_path / "bad.argosmodel"), packages)


def rewritten(package: PackageInfo, folder: Path, file: str, data: bytes | None) -> Path:
    """An archive of a package in which one file has other bytes, or is missing."""
    copy = folder / "copies" / package.name
    shutil.copytree(package.path, copy)
    (copy / file).unlink() if data is None else (copy / file).write_bytes(data)
    return archive(copy)


BAD_PARTS: dict[str, tuple[str, bytes | None]] = {
    "no metadata": ("metadata.json", None),
    "metadata a list": ("metadata.json", b"[]"),
    "metadata of a splitter": ("metadata.json", b'{"type": "sbd"}'),
    "no language": ("metadata.json", json.dumps({"from_code": "es"}).encode()),
    "no tokenizer": ("sentencepiece.model", None),
    "tokenizer damaged": ("sentencepiece.model", b"pieces"),
    "no model": ("model/model.bin", None),
    "model damaged": ("model/model.bin", b"\x06\0\0\0weights"),
    "no vocabulary": ("model/shared_vocabulary.json", None),
}


@pytest.mark.parametrize(("file", "data"), BAD_PARTS.values(), ids=BAD_PARTS)
def test_what_does_not_work_is_not_installed(
    tmp_path: Path, packages: Path, spanish: PackageInfo, file: str, data: bytes | None
) -> None:
    with pytest.raises(UnreadableInput, match=r"was not installed: .*Get the package again\.$"):
        install(rewritten(spanish, tmp_path, file, data), packages)
    assert left(packages) == []


def test_weights_that_are_no_numbers_are_refused(
    tmp_path: Path, packages: Path, spanish: PackageInfo
) -> None:
    model = (spanish.path / "model" / "model.bin").read_bytes()
    ones = b"\x00\x00\x80\x3f" * 64
    spoilt = model.replace(ones, b"\x00\x00\xc0\x7f" * 64)
    assert spoilt != model
    with pytest.raises(UnreadableInput, match="weights are damaged"):
        install(rewritten(spanish, tmp_path, "model/model.bin", spoilt), packages)


@pytest.mark.parametrize("keep", [0, 100, -100])
def test_a_truncated_download_is_refused(
    tmp_path: Path, packages: Path, spanish_archive: Path, keep: int
) -> None:
    (tmp_path / "cut.argosmodel").write_bytes(spanish_archive.read_bytes()[:keep])
    with pytest.raises(UnreadableInput, match="damaged or no zip archive"):
        install(tmp_path / "cut.argosmodel", packages)
    assert not packages.exists()


def test_a_wrong_checksum_is_noticed(tmp_path: Path, packages: Path, spanish_archive: Path) -> None:
    raw = bytearray(spanish_archive.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    (tmp_path / "flipped.argosmodel").write_bytes(raw)
    with pytest.raises(UnreadableInput, match="damaged"):
        install(tmp_path / "flipped.argosmodel", packages)
    assert left(packages) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(1, 255)), min_size=1, max_size=4))
def test_damaged_archives_are_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, spanish_archive: Path, flips: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    raw = bytearray(spanish_archive.read_bytes())
    for place, mask in flips:
        raw[-1 - place % min(len(raw), 1500)] ^= mask  # mostly the list of members
    (folder / "fuzzed.argosmodel").write_bytes(raw)
    packages = folder / "data" / "packages"
    try:
        assert install(folder / "fuzzed.argosmodel", packages).path.parent == packages
    except WorkbenchError as error:
        assert str(error).endswith(".")
        assert not packages.exists() or left(packages) == []


def test_an_archive_that_is_not_there(tmp_path: Path, packages: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"none\.argosmodel was not installed: No such file"):
        install(tmp_path / "none.argosmodel", packages)


def test_a_packages_folder_that_cannot_be_written(tmp_path: Path, spanish_archive: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableInput, match=r"was not installed: .*\."):
        install(spanish_archive, tmp_path / "file" / "packages")


def test_removing_takes_the_package_and_nothing_else(packages: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, packages)
    (packages / "other").mkdir()
    remove(package, packages)
    assert left(packages) == ["packages/other"]


def test_a_linked_package_loses_its_link_only(tmp_path: Path, packages: Path, spanish: PackageInfo) -> None:
    packages.mkdir(parents=True)
    (packages / NAME).symlink_to(spanish.path, target_is_directory=True)
    [linked, _] = installed({"HOME": "/nonexistent", "ARGOS_PACKAGES_DIR": str(packages)})
    remove(linked, packages)
    assert left(packages) == []
    assert (spanish.path / "metadata.json").exists()


def test_only_what_lies_in_the_packages_folder_is_removed(
    packages: Path, starter: PackageInfo, spanish: PackageInfo
) -> None:
    with pytest.raises(Refused, match="comes with the workbench"):
        remove(starter, packages)
    with pytest.raises(Refused, match="does not lie in"):
        remove(spanish, packages)
    assert (starter.path / "metadata.json").exists()


def test_a_package_that_is_gone_already(packages: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, packages)
    shutil.rmtree(package.path)
    with pytest.raises(Refused, match="could not be removed"):
        remove(package, packages)
    assert left(packages) == []
