"""Persons who became others. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.person import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
WORDS = """nous notre on je m'a M. vous il elle ils leur son Partez chez t-il we us US our I they their you he her one let \ud800 é ﬁ . , ?"""
TEXTS = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=14).map(" ".join)


def found(source: str, target: str, langs: tuple[LanguageTag, LanguageTag] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, *langs), CHECKS)


def test_where_a_person_stands() -> None:
    (finding,) = found("Nous avons perdu.", "They have lost.")
    assert finding.check == "per.shift" and finding.severity == "warning"
    assert finding.source_span == (0, 4) and finding.target_span == (0, 4)
    assert finding.message == "“Nous” in the source, “They” in the target"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ils ont brûlé nos maisons.", "They burned their houses."),
        ("Je pars demain.", "We leave tomorrow."),
        ("Votre pays attend.", "Our country is waiting."),
        ("Il m'a vu.", "He saw us."),
        ("Elles attendent.", "We are waiting."),
        ("« Ils nous ont tout pris », dit Awa.", "“We took everything from them,” says Awa."),
        ("« Ils mentent », dit Awa.", "“He is lying,” says Awa."),
    ],
)
def test_alarms(source: str, target: str) -> None:
    assert found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("On attend.", "We are waiting."),
        ("M. Sidza attend.", "He is waiting."),
        ("Il faut attendre.", "We have to wait."),
        ("Attendons.", "Let us wait."),
        ("Les États-Unis attendent.", "The US is waiting for them."),
        ("Chez nous, on attend.", "Where they come from, people wait."),
        ("Vient-il ? Attend-on ?", "Are they coming? Do we wait?"),
        ("Nous sommes attendus.", "People are waiting for us."),
        ("« Ils me manquent », dit Awa.", "“I miss them,” says Awa."),
        ("Elle a lancé : « Essayez-moi. »", "She said that they should try her."),
        ("Il dit “nous” et pense “moi”.", "He says ‘we’ and means himself."),
    ],
)
def test_what_is_right(source: str, target: str) -> None:
    assert not found(source, target)


def test_languages_of_which_nothing_is_known() -> None:
    assert not found("Der Bürgermeister soll kommen.", "The mayor comes.", (LanguageTag("de"), EN))


@given(TEXTS, TEXTS)
def test_any_text_is_read(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)
