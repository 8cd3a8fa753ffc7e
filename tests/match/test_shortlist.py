"""Which quotes are worth comparing with a rendering."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import grows_at_most
from workbench.match.features import profile
from workbench.match.shortlist import KEEP, shortlist

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "match"

WORDS = ["harvest", "market", "millet", "Tinzawa", "camion", "camions", "12", "12.500", "3", "la"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
quotes_with_drafts = st.dictionaries(st.integers(0, 99), st.lists(texts, max_size=2), max_size=12)


def grams(text: str) -> dict[str, float]:
    found = profile(text)
    return {**found.grams, **{f"number {number}": 1.0 for number in found.numbers}}


def similarities(quotes: Mapping[int, Sequence[str]], rendering: str) -> dict[int, float]:
    """The slow twin: every quote scored against the rendering, text by text."""
    known = [grams(text) for texts in quotes.values() for text in texts]

    def weigh(weights: Mapping[str, float]) -> float:
        return math.fsum(
            weight * math.log(1 + len(known) / max(1, sum(gram in other for other in known)))
            for gram, weight in weights.items()
        )

    def likeness(one: dict[str, float], other: dict[str, float]) -> float:
        shared = {gram: min(one[gram], other[gram]) for gram in one.keys() & other.keys()}
        return 2 * weigh(shared) / (weigh(one) + weigh(other) + 1)

    printed = grams(rendering)
    return {
        quote: max((likeness(grams(text), printed) for text in texts), default=0.0)
        for quote, texts in quotes.items()
    }


def ranked(similar: Mapping[int, float]) -> list[int]:
    return sorted(similar, key=lambda quote: (-round(similar[quote], 9), quote))


def the_same_order(found: list[int], similar: Mapping[int, float], keep: int) -> bool:
    """Whether `found` begins the ranking; quotes that rounding alone tells apart may change places."""
    wanted = ranked(similar)[:keep]
    return len(set(found)) == len(wanted) and all(
        math.isclose(similar[one], similar[other], abs_tol=1e-9)
        for one, other in zip(found, wanted, strict=True)
    )


@given(quotes_with_drafts, st.dictionaries(st.integers(0, 9), texts, max_size=3), st.integers(1, 14))
def test_it_finds_what_scoring_every_quote_finds(
    quotes: dict[int, list[str]], renderings: dict[int, str], keep: int
) -> None:
    found = shortlist(quotes, renderings, keep=keep)
    assert list(found) == list(renderings)
    for rendering, text in renderings.items():
        assert the_same_order(found[rendering], similarities(quotes, text), keep)


@given(quotes_with_drafts, texts, st.randoms(use_true_random=False))
def test_the_order_of_the_quotes_does_not_matter(
    quotes: dict[int, list[str]], rendering: str, rng: random.Random
) -> None:
    shuffled = list(quotes.items())
    rng.shuffle(shuffled)
    assert shortlist(dict(shuffled), {1: rendering}) == shortlist(quotes, {1: rendering})


@given(quotes_with_drafts, texts)
def test_a_small_project_loses_no_quote(quotes: dict[int, list[str]], rendering: str) -> None:
    assert sorted(shortlist(quotes, {1: rendering})[1]) == sorted(quotes)


def test_the_best_of_words_and_draft_counts() -> None:
    quotes = {
        1: ["La récolte fut bonne.", "The millet is dear."],
        2: ["Nos enfants dorment dehors.", "Our children sleep outside."],
        3: ["Our village waits."],
    }
    assert shortlist(quotes, {7: "Our children are sleeping outside."}, keep=2) == {7: [2, 3]}


def test_equal_quotes_stand_by_id() -> None:
    assert shortlist({9: ["millet"], 4: ["millet"], 6: ["market"]}, {1: "millet"}) == {1: [4, 9, 6]}


def test_quotes_that_share_nothing_fill_up_by_id() -> None:
    quotes = {8: ["camion"], 5: [""], 3: [], 9: ["millet"]}
    assert shortlist(quotes, {1: "Millet!", 2: ""}, keep=3) == {1: [9, 3, 5], 2: [3, 5, 8]}


def test_numbers_are_found_without_their_separators() -> None:
    quotes = {1: ["Il faut 700 francs."], 2: ["Il faut 12\u202f500 francs."], 3: ["Il faut 12 francs."]}
    assert shortlist(quotes, {1: "We need 12,500."}, keep=1) == {1: [2]}


def test_a_rare_word_tells_more_than_frequent_ones() -> None:
    quotes = {number: [f"people of the village said this, number {number}"] for number in range(100, 200)}
    quotes[250] = ["Tinzawa attend toujours"]
    assert shortlist(quotes, {1: "people of Tinzawa"}, keep=1) == {1: [250]}


def test_a_gram_of_every_quote_still_counts_where_there_is_no_other() -> None:
    quotes = {number: ["la récolte du village"] for number in range(5000)}
    quotes[5000] = ["récolte"]
    assert shortlist(quotes, {1: "récolte"}, keep=2) == {1: [5000, 0]}


def test_nothing_to_compare() -> None:
    assert shortlist({}, {1: "millet"}) == {1: []}
    assert shortlist({1: ["millet"]}, {}) == {}


def fictional(count: int, seed: int) -> dict[int, str]:
    """Texts of 20 words, as unevenly frequent as those of a language."""
    rng = random.Random(seed)
    letters = "aaabcdeeeefghiiijlmnooprssttuuv"
    names = random.Random(0)
    vocabulary = ["".join(names.choices(letters, k=names.randint(2, 9))) for _ in range(2000)]
    frequencies = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    return {n: " ".join(rng.choices(vocabulary, frequencies, k=20)) for n in range(count)}


def shortlisting(count: int) -> Callable[[], object]:
    """A shortlist for as many renderings as quotes, their profiles being at hand."""
    quotes = {number: [text] for number, text in fictional(count, 1).items()}
    renderings = fictional(count, 2)
    for text in [*renderings.values(), *(text for texts in quotes.values() for text in texts)]:
        profile(text)
    return lambda: shortlist(quotes, renderings)


def test_the_work_grows_with_the_texts_not_with_their_pairs() -> None:
    assert grows_at_most(10, shortlisting(400), shortlisting(1600))  # sixteen times the pairs


def gold(name: str) -> list[dict[str, str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [record for line in lines if (record := json.loads(line)).get("fr") and record["en"]]


@pytest.mark.quality
@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout")
@pytest.mark.parametrize(
    ("pairs", "others", "floor"),
    # A third of the quotes are fragments of a few words that share no letters with their rendering.
    [("match_quotes.jsonl", "match_pud.jsonl", 0.67), ("match_ntrex.jsonl", "match_pud.jsonl", 0.91)],
)
def test_the_right_quote_is_kept_without_drafts(pairs: str, others: str, floor: float) -> None:
    wanted, distractors = gold(pairs), [record["fr"] for record in gold(others)]
    # The distractors come first: a quote that shares nothing must not be kept for its low id.
    quotes = dict(enumerate([[text] for text in [*distractors, *(record["fr"] for record in wanted)]]))
    found = shortlist(quotes, dict(enumerate((record["en"] for record in wanted), len(distractors))))
    assert all(len(kept) == KEEP for kept in found.values())
    right = sum(any(quotes[quote] == quotes[number] for quote in kept) for number, kept in found.items())
    print(f"{pairs}: {right / len(wanted):.3f} of {len(wanted)} among {len(quotes)}")
    assert right / len(wanted) >= floor
