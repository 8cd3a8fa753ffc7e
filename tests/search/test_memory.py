"""How alike texts are: the fast way beside a naive one, and where texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Span
from workbench.search.memory import LIKE, LONGEST_WORD, Difference, differences, likeness, similarity
from workbench.search.words import folded, words

WORDS = st.text("abéx7", min_size=1, max_size=6)
TEXTS = st.lists(WORDS, max_size=7)
ANY_TEXT = st.text(st.characters(codec=None), max_size=40)


def naive_letters(one: str, other: str) -> int:
    """The Levenshtein distance by its definition, a row at a time."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != theirs))
    return row[-1]


def naive_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not (one + other).isalpha() or (one[0] != other[0] and one[-1] != other[-1]):
        return 0.0
    like = 1 - naive_letters(one, other) / max(len(one), len(other))
    return like if like >= LIKE else 0.0


def naive_similarity(ours: list[str], theirs: list[str]) -> float:
    """The same score with neither shortcuts nor bits."""
    rows = [[float(i + j) for j in range(len(theirs) + 1)] for i in range(len(ours) + 1)]
    for i, word in enumerate(ours, 1):
        for j, other in enumerate(theirs, 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + 1 - naive_likeness(word, other)
            )
    longer = max(len(ours), len(theirs))
    return 1 - rows[-1][-1] / longer if longer else 0.0


@given(WORDS, WORDS)
def test_two_words_are_as_alike_as_their_letters(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(naive_likeness(one, other))


@given(TEXTS, TEXTS)
def test_the_fast_score_is_the_naive_one(ours: list[str], theirs: list[str]) -> None:
    assert similarity(ours, theirs) == pytest.approx(naive_similarity(ours, theirs), abs=1e-9)
    assert similarity(ours, theirs) == pytest.approx(similarity(theirs, ours), abs=1e-9)
    assert (similarity(ours, theirs) == 1) == (ours == theirs != [])


@given(TEXTS, TEXTS, st.sampled_from([0.3, 0.5, 0.8]))
def test_below_the_least_score_there_is_none(ours: list[str], theirs: list[str], least: float) -> None:
    score = naive_similarity(ours, theirs)
    told = similarity(ours, theirs, least)
    assert (
        told == pytest.approx(score, abs=1e-9) if score > least + 1e-6 else told in (0, pytest.approx(score))
    )


@given(ANY_TEXT, ANY_TEXT)
def test_what_is_not_told_as_different_is_the_same_on_both_sides(asked: str, stored: str) -> None:
    found = differences(asked, stored)
    assert list(found) == sorted(found)
    assert _kept(asked, [each.asked for each in found]) == _kept(stored, [each.stored for each in found])
    assert bool(found) == ([w.folded for w in words(asked)] != [w.folded for w in words(stored)])


def _kept(text: str, spans: list[Span]) -> list[str]:
    """The folded words outside of the spans."""
    return [
        word.folded
        for word in words(text)
        if not any(span.start <= word.span.start and word.span.end <= span.end for span in spans)
    ]


@given(ANY_TEXT)
def test_words_stand_where_they_are_said_to(text: str) -> None:
    plain = folded(text)
    for word in plain.words():
        assert word.folded in folded(word.span.of(text)).text
        assert 0 <= word.span.start < word.span.end <= len(text)


def test_a_difference_is_as_long_as_the_words_that_differ() -> None:
    asked, stored = "Nous avons quitté la ville hier.", "Nous, les chefs, avons quitté le village."
    told = [(d.asked.of(asked), d.stored.of(stored)) for d in differences(asked, stored)]
    assert told == [("", "les chefs"), ("la ville hier", "le village")]
    assert differences("L’École", "l'ecole !") == ()
    assert differences("", "Oui") == (Difference(Span(0, 0), Span(0, 3)),)


def test_a_number_is_no_typing_error() -> None:
    assert likeness("43", "42") == 0
    assert similarity(["il", "y", "a", "43", "morts"], ["il", "y", "a", "42", "morts"]) == 0.8
    assert similarity(["le", "village", "brule"], ["le", "villages", "brule"]) > 0.9


def test_long_texts_and_words_take_no_time() -> None:
    long = "a" * 100_000
    assert likeness(long, long[:-1]) == 0
    assert likeness("a" * LONGEST_WORD, "a" * (LONGEST_WORD - 1)) > 0.9
    assert similarity(["a", *["b"] * 30_000], ["a", *["c"] * 30_000], 0.0) < 0.1
    assert len(differences("a " + "b " * 20_000, "a " + "c " * 20_000)) == 1


def test_words_that_stay_part_differences() -> None:
    asked, stored = "la ville avant l’aube", "le village avant la nuit"
    told = [(d.asked.of(asked), d.stored.of(stored)) for d in differences(asked, stored)]
    assert told == [("la ville", "le village"), ("l’aube", "la nuit")]
