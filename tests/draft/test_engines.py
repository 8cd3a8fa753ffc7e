"""Packages that stay in memory: how many, for how long, and who has to wait."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from db.records import LanguageTag
from tests.draft.conftest import described
from tests.support.analytic_package import make_package
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.engines import MOST_LOADED, Decoders, Settings
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.suggestions.advisers import Advisers

ONE = Settings(threads=1)


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """A package takes its time to load: `begun` tells that it does, `enough` lets it end."""
    begun, enough, load = threading.Event(), threading.Event(), Decoder.load

    def slowly(*given: object, **options: object) -> Decoder:
        begun.set()
        assert enough.wait(30)
        return load(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Decoder, "load", slowly)
    return begun, enough


def test_a_package_is_loaded_once_for_the_same_settings(spanish: PackageInfo) -> None:
    decoders = Decoders()
    first = decoders.get(spanish, ONE)
    assert decoders.get(spanish, Settings(beam_size=8, threads=1)) is first
    assert decoders.get(spanish, Settings(threads=2)) is not first
    assert decoders.get(spanish, ONE) is first


def test_the_least_used_package_goes(spanish: PackageInfo) -> None:
    decoders = Decoders()
    first = decoders.get(spanish, ONE)
    for threads in range(2, 2 + MOST_LOADED):
        decoders.get(spanish, Settings(threads=threads))
    assert decoders.get(spanish, ONE) is not first


def test_a_model_that_was_exchanged_is_loaded_anew(spanish: PackageInfo, tmp_path: Path) -> None:
    folder, other = (
        make_package(tmp_path / name, from_code="es", to_code="en", sentences=[], mapping=mapping)
        for name, mapping in {
            "one": {"hola": "hello", "amigo": "friend"},
            "other": {"hola": "friend", "amigo": "hello"},
        }.items()
    )
    package, decoders = described(folder), Decoders()
    first = decoders.get(package, ONE)
    assert decoders.get(package, ONE) is first
    shutil.copy(other / "model" / "model.bin", folder / "model" / "model.bin")
    assert decoders.get(package, ONE) is not first


def test_nobody_waits_to_let_go_of_a_package_while_another_is_loaded(
    spanish: PackageInfo,
    monkeypatch: pytest.MonkeyPatch,
    loading: tuple[threading.Event, threading.Event],
) -> None:
    begun, enough = loading
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(spanish.path.parent))
    decoders = Decoders()
    advisers = Advisers(decoders=decoders)
    langs = LanguageTag("es"), LanguageTag("en")
    asking = threading.Thread(target=lambda: advisers.get(*langs))
    asking.start()
    assert begun.wait(30)
    for forget in (decoders.forget, advisers.forget):
        leaving = threading.Thread(target=forget, daemon=True)
        leaving.start()
        leaving.join(10)
        assert not leaving.is_alive()
    enough.set()
    asking.join(30)
    assert advisers.get(*langs).completion("hola", "") == "hello"
