"""What is stated about drafts, and how a project's own history moves it."""

from __future__ import annotations

import hashlib
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.draft.confidence.sentences import (
    Calibration,
    Features,
    calibration_for,
    confidence,
    joined,
    probability,
    recalibrated,
)
from workbench.draft.packages.installed import PackageInfo

CALIBRATION = calibration_for("")
USUAL = Features(-12.0, 25, 27)

FEATURES = st.builds(
    Features,
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(1, 10**6),
    st.integers(0, 10**6),
    st.integers(0, 50),
)


def restated(stated: float, before: Calibration, after: Calibration) -> float:
    """What `after`, which is `before` recalibrated, says where `before` says `stated`."""
    odds = math.log(stated / (1.0 - stated))
    return probability(after.shift + after.slope * (odds - before.shift) / before.slope)


def stated(features: Features) -> float:
    found = confidence(features, CALIBRATION)
    assert found is not None
    return found


def history(shift: float, slope: float, count: int, seed: int = 1) -> list[tuple[float, bool]]:
    """Drafts of which so many are good as these odds say, with the confidence stated beforehand."""
    rng = random.Random(seed)
    odds = [rng.gauss(-2.5, 1.2) for _ in range(count)]
    return [(probability(at), rng.random() < probability(shift + slope * at)) for at in odds]


@given(FEATURES)
def test_any_features_have_a_probability(features: Features) -> None:
    assert 0.0 < stated(features) < 1.0


def test_nothing_is_stated_of_what_the_model_did_not_write() -> None:
    assert confidence(Features(0.0, 0, 0), CALIBRATION) is None


@given(st.floats(-400, 0), st.floats(0, 50), st.integers(1, 200), st.integers(1, 90))
def test_a_likelier_text_is_never_less_sure(total: float, more: float, pieces: int, source: int) -> None:
    likelier = Features(min(0.0, total + more), pieces, source)
    assert stated(likelier) >= stated(Features(total, pieces, source))


def test_sure_plain_texts_are_likely_good_and_doubtful_ones_are_not() -> None:
    assert stated(Features(-0.001, 12, 12)) > 0.5
    assert stated(Features(-12.0, 12, 12)) < 0.05


def test_every_flaw_lowers_it() -> None:
    found = [stated(USUAL._replace(flaws=flaws)) for flaws in range(4)]
    assert found == sorted(found, reverse=True)
    assert found[1] < 0.9 * found[0]


def test_a_loop_is_not_taken_for_certainty() -> None:
    """The pieces of a loop are next to certain, so that their mean says the contrary of the truth."""
    looping = Features(USUAL.log_probability - 0.5, 208, USUAL.source_pieces)
    assert stated(looping) < stated(USUAL)


def test_a_model_whose_numbers_are_broken_is_not_believed() -> None:
    assert stated(Features(math.nan, 20, 20)) < 0.01
    assert stated(Features(-math.inf, 20, 20)) < 0.01


def test_parts_add_up() -> None:
    parts = [Features(-3.0, 10, 9, 1), Features(-2.0, 8, 7), Features(0.0, 0, 0)]
    assert joined(parts) == Features(-5.0, 18, 16, 1)
    assert joined([USUAL]) == USUAL
    assert joined([]) == Features(0.0, 0, 0)


def test_the_bundled_package_has_a_calibration_of_its_own(starter: PackageInfo) -> None:
    digest = hashlib.sha256((starter.path / "model" / "model.bin").read_bytes()).hexdigest()
    own = calibration_for(digest)
    assert not own.borrowed
    assert starter.name in own.fitted_on


def test_other_packages_borrow_one_and_say_so() -> None:
    other = calibration_for("0" * 64)
    assert other.borrowed
    assert other.fitted_on == CALIBRATION.fitted_on


def test_without_a_history_nothing_changes() -> None:
    assert recalibrated(CALIBRATION, []) is CALIBRATION


@pytest.mark.parametrize(("shift", "slope"), [(0.0, 1.0), (2.0, 1.0), (-1.5, 1.0), (0.5, 0.6), (1.0, 1.6)])
def test_a_long_history_settles_it(shift: float, slope: float) -> None:
    learned = recalibrated(CALIBRATION, history(shift, slope, 4000))
    for before in (0.02, 0.08, 0.2, 0.4):
        truth = probability(shift + slope * math.log(before / (1 - before)))
        assert restated(before, CALIBRATION, learned) == pytest.approx(truth, abs=0.04)
    assert learned.learned_from == 4000


def test_one_draft_moves_it_a_little_and_in_its_direction() -> None:
    better, worse = (recalibrated(CALIBRATION, [(0.06, good)]) for good in (True, False))
    assert 0.06 < restated(0.06, CALIBRATION, better) < 0.13
    assert 0.04 < restated(0.06, CALIBRATION, worse) < 0.06


def test_learning_twice_gives_the_same_and_the_order_does_not_matter() -> None:
    known = history(1.0, 1.0, 50)
    learned = recalibrated(CALIBRATION, known)
    assert recalibrated(CALIBRATION, known) == learned
    turned = recalibrated(CALIBRATION, known[::-1])
    assert (turned.shift, turned.slope) == pytest.approx((learned.shift, learned.slope))


def test_a_history_against_all_sense_does_not_turn_the_order_round() -> None:
    learned = recalibrated(CALIBRATION, [(0.9, False), (0.1, True)] * 500)
    assert learned.slope > 0.0
    assert restated(0.9, CALIBRATION, learned) > restated(0.1, CALIBRATION, learned)
    assert restated(0.5, CALIBRATION, learned) == pytest.approx(0.5, abs=0.05)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_any_history_gives_probabilities(known: list[tuple[float, bool]]) -> None:
    learned = recalibrated(CALIBRATION, known)
    assert learned.slope > 0.0
    assert 0.0 < restated(0.3, CALIBRATION, learned) < 1.0


@given(st.floats(-40, 0), st.integers(1, 40), st.integers(1, 40))
def test_restating_is_the_same_as_stating_anew(total: float, pieces: int, source: int) -> None:
    learned = replace(CALIBRATION, shift=CALIBRATION.shift + 0.7, slope=CALIBRATION.slope * 1.2)
    features = Features(total, pieces, source)
    assert restated(stated(features), CALIBRATION, learned) == pytest.approx(
        confidence(features, learned), abs=1e-9
    )
