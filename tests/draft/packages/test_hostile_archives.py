"""Archives that were made to do harm, or came to harm: refused with a sentence, and nothing is left of them."""

from __future__ import annotations

import json
import os
import shutil
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput, WorkbenchError
from tests.draft.packages.archives import NAME, Tampering, left, rewritten, tampered, with_member
from tests.support.analytic_package import archive
from workbench.draft.packages import archive as archives
from workbench.draft.packages.install import install
from workbench.draft.packages.installed import MAX_METADATA_BYTES, PackageInfo

FIRST, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
CENTRAL_FIELDS = {"method": (10, "<H"), "crc": (16, "<I"), "packed": (20, "<I"), "size": (24, "<I")}
CENTRAL_FIELDS |= {"extra": (30, "<H"), "offset": (42, "<I")}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "data" / "packages"


def refused(bad: Path, packages: Path, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"{bad.name} was not installed: .*{reason}.*\.$"):
        install(bad, packages)
    assert not packages.parent.exists() or left(packages) == []


def with_many_members(zipped: zipfile.ZipFile) -> None:
    for number in range(300):
        zipped.writestr(f"{NAME}/{number}", b"")


def with_a_hidden_archive(zipped: zipfile.ZipFile) -> None:
    zipped.comment = FIRST + b"\0" * 40


def with_an_empty_archive(zipped: zipfile.ZipFile) -> None:
    zipped.comment = END + b"\0" * 18


def with_a_long_comment(zipped: zipfile.ZipFile) -> None:
    zipped.comment = b"x" * 60_000


HOSTILE: dict[str, tuple[Tampering, str]] = {
    "parent path": (with_member(f"{NAME}/../../evil"), "leads elsewhere"),
    "parent path inside": (with_member(f"{NAME}/model/../evil"), "leads elsewhere"),
    "absolute path": (with_member("/tmp/evil"), "leads elsewhere"),
    "two slashes": (with_member(f"{NAME}//evil"), "leads elsewhere"),
    "backslash": (with_member(f"{NAME}/..\\evil"), "leads elsewhere"),
    "drive": (with_member(f"{NAME}/C:evil"), "leads elsewhere"),
    "share": (with_member("\\\\host\\share\\evil"), "leads elsewhere"),
    "escape in a name": (with_member(f"{NAME}/a\x1b[2J"), "leads elsewhere"),
    "line end in a name": (with_member(f"{NAME}/a\nb"), "leads elsewhere"),
    "direction override in a name": (with_member(f"{NAME}/a\u202enib"), "leads elsewhere"),
    "trailing dot": (with_member(f"{NAME}/README.md."), "leads elsewhere"),
    "trailing space": (with_member(f"{NAME}/README.md "), "leads elsewhere"),
    "a name of 70,000": (with_member(f"{NAME}/" + "a" * 60_000), "longer or deeper"),
    "deep": (with_member(f"{NAME}/" + "d/" * 40 + "evil"), "longer or deeper"),
    "symbolic link": (
        with_member(f"{NAME}/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
        "a link or a device",
    ),
    "device": (with_member(f"{NAME}/null", b"", stat.S_IFCHR | 0o666), "a link or a device"),
    "pipe": (with_member(f"{NAME}/pipe", b"", stat.S_IFIFO | 0o666), "a link or a device"),
    "socket": (with_member(f"{NAME}/socket", b"", stat.S_IFSOCK | 0o666), "a link or a device"),
    "two folders": (with_member("translate-fr_en/x"), "2 entries at the top"),
    "loose file": (with_member("loose"), "outside its folder"),
    "the same twice in case": (with_member(f"{NAME}/METADATA.json"), "in it twice"),
    "a file that is a folder too": (with_member(f"{NAME}/metadata.json/x"), "lies in a file"),
    "a folder with a content": (with_member(f"{NAME}/folder/", b"content"), "a content of its own"),
    "a bomb": (with_member(f"{NAME}/zeros", b"\0" * (8 << 20)), "would grow more than"),
    "lzma": (with_member(f"{NAME}/x", compression=zipfile.ZIP_LZMA), "compressed in another way"),
    "bzip2": (with_member(f"{NAME}/x", compression=zipfile.ZIP_BZIP2), "compressed in another way"),
    "many members": (with_many_members, "has 305 members"),
    "a comment with an archive in it": (with_a_hidden_archive, "hide another archive"),
    "a comment that is an archive": (with_an_empty_archive, "has 0 members"),
    "a comment of 60,000": (with_a_long_comment, "hide another archive"),
}


@pytest.mark.parametrize(("hostile", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_are_refused_and_leave_nothing(
    tmp_path: Path, packages: Path, spanish: PackageInfo, hostile: Tampering, reason: str
) -> None:
    refused(tampered(spanish, tmp_path / "bad.argosmodel", hostile), packages, reason)
    assert not (tmp_path / "evil").exists()
    assert not Path("/tmp/evil").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(tmp_path: Path, packages: Path, spanish: PackageInfo) -> None:
    again = with_member(f"{NAME}/metadata.json", b"{}")
    refused(tampered(spanish, tmp_path / "bad.argosmodel", again), packages, "in it twice")


def test_names_that_differ_in_their_accents_form_only_are_refused(
    tmp_path: Path, packages: Path, spanish: PackageInfo
) -> None:
    def both(zipped: zipfile.ZipFile) -> None:
        for form in ("NFC", "NFD"):
            zipped.writestr(f"{NAME}/" + unicodedata.normalize(form, "é"), b"")  # type: ignore[arg-type]

    refused(tampered(spanish, tmp_path / "bad.argosmodel", both), packages, "in it twice")


@pytest.mark.parametrize("kept", ["installed", "nothing"])
def test_what_is_installed_still_works_after_a_refusal(
    tmp_path: Path, packages: Path, spanish: PackageInfo, spanish_archive: Path, kept: str
) -> None:
    before: list[str] = []
    if kept == "installed":
        install(spanish_archive, packages)
        before = left(packages)
    bad = tmp_path / "copies" / "translate-es_en-2_0"
    shutil.copytree(spanish.path, bad)
    (bad / "model" / "model.bin").write_bytes(b"")
    with pytest.raises(UnreadableInput):
        install(archive(bad), packages)
    assert (left(packages) if packages.exists() else []) == before


def changed(name: str, field: str, value: int) -> Callable[[bytes], bytes]:
    """Changes a field of a member in the list at the end of an archive."""

    def change(raw: bytes) -> bytes:
        place, form = CENTRAL_FIELDS[field]
        entry = raw.rindex(CENTRAL, 0, raw.rindex(name.encode()))
        return overwritten(raw, entry + place, struct.pack(form, value))

    return change


def overwritten(raw: bytes, place: int, data: bytes) -> bytes:
    return raw[:place] + data + raw[place + len(data) :]


def with_a_long_list(raw: bytes) -> bytes:
    """A list of members of 3 MiB, as the end of the archive tells it."""
    end = raw.rindex(END)
    entry = raw[raw.rindex(CENTRAL) : end]
    many = entry * ((3 << 20) // len(entry))
    size, offset = struct.unpack_from("<II", raw, end + 12)
    return raw[:end] + many + END + struct.pack("<4H2IH", 0, 0, 9, 9, size + len(many), offset, 0)


def inside_another(raw: bytes) -> bytes:
    """The README claims the headers and data after it as its own: overlapping makes bombs of any size."""
    longer = 400
    for field in ("packed", "size"):
        raw = changed("README.md", field, longer)(raw)
    return overwritten(raw, raw.index(FIRST) + 18, struct.pack("<II", longer, longer))


def at_the_place_of_another(raw: bytes) -> bytes:
    """The README is said to lie where the model lies."""
    model = raw.rindex(CENTRAL, 0, raw.rindex(b"model.bin"))
    [offset] = struct.unpack_from("<I", raw, model + 42)
    return changed("README.md", "offset", offset)(raw)


RAW: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "encrypted": (
        lambda raw: overwritten(raw, raw.rindex(CENTRAL) + 8, b"\1"),
        "encrypted",
    ),
    "encrypted in one place only": (
        lambda raw: overwritten(raw, raw.index(FIRST) + 6, b"\1"),
        "contradict",
    ),
    "a wrong checksum": (changed("README.md", "crc", 1), "contradict"),
    "a wrong checksum in both places": (
        lambda raw: overwritten(changed("README.md", "crc", 1)(raw), raw.index(FIRST) + 14, b"\1\0\0\0"),
        "damaged",
    ),
    "smaller than it is": (changed("README.md", "size", 2), "contradict"),
    "larger than it is": (changed("README.md", "size", 900), "contradict"),
    "larger than all": (changed("README.md", "size", 0xFFFFFFF0), "more than 1 GiB"),
    "in 64 bits without saying how much": (changed("README.md", "size", 0xFFFFFFFF), "more than 1 GiB"),
    "packed larger than it is": (changed("README.md", "packed", 1 << 20), "contradict"),
    "another method": (changed("README.md", "method", 8), "contradict"),
    "at the place of another": (at_the_place_of_another, "contradict"),
    "inside another": (inside_another, "shares bytes"),
    "outside the file": (changed("README.md", "offset", 0x7FFFFFFF), "not where"),
    "extra fields beyond the end": (changed("README.md", "extra", 0xFFFF), "damaged"),
    "another name in the other place": (
        lambda raw: overwritten(raw, raw.index(FIRST) + 30, b"T"),
        "differ",
    ),
    "a NUL in a name": (
        lambda raw: raw.replace(b"README.md", b"README\0md"),
        "leads elsewhere",
    ),
    "a list of members without end": (with_a_long_list, "longer than 1 MiB"),
    "cut in the middle": (lambda raw: raw[: len(raw) // 2], "damaged or no zip archive"),
    "cut at the end": (lambda raw: raw[:-100], "damaged or no zip archive"),
    "cut at the start": (lambda raw: raw[100:], "not where"),
    "empty": (lambda raw: b"", "damaged or no zip archive"),
    "a login page": (lambda raw: b"<!DOCTYPE html><title>Log in</title>", "damaged or no zip archive"),
    "the end of an archive alone": (lambda raw: raw[raw.rindex(END) :], "damaged"),
}


@pytest.mark.parametrize(("change", "reason"), RAW.values(), ids=RAW)
def test_archives_with_tampered_bytes_are_refused(
    tmp_path: Path, packages: Path, spanish: PackageInfo, change: Callable[[bytes], bytes], reason: str
) -> None:
    copy = tmp_path / "copies" / NAME
    shutil.copytree(spanish.path, copy)
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_STORED) as zipped:
        zipped.writestr(f"{NAME}/README.md", b"A package for a test.\n")
        for path in sorted(path for path in copy.rglob("*") if path.is_file()):
            zipped.write(path, path.relative_to(copy.parent))
    bad.write_bytes(change(bad.read_bytes()))
    refused(bad, packages, reason)


def test_sizes_that_follow_the_data_are_no_way_around_the_limits(
    tmp_path: Path, packages: Path, spanish: PackageInfo
) -> None:
    """The list claims more than there is, with a checksum that is right for what there is."""
    bad = tmp_path / "bad.argosmodel"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(f"{NAME}/README.md", b"A package for a test.\n")
    raw = overwritten(changed("README.md", "size", 500)(bad.read_bytes()), 6, b"\x08")
    bad.write_bytes(raw)
    refused(bad, packages, "another size than the archive says")


def test_an_archive_in_an_archive_is_no_package(
    tmp_path: Path, packages: Path, spanish_archive: Path
) -> None:
    for name, reason in (("inner.zip", "outside its folder"), (f"{NAME}/inner.zip", "no metadata.json")):
        bad = tmp_path / "bad.argosmodel"
        with zipfile.ZipFile(bad, "w") as zipped:
            zipped.write(spanish_archive, name)
        refused(bad, packages, reason)


@pytest.mark.parametrize("name", [".hidden", "-dash", "a b", "x" * 100, "é"])
def test_impossible_folder_names_are_refused(
    tmp_path: Path, packages: Path, spanish: PackageInfo, name: str
) -> None:
    shutil.copytree(spanish.path, tmp_path / name)
    refused(archive(tmp_path / name, tmp_path / "bad.argosmodel"), packages, "impossible name")


def test_the_whole_size_is_bounded(
    monkeypatch: pytest.MonkeyPatch, packages: Path, spanish_archive: Path
) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 100_000)
    refused(spanish_archive, packages, "would unpack to more than")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, packages: Path) -> None:
    os.mkfifo(tmp_path / "pipe.argosmodel")
    refused(tmp_path / "pipe.argosmodel", packages, "it is no file")
    refused(tmp_path, packages, "it is no file")
    refused(tmp_path / "none.argosmodel", packages, "No such file")


SOUND = {"package_version": "1.0", "from_code": "es", "to_code": "en", "type": "translate"}


def metadata(**changes: object) -> bytes:
    return json.dumps(SOUND | changes).encode()


BAD_METADATA: dict[str, tuple[bytes | None, str]] = {
    "none": (None, "no metadata.json"),
    "empty": (b"", "not JSON"),
    "null": (b"null", "not hold an object"),
    "a list": (b"[]", "not hold an object"),
    "latin-1": ('{"from_name": "fran\xe7ais"}'.encode("latin-1"), "not JSON in UTF-8"),
    "utf-16": (metadata().decode().encode("utf-16"), "not JSON in UTF-8"),
    "with a byte order mark, over which Argos fails": (b"\xef\xbb\xbf" + metadata(), "not JSON in UTF-8"),
    "huge": (metadata(more="x" * MAX_METADATA_BYTES), "larger than"),
    "deep": (b"[" * 60_000, "not JSON"),
    "not a number": (metadata(size=float("nan")), "not JSON"),
    "infinite": (metadata(size=float("inf")), "not JSON"),
    "a huge integer": (b'{"from_code": ' + b"9" * 60_000 + b"}", "not JSON|no from_code"),
    "of a sentence splitter": (b'{"type": "sbd"}', "no translation model"),
    "no target": (json.dumps({"from_code": "es"}).encode(), "no to_code"),
    "languages a list": (metadata(from_code=["es"]), "no from_code"),
    "a path for a language": (metadata(from_code="../../etc"), "no language code"),
    "a language nobody has": (metadata(to_code="zzzzz"), "no language code"),
    "a version of two lines": (metadata(package_version="1.0\nroot"), "package_version .*one line"),
    "a version that steers the terminal": (metadata(package_version="\x1b[2J"), "package_version .*one line"),
    "a version that is a number": (metadata(package_version=1.0), "package_version .*one line"),
    "a prefix without end": (metadata(target_prefix=">" * 5000), "target_prefix .*one line"),
    "a name that Argos cannot measure": (metadata(from_name=None), "from_name .*one line"),
    "languages that Argos cannot join": (metadata(source_languages=None), "source_languages .*no list"),
}


@pytest.mark.parametrize(("raw", "reason"), BAD_METADATA.values(), ids=BAD_METADATA)
def test_metadata_that_are_none_are_refused(
    tmp_path: Path, packages: Path, spanish: PackageInfo, raw: bytes | None, reason: str
) -> None:
    refused(rewritten(spanish, tmp_path, "metadata.json", raw), packages, reason)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(1, 255)), min_size=1, max_size=4))
def test_damaged_archives_are_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, listed_archive: bytes, flips: list[tuple[int, int]]
) -> None:
    """Of this archive even the undamaged form is refused, so that no example costs a trial."""
    folder = tmp_path_factory.mktemp("fuzz")
    raw = bytearray(listed_archive)
    for place, mask in flips:
        raw[-1 - place % len(raw)] ^= mask
    (folder / "fuzzed.argosmodel").write_bytes(raw)
    packages = folder / "data" / "packages"
    with pytest.raises(WorkbenchError, match=r"^fuzzed\.argosmodel was not installed: .*\.$"):
        install(folder / "fuzzed.argosmodel", packages)
    assert not packages.exists() or left(packages) == []


@pytest.fixture(scope="session")
def listed_archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("listed") / "a.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in ("metadata.json", "README.md", "model/config.json"):
            zipped.writestr(f"{NAME}/{name}", b'{"from_code": "es", "to_code": "en"}')
    return target.read_bytes()
