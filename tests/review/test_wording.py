"""Which words differ between two wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Span
from workbench.review.wording import MOST, differences

WORDS = st.lists(st.sampled_from(["le", "fleuve", "l’aube", ",", "12", "é\u0301", "漢字"]), max_size=12)


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("We left the town.", "We left the  town.", []),
        ("We left the town.", "We quit the town.", [("left", "quit")]),
        ("We left.", "We left before dawn.", [("", "before dawn")]),
        ("", "One word", [("", "One word")]),
        ("Nobody asked us to.", "No one asked us.", [("Nobody", "No one"), ("to", "")]),
        ("l’aube vient", "l’aurore vient", [("l’aube", "l’aurore")]),
    ],
)
def test_a_word_is_the_smallest_difference(text: str, other: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.here.of(text), one.there.of(other)) for one in differences(text, other)] == expected


@given(WORDS, WORDS)
def test_what_is_left_without_the_differences_is_the_same(ours: list[str], theirs: list[str]) -> None:
    text, other = " ".join(ours), " ".join(theirs)
    found = differences(text, other)
    assert without(text, [one.here for one in found]) == without(other, [one.there for one in found])


def without(text: str, spans: list[Span]) -> list[str]:
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text.split()


def test_very_long_texts_are_compared_at_their_ends_alone() -> None:
    middle = " ".join(f"mot{number}" for number in range(MOST + 1))
    (found,) = differences(f"Il dit {middle} hier", f"Il dit {middle[::-1]} hier")
    assert found.here.of(f"Il dit {middle} hier") == middle
