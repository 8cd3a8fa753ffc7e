"""chrF against values worked out by hand and by sacrebleu 2.6.0."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.draft.confidence.chrf import chrf

ANY_TEXT = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("cat", "cat", 100.0),
        # Precision 1 in all three lengths; recall 3/4, 2/3, 1/2, on average 23/36: 5 r / (4 + r).
        ("cat", "cats", 100 * 5 * (23 / 36) / (4 + 23 / 36)),
        ("ab", "ba", 50.0),  # both letters, no pair
        ("a b", "ab", 100.0),  # white space does not count
        ("xyz", "abc", 0.0),
        ("a", "", 0.0),
        ("", "a", 0.0),
        (" ", " ", 0.0),
        ("the cat sat", "the cat is sitting", 31.791506199941693),
        ("He said no.", "He said: no!", 50.09684956111796),
    ],
)
def test_known_values(draft: str, reference: str, expected: float) -> None:
    assert chrf(draft, reference) == pytest.approx(expected)


def test_what_is_missing_weighs_more_than_what_is_too_much() -> None:
    assert chrf("the envoy left", "the envoy left at dawn") < chrf("the envoy left at dawn", "the envoy left")


@given(ANY_TEXT, ANY_TEXT)
def test_any_two_texts_have_a_value(draft: str, reference: str) -> None:
    assert 0.0 <= chrf(draft, reference) <= 100.0 + 1e-9


@given(ANY_TEXT.filter(lambda text: bool(text.split())))
def test_a_text_is_like_itself(text: str) -> None:
    assert chrf(text, text) == pytest.approx(100.0)
