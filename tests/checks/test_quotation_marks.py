"""Quotation marks that are alone, lost, added or left. All texts are fictional."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.quotation_marks import CHECKS
from workbench.checks.marks.quotations import read
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.text(
    st.sampled_from("«»“”‘’'\"‹›„<>` \n\xa0.,:!aéSs9-(") | st.characters(exclude_categories=()), max_size=40
)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def ids(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> set[str]:
    return {finding.check for finding in found(source, target, langs)}


def assert_spans(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)


def test_a_mark_alone_is_shown_where_it_stands() -> None:
    target = "“We will leave tomorrow, she says."
    (finding,) = found("« Nous partirons demain », dit-elle.", target)
    assert finding.check == "quo.pair" and finding.severity == "error"
    assert finding.target_span == (0, 1) and finding.source_span == (0, 25)
    (finding,) = found("« Nous partirons demain », dit-elle.", "We will leave tomorrow,” she says.")
    assert finding.message == "nothing opens ”" and finding.target_span == (23, 24)


def test_a_fault_of_the_source_alone_is_noted_as_such() -> None:
    (finding,) = found("« Nous partirons, dit-elle.", "“We will leave,” she says.")
    assert finding.check == "quo.pair" and finding.severity == "note"
    assert "in the source" in finding.message and finding.source_span == (0, 1)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("« Nous partirons.", "“We will leave."),
        ("« Il dit : « Non. »", "“He says: ‘No.’”"),
        ("« Un.\n« Deux. »", "“One.\n“Two.”"),
        ("Les gars du port boivent.", "The boys at the dockers' café drink."),
        ("Il mesure 1,80 m.", "He is 5'11\" tall."),
        ("Le 12 pouces est en panne.", 'The 12" screen is broken.'),
        ("Des tubes des années 90.", "Tunes of the '90s, rock 'n' roll, tell 'em."),
        ("Selon ‘Abd al-Karim, rien.", "According to ‘Abd al-Karim, nothing."),
        ("Des rats, il y en a toujours eu.", "“There have always been rats."),
    ],
)
def test_apostrophes_measures_and_cut_quotations_are_right(source: str, target: str) -> None:
    assert ids(source, target) == set()


def test_quotations_between_single_marks_nest_in_double_ones() -> None:
    quoted = read("“He said ‘never’ to the boys’ club,” she says, ‘twice’.", EN).quoted
    assert [one.depth for one in quoted] == [0, 1, 0]
    assert [(one.inner.start, one.inner.end) for one in quoted][1] == (10, 15)


def test_an_incise_may_split_a_quotation_and_a_lost_one_is_still_seen() -> None:
    source = "« Nous venons, a-t-il dit, demain. »"
    assert ids(source, "“We are coming,” he said, “tomorrow.”") == set()
    assert ids(source, "We are coming, he said, tomorrow.") == {"quo.level"}
    assert ids("« Oui », dit-il. « Non », dit-elle.", "“Yes,” he says. No, she says.") == {"quo.level"}
    assert ids("« Si on dit “partez”, je pars. »", "“If they say leave, I leave.”") == {"quo.level"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Elle a lu « Les Vents du fleuve » hier.", "She read Winds of the River yesterday."),
        ("Il vit du « crowdfunding » seul.", "He lives on crowdfunding alone."),
        ("La caisse (« clearing house ») ferme.", "The clearing house closes."),
        ("Les chefs dits « coutumiers » sont là.", "The so-called customary chiefs are here."),
        ("Le marché noir fleurit.", "The “black” market thrives."),
        ("Nous restons, assure-t-il.", "“We are staying,” he says."),
    ],
)
def test_marks_that_only_one_language_sets_are_right(source: str, target: str) -> None:
    assert "quo.level" not in ids(source, target)


def test_guillemets_are_left_only_where_the_language_has_none() -> None:
    assert "quo.left" in ids("« Oui »", "«Yes»")
    assert "quo.left" in ids("« Oui »", "<<Yes>>")
    assert "quo.left" not in ids("“Yes”", "« Oui »", ("en", "fr"))
    assert "quo.left" not in ids("« Oui »", "«Sí»", ("fr", "es"))
    assert "quo.left" not in ids("Accueil » Monde", "Home » World")


@given(TEXTS, TEXTS)
def test_no_text_raises_and_spans_lie_within(source: str, target: str) -> None:
    assert_spans(source, target)


@given(TEXTS)
def test_pairs_lie_within_one_another_and_hold_their_words(text: str) -> None:
    quoted = read(text, EN).quoted
    for one in quoted:
        assert 0 <= one.outer.start < one.inner.start <= one.inner.end < one.outer.end <= len(text)
        around = [o for o in quoted if o.outer.start < one.outer.start and one.outer.end < o.outer.end]
        crossing = [o for o in quoted if o.outer.start < one.outer.start < o.outer.end < one.outer.end]
        assert len(around) == one.depth and not crossing


@pytest.mark.parametrize("piece", ["« ", "«", "« a “b” ", "‘a's’ ", '" ', "\n«", "« a, dit x, b » "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (50_000 // len(piece)) + "»" * 1_000
    start = time.process_time()
    found(text, "plain")
    found(text, text)
    assert time.process_time() - start < 6
