"""Folding for search, and finding by folded comparison."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.fold import find_folded, fold

tricky = st.text(st.sampled_from("eéÉe\u0301œŒoßsSﬁ’'«»\" \u00a0\u202f\u200d\u00ad…-–İıأاcC"), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Œuvre", "l'oeuvre"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Ёлка", "елка"),
        ("ἀρχὴ", "αρχη"),
        ("độc lập", "doc lap"),
        ("العِلْمُ", "العلم"),
        ("أحمد", "احمد"),
        ("٢٠١٢", "2012"),
        ("24\u202fh\u00a0: «\u00a0oui\u00a0»", '24 h : " oui "'),
        ("vingt–deux", "vingt-deux"),
        ("co\u00adopérer", "cooperer"),
        ("e\u0301te\u0301", "été"),
        ("ﬁn…", "fin..."),
        ("une\nligne", "une ligne"),
    ],
)
def test_the_same_to_a_reader(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ज्ञान", "जञन"), ("が", "か"), ("ไทย", "ไท"), ("mali", "malt"), ("ก่", "ก้")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_concatenation_folds_part_by_part(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(tricky, tricky)
def test_spans_fold_to_the_needle(text: str, needle: str) -> None:
    spans = find_folded(text, needle)
    for span in spans:
        assert fold(span.of(text)) == fold(needle) != ""
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(tricky, tricky, tricky)
def test_what_stands_there_is_found(before: str, needle: str, after: str) -> None:
    if fold(needle):
        assert find_folded(before + needle + after, needle)


def test_offsets_are_those_of_the_original() -> None:
    text = "Le chœur de l’ŒUVRE et l'oeuvre"
    assert [span.of(text) for span in find_folded(text, "œuvre")] == ["ŒUVRE", "oeuvre"]
    assert [span.of(text) for span in find_folded(text, "chœur")] == ["chœur"]


def test_a_span_takes_in_combining_marks() -> None:
    text = "ete\u0301 finie"
    assert [span.of(text) for span in find_folded(text, "été")] == ["ete\u0301"]


def test_half_a_ligature_is_no_match() -> None:
    assert find_folded("œuf", "o") == []
    assert find_folded("각", "가") == []
    assert [tuple(span) for span in find_folded("œuf eu", "eu")] == [(4, 6)]


@pytest.mark.parametrize("needle", ["", "\u200d", "\u0301"])
def test_nothing_is_found_nowhere(needle: str) -> None:
    assert find_folded("texte\u200d", needle) == []
