"""The same utterance in two articles. Every name and word is fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.match.same import Kinship, Told, kinship, places, runs, same, same_speaker, windows

AWA = "Awa Inventée"
LONG = (
    "Nous avons porté les sacs de mil sur la tête pendant trois semaines, et personne n’est venu nous aider."
)


@pytest.mark.parametrize(
    "other",
    [
        LONG.upper(),
        LONG.replace("’", "'").replace(",", ""),
        LONG.replace("les sacs", "les\u00a0sacs [de la coopérative]"),
        LONG.replace("trois semaines", "trois (sic) semaines"),
        LONG.replace(", et", "… et"),
    ],
)
def test_typography_case_and_what_an_editor_put_in_do_not_matter(other: str) -> None:
    assert kinship(LONG, other) is Kinship.EQUAL
    assert same(Told(LONG, AWA), Told(other, AWA)) is Kinship.EQUAL


def test_a_long_fragment_is_of_the_whole_and_the_whole_holds_it() -> None:
    part = "les sacs de mil sur la tête pendant trois semaines"
    assert same(Told(part, AWA), Told(LONG, "Inventée")) is Kinship.PART
    assert same(Told(LONG, AWA), Told(part, AWA)) is Kinship.WHOLE


def test_a_text_with_a_cut_is_held_by_the_text_without() -> None:
    cut = "Nous avons porté les sacs […] pendant trois semaines, et personne n’est venu"
    assert kinship(cut, LONG) is Kinship.PART
    assert kinship("pendant trois semaines […] nous avons porté les sacs", LONG) is None


@pytest.mark.parametrize(
    "words", ["terroristes", "fausse information", "un jour de honte", "Non, merci bien."]
)
def test_few_words_prove_nothing(words: str) -> None:
    assert same(Told(words, AWA), Told(words, AWA)) is None


def test_a_fragment_needs_more_words_than_a_whole_quote() -> None:
    assert same(Told("Nous ne partirons jamais d’ici.", AWA), Told("Nous ne partirons jamais d’ici", AWA))
    assert same(Told("porté les sacs de mil", AWA), Told(LONG, AWA)) is None


def test_the_speaker_must_not_be_another_one() -> None:
    assert same(Told(LONG, AWA), Told(LONG, "Moussa Fictif")) is None
    assert same(Told(LONG, AWA), Told(LONG)) is Kinship.EQUAL
    assert same(Told(LONG, AWA), Told(LONG, "une habitante")) is Kinship.EQUAL
    short = "Nous ne partirons jamais d’ici."
    assert same(Told(short, AWA), Told(short)) is None


def test_a_phrase_that_comes_back_next_season_is_another_utterance() -> None:
    words = "Nous ne partirons jamais de cette vallée."
    assert same(Told(words, AWA, "2012-03-01"), Told(words, AWA, "2012-03-20")) is Kinship.EQUAL
    assert same(Told(words, AWA, "2012-03-01"), Told(words, AWA, "2013-03-01")) is None
    assert same(Told(LONG, AWA, "2012-03-01"), Told(LONG, AWA, "2013-03-01")) is Kinship.EQUAL


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("Oumar Ould Fictif", "Omar Ould Fictif", True),
        ("Fictif", "Oumar Ould Fictif", True),
        ("A. Inventée", "Awa Inventée", True),
        ("Moussa Fictif", "Awa Fictif", False),
        ("Moussa Fictif", "Moussa Inventé", False),
        ("Awa Sissoko-Fictive", "Awa Cissoko-Fictive", True),
        ("un porte-parole", "Moussa Fictif", None),
        ("", "Moussa Fictif", None),
        ("un porte-parole de l’armée", "Un porte-parole de l’armée", True),
    ],
)
def test_who_is_the_same_speaker(one: str, other: str, agreed: bool | None) -> None:
    assert same_speaker(one, other) is agreed
    assert same_speaker(other, one) is agreed


def test_sentences_are_found_in_the_longer_quote() -> None:
    whole = ["Oui.", "Nous avons porté les sacs.", "Personne n’est venu."]
    assert places(whole, ["nous avons porté les sacs, personne", "n'est venu"]) == [(1, 3), (2, 3)]
    assert places(whole, whole) == [(0, 1), (1, 2), (2, 3)]
    assert places(whole, ["Autre chose."]) is None
    assert places(whole, []) is None


words = st.lists(
    st.sampled_from(["le", "la", "mil", "sac", "pont", "eau", "roi", "jour", "nuit", "vent"]),
    min_size=8,
    max_size=30,
)


@given(words=words, start=st.integers(0, 20), length=st.integers(8, 20))
def test_an_index_is_asked_for_a_phrase_that_any_long_stretch_holds(
    words: list[str], start: int, length: int
) -> None:
    stretch = " ".join(words[start : start + length])
    if len(stretch.split()) >= 8:
        assert any(f" {phrase} " in f" {stretch} " for phrase in windows([" ".join(words)]))


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    mirrored = {
        None: None,
        Kinship.EQUAL: Kinship.EQUAL,
        Kinship.PART: Kinship.WHOLE,
        Kinship.WHOLE: Kinship.PART,
    }
    found = kinship(one, other)
    if len(sum(runs(one), ())) != len(sum(runs(other), ())):
        assert kinship(other, one) is mirrored[found]
    same(Told(one, other), Told(other, one))
    assert kinship(one, one) is (Kinship.EQUAL if runs(one) else None)
