from __future__ import annotations

import fcntl
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.errors import Refused, UnreadableInput
from tests.draft.packages.archives import NAME, left
from tests.support.analytic_package import archive
from workbench.draft.engine import Engine
from workbench.draft.packages.digest import RECORD
from workbench.draft.packages.install import install, remove
from workbench.draft.packages.installed import PackageInfo, installed
from workbench.draft.packages.staging import PREFIX, staging

ROOT = Path(__file__).parents[3]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "data" / "packages"


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

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(attempt, range(3))) == 1
    [draft] = Engine.load(installed({"ARGOS_PACKAGES_DIR": str(packages)})[0]).translate(["nunca"])
    assert draft.text == "never"
    assert {path.split("/")[1] for path in left(packages)} == {NAME}


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


def test_a_broken_package_can_be_removed_by_what_it_lies_under(packages: Path, spanish_archive: Path) -> None:
    install(spanish_archive, packages)
    (packages / NAME / "metadata.json").write_bytes(b"{")
    [broken] = [package for package in installed({"ARGOS_PACKAGES_DIR": str(packages)}) if package.broken]
    remove(broken, packages)
    assert left(packages) == []


def test_who_has_a_package_loaded_goes_on_when_it_is_removed(packages: Path, spanish_archive: Path) -> None:
    engine = Engine.load(install(spanish_archive, packages))
    [package, _] = installed({"HOME": "/nonexistent", "ARGOS_PACKAGES_DIR": str(packages)})
    remove(package, packages)
    [draft] = engine.translate(["Hola amigos"])
    assert draft.text == "Hello friends"
    engine.close()


def test_a_package_for_other_languages_than_asked_is_refused(packages: Path, spanish_archive: Path) -> None:
    with pytest.raises(UnreadableInput, match="translates from es to en, not from fr to en"):
        install(spanish_archive, packages, wanted=("fr", "en"))  # type: ignore[arg-type]
    assert left(packages) == []
    assert install(spanish_archive, packages, wanted=("es-MX", "en")).name == NAME  # type: ignore[arg-type]


def test_a_newer_version_stands_beside_the_older_one(
    tmp_path: Path, packages: Path, spanish: PackageInfo, spanish_archive: Path
) -> None:
    install(spanish_archive, packages)
    newer = tmp_path / "copies" / "translate-es_en-1_1"
    shutil.copytree(spanish.path, newer)
    metadata = json.loads((newer / "metadata.json").read_text()) | {"package_version": "1.1"}
    (newer / "metadata.json").write_text(json.dumps(metadata))
    install(archive(newer), packages)
    found = installed({"HOME": "/nonexistent", "ARGOS_PACKAGES_DIR": str(packages)})
    assert [package.version for package in found if not package.bundled] == ["1.1", "1.0"]


def test_argos_itself_lists_what_was_installed(tmp_path: Path, packages: Path, spanish_archive: Path) -> None:
    installed_package = install(spanish_archive, packages)
    assert (installed_package.path / RECORD).exists()
    script = "from argostranslate.package import get_installed_packages as g; print(*g())"
    env = {"HOME": str(tmp_path), "ARGOS_PACKAGES_DIR": str(packages)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "es → en"


def test_what_a_dead_installation_left_is_cleaned_away_and_a_living_one_is_left_alone(
    packages: Path, spanish_archive: Path
) -> None:
    dead, living = (packages.parent / f"{PREFIX}{name}" for name in ("dead", "living"))
    for folder in (dead, living):
        (folder / NAME).mkdir(parents=True)
        (folder / NAME / "model.bin").write_bytes(b"half")
    lock = os.open(living, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    install(spanish_archive, packages)
    assert not dead.exists()
    assert (living / NAME / "model.bin").exists()
    os.close(lock)
    with staging(packages) as folder:
        assert sorted(packages.parent.iterdir()) == sorted([folder, packages])
    assert list(packages.parent.iterdir()) == [packages]


def test_a_link_in_place_of_a_staging_folder_is_not_followed(
    tmp_path: Path, packages: Path, spanish_archive: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept").write_text("")
    packages.mkdir(parents=True)
    (packages.parent / f"{PREFIX}link").symlink_to(tmp_path / "mine", target_is_directory=True)
    install(spanish_archive, packages)
    assert (tmp_path / "mine" / "kept").exists()


def test_where_the_folder_above_cannot_be_written_nothing_is_staged_there(
    packages: Path, spanish_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the packages folder is a mounted volume. Argos, which looks there, must not fail meanwhile."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with staging(packages) as folder:
        assert folder.parent == packages
        assert json.loads((folder / "metadata.json").read_text())["type"] != "translate"
        assert [p for p in installed({"ARGOS_PACKAGES_DIR": str(packages)}) if not p.bundled] == []
    install(spanish_archive, packages)
    assert [path.name for path in packages.iterdir()] == [NAME]


KILLED = """
import json, os, shutil, signal, sys
from pathlib import Path
from workbench.draft.packages.install import install

EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "subprocess.Popen", "fcntl.flock")
archive, packages, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def installed_until(last):
    seen = 0
    def count(event, arguments):
        nonlocal seen, last
        seen += event in EVENTS
        if seen == last:
            last = -1  # killing is an event as well
            os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(count)
    install(archive, packages)
    (packages.parent.parent / "steps").write_text(str(seen))

for moment in json.loads(sys.argv[4]):
    child = os.fork()
    if not child:
        installed_until(moment)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    found = sorted(str(p.relative_to(packages)) for p in packages.rglob("*")) if packages.exists() else []
    print(json.dumps([os.waitstatus_to_exitcode(status), found]))
    shutil.rmtree(packages / name, ignore_errors=True)
"""
"""Installs again and again, each time killed at a given step; tells what is there then, and removes it."""


def states_after(moments: list[int], archived: Path, packages: Path) -> list[tuple[int, list[str]]]:
    command = [sys.executable, "-c", KILLED, str(archived), str(packages), NAME, json.dumps(moments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_an_installation_killed_at_any_moment_leaves_the_old_state_or_the_new(
    tmp_path: Path, packages: Path, spanish_archive: Path
) -> None:
    (code, new), _ = states_after([0, 0], spanish_archive, packages)  # the first one makes folders as well
    steps = int((tmp_path / "steps").read_text())
    assert (code, f"{NAME}/{RECORD}" in new, steps > 25) == (0, True, True)
    moments = [steps, *random.Random(5).sample(range(1, steps), 19)]
    killed = states_after(moments, spanish_archive, packages)
    assert {code for code, _ in killed} == {-signal.SIGKILL}
    assert all(state in ([], new) for _, state in killed)
    assert killed[0][1] == new
    install(spanish_archive, packages)
    assert list(packages.parent.iterdir()) == [packages]
    [draft] = Engine.load(installed({"ARGOS_PACKAGES_DIR": str(packages)})[0]).translate(["nunca"])
    assert draft.text == "never"
