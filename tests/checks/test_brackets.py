"""Brackets that are alone, and what lost its brackets. All texts are fictional."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.brackets import CHECKS
from workbench.checks.marks.brackets import Kind, read
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.text(
    st.sampled_from("()[]{}.…:;-8 \nsicSICa1é%)'—") | st.characters(exclude_categories=()), max_size=40
)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def ids(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> set[str]:
    return {finding.check for finding in found(source, target, langs)}


def assert_spans(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)


def test_a_bracket_alone_is_shown_where_it_stands() -> None:
    (finding,) = found("Il (le maire) part.", "He (the mayor leaves.")
    assert finding.check == "brk.pair" and finding.severity == "error"
    assert finding.source_span == (3, 13) and finding.target_span == (3, 4)
    (finding,) = found("Il (le maire part.", "He (the mayor) leaves.")
    assert finding.severity == "note" and finding.source_span == (3, 4)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1) partir ; 2) rester", "1) leave; 2) stay"),
        ("a) la paix, b) le pain", "a) peace, b) bread"),
        ("Merci :)", "Thanks :)"),
        ("Hélas :-(", "Alas"),
        ("Il (le maire part.", "He (the mayor leaves."),
        ("Sur [0, 5) et ]2 ; 3[", "On [0, 5) and ]2; 3["),
    ],
)
def test_lists_emoticons_intervals_and_cut_texts_are_right(source: str, target: str) -> None:
    assert found(source, target) == []


def test_what_brackets_enclose() -> None:
    text = "[le maire] (le maire) […] (...) [. . .] (sic) [Sic !] [L]e ami(e)s [12] (34) ( )"
    kinds = [group.kind for group in read(text).groups]
    assert kinds == [
        *(Kind.INSERTION, Kind.ASIDE, Kind.OMISSION, Kind.OMISSION, Kind.OMISSION, Kind.SIC, Kind.SIC),
        *(Kind.NOTHING, Kind.NOTHING, Kind.NOTHING, Kind.ASIDE, Kind.NOTHING),
    ]


def test_an_insertion_must_stay_marked() -> None:
    source = "« Il [le maire] part. »"
    assert found(source, "“He [the mayor] leaves.”") == []
    (finding,) = found(source, "“He, the mayor, leaves.”")
    assert finding.check == "brk.insert" and finding.source_span == (5, 15)
    (finding,) = found(source, "“He (the mayor) leaves.”")
    assert finding.source_span == (5, 15) and finding.target_span == (4, 15)
    assert found("« Il (le maire) part. »", "“He [the mayor] leaves.”") == []


def test_marks_of_omission_are_counted_and_must_keep_their_brackets() -> None:
    assert found("Nous [...] partons.", "We (…) leave.") == []
    (finding,) = found("Nous […] partons.", "We … leave.")
    assert finding.source_span == (5, 8) and finding.target_span == (3, 4)
    assert ids("Nous [...] partons.", "We leave.") == {"brk.insert"}
    assert ids("Nous partons.", "We […] leave.") == {"brk.insert"}
    assert found("Nous… partons.", "We […] leave.") == []


def test_sic_survives_in_either_bracket() -> None:
    assert found("Nos bœux [sic]", "Our oxes (sic)") == []
    assert ids("Nos bœux (sic)", "Our oxes") == {"brk.insert"}


def test_an_aside_may_become_dashes_or_go_but_not_stay_bare() -> None:
    source = "Le Front de Dolo (FLD) a signé la paix (mardi)."
    assert found(source, "The Dolo Front (DLF) signed the peace – on Tuesday.") == []
    assert found(source, "The Dolo Front signed the peace (on Tuesday).") == []
    assert ids(source, "The Dolo Front FLD signed the peace (on Tuesday).") == {"brk.insert"}
    assert ids(source, "The Dolo Front (FLD) signed the peace on Tuesday.") == {"brk.insert"}


@given(TEXTS, TEXTS)
def test_no_text_raises_and_spans_lie_within(source: str, target: str) -> None:
    assert_spans(source, target)


@given(TEXTS)
def test_every_bracket_of_a_pair_is_one(text: str) -> None:
    for group in read(text).groups:
        assert text[group.outer.start] + text[group.outer.end - 1] in ("()", "[]", "{}", "（）")


@pytest.mark.parametrize("piece", ["(", "([{", "(a) ", "[...] ", "1) "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (50_000 // len(piece)) + ")" * 20_000
    start = time.process_time()
    found(text, "plain")
    found(text, text)
    assert time.process_time() - start < 6
