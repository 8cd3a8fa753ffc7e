"""Genders that the source does not give. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.gender import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
WORDS = """son sa lui leur victime otage Kontao Awa M. Mme il elle né née le la un une ministre avec he she his her him or their \ud800 é ﬁ . , ?"""
TEXTS = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=14).map(" ".join)


def found(source: str, target: str, langs: tuple[LanguageTag, LanguageTag] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, *langs), CHECKS)


def test_where_a_gender_stands() -> None:
    (finding,) = found("Kontao a perdu son fils.", "Kontao lost her son.")
    assert finding.check == "gender.guess" and finding.severity == "note"
    assert finding.source_span == (15, 18) and finding.target_span == (12, 15)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("L'otage a perdu sa montre.", "The hostage lost his watch."),
        ("Sa sœur attend.", "His sister is waiting."),
        ("Les gardes lui ont parlé.", "The guards spoke to her."),
        ("Un témoin a perdu sa montre.", "A witness lost her watch."),
        ("L'élève a perdu son père.", "The pupil lost his father."),
        ("« Ses enfants attendent », dit l'avocat.", "“His children are waiting,” says the lawyer."),
        ("Ils ont pris sa montre.", "They took his watch."),
        ("Notre médecin a perdu sa montre.", "Our doctor lost his watch."),
    ],
)
def test_alarms(source: str, target: str) -> None:
    assert found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("L'otage a perdu sa montre.", "The hostage lost a watch."),
        ("L'otage a perdu sa montre.", "The hostage lost his or her watch."),
        ("Awa a perdu sa montre.", "Awa lost her watch."),
        ("Une ministre a perdu sa montre.", "A minister lost her watch."),
        ("Le juge veut parler avec lui de sa montre.", "The judge wants to talk to him about his watch."),
        ("Née en mai, Kontao a son fan-club.", "Born in May, Kontao has her fan club."),
        ("Le sénateur a perdu sa montre.", "The senator lost his watch."),
        ("Elle est arrivée avec son fils.", "She arrived with her son."),
        ("L'avocate a perdu sa montre.", "The lawyer lost her watch."),
        (
            "« Sa montre a disparu », dit la veuve du colonel.",
            "“His watch is gone,” says the colonel's widow.",
        ),
        ("Un de ces hommes a perdu sa montre.", "One of these men lost his watch."),
        ("La vieille dame a perdu sa montre.", "The old lady lost her watch."),
        ("Sa fille a parlé, et il l'a crue.", "His daughter spoke, and he believed her."),
    ],
)
def test_what_is_right(source: str, target: str) -> None:
    assert not found(source, target)


def test_languages_of_which_nothing_is_known() -> None:
    assert not found("Der Bürgermeister soll kommen.", "The mayor comes.", (LanguageTag("de"), EN))


@given(TEXTS, TEXTS)
def test_any_text_is_read(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)
