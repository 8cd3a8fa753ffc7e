"""Capitals in the words of religion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.checks.families.style import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
[CHECK] = CHECKS


def words(source: str, target: str) -> list[str]:
    found = list(CHECK.find(Subject(source, target, FR, EN)))
    return [each.target.of(target) for each in found if each.target]


@pytest.mark.parametrize(
    ("target", "odd"),
    [
        ("They speak of islam and of the qur'an.", ["islam", "qur'an"]),
        ("The muslims' feast ends ramadan.", ["muslims", "ramadan"]),
        ("He preaches Jihad in the Mosque.", ["Jihad", "Mosque"]),
        ("Those are the Imams we know.", ["Imams"]),
        ("Malian Imams said so, and a Rabbi too.", ["Imams", "Rabbi"]),
        ("Jihad is a word. Mosques are houses.", []),
        ("“Sharia is law,” he said: “Jihad too.”", []),
        ("Islamic Jihad met Imam Dalla at the Great Mosque.", []),
        ("The Movement for Oneness and Jihad met at the Mosque of Sankara.", []),
        ("MUSLIMS AND IMAMS", []),
        ("muslims and imams say so", []),
        ("Imams Meet Muslims Outside Village Mosque Today", []),
        ("See www.islam.example, #muslim and al-islam.", []),
        ("See islam-et-dunes.example or islam.pdf or koran_2.", []),
        ("“allah knows,” he said.", ["allah"]),
    ],
)
def test_capitals(target: str, odd: list[str]) -> None:
    assert words("Une phrase.", target) == odd


def test_words_with_another_meaning_count_by_the_source() -> None:
    assert words("La Bible le dit.", "The bible says so.") == ["bible"]
    assert words("Ce livre est la bible des cuisiniers.", "This book is the bible of cooks.") == []


def test_a_capital_that_the_source_has_within_a_sentence_is_that_of_a_name() -> None:
    assert words("Le héros, Imam, meurt.", "The hero, Imam, dies.") == []
    assert words("L'imam est mort.", "Yesterday the Imam died.") == ["Imam"]


def test_both_sides_are_shown() -> None:
    source = "Les chefs parlent de l'islam."
    [found] = CHECK.find(Subject(source, "The chiefs speak of islam.", FR, EN))
    assert found.source is not None
    assert found.source.of(source) == "islam"
    assert found.message == "“islam” without a capital; the style list has “Islam”"


def test_only_languages_with_a_list_are_looked_at() -> None:
    assert list(CHECK.find(Subject("Islam", "el Islam y el islam", EN, LanguageTag("es")))) == []


@given(st.text(alphabet="Jihad Mosque'’imam\ud800 .:islam", max_size=80))
def test_any_text_is_looked_at(target: str) -> None:
    for found in CHECK.find(Subject("imam", target, FR, EN)):
        assert found.target is not None
        assert 0 <= found.target.start < found.target.end <= len(target)
