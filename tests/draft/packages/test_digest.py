from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from db.errors import UnreadableInput
from tests.draft.packages.archives import NAME, tampered, with_member
from workbench.draft.packages import digest
from workbench.draft.packages.about import described
from workbench.draft.packages.digest import RECORD, model_digest, read_record
from workbench.draft.packages.install import install
from workbench.draft.packages.installed import PackageInfo, read_package


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    digest._computed.cache_clear()
    return tmp_path


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def model(package: PackageInfo) -> Path:
    return package.path / "model" / "model.bin"


def at_the_same_time(package: PackageInfo, data: bytes) -> None:
    """Exchange the model for one that looks as old."""
    facts = model(package).stat()
    model(package).write_bytes(data)
    os.utime(model(package), ns=(facts.st_atime_ns, facts.st_mtime_ns))


def test_an_installation_notes_what_was_installed(tmp_path: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, tmp_path / "packages", origin="https://example.org/es_en.argosmodel")
    record = read_record(package)
    assert record is not None
    assert record.archive_sha256 == sha256(spanish_archive)
    assert record.model_sha256 == sha256(model(package)) == model_digest(package)
    assert record.origin == "https://example.org/es_en.argosmodel"
    assert record.installed_at.endswith("+00:00")
    assert install(spanish_archive, tmp_path / "others").path != package.path


def test_the_note_costs_no_reading_of_the_model(tmp_path: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, tmp_path / "packages")
    noted = model_digest(package)
    at_the_same_time(package, model(package).read_bytes()[::-1])
    assert model_digest(package) == noted  # the file is as large and as old: it is not read


def test_an_exchanged_model_is_noticed(tmp_path: Path, spanish_archive: Path) -> None:
    package = install(spanish_archive, tmp_path / "packages")
    before = model_digest(package)
    model(package).write_bytes(model(package).read_bytes() + b"x")
    assert model_digest(package) == sha256(model(package)) != before


def test_an_archive_cannot_bring_a_note_of_its_own(tmp_path: Path, spanish: PackageInfo) -> None:
    forged = json.dumps({"model_sha256": "0" * 64, "origin": "https://argos.example"}).encode()
    made = tampered(spanish, tmp_path / "forged.argosmodel", with_member(f"{NAME}/{RECORD}", forged))
    package = install(made, tmp_path / "packages")
    record = read_record(package)
    assert record is not None
    assert (record.origin, record.model_sha256) == ("forged.argosmodel", sha256(model(package)))


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 60_000,
        json.dumps({"archive_sha256": 1}).encode(),
        b'{"archive_sha256": "x", "model_sha256": "y", "model_size": 1, "model_mtime_ns": 2,'
        b' "installed_at": "", "origin": ""}',
    ],
)
def test_a_note_that_cannot_be_read_counts_as_none(tmp_path: Path, spanish: PackageInfo, note: bytes) -> None:
    shutil.copytree(spanish.path, tmp_path / NAME)
    (tmp_path / NAME / RECORD).write_bytes(note)
    package = read_package(tmp_path / NAME)
    assert package is not None
    assert read_record(package) is None
    assert model_digest(package) == sha256(model(package))


def test_the_digest_of_a_small_model_is_computed_and_nothing_is_written(
    home: Path, starter: PackageInfo
) -> None:
    assert model_digest(starter) == sha256(model(starter))
    assert list(home.iterdir()) == []


def test_the_digest_of_a_large_model_is_kept_until_it_changes(
    home: Path, spanish: PackageInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "CACHED_BYTES", 0)
    shutil.copytree(spanish.path, home / NAME)
    package = read_package(home / NAME)
    assert package is not None
    first = model_digest(package)
    at_the_same_time(package, model(package).read_bytes()[::-1])
    digest._computed.cache_clear()
    assert model_digest(package) == first
    model(package).write_bytes(b"another")
    assert model_digest(package) == hashlib.sha256(b"another").hexdigest()
    [kept] = (home / "cache" / "workbench").iterdir()
    kept.write_bytes(b"[]")
    digest._computed.cache_clear()
    assert model_digest(package) == hashlib.sha256(b"another").hexdigest()


def test_a_model_that_is_gone(tmp_path: Path, spanish: PackageInfo) -> None:
    shutil.copytree(spanish.path, tmp_path / NAME)
    package = read_package(tmp_path / NAME)
    assert package is not None
    model(package).unlink()
    with pytest.raises(UnreadableInput, match=r"model of the package .* cannot be read"):
        model_digest(package)
    assert described(package)["sha256"] == ""


def test_all_that_is_known_of_the_starter(starter: PackageInfo) -> None:
    facts = described(starter)
    assert facts.items() >= asdict(starter).items()
    assert facts["sha256"] == sha256(model(starter))
    assert (facts["architecture"], facts["quantization"]) == ("TransformerSpec", "int8")
    assert 5e6 < facts["parameters"] < 30e6
    assert any("licence" in line for line in facts["licence"])
    assert facts["readme"].startswith("#")
    assert facts["installed_at"] == facts["origin"] == facts["archive_sha256"] == ""


def test_of_a_broken_package_is_told_what_there_is(tmp_path: Path) -> None:
    (tmp_path / NAME / "model").mkdir(parents=True)
    (tmp_path / NAME / "model" / "model.bin").write_bytes(b"\6\0")
    (tmp_path / NAME / "README.md").write_bytes(b"Licensed \xff to nobody")
    package = read_package(tmp_path / NAME)
    assert package is not None
    facts = described(package)
    assert facts["broken"]
    assert (facts["model_size"], facts["architecture"]) == (2, "")
    assert facts["licence"] == ["Licensed \ufffd to nobody"]
