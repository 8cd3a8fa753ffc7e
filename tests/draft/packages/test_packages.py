from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.draft.packages.installed import (
    NoPackage,
    PackageInfo,
    choose,
    installed,
    packages_dir,
    read_package,
)

FR, EN, ES = LanguageTag("fr"), LanguageTag("en"), LanguageTag("es")
GOOD = {"package_version": "1.0", "from_code": "es", "to_code": "en", "type": "translate"}


def folder(parent: Path, name: str, metadata: object = GOOD) -> Path:
    """A package folder that is complete by its looks."""
    made = parent / name
    (made / "model").mkdir(parents=True)
    (made / "model" / "model.bin").write_bytes(b"weights")
    (made / "sentencepiece.model").write_bytes(b"pieces")
    raw = metadata if isinstance(metadata, bytes) else json.dumps(metadata).encode()
    (made / "metadata.json").write_bytes(raw)
    return made


def listed(packages: Path) -> list[PackageInfo]:
    return installed({"HOME": "/nonexistent", "ARGOS_PACKAGES_DIR": str(packages)})


def test_the_starter_is_there_when_nothing_is_installed() -> None:
    [starter] = installed({"HOME": "/nonexistent"})
    assert (starter.from_lang, starter.to_lang, starter.bundled, starter.broken) == (FR, EN, True, "")
    assert starter.name == "translate-fr_en-0_2"
    assert starter.version == "0.2"
    assert starter.tokenizer == "sentencepiece"
    assert 9e6 < starter.size < 12e6
    assert "licence" in (starter.path / "README.md").read_text(encoding="utf-8")


ENVIRONMENTS = (
    {},
    {"XDG_DATA_HOME": "{home}/elsewhere"},
    {"ARGOS_PACKAGES_DIR": "{home}/mine"},
    {"XDG_CONFIG_HOME": "{home}/settings", "XDG_DATA_HOME": "{home}/elsewhere"},
    {"XDG_CONFIG_HOME": "{home}/settings", "ARGOS_PACKAGES_DIR": "{home}/mine"},
)


@pytest.mark.parametrize("variables", ENVIRONMENTS)
def test_packages_are_where_argos_itself_keeps_them(tmp_path: Path, variables: dict[str, str]) -> None:
    chosen = tmp_path / "settings" / "argos-translate"
    chosen.mkdir(parents=True)
    (chosen / "settings.json").write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "set")}))
    env = {"HOME": str(tmp_path)} | {name: value.format(home=tmp_path) for name, value in variables.items()}
    ours = packages_dir(env)
    assert not ours.exists()
    script = "from argostranslate import settings; print(settings.package_data_dir)"
    argos = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert str(ours) == argos.stdout.strip()


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe", b"[]", b'{"ARGOS_PACKAGES_DIR": 3}', b"[" * 50_000])
def test_damaged_argos_settings_count_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "argos-translate").mkdir()
    (tmp_path / "argos-translate" / "settings.json").write_bytes(damage)
    env = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert packages_dir(env) == tmp_path / ".local" / "share" / "argos-translate" / "packages"


def test_empty_variables_count_as_unset() -> None:
    env = {"HOME": "/home/ada", "XDG_DATA_HOME": "", "ARGOS_PACKAGES_DIR": ""}
    assert packages_dir(env) == Path("/home/ada/.local/share/argos-translate/packages")


DAMAGES = {
    "truncated": b'{"from_code": "es", ',
    "utf-16": json.dumps(GOOD).encode("utf-16"),
    "a list": b"[]",
    "null": b"null",
    "deep": b"[" * 60_000,
    "large": b" " * 70_000 + json.dumps(GOOD).encode(),
    "code missing": {"to_code": "en"},
    "code a number": GOOD | {"from_code": 7},
    "code a path": GOOD | {"from_code": "../es"},
    "code a language nobody has": GOOD | {"to_code": "zzzzz"},
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_package_is_listed_last_and_hides_no_other(tmp_path: Path, damage: object) -> None:
    folder(tmp_path, "a-damaged", damage)
    folder(tmp_path, "b-sound")
    first, *middle, last = listed(tmp_path)
    assert (first.name, first.broken) == ("b-sound", "")
    assert last.name == "a-damaged"
    assert last.broken.endswith(".")
    assert [package.bundled for package in middle] == [True]


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_pipe(path: Path) -> None:
    """Whoever opened it would wait for ever."""
    path.unlink()
    os.mkfifo(path)


def as_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize("file", ["metadata.json", "sentencepiece.model", "model/model.bin"])
@pytest.mark.parametrize("spoil", [as_folder, as_pipe, as_loop, Path.unlink])
def test_whatever_stands_in_place_of_a_file_hides_no_other_package(
    tmp_path: Path, file: str, spoil: Callable[[Path], None]
) -> None:
    spoil(folder(tmp_path, "a-damaged") / file)
    folder(tmp_path, "b-sound")
    found = [package for package in listed(tmp_path) if not package.bundled]
    assert [(package.name, bool(package.broken)) for package in found] == [
        ("b-sound", False),
        ("a-damaged", True),
    ]


def test_no_name_of_a_folder_hides_another(tmp_path: Path) -> None:
    for name in ("b-sound", "a\x1b[2J", "é\udcff", "a b", "x" * 200):
        folder(tmp_path, name)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "b-sound")
    found = [package for package in listed(tmp_path) if not package.bundled]
    assert len(found) == 7
    assert [package.name for package in found if package.broken] == ["empty"]


@pytest.mark.parametrize("missing", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_an_incomplete_package_says_what_it_lacks(tmp_path: Path, missing: str) -> None:
    (folder(tmp_path, "half") / missing).unlink()
    [half] = [package for package in listed(tmp_path) if not package.bundled]
    assert missing in half.broken


def test_what_is_no_translation_package_is_not_listed(tmp_path: Path) -> None:
    folder(tmp_path, "splitter", {"type": "sbd"})
    folder(tmp_path, ".hidden")
    (tmp_path / "notes.txt").write_text("mine")
    assert [package for package in listed(tmp_path) if not package.bundled] == []


def test_the_packages_folder_may_be_a_file_or_unreadable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert [package.bundled for package in listed(tmp_path / "file")] == [True]


def test_control_characters_of_a_version_are_not_shown(tmp_path: Path) -> None:
    [package, _] = listed(folder(tmp_path, "odd", GOOD | {"package_version": "1\x1b[2J"}).parent)
    assert package.version == ""


@pytest.mark.parametrize(
    ("code", "tag"), [("zt", "zh-Hant"), ("pb", "pt-BR"), ("zh", "zh"), ("fr", "fr"), ("pt_BR", "pt-BR")]
)
def test_argos_codes_become_language_tags(tmp_path: Path, code: str, tag: str) -> None:
    package = read_package(folder(tmp_path, "p", GOOD | {"from_code": code}))
    assert package is not None
    assert package.from_lang == tag


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(GOOD)) | st.text(), inner),
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_no_metadata_whatever_raises(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    package = read_package(folder(tmp_path_factory.mktemp("any"), "p", raw))
    assert package is None or package.broken or package.from_lang


def test_installed_packages_come_before_the_starter_and_newer_before_older(tmp_path: Path) -> None:
    french = GOOD | {"from_code": "fr"}
    for version in ("1.9", "1.10", "0.1"):
        folder(tmp_path, f"fr_en-{version}", french | {"package_version": version})
    packages = [package for package in listed(tmp_path) if package.from_lang == FR]
    assert [package.version for package in packages] == ["1.10", "1.9", "0.1", "0.2"]
    assert choose(FR, EN, packages).version == "1.10"


def test_a_damaged_newer_package_gives_way_to_the_starter(tmp_path: Path) -> None:
    (folder(tmp_path, "fr_en-9", GOOD | {"from_code": "fr"}) / "sentencepiece.model").unlink()
    assert choose(FR, EN, listed(tmp_path)).bundled


def test_a_regional_tag_takes_its_own_package_first_and_then_the_general_one(tmp_path: Path) -> None:
    assert choose(LanguageTag("fr-ML"), LanguageTag("en-GB"), listed(tmp_path)).bundled
    folder(tmp_path, "plain", GOOD | {"from_code": "pt"})
    folder(tmp_path, "brazil", GOOD | {"from_code": "pb"})
    packages = listed(tmp_path)
    assert choose(LanguageTag("pt-BR"), EN, packages).name == "brazil"
    assert choose(LanguageTag("pt"), EN, packages).name == "plain"
    shutil.rmtree(tmp_path / "plain")
    with pytest.raises(NoPackage):
        choose(LanguageTag("pt"), EN, listed(tmp_path))


def test_the_refusal_tells_how_to_install() -> None:
    with pytest.raises(NoPackage, match=r"from es to en\..*workbench models install FILE\.argosmodel"):
        choose(ES, EN, installed({"HOME": "/nonexistent"}))


def test_the_refusal_names_a_damaged_package_of_the_pair(tmp_path: Path) -> None:
    (folder(tmp_path, "es_en") / "model" / "model.bin").unlink()
    with pytest.raises(NoPackage, match=r"es_en is damaged: It has no model/model\.bin\."):
        choose(ES, EN, listed(tmp_path))
