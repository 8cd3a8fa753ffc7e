"""Spaces that English does not set, and what nobody sees. All texts are fictional."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.spaces import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.text(
    st.sampled_from(" \t\xa0\u202f\u2009.,;:!?()«»“”\n\r\u200b\u200d\xad\ufeff\u200eaZ1س👨🏴\U000e0067-")
    | st.characters(exclude_categories=()),
    max_size=40,
)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def ids(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> set[str]:
    return {finding.check for finding in found(source, target, langs)}


def assert_spans(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)


@pytest.mark.parametrize("space", [" ", "\xa0", "\u202f", "\u2009"])
@pytest.mark.parametrize("mark", [";", ":", "!", "?", ",", "."])
def test_a_space_of_any_width_before_a_mark_is_shown_with_it(space: str, mark: str) -> None:
    target = f"He left{space}{mark} We stay."
    findings_ = [one for one in found("Il est parti.", target) if one.check == "spc.before"]
    assert [one.target_span for one in findings_] == [(7, 9)]
    assert mark in findings_[0].message


def test_spaces_inside_quotation_marks_and_parentheses() -> None:
    assert [one.target_span for one in found("« Oui »", "“\xa0Yes\xa0”")] == [(0, 2), (5, 7)]
    assert [one.target_span for one in found("(oui)", "( yes )")] == [(0, 2), (5, 7)]


@pytest.mark.parametrize(
    "target",
    [
        "They won 3 : 1.",
        "It starts at 20 : 30.",
        "Well :-) or :) or ;)",
        "I wait . . . and wait ...",
        "Some .txt and .NET files",
        "A .45 pistol",
        "Ali (1950 – ?)",
        "The !Kung people",
        "2.5 % of them",
        "( ) yes ( … ) no",
        "Home » World",
    ],
)
def test_spaces_that_belong_there(target: str) -> None:
    assert "spc.before" not in ids("Rien.", target)


def test_languages_that_set_such_spaces_are_left_alone() -> None:
    assert ids("Who?", "Qui ?", ("en", "fr")) == set()
    assert ids("Qui ?", "Wer ?", ("fr", "de")) == set()


def test_doubled_spaces_and_tabs_but_not_columns_that_the_source_has() -> None:
    assert [one.target_span for one in found("Le pont", "The  bridge")] == [(3, 5)]
    assert ids("Le pont", "The\tbridge") == {"spc.double"}
    assert ids("Dolo\t12 km", "Dolo\t12 km") == set()
    assert ids("Liste :\n  un", "List:\n  one") == set()
    assert ids("Le  pont", "The  bridge") == {"spc.double"}


def test_edges_are_those_of_the_target_alone() -> None:
    assert [one.target_span for one in found("Le pont.", " The bridge.\n")] == [(0, 1), (12, 13)]
    assert ids(" Le pont.\n", " The bridge.\n") == set()
    assert ids(" Le pont. ", "The bridge.") == set()
    assert ids("Le pont.", "\xa0") == {"spc.edge"}


def test_unseen_characters_but_those_that_scripts_and_emoji_need() -> None:
    (finding,) = found("Le pont.", "The bri\xaddge.")
    assert "U+00AD" in finding.message and finding.target_span == (7, 8)
    for hidden in ("\u200b", "\u200d", "\ufeff", "\u2060", "\u200e", "\U000e0067"):
        assert ids("Le pont.", f"The{hidden} bridge.") == {"spc.zero"}
    for right in ("می\u200cروم", "👨\u200d👩", "🏴\U000e0067\U000e007f", "العربية\u200e", "क्\u200dष"):
        assert ids("Le pont.", f"The bridge {right}.") == set()


@given(TEXTS, TEXTS)
def test_no_text_raises_and_spans_lie_within(source: str, target: str) -> None:
    assert_spans(source, target)


@pytest.mark.parametrize("piece", [" ", "a  ", ". ", "\u200b", "a\u200b", " \n", "“ a ” "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    found(text, text)
    assert time.process_time() - start < 6
