from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.analytic_package import archive, make_bpe_package, make_package
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import PackageInfo, installed, read_package

SPANISH = (
    "El gobierno no aceptará nunca esta decisión, dijo el portavoz.",
    "«Hemos perdido quince hombres», respondió Sira.",
    "Hola, amigos: https://ejemplo.es/nuevo_plan?n=1",
    "Escriba a prensa_1@ejemplo.es; gracias.",
    "¡Viva Tambora! ¿Y ahora?…",
)
SPANISH_TO_ENGLISH = {
    "el": "the",
    "gobierno": "government",
    "no": "not",
    "nunca": "never",
    "esta": "this",
    "decisión": "decision",
    "dijo": "said",
    "portavoz": "spokesman",
    "hemos": "we",
    "perdido": "lost",
    "quince": "fifteen",
    "hombres": "men",
    "respondió": "answered",
    "hola": "hello",
    "amigos": "friends",
}


def described(folder: Path) -> PackageInfo:
    package = read_package(folder)
    assert package is not None
    return package


@pytest.fixture(scope="session")
def starter() -> PackageInfo:
    [package] = [package for package in installed({"HOME": "/nonexistent"}) if package.bundled]
    return package


@pytest.fixture(scope="session")
def starter_engine(starter: PackageInfo) -> Iterator[Engine]:
    engine = Engine.load(starter, threads=2)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> PackageInfo:
    folder = tmp_path_factory.mktemp("spanish")
    return described(
        make_package(
            folder, from_code="es", to_code="en", sentences=SPANISH, mapping=SPANISH_TO_ENGLISH, version="1.0"
        )
    )


@pytest.fixture(scope="session")
def spanish_archive(spanish: PackageInfo) -> Path:
    return archive(spanish.path)


@pytest.fixture(scope="session")
def spanish_engine(spanish: PackageInfo) -> Iterator[Engine]:
    engine = Engine.load(spanish, threads=1)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def bpe_package(tmp_path_factory: pytest.TempPathFactory) -> PackageInfo:
    sentences = ("Le gouvernement n'acceptera jamais cette décision.", "Bonjour, cher monde !")
    mapping = {
        "le": "the",
        "gouvernement": "government",
        "jamais": "never",
        "bonjour": "hello",
        "monde": "world",
    }
    folder = tmp_path_factory.mktemp("bpe")
    return described(
        make_bpe_package(folder, from_code="fr", to_code="en", sentences=sentences, mapping=mapping)
    )
