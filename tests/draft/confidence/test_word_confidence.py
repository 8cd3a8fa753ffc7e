"""The words that a package doubts, with the pieces of both kinds of tokenizers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.draft.confidence.sentences import Features, calibration_for, confidence
from workbench.draft.confidence.words import word_confidences
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.packages.installed import PackageInfo

CALIBRATION = calibration_for("")

TEXT = "The envoy refused, didn’t he?"
SENTENCEPIECE = ["▁The", "▁en", "voy", "▁refuse", "d", ",", "▁didn", "’", "t", "▁he", "?"]
BPE = ["The", "en@@", "voy", "refuse@@", "d", ",", "didn", "&apos;t", "he", "?"]


@pytest.fixture(scope="module")
def decoder(starter: PackageInfo) -> Iterator[Decoder]:
    loaded = Decoder.load(starter, threads=1)
    yield loaded
    loaded.close()


def by_word(text: str, pieces: list[str], known: list[float]) -> dict[str, float]:
    found = word_confidences(text, pieces, known, CALIBRATION)
    return {text[span.start : span.end]: probability for span, probability in found}


@pytest.mark.parametrize("pieces", [SENTENCEPIECE, BPE])
def test_a_doubted_piece_makes_its_word_doubtful(pieces: list[str]) -> None:
    known = [-0.1] * (len(pieces) + 1)
    known[pieces.index("voy")] = -7.0
    found = by_word(TEXT, pieces, known)
    assert list(found) == ["The", "envoy", "refused", "didn", "t", "he"]
    assert min(found, key=lambda word: found[word]) == "envoy"
    assert found["envoy"] < 0.1 < 0.6 < found["refused"]


def test_the_end_counts_for_the_sentence_only() -> None:
    sure = word_confidences(TEXT, SENTENCEPIECE, [-0.1] * 12, CALIBRATION)
    unsure_end = word_confidences(TEXT, SENTENCEPIECE, [-0.1] * 11 + [-9.0], CALIBRATION)
    assert [span for span, _ in sure] == [span for span, _ in unsure_end]
    assert all(before > after > 0.5 for (_, before), (_, after) in zip(sure, unsure_end, strict=True))


def test_nothing_comes_of_nothing() -> None:
    assert word_confidences("", [], [], CALIBRATION) == []
    assert word_confidences("…?!", ["▁", "…", "?!"], [-1.0, -1.0, -1.0, -1.0], CALIBRATION) == []


@given(
    st.text(st.characters(), max_size=30),
    st.lists(st.text(st.characters(), max_size=5), max_size=20),
    st.lists(st.floats(), max_size=20),
)
def test_any_pieces_give_words_in_order(text: str, pieces: list[str], known: list[float]) -> None:
    found = word_confidences(text, pieces, known, CALIBRATION)
    assert all(0.0 < probability < 1.0 for _, probability in found)
    assert all(a.end <= b.start for (a, _), (b, _) in pairwise(found))


SOURCE = "Le porte-parole du gouvernement a refusé cette proposition."
RENDERED = "The government spokesman refused this proposal."


def scored(decoder: Decoder, source: str, target: str) -> tuple[list[str], list[float], float]:
    ours, theirs = (decoder.tokenizer.encode(text) for text in (source, target))
    [known] = decoder.log_probabilities([ours], [theirs])
    stated = confidence(Features(sum(known), len(known), len(ours)), CALIBRATION)
    assert stated is not None
    return theirs, known, stated


@pytest.mark.parametrize("wrong", ["minister", "accepted", "harvest"])
def test_a_wrong_word_of_a_person_stands_out(decoder: Decoder, wrong: str) -> None:
    place = {"minister": "spokesman", "accepted": "refused", "harvest": "proposal"}[wrong]
    planted = RENDERED.replace(place, wrong)
    pieces, known, stated = scored(decoder, SOURCE, planted)
    found = by_word(planted, pieces, known)
    assert wrong in sorted(found, key=lambda word: found[word])[:2]
    assert found[wrong] < 0.35
    assert stated < 0.5 * scored(decoder, SOURCE, RENDERED)[2]


def test_a_package_that_cannot_err_is_sure(spanish: PackageInfo) -> None:
    decoder = Decoder.load(spanish, threads=1)
    pieces, known, stated = scored(decoder, "El gobierno dijo nunca.", "The government said never.")
    decoder.close()
    assert stated > 0.4
    assert min(by_word("The government said never.", pieces, known).values()) > 0.8
