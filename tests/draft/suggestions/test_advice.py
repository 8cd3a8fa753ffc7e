"""Who advises about a pair, and what the glossary offers. All sentences are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import Refused
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, PairRow
from tests.support.analytic_package import make_package
from workbench.draft.engines import Decoders
from workbench.draft.naming.offers import NameOffers
from workbench.draft.packages.installed import NoPackage
from workbench.draft.suggestions.advisers import Advisers, both_sides

ES, EN, DE, FR = (LanguageTag(tag) for tag in ("es", "en", "de", "fr"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    return tmp_path


def package(folder: Path, source: str, target: str, mapping: dict[str, str]) -> Path:
    return make_package(
        folder, from_code=source, to_code=target, sentences=[" ".join(mapping) + "."], mapping=mapping
    )


def row(source: str, target: str, date: str = "") -> PairRow:
    return PairRow._make([None] * len(PairRow._fields))._replace(
        id=1, source=source, target=target, source_lang=FR, said_on="", source_date=date
    )


def test_the_adviser_stays_while_the_packages_do(folder: Path) -> None:
    package(folder, "es", "en", {"hola": "hello"})
    advisers = Advisers(decoders=Decoders())
    first = advisers.get(ES, EN)
    assert advisers.get(LanguageTag("es-MX"), EN) is first
    advisers.forget()
    assert advisers.get(ES, EN) is not first


def test_a_new_package_is_taken(folder: Path) -> None:
    advisers = Advisers(decoders=Decoders())
    with pytest.raises(NoPackage, match="from es to en"):
        advisers.get(ES, EN)
    package(folder, "es", "en", {"hola": "hello"})
    assert advisers.get(ES, EN).completion("hola", "") == "hello"


def test_through_a_third_language(folder: Path) -> None:
    package(folder, "es", "en", {"hola": "hello", "amigos": "friends"})
    package(folder, "en", "de", {"hello": "hallo", "friends": "freunde"})
    adviser = Advisers(decoders=Decoders()).get(ES, DE)
    assert adviser.nbest("hola amigos", 1)[0].text == "hallo freunde"
    assert adviser.completion("hola amigos", "hallo fr", whole=True) == "eunde"
    least, _ = min(adviser.judge("hola amigos", "hallo amigos").words, key=lambda word: word[1])
    assert least.of("hallo amigos") == "amigos"


def names(**statuses: NameStatus) -> tuple[Name, ...]:
    french = Name(lang=FR, text="FOT", form=NameForm.ACRONYM, status=NameStatus.PREFERRED)
    english = (Name(lang=EN, text=t, form=NameForm.ACRONYM, status=s) for t, s in statuses.items())
    return french, *english


@pytest.fixture(scope="module")
def offers() -> NameOffers:
    known = names(TOF=NameStatus.PREFERRED, TFO=NameStatus.DEPRECATED)
    return NameOffers([Concept(key="front", kind="group", names=known)])


@pytest.mark.parametrize(
    ("target", "texts"),
    [
        ("The TOF is leaving.", []),
        ("The FOT is leaving.", ["The TOF is leaving."]),
        ("The TFO is leaving.", ["The TOF is leaving."]),
    ],
)
def test_a_name_that_is_wanted_is_offered(offers: NameOffers, target: str, texts: list[str]) -> None:
    found = offers.of(row("Le FOT s’en va.", target), EN)
    assert [offer.text(target) for offer in found] == texts
    for offer, text in zip(found, texts, strict=True):
        assert offer.message
        assert offers.of(row("Le FOT s’en va.", text), EN) == []


def test_a_name_without_a_place_is_told(offers: NameOffers) -> None:
    [offer] = offers.of(row("Le FOT s’en va.", "They are leaving."), EN)
    assert offer.change is None
    assert "TOF" in offer.message
    assert offer.text("They are leaving.") == "They are leaving."


def test_a_missing_side_has_no_names(offers: NameOffers) -> None:
    assert offers.of(row("", "The FOT."), EN) == offers.of(row("Le FOT.", ""), EN) == []


def test_what_lacks_a_side_is_refused() -> None:
    with pytest.raises(Refused, match="no original"):
        both_sides(row("", "The FOT."), rendering=False)
    with pytest.raises(Refused, match="no rendering"):
        both_sides(row("Le FOT.", ""), rendering=True)
    both_sides(row("Le FOT.", ""), rendering=False)
