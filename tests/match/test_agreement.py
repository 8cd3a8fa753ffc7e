"""What speakers and dates tell, and what is left where others claim the same text."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.align.known_words import shipped
from workbench.match.agreement import EARLY, LATE, SOON, UNKNOWN, by_date, by_speaker
from workbench.match.rivals import WEIGHT, contested
from workbench.match.speakers import OTHER, SAME, Speakers, same_speakers

names = st.sampled_from(
    ["", " ", "Awa Touré", "A. Toure", "un porte-parole", "le maire", "Falké", "\ud800", "12"]
)
days = st.sampled_from(["", "soon", "2012-05-30", "2012-06-01", "2012-05-01", "2014-01-01", "2012"])


def all_pairs(source: Sequence[str], target: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = np.indices((len(source), len(target)))
    return rows.ravel(), columns.ravel()


@pytest.mark.parametrize(
    ("said", "printed", "same"),
    [
        ("Oumarou Falké", "Commander Omar Falke", True),
        ("Oumarou Falké", "FALKÉ", True),
        ("Alexandre Novaque", "Aleksandr Novaq", True),
        ("la Corée du Nord", "North Korea", True),
        ("la ministre de la Défense", "the Minister of Defence", True),
        ("les avocats de Falké", "Falké’s lawyers", True),
        ("Awa Touré", "Awa Sissoko", False),
        ("la Corée du Nord", "South Korea", False),
        ("", "", False),
    ],
)
def test_names_across_languages(said: str, printed: str, same: bool) -> None:
    lexicon = shipped(LanguageTag("fr"), LanguageTag("en"))
    assert same_speakers([said], [printed], lexicon) == ([(0, 0)] if same else [])


def test_a_description_contradicts_no_name() -> None:
    speakers = Speakers.of(["Awa Touré", "un habitant", ""], ["Bakary Sidi", "a resident", "Awa Touré"])
    kinds = speakers.kinds(*all_pairs([""] * 3, [""] * 3)).reshape(3, 3)
    assert kinds[0].tolist() == [OTHER, UNKNOWN, SAME]
    assert kinds[2].tolist() == [UNKNOWN] * 3


def test_the_rarer_a_speaker_the_more_it_tells() -> None:
    def odds(*others: str) -> float:
        speakers = Speakers.of(["Awa Touré"], ["Awa Touré", *others])
        return float(by_speaker(speakers, np.array([0]), np.array([0])).odds[0])

    assert odds(*["Bakary Sidi"] * 30) > odds(*["Bakary Sidi"] * 3) > odds(*["Awa Touré"] * 3)
    assert abs(odds(*["Awa Touré"] * 30)) < 0.3
    assert odds(*["Bakary Sidi"] * 9999) == pytest.approx(math.log(50))


@given(st.lists(names, max_size=6), st.lists(names, max_size=6))
def test_speakers_are_those_of_a_slow_count(source: list[str], target: list[str]) -> None:
    rows, columns = all_pairs(source, target)
    speakers = Speakers.of(source, target)
    told = by_speaker(speakers, rows, columns)
    same = {
        (row, column) for row, column, kind in zip(rows, columns, told.kinds, strict=True) if kind == SAME
    }
    for row, kind, odds in zip(rows, *told, strict=True):
        met = [
            sum(k == wanted for r, k in zip(rows, told.kinds, strict=True) if r == row) for wanted in range(3)
        ]
        chance = (met[kind] + 0.5) / (met[SAME] + met[OTHER] + 1)
        expected = {UNKNOWN: 1.0, SAME: 0.85 / chance, OTHER: 0.15 / chance}[int(kind)]
        assert odds == pytest.approx(math.log(min(max(expected, 1 / 50), 50.0)))
    kept = set(zip(*(side.tolist() for side in speakers.pairs(most=3)), strict=True))
    assert kept == {(r, c) for r, c in same if sum(row == r for row, _ in same) <= 3}


@given(st.lists(days, max_size=5), st.lists(days, max_size=5))
def test_dates_of_any_kind(source: list[str], target: list[str]) -> None:
    rows, columns = all_pairs(source, target)
    told = by_date(source, target, rows, columns)
    for row, column, kind, odds in zip(rows, columns, *told, strict=True):
        both = all(len(day) == 10 for day in (source[row], target[column]))
        assert (kind != UNKNOWN) == both
        assert math.isfinite(odds)
        assert both or odds == 0.0


def test_a_rendering_is_printed_soon_after() -> None:
    days = ["2012-05-30", "2012-06-02", "2012-05-01", "2013-05-30", "soon"]
    told = by_date(["2012-05-30"], days, np.zeros(5, np.int64), np.arange(5))
    assert told.kinds.tolist() == [SOON, SOON, EARLY, LATE, UNKNOWN]
    assert told.odds[0] > told.odds[3] > told.odds[2]


def test_a_claim_takes_from_its_rivals_only() -> None:
    source, target = np.array([0, 1, 2, 0]), np.array([0, 0, 1, 1])
    odds = np.array([2.0, 0.0, 1.0, -30.0])
    left = contested(source, target, odds, np.array([0, 1, 2]))
    assert left[0] == pytest.approx(2.0 - WEIGHT * math.log(2))
    assert left[1] == pytest.approx(-WEIGHT * math.log(1 + math.exp(2)))
    assert left[2] == pytest.approx(1.0)
    copies = contested(source, target, odds, np.array([0, 0, 2]))
    assert copies[:2].tolist() == [2.0, 0.0]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(-60, 60)), max_size=12))
def test_what_is_left_is_never_more(pairs: list[tuple[int, int, float]]) -> None:
    source, target = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    odds = np.array([pair[2] for pair in pairs])
    left = contested(source, target, odds, np.array([0, 1, 2, 3, 3]))
    assert np.all(left <= odds + 1e-9)
    assert np.all(np.isfinite(left))
