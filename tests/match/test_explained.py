"""How well texts explain each other, against slow twins; which words may stand for each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.align.bags import Bags, bags, spread, tokens
from workbench.align.counterparts import Links, links
from workbench.align.known_words import Lexicon
from workbench.match.explained import DOUBT, Explainer, usual

LEXICON = Lexicon.of(
    [
        *(("pont", "bridge", 8.0), ("pont", "deck", 2.0), ("ferme", "closed", 5.0), ("ferme", "farm", 5.0)),
        *(("le", "the", 90.0), ("la", "the", 90.0), ("", "the", 20.0), ("mesures", "measures", 30.0)),
        *(("negocier", "negotiate", 4.0), ("negociation", "negotiation", 4.0), ("route", "road", 6.0)),
    ]
)
WORDS = ["pont", "le", "la", "ferme", "mesures", "route", "tinzawa", "12", "2014", "x"]
OTHERS = ["bridge", "the", "closed", "farm", "measures", "road", "tinzawa", "12", "2014", "y"]
sources = st.lists(st.lists(st.sampled_from(WORDS), max_size=5), max_size=6)
targets = st.lists(st.lists(st.sampled_from(OTHERS), max_size=5), max_size=6)


def shares(of: Bags, to: Bags, table: Links) -> dict[tuple[str, str], float]:
    return {
        (of.words[row], to.words[table.to[place]]): float(table.share[place])
        for row in range(len(of.words))
        for place in range(table.starts[row], table.starts[row + 1])
    }


def explainer(source: Sequence[Sequence[str]], target: Sequence[Sequence[str]]) -> Explainer:
    ours, theirs = bags(source), bags(target)
    ahead, _ = links(ours.words, theirs.words, LEXICON)
    return Explainer(ours, theirs, ahead, usual(ours, theirs, LEXICON)[1])


def slow_ratio(view: Explainer, source: Sequence[str], target: Sequence[str]) -> float:
    """The same by the formula of IBM model 1, word by word."""
    table = shares(view.given, view.told, view.links)
    total = 0.0
    for word in target:
        expected = sum(table.get((one, word), 0.0) for one in source) / max(1, len(source))
        background = float(view.usual[view.told.words.index(word)])
        total += math.log(DOUBT + (1 - DOUBT) * expected / background)
    return total


@given(sources, targets)
def test_ratios_are_those_of_the_formula(source: list[list[str]], target: list[list[str]]) -> None:
    view = explainer(source, target)
    rows, columns = (place.ravel() for place in np.indices((len(source), len(target))))
    wanted = [slow_ratio(view, source[r], target[c]) for r, c in zip(rows, columns, strict=True)]
    assert view.ratios(rows, columns) == pytest.approx(wanted)


@given(sources, targets, st.integers(1, 4))
def test_the_nearest_are_those_that_are_explained_best(
    source: list[list[str]], target: list[list[str]], keep: int
) -> None:
    view = explainer(source, target)
    rows, columns = view.nearest(keep)
    for row in range(len(source)):
        near = columns[rows == row]
        fits = {
            column: slow_ratio(view, source[row], words) / math.sqrt(len(words))
            for column, words in enumerate(target)
            if any(
                (one, word) in shares(view.given, view.told, view.links)
                for one in source[row]
                for word in words
            )
        }
        assert set(near.tolist()) <= set(fits)
        assert len(near) == min(keep, len(fits))
        kept = sorted((fits[column] for column in near.tolist()), reverse=True)
        assert kept == pytest.approx(sorted(fits.values(), reverse=True)[: len(near)])


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.data())
def test_spread_lays_rows_end_to_end(sizes: list[int], data: st.DataObject) -> None:
    starts = np.concatenate([[0], np.cumsum(sizes)])
    rows = data.draw(st.lists(st.integers(0, len(sizes) - 1), max_size=6))
    places, owners = spread(starts, np.array(rows, dtype=np.int64))
    assert places.tolist() == [p for row in rows for p in range(starts[row], starts[row + 1])]
    assert [rows[owner] for owner in owners] == [row for row in rows for _ in range(sizes[row])]


def test_links_of_the_lexicon_count_in_both_directions() -> None:
    ours, theirs = bags([["pont", "ferme"]]), bags([["bridge", "closed", "farm", "deck"]])
    ahead, back = links(ours.words, theirs.words, LEXICON)
    forth = shares(ours, theirs, ahead)
    assert forth["pont", "bridge"] == pytest.approx(8 / 11)
    assert forth["ferme", "closed"] == pytest.approx(5 / 11)
    assert shares(theirs, ours, back)["closed", "ferme"] == pytest.approx(5 / 6)


def test_a_form_that_was_never_met_has_the_links_of_its_kin() -> None:
    ours, theirs = bags([["negocierons"]]), bags([["negotiating", "the"]])
    forth = shares(ours, theirs, links(ours.words, theirs.words, LEXICON)[0])
    assert forth["negocierons", "negotiating"] > 0.1
    assert ("negocierons", "the") not in forth


def test_names_numbers_and_cousins_are_linked_by_their_looks() -> None:
    ours, theirs = (
        bags([["tinzawa", "12", "humanitaire", "on", "2012"]]),
        bags([["tinzawa", "12", "humanitarian", "on", "2013"]]),
    )
    forth = shares(ours, theirs, links(ours.words, theirs.words)[0])
    assert forth["tinzawa", "tinzawa"] == forth["12", "12"] == pytest.approx(0.9)
    assert forth["humanitaire", "humanitarian"] > 0.2
    assert forth["on", "on"] < 0.5
    assert ("2012", "2013") not in forth


@given(
    st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=8),
    st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=8),
)
def test_links_are_probabilities_and_the_same_seen_from_either_side(one: list[str], other: list[str]) -> None:
    ahead, back = links(one, other, LEXICON)
    assert all(0.0 < share <= 1.0 for share in (*ahead.share, *back.share))
    forth = {
        (row, int(to))
        for row in range(len(one))
        for to in ahead.to[ahead.starts[row] : ahead.starts[row + 1]]
    }
    home = {
        (int(to), row) for row in range(len(other)) for to in back.to[back.starts[row] : back.starts[row + 1]]
    }
    assert forth == home


def test_a_word_is_as_usual_as_the_lexicon_says_or_else_its_length() -> None:
    ours, theirs = bags([["pont"]]), bags([["bridge", "the", "tinzawa"]])
    bridge, the, name = usual(ours, theirs, LEXICON)[1]
    assert the > bridge > name > 0.0
    short, long = usual(bags([["le", "tinzawa"]]), theirs)[0]
    assert short > long > 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il faut 12\u202f500 francs.", ["il", "faut", "12500", "francs"]),
        ("12,500 or 12.500", ["12500", "or", "12500"]),
        ("1 234 567,5 m", ["12345675", "m"]),
        ("en 2012, 300 morts", ["en", "2012", "300", "morts"]),
        ("le 12 500", ["le", "12500"]),
        ("L’été « brûle » ?", ["l", "ete", "brule"]),
        ("«…» \ud800", []),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert tokens(text) == found


@given(st.text())
def test_any_text_has_tokens(text: str) -> None:
    assert all(token[0].isalnum() for token in tokens(text))
