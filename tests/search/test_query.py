"""The query language: what it understands, and how it says that it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Origin, PairFilter, Status
from workbench.search.query import LONGEST, Query, QueryError, completion, read_query
from workbench.search.terms import Letters, Pattern, Term, Words
from workbench.text.fold import fold

PLAIN = st.text("abcdeéÉ", min_size=1, max_size=8)
SIDES = st.sampled_from(["", "source", "target", "fr", "en"])


@st.composite
def items(draw: st.DrawFn) -> tuple[str, Term]:
    """A term as it is written, and as it is to be understood."""
    side, kind = draw(SIDES), draw(st.sampled_from(["word", "phrase", "beginning", "pattern"]))
    written, said = f"{side}:" if side else "", [draw(PLAIN) for _ in range(draw(st.integers(1, 3)))]
    folded = tuple(fold(word) for word in said)
    if kind == "word":
        return written + said[0], Words(folded[:1], False, side)
    if kind == "beginning":
        return f"{written}{said[0]}*", Words(folded[:1], True, side)
    if kind == "phrase":
        return f'{written}"{" ".join(said)}"', Words(folded, False, side)
    return f"{written}/{said[0]}.+/c", Pattern(f"{said[0]}.+", True, side)


@given(st.lists(items(), max_size=5), st.sampled_from([" ", "  ", "\u00a0"]))
def test_terms_are_read_as_they_are_written(written: list[tuple[str, Term]], space: str) -> None:
    query = read_query(space.join(text for text, _ in written))
    assert query == Query(tuple(term for _, term in written))


@given(st.text(st.characters(codec=None), max_size=60) | st.text('a":/ *«,.5cfr\\(', max_size=30))
def test_any_text_is_a_query_or_refused_with_its_column(text: str) -> None:
    try:
        read_query(text)
    except QueryError as error:
        assert 1 <= error.column <= len(text) + 1
        assert str(error).startswith(f"Column {error.column}: ")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("speaker:tessaly", PairFilter(speaker="tessaly")),
        ('outlet:"harbour wire"', PairFilter(outlet="harbour wire")),
        ("date:2012-05..2012-06-30", PairFilter(since="2012-05", until="2012-06-30")),
        ("date:2012", PairFilter(since="2012", until="2012")),
        ("date:..2012", PairFilter(until="2012")),
        ("date:2012-05..", PairFilter(since="2012-05")),
        ("status:approved,draft", PairFilter(statuses=(Status.APPROVED, Status.DRAFT))),
        ("origin:human", PairFilter(origins=(Origin.HUMAN,))),
        ("missing:original", PairFilter(missing_source=True)),
        ("missing:rendering", PairFilter(missing_target=True)),
        ("lang:FR_fr", PairFilter(source_lang="fr-FR")),
        ("document:3 quote:12", PairFilter(document_id=3, quote_id=12)),
    ],
)
def test_conditions(written: str, wanted: PairFilter) -> None:
    assert read_query(written) == Query(wanted=wanted)
    assert read_query(f"la {written.replace(':', ':', 1)}") == replace(
        Query(wanted=wanted), terms=(Words(("la",)),)
    )


def test_checks_and_concepts_are_listed() -> None:
    query = read_query('check:num.value check:neg concept:"Al-Qaïda au Maghreb"')
    assert (query.checks, query.concepts) == (("num.value", "neg"), ("Al-Qaïda au Maghreb",))


def test_what_is_joined_by_marks_is_a_phrase() -> None:
    assert read_query("l’eau").terms == (Words(("l", "eau")),)
    assert read_query("cessez-le-feu*").terms == (Words(("cessez", "le", "feu"), True),)
    assert read_query("« la trêve »").terms == (Words(("la", "treve")),)
    assert read_query('"la trêve').terms == (Words(("la", "treve")),)


def test_marks_alone_count_only_on_their_own() -> None:
    assert read_query("partez - ?").terms == (Words(("partez",)),)
    assert read_query("…").terms == (Letters("..."),)
    assert read_query("停火").terms == (Letters("停火"),)
    assert read_query("").empty
    assert read_query(' "" ').empty


@pytest.mark.parametrize(
    ("written", "column", "says"),
    [
        ("trêve foo:bar", 7, "no field “foo:”"),
        ("a /tr[/", 7, "no regular expression"),
        ("a /tr", 3, "no closing"),
        ("/tr/x", 5, "only “c”"),
        ("//", 1, "no regular expression between"),
        ("status:wrong", 1, "none of draft"),
        ("date:yesterday", 1, "no date"),
        ("date:2012-13", 1, "no date"),
        ("date:2013..2012", 1, "later than"),
        ("date:..", 1, "a date or two"),
        ("document:0", 1, "no id"),
        ("quote:²", 1, "no id"),
        ("speaker:/x/", 9, "no regular expression"),
        ('speaker:""', 1, "nothing stands"),
        ("lang:xx", 1, "not a known language"),
        ("status:,", 1, "none of"),
        ("a" * (LONGEST + 1), LONGEST, "characters"),
    ],
)
def test_faults_are_sentences_with_a_column(written: str, column: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_query(written)
    assert caught.value.column == column
    assert says in str(caught.value)


def test_fields_and_their_values_are_completed() -> None:
    ends = {
        "spe": "aker:",
        "la st": "atus:",
        "status:ap": "proved",
        "status:draft,re": "jected",
        "missing:or": "iginal",
    }
    assert {begun: completion(begun) for begun in ends} == ends
    for text in ("", "s", "la ", "zz", "speaker:te", "status:approved", '"sp', "/st", "fr:sp"):
        assert completion(text) == ""
