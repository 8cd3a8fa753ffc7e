"""What dates the glossary takes, and which name of a concept is the preferred one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.dates import is_date, period_fault
from workbench.glossary.preference import OWN, as_said, settled
from workbench.glossary.validity import concept_fault, glossary_name_fault, name_fault, relation_fault

ANY_TEXT = st.text(st.characters())
"""With lone surrogates."""
NAMES = st.lists(
    st.builds(
        Name,
        lang=st.sampled_from([LanguageTag("fr"), LanguageTag("en")]),
        text=st.sampled_from("abc"),
        form=st.sampled_from([NameForm.FULL, NameForm.ACRONYM]),
        status=st.sampled_from(NameStatus),
        displaced=st.booleans(),
        glossary=st.sampled_from([OWN, "client", "other", "shipped/groups", "shipped"]),
    ).filter(lambda name: not name.displaced or (name.glossary != OWN and name.status == "admitted"))
)


@pytest.mark.parametrize("date", ["2012", "2012-02", "2012-02-29", "0001-01-01"])
def test_dates_of_any_precision_are_dates(date: str) -> None:
    assert is_date(date)


@pytest.mark.parametrize(
    "date", ["", "12", "2012-13", "2013-02-29", "2012-00", "0000", "2012-5", "٢٠١٢", "2012\n", "2012-05-1"]
)
def test_what_is_on_no_calendar_is_no_date(date: str) -> None:
    assert not is_date(date)
    assert bool(period_fault(date, "")) == bool(date)


def test_a_period_ends_after_it_begins() -> None:
    assert "before it begins" in period_fault("2012-05", "2012-04-30")
    assert period_fault("2012-05", "2012") == period_fault("", "2012") == period_fault("", "") == ""


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_is_judged(text: str, other: str) -> None:
    name = Name(lang=LanguageTag("fr"), text=text, since=other, note=text, outlet=other)
    faults = (
        name_fault(name),
        concept_fault(Concept(key=text, kind=other, note=text)),
        relation_fault(other, Relation(text, other)),
        glossary_name_fault(text, "shipped"),
    )
    for fault in faults:
        fault.encode()


@given(NAMES)
def test_one_name_is_preferred_in_each_place_where_any_wants_to_be(names: list[Name]) -> None:
    done = settled(names)
    wanted = {(n.lang, n.form) for n in names if n.displaced or n.status is NameStatus.PREFERRED}
    held = [(n.lang, n.form) for n in done if n.status is NameStatus.PREFERRED]
    assert sorted(held) == sorted(wanted)
    assert settled(done) == done
    for before, after in zip(names, done, strict=True):
        assert before.glossary == OWN or as_said(before) == as_said(after)


@given(NAMES)
def test_own_names_stand_before_imported_ones_and_these_before_shipped_ones(names: list[Name]) -> None:
    done = settled(names)
    first = {(n.lang, n.form): n for n in done if n.status is NameStatus.PREFERRED}
    for name in done:
        if name.displaced:
            winner = first[name.lang, name.form].glossary
            assert winner == OWN or not winner.startswith("shipped") or name.glossary.startswith("shipped")
