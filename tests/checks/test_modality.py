"""Duties that became something else. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.modality import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
WORDS = """nous devons il faut ne doit pas obligé de peut qu'ils partent ! Partez chez we must may have to not need should let them don't \ud800 é ﬁ . , ?"""
TEXTS = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=14).map(" ".join)


def found(source: str, target: str, langs: tuple[LanguageTag, LanguageTag] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, *langs), CHECKS)


def test_where_a_duty_stands() -> None:
    (finding,) = found("Nous devons partir.", "We may leave.")
    assert finding.check == "mood.cmd" and finding.severity == "warning"
    assert finding.source_span == (5, 11) and finding.target_span == (3, 6)
    assert finding.message == "“devons” in the source, “may” in the target"
    (finding,) = found("Nous devons partir.", "We are leaving.")
    assert finding.source_span == (5, 11) and finding.target_span is None
    (finding,) = found("Nous pouvons partir.", "We must leave.")
    assert finding.source_span is None and finding.target_span == (3, 7)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Vous ne devez pas parler.", "You do not have to speak."),
        ("Vous n'êtes pas obligé de parler.", "You must not speak."),
        ("Qu'ils partent !", "They are leaving!"),
        ("Partez !", "You can leave!"),
        ("Il devrait partir.", "He can leave."),
        ("Le maire est tenu de parler.", "The mayor is speaking."),
        ("« Nous devons protéger nos bois », insiste Awa.", "“We protect our woods,” insists Awa."),
        (
            "« Que chaque village garde son puits », dit le sage.",
            "“Each village keeps its well,” said the sage.",
        ),
        ("« Libérez nos enfants ! », criaient-ils.", "“They freed our children!” they shouted."),
        ("Les gardes sont priés de partir.", "The guards are leaving."),
    ],
)
def test_alarms(source: str, target: str) -> None:
    assert found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Vous ne devez pas parler.", "You must not speak."),
        ("Vous ne devez pas parler.", "Don't speak."),
        ("Vous n'avez pas à parler.", "You do not have to speak."),
        ("Qu'ils partent !", "Let them leave!"),
        ("Partez !", "Leave!"),
        ("Il devrait partir.", "He is likely to leave."),
        ("Chez nous, on part.", "At home, we leave."),
        ("Le pays doit deux euros.", "The country owes two euros."),
        ("Une somme d'argent.", "A sum of money."),
        ("Il peut partir.", "He may leave."),
        ("« Il faut protéger nos bois », insiste Awa.", "“Protect our woods,” insists Awa."),
        ("« Que chacun rentre », dit le chef.", "“Everyone go home,” said the chief."),
        ("« Que chacun ait fui, j'en doute », dit le chef.", "“I doubt that everyone fled,” said the chief."),
        ("« Que la paix soit avec vous », dit-elle.", "“May peace be with you,” she says."),
        ("Le village doit son nom à un puits.", "The village takes its name from a well."),
        ("Le maire n'a pas tenu de réunion.", "The mayor has not held a meeting."),
    ],
)
def test_what_is_right(source: str, target: str) -> None:
    assert not found(source, target)


def test_languages_of_which_nothing_is_known() -> None:
    assert not found("Der Bürgermeister soll kommen.", "The mayor comes.", (LanguageTag("de"), EN))


@given(TEXTS, TEXTS)
def test_any_text_is_read(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)
