"""Hedges that are lost or added. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.hedges import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
WORDS = """selon d'après aurait tué serait pourrait présumé sans doute peut-être il a dit qu'il si reportedly alleged may would said according to perhaps \ud800 é ﬁ . , ?"""
TEXTS = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=14).map(" ".join)


def found(source: str, target: str, langs: tuple[LanguageTag, LanguageTag] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, *langs), CHECKS)


def test_where_a_hedge_stands() -> None:
    (finding,) = found("Le chef aurait fui.", "The leader fled.")
    assert finding.check == "hedge.lost" and finding.severity == "warning"
    assert finding.source_span == (8, 14) and finding.target_span is None
    (finding,) = found("Le chef a fui.", "The leader reportedly fled.")
    assert finding.source_span is None and finding.target_span == (11, 21)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Selon le maire, le pont a cédé.", "The bridge gave way."),
        ("Le tueur présumé a parlé.", "The killer spoke."),
        ("Selon le juge, le tueur présumé a parlé.", "According to the judge, the killer spoke."),
        ("Ils seraient deux cents.", "There are two hundred of them."),
        ("Selon elle, le maire a dit oui.", "The mayor said yes."),
        ("Le pont pourrait céder, dit-on.", "The bridge is giving way, people say."),
        ("Selon une source locale, le pont a sauté.", "The bridge blew up."),
        ("De source locale, trois gardes ont été inculpés.", "Three guards have been charged."),
        ("L'armée affirme avoir repris le fort.", "The army has retaken the fort."),
    ],
)
def test_alarms(source: str, target: str) -> None:
    assert found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("S'il pleuvait, le pont céderait.", "If it rained, the bridge goes."),
        ("Le maire tirait, entrait, considérait.", "The mayor fired, came in, considered."),
        ("Il serait apparemment malade.", "He is apparently ill."),
        ("Il a annoncé qu'il viendrait.", "He announced his arrival."),
        ("Il aurait voulu partir.", "He wanted to leave."),
        ("Le prix change selon la saison.", "The price changes with the season."),
        ("Une rumeur selon laquelle il a fui.", "A rumour: he fled."),
        ("L'armée ouvrait la route.", "The army was opening the road."),
        ("Il est parti au mois de mai.", "He left in May."),
        ("Les prix varient selon les quartiers.", "Prices vary from one district to another."),
        ("Selon une note interne, le pont a sauté.", "An internal note says the bridge blew up."),
        ("On aurait dit un orage.", "It sounded like a storm."),
    ],
)
def test_what_is_right(source: str, target: str) -> None:
    assert not found(source, target)


def test_languages_of_which_nothing_is_known() -> None:
    assert not found("Der Bürgermeister soll kommen.", "The mayor comes.", (LanguageTag("de"), EN))


@given(TEXTS, TEXTS)
def test_any_text_is_read(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)
