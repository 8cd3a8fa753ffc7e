"""Numbers with what is counted."""

from __future__ import annotations

import pytest

from workbench.text.counted import counted


@pytest.mark.parametrize(
    ("count", "what", "told"),
    [
        (1, "pair", "1 pair"),
        (0, "pair", "0 pairs"),
        (3511, "segment", "3,511 segments"),
        (2, "original sentence", "2 original sentences"),
    ],
)
def test_a_number_agrees_with_what_is_counted(count: int, what: str, told: str) -> None:
    assert counted(count, what) == told


def test_pairs_are_what_is_mostly_counted() -> None:
    assert counted(2) == "2 pairs"
