"""What `make bench-draft` measures with: its quotes, its large package, Argos' way replayed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.argos_way import ArgosWay, Threads
from tests.bench.fictional_quotes import fictional
from tests.draft.conftest import described
from tests.support.analytic_package import Shape, make_package
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.packages.tokenizer import source_vocabulary

SHAPE = Shape(layers=2, width=256, heads=2, feed_forward=64, tokens=3000)
SPANISH = "El gobierno no aceptará nunca, dijo el portavoz."
ENGLISH = "The government not aceptará never, dijo the portavoz."
MAPPING = {"el": "the", "gobierno": "government", "no": "not", "nunca": "never"}


@pytest.fixture(scope="module")
def shaped(tmp_path_factory: pytest.TempPathFactory) -> PackageInfo:
    folder = tmp_path_factory.mktemp("shaped")
    package = make_package(
        folder, from_code="es", to_code="en", sentences=[SPANISH], mapping=MAPPING, shape=SHAPE
    )
    return described(package)


def test_a_package_of_any_shape_renders_word_for_word(shaped: PackageInfo) -> None:
    assert len(source_vocabulary(shaped.path / "model")) == SHAPE.tokens
    engine = Engine.load(shaped, threads=1)
    assert [draft.text for draft in engine.translate([SPANISH, "el el el"])] == [ENGLISH, "the the the"]
    attended = engine.attended(SPANISH, ENGLISH)
    assert attended is not None
    assert [row.argmax() for row in attended.attention[: len(attended.source)]] == list(
        range(len(attended.source))
    )


def test_argos_way_gives_the_texts_of_the_package_quote_by_quote(shaped: PackageInfo) -> None:
    argos = ArgosWay(shaped.path, Threads(1, 1))
    assert argos.translate([SPANISH]) == ENGLISH
    assert argos.translate([SPANISH, SPANISH]) == f"{ENGLISH} {ENGLISH}"
    assert argos.translate(["a_b"]) == "a b"  # as Argos loses underscores


def test_the_quotes_are_as_many_as_they_say_and_always_the_same() -> None:
    quotes = fictional()
    sentences = [sentence for quote in quotes for sentence in quote]
    assert (len(quotes), len(sentences)) == (200, 409)
    assert {len(quote) for quote in quotes} == {1, 2, 3, 4}
    assert quotes == fictional()
    assert len(set(sentences)) == len(sentences)
    lengths = sorted(len(sentence.split()) for sentence in sentences)
    assert (lengths[0], lengths[-1]) > (4, 40)
    assert 15 <= lengths[len(lengths) // 2] <= 30
    assert not any("{" in sentence for sentence in sentences)


def test_a_larger_shape_makes_a_larger_model(tmp_path: Path) -> None:
    sizes = []
    for number, shape in enumerate((SHAPE, Shape())):
        package = make_package(
            tmp_path / str(number), from_code="es", to_code="en", sentences=[SPANISH], shape=shape
        )
        sizes.append((package / "model" / "model.bin").stat().st_size)
    assert sizes[0] > 2 * sizes[1]
