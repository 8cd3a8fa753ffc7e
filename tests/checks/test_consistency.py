"""Other renderings of the same source. All texts are fictional."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from workbench.checks.checker import findings
from workbench.checks.families.consistency import CHECKS
from workbench.checks.same_source import SameSource
from workbench.checks.subject import Subject

TEXTS = st.text(st.characters() | st.sampled_from(" .“”abAB"), max_size=30)


def found(target: str, *others: str) -> list[Finding]:
    subject = Subject("Le pont est fermé.", target, LanguageTag("fr"), LanguageTag("en"), others=others)
    return findings(subject, CHECKS)


def test_the_nearest_of_the_others_is_told_and_where_it_differs() -> None:
    target = "The bridge is closed for now."
    (finding,) = found(
        target, "Nobody may cross.", "The bridge is shut for now.", "The BRIDGE is closed, for now!"
    )
    assert finding.severity == "note" and "3 different renderings" in finding.message
    assert "“shut”" in finding.message and finding.target_span is not None
    assert target[finding.target_span.start : finding.target_span.end] == "closed"


def test_what_another_rendering_does_not_have_is_shown_too() -> None:
    target = "The bridge is now closed."
    (finding,) = found(target, "The bridge is closed.")
    assert "has nothing" in finding.message and finding.target_span == (14, 17)
    (finding,) = found("The bridge is closed.", target)
    assert "“now”" in finding.message and finding.target_span == (13, 14)


@pytest.mark.parametrize(
    "other", ["The bridge is closed!", "“the  Bridge is closed”", "The bridge is closed", "", " "]
)
def test_case_spaces_and_marks_make_no_other_rendering(other: str) -> None:
    assert found("The bridge is closed.", other) == []


def test_an_empty_target_is_no_rendering() -> None:
    assert found("", "The bridge is closed.") == [] == found("…", "The bridge is closed.")


def test_so_many_renderings_are_not_counted_to_the_end() -> None:
    others = tuple(f"The bridge is {word}." for word in "abcdefghijklmnopqrst")
    assert "20 different renderings" in found("The bridge is closed.", *others[1:])[0].message
    assert "more than 20 different renderings" in found("The bridge is closed.", *others)[0].message


def put(same: SameSource[int], *pairs: tuple[int, str, str]) -> list[tuple[int, ...]]:
    return [same.put(*pair) for pair in pairs]


def test_renderings_of_a_source_are_told_once_whatever_their_marks() -> None:
    same = SameSource[int]()
    put(same, (1, "Oui.", "Yes."), (2, "OUI. ", "yes!"), (3, "Oui.", "Indeed."), (4, "Non.", "No."))
    assert same.others("oui.", "Yes") == ("Indeed.",)
    assert same.others("Oui.", "Indeed, yes.") == ("yes!", "Indeed.")
    assert same.others("Non.", "No.") == same.others("Si.", "If.") == ()


def test_a_pair_that_changes_touches_those_of_its_source() -> None:
    same = SameSource[int]()
    assert put(same, (1, "Oui.", "Yes."), (2, "Oui.", "Yes."), (3, "Oui.", "Indeed.")) == [(), (), (1, 2)]
    assert put(same, (3, "Oui.", "Indeed!"), (1, "Oui.", "")) == [(), ()]
    assert put(same, (3, "Oui.", "")) == [(2,)]
    assert same.others("Oui.", "Indeed.") == ("Yes.",)


def test_thousands_of_pairs_with_one_source_are_quick() -> None:
    began = process_time()
    same = SameSource[int]()
    pairs = [(number, "Le pont est fermé.", f"The bridge is closed {number}.") for number in range(2000)]
    same.fill(pairs)
    for _, source, target in pairs:
        subject = Subject(
            source, target, LanguageTag("fr"), LanguageTag("en"), others=same.others(source, target)
        )
        assert "more than 20" in findings(subject, CHECKS)[0].message
    assert process_time() - began < 1.0


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_any_text_can_be_checked_and_the_span_lies_within(target: str, others: list[str]) -> None:
    for finding in found(target, *others):
        assert finding.target_span is not None
        assert 0 <= finding.target_span.start <= finding.target_span.end <= len(target)
