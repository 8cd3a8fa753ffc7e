"""Acronyms that stayed, and those that may mean several things."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.checks.families.acronyms import CHECKS
from workbench.checks.subject import Subject
from workbench.draft.naming.names import Names
from workbench.glossary.tables import bundled

FR, EN = LanguageTag("fr"), LanguageTag("en")
LEFT, AMBIGUOUS = (check.find for check in CHECKS)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(bundled(), FR, EN)


def left(names: Names, source: str, target: str) -> list[str]:
    found = list(LEFT(Subject(source, target, FR, EN, names=names)))
    return [each.target.of(target) for each in found if each.target]


@pytest.mark.parametrize(
    ("source", "target", "stayed"),
    [
        ("L'AQMI nie.", "AQMI denies it.", ["AQMI"]),
        ("L'Aqmi nie.", "Aqmi's men deny it.", ["Aqmi"]),
        ("La Cédéao siège.", "The Cedeao is in session.", ["Cedeao"]),
        ("L'UA siège.", "The UA is in session.", ["UA"]),
        ("L'UA et la CEDEAO siègent.", "The AU and CEDEAO are in session.", ["CEDEAO"]),
        ("La CEDEAO siège ; la CEDEAO vote.", "ECOWAS is in session; CEDEAO votes.", ["CEDEAO"]),
        ("L'UA siège.", "The ua-ua of the birds.", []),
        ("La CEDEAO siège.", "ECOWAS (CEDEAO in French) is in session.", []),
        ("La CEDEAO siège.", "ECOWAS, CEDEAO by its French initials, is in session.", []),
        ("La CEDEAO siège.", "ECOWAS (CEDEAO) is in session.", []),
        ("La CEDEAO siège.", "See #CEDEAO and www.cedeao.example.", []),
        ("Le MNLA siège.", "The MNLA is in session.", []),
        ("Il siège.", "CEDEAO is in session.", []),
        ("Les Forces armées de la RDC avancent.", "The Armed Forces of the RDC advance.", ["RDC"]),
        ("Le club UA Kadira gagne.", "The club UA Kadira wins.", []),
    ],
)
def test_acronyms_that_stayed(names: Names, source: str, target: str, stayed: list[str]) -> None:
    assert left(names, source, target) == stayed


def test_a_french_company_is_no_explanation(names: Names) -> None:
    assert left(names, "La CEDEAO appelle un groupe français.", "CEDEAO calls a French group.") == ["CEDEAO"]


@pytest.mark.parametrize(
    ("source", "date", "chosen", "count"),
    [
        ("Le CNSP l'a dit. Le CNSP attend.", "", {}, 1),
        ("Le CNSP l'a dit.", "2020-10", {}, 0),
        ("Le CNSP l'a dit.", "2023-10-02", {}, 0),
        ("Le CNSP l'a dit.", "2012", {}, 1),
        ("Le CNSP l'a dit.", "", {"cnsp": "cnsp-niger"}, 0),
        ("Le Conseil national pour la sauvegarde de la patrie (CNSP) l'a dit.", "", {}, 0),
        ("Le MNLA l'a dit.", "", {}, 0),
    ],
)
def test_acronyms_of_several_concepts(
    names: Names, source: str, date: str, chosen: dict[str, str], count: int
) -> None:
    asked = Subject(source, "They said so.", FR, EN, date=date, names=names, chosen=chosen)
    assert len(list(AMBIGUOUS(asked))) == count


@cache
def few_names() -> Names:
    return Names(bundled()[:40], FR, EN)


@given(
    st.text(alphabet="CEDAOUN \ud800()’'é", max_size=50), st.text(alphabet="CEDAOUN \ud800()’'é", max_size=50)
)
def test_any_text_is_looked_at(source: str, target: str) -> None:
    for check in CHECKS:
        for found in check.find(Subject(source, target, FR, EN, names=few_names())):
            assert found.target is None or found.target.of(target)
            assert found.source is None or found.source.of(source)
