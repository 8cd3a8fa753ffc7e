"""Concepts in order of time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.timeline import Period, bar, periods, shown_name, years

EN = LanguageTag("en")
OLD = Concept(key="old", kind="x", since="1998", until="2007-01", relations=(Relation("renamed-to", "new"),))
NEW = Concept(
    key="new",
    kind="x",
    since="2007-01",
    names=(Name(lang=EN, text="Former", status=NameStatus.SUPERSEDED, until="2010"), Name(lang=EN, text="N")),
    relations=(Relation("splinter-of", "third", since="2012-05"), Relation("member-of", "elsewhere")),
)
THIRD = Concept(key="third", kind="x", since="2001")
ALL = {concept.key: concept for concept in (OLD, NEW, THIRD)}


def test_related_concepts_stand_in_order_of_time_whoever_tells_the_relation() -> None:
    assert [(p.label, p.since, p.until, p.relation) for p in periods(NEW, ALL, EN)] == [
        ("old", "1998", "2007-01", "← renamed-to"),
        ("new", "2007-01", "", ""),
        ("third", "2012-05", "", "splinter-of"),
        ("“Former”", "", "2010", "superseded"),
        ("elsewhere", "", "", "member-of"),
    ]


def test_what_is_related_is_called_by_its_short_name() -> None:
    names = (
        Name(lang=EN, text="Third Front", status=NameStatus.PREFERRED),
        Name(lang=EN, text="TF", form=NameForm.ACRONYM, status=NameStatus.PREFERRED),
        Name(lang=LanguageTag("fr"), text="Troisième Front", status=NameStatus.PREFERRED),
        Name(lang=EN, text="Third", status=NameStatus.DEPRECATED),
    )
    third = replace(THIRD, names=names)
    told = {period.key: period.label for period in periods(NEW, {**ALL, "third": third}, EN)}
    assert told["third"] == "TF"
    assert shown_name(third, EN) == "Third Front"
    assert shown_name(third, LanguageTag("fr-ML")) == "Troisième Front"
    assert shown_name(third, LanguageTag("ar")) == "Third Front"
    assert shown_name(THIRD, EN) == "third"


def test_the_years_are_those_that_are_known() -> None:
    assert years(periods(NEW, ALL, EN)) == (1998, 2012)
    assert years([Period("x", "", "", "", "x")]) is None


def test_a_bar_begins_and_ends_where_its_years_are() -> None:
    span = (2000, 2010)
    assert bar(Period("x", "2002", "2005-03", "", "x"), span, 11) == "  ├──┤     "
    assert bar(Period("x", "2002", "", "", "x"), span, 11) == "  ├───────→"
    assert bar(Period("x", "", "2005", "", "x"), span, 11) == "…────┤     "
    assert bar(Period("x", "2002", "2002-12", "", "x"), span, 11) == "  ├        "
    assert bar(Period("x", "", "", "", "x"), span, 11) == "…          "


dates = st.one_of(st.just(""), st.integers(1900, 2100).map(str))


@given(dates, dates, st.integers(1, 120))
def test_a_bar_is_as_wide_as_asked(since: str, until: str, width: int) -> None:
    period = Period("x", since, until, "", "x")
    assert len(bar(period, years([period]) or (2000, 2001), width)) == width
