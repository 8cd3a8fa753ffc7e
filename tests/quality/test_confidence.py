"""What is stated about drafts and their words, against references that had no part in the calibration."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tools.draft.drafted import Row, drafted, lines, words
from tools.draft.reliability import Reliability, reliability
from workbench.draft.confidence.sentences import (
    Calibration,
    Features,
    calibration_for,
    confidence,
    probability,
    recalibrated,
)
from workbench.draft.confidence.words import word_confidences
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.packages.installed import installed

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "mt"
SENTENCES = 300

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout"),
]


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    [package] = [package for package in installed({"HOME": "/nonexistent"}) if package.bundled]
    loaded = Decoder.load(package)
    yield loaded
    loaded.close()


@pytest.fixture(scope="module")
def calibration() -> Calibration:
    return calibration_for("")


@pytest.fixture(scope="module")
def news(decoder: Decoder) -> list[Row]:
    """Newspaper sentences of another year than those of the calibration."""
    sources, references = (lines(GOLD / f"newstest2014.{lang}")[:SENTENCES] for lang in ("fr", "en"))
    return drafted(decoder, sources, references)


def told(rows: list[Row], calibration: Calibration) -> np.ndarray:
    return np.array([confidence(row.features, calibration) for row in rows], dtype=float)


def of_sentences(rows: list[Row], stated: np.ndarray) -> Reliability:
    return reliability(stated, np.array([row.good for row in rows], dtype=float))


def test_sentences_are_as_good_as_stated(news: list[Row], calibration: Calibration) -> None:
    found = of_sentences(news, told(news, calibration))
    assert found.by_mass <= 0.05
    assert found.by_width <= 0.05
    assert found.area >= 0.7


def test_words_are_as_often_right_as_stated(
    decoder: Decoder, news: list[Row], calibration: Calibration
) -> None:
    of_words = [word for row in words(decoder, news[:200]) for word in row]
    stated = [
        probability(sum(calibration.words[name] * value for name, value in word.weighed.quantities().items()))
        for word in of_words
    ]
    found = reliability(np.array(stated), np.array([word.right for word in of_words], dtype=float))
    assert found.by_mass <= 0.06
    assert found.area >= 0.68


def test_other_texts_are_ranked_as_well_and_their_history_is_learned_from(
    decoder: Decoder, calibration: Calibration
) -> None:
    """Short everyday sentences have better drafts than the newspaper's at the same log-probability."""
    some = slice(None, None, 30)
    sources, references = (lines(GOLD / f"tatoeba-test.{lang}")[some] for lang in ("fr", "en"))
    rows = drafted(decoder, sources, references)
    first = told(rows, calibration)
    assert of_sentences(rows, first).area >= 0.75
    history = [(float(sure), row.good) for sure, row in zip(first[:100], rows[:100], strict=True)]
    learned = recalibrated(calibration, history)
    later = told(rows[100:], learned)
    before, after = (of_sentences(rows[100:], stated) for stated in (first[100:], later))
    assert after.by_mass <= 0.08
    assert after.by_mass < 0.7 * before.by_mass


def test_words_from_another_sentence_stand_out(
    decoder: Decoder, news: list[Row], calibration: Calibration
) -> None:
    usual = [row for row in news if 20 <= row.features.pieces <= 40][:80]
    lowest, fell, tried = 0, 0, 0
    for row, next_row in pairwise(usual):
        written = row.text.split(" ")
        foreign = [word for word in next_row.text.split(" ") if len(word) > 5 and word.isalpha()]
        if not foreign or foreign[0] in written:
            continue
        place = len(written) // 2
        start = len(" ".join(written[:place])) + 1
        planted = " ".join([*written[:place], foreign[0], *written[place + 1 :]])
        ours, theirs = decoder.tokenizer.encode(row.source), decoder.tokenizer.encode(planted)
        [known] = decoder.log_probabilities([ours], [theirs])
        found = sorted(word_confidences(planted, theirs, known, calibration), key=lambda each: each[1])
        lowest += start in [span.start for span, _ in found[:2]]
        sure = confidence(Features(sum(known), len(known), len(ours)), calibration)
        fell += (sure or 0.0) < (confidence(row.features, calibration) or 0.0)
        tried += 1
    assert tried >= 50
    assert lowest >= 0.9 * tried
    assert fell >= 0.95 * tried
