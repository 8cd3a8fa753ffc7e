"""Drafts through a third language, by two packages whose output is known. All sentences are fictional."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from tests.draft.conftest import described
from tests.support.analytic_package import make_package
from workbench.draft.engine import Engine
from workbench.draft.naming.names import Names
from workbench.draft.naming.patches import applied
from workbench.draft.pivot import Pivot

ES, DE = LanguageTag("es"), LanguageTag("de")
PLAN = "hola amigos del FOT: el plan cuesta 15 pesos."
TO_ENGLISH = {
    **{"hola": "hello", "amigos": "friends", "del": "of", "el": "the"},
    **{"cuesta": "costs", "pesos": "dollars"},
}
TO_GERMAN = {
    **{"hello": "hallo", "friends": "freunde", "of": "von", "the": "der"},
    **{"costs": "kostet", "dollars": "taler", "15": "16"},
}
"""The second package gets a number wrong."""


def name(lang: LanguageTag, text: str) -> Name:
    return Name(lang=lang, text=text, form=NameForm.ACRONYM, status=NameStatus.PREFERRED)


@pytest.fixture(scope="module")
def legs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    folder = tmp_path_factory.mktemp("legs")
    first = make_package(folder, from_code="es", to_code="en", sentences=[PLAN], mapping=TO_ENGLISH)
    second = make_package(folder, from_code="en", to_code="de", sentences=["FOT plan"], mapping=TO_GERMAN)
    engines = Engine.load(described(first), threads=1), Engine.load(described(second), threads=1)
    yield engines
    for engine in engines:
        engine.close()


@pytest.fixture
def pivot(legs: tuple[Engine, Engine]) -> Pivot:
    names = Names([Concept(key="front", kind="group", names=(name(ES, "FOT"), name(DE, "TOFFEL")))], ES, DE)
    return Pivot(*legs, names)


def test_what_one_package_writes_is_the_input_of_the_next(legs: tuple[Engine, Engine]) -> None:
    sentences = ["hola amigos", "", "el plan"] * 40
    drafts = [draft.text for draft in Pivot(*legs).translate(sentences)]
    assert drafts == ["hallo freunde", "", "der plan"] * 40


def test_doubts_stay_where_they_are_when_a_name_is_put_right(pivot: Pivot) -> None:
    [draft] = pivot.translate([PLAN], dates=["2012"])
    assert draft.raw == "hallo freunde von FOT: der plan kostet 16 taler."
    assert draft.text == "hallo freunde von TOFFEL: der plan kostet 16 taler."
    assert applied(draft.raw, draft.changes) == draft.text
    [number] = [flag for flag in draft.flags if flag.kind == "number"]
    assert number.span is not None
    assert number.span.of(draft.text) == "16"
    [term] = draft.terms
    assert term.target_span is not None
    assert (term.source_span.of(PLAN), term.target_span.of(draft.text)) == ("FOT", "TOFFEL")


def test_a_draft_is_as_sure_as_both_packages_together(pivot: Pivot, legs: tuple[Engine, Engine]) -> None:
    [draft] = pivot.translate(["hola amigos"])
    [first] = legs[0].translate(["hola amigos"])
    [second] = legs[1].translate([first.text])
    assert first.confidence is not None
    assert second.confidence is not None
    assert draft.confidence == pytest.approx(first.confidence * second.confidence)
    assert draft.score == pytest.approx(first.score + second.score)


def test_the_signature_names_both_packages_and_one_glossary(pivot: Pivot) -> None:
    told = str(pivot.signature("2012-05"))
    assert told.startswith("package:translate-es_en-1_0+translate-en_de-1_0|version:1.0+1.0|sha256:")
    assert "|date:2012-05|" in told
    assert told.count("glossary:") == told.count("beam:4") == 1
    assert str(pivot.signature("2012")) != told


def test_progress_is_told_and_whoever_stops_gets_what_was_done(pivot: Pivot) -> None:
    told: list[tuple[int, int]] = []
    stopped = False
    drafts = pivot.translate(
        ["hola amigos"] * 1500, cancelled=lambda: stopped, progress=lambda *done: told.append(done)
    )
    assert len(list(islice(drafts, 5))) == 5
    stopped = True
    assert len(list(drafts)) < 1495
    assert told[:5] == [(done, 1500) for done in range(1, 6)]
