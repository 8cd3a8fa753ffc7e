"""Which flawed drafts are decoded again, and how."""

from __future__ import annotations

import pytest

from db.records import Flag
from workbench.draft.repair import AROUND_LINKS, IN_CLAUSES, IN_PHRASES, Try, second_try


def flags(*kinds: str) -> list[Flag]:
    return [Flag(kind, "") for kind in kinds]


@pytest.mark.parametrize("kinds", [(), ("term-missing",), ("marks",), ("name", "marks"), ("unknown",)])
def test_sound_drafts_and_light_flaws_are_not_worth_another_decoding(kinds: tuple[str, ...]) -> None:
    assert second_try(flags(*kinds)) is None


@pytest.mark.parametrize(
    ("kinds", "way"),
    [
        (("loop",), IN_CLAUSES),
        (("cut",), IN_CLAUSES),
        (("number", "marks"), IN_CLAUSES),
        (("leftover", "link"), AROUND_LINKS),
        (("link", "dropped"), AROUND_LINKS),
        (("dropped",), IN_PHRASES),
        (("loop", "short"), IN_PHRASES),
    ],
)
def test_what_is_left_out_is_looked_for_in_the_smallest_parts(kinds: tuple[str, ...], way: Try) -> None:
    assert second_try(flags(*kinds)) == way
