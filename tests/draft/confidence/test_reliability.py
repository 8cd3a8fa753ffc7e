"""The figures by which the calibration of confidence is judged."""

from __future__ import annotations

import numpy as np
import pytest

from tools.draft.reliability import reliability


def test_true_probabilities_have_no_error() -> None:
    stated = np.repeat([0.1, 0.9], 50)
    right = np.tile([1.0] + [0.0] * 9, 5).tolist() + np.tile([0.0] + [1.0] * 9, 5).tolist()
    found = reliability(stated, np.array(right))
    assert found.by_mass == pytest.approx(0.0)
    assert found.by_width == pytest.approx(0.0)
    assert found.area == pytest.approx(0.9)


def test_the_error_is_how_far_the_bins_are_off() -> None:
    found = reliability(np.full(100, 0.8), np.repeat([1.0, 0.0], 50))
    assert found.by_width == pytest.approx(0.3)
    assert found.brier == pytest.approx(0.34)
    assert found.area == pytest.approx(0.5)


def test_errors_of_opposite_bins_do_not_cancel() -> None:
    found = reliability(np.repeat([0.25, 0.75], 50), np.repeat([1.0, 0.0], 50))
    assert found.by_mass == pytest.approx(0.75)
    assert found.by_width == pytest.approx(0.75)
    assert found.area == 0.0
