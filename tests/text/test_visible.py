"""What may reach a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.visible import visible

any_text = st.text(st.characters(codec=None, exclude_categories=()))
hostile = st.text(
    st.sampled_from(
        "\x00\x07\x1b\n\t\r\x7f\x85\x9b\u2028\u202e\u2066\u200f\u00a0\ud800\udfff\ufffe\U000e0041a"
    )
)


def is_control(char: str) -> bool:
    code = ord(char)
    return (
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xE0000 <= code <= 0xE007F
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


@given(any_text | hostile)
def test_no_control_survives(text: str) -> None:
    assert not any(map(is_control, visible(text)))
    assert not any(is_control(char) and char != "\n" for char in visible(text, keep_newlines=True))


@given(any_text | hostile, st.booleans())
def test_one_character_in_one_character_out(text: str, keep: bool) -> None:
    shown = visible(text, keep_newlines=keep)
    assert len(shown) == len(text)
    assert visible(shown, keep_newlines=keep) == shown


@given(any_text | hostile)
def test_only_what_could_harm_is_altered(text: str) -> None:
    for before, after in zip(text, visible(text), strict=True):
        assert before == after or is_control(before)


def test_every_character_of_unicode() -> None:
    everything = "".join(map(chr, range(0x110000)))
    shown = visible(everything)
    assert len(shown) == len(everything)
    assert not any(map(is_control, shown))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\tb\r\n", "a␉b␍␊"),
        ("\x7f\x9b", "␡\ufffd"),
        ("a\u2028b\u2029c\x85", "a␤b␤c␤"),
        ("\ud83d", "\ufffd"),
        ("\ufffe\U0010ffff\ufdd0", "\ufffd" * 3),
        ("\U000e0041", "\ufffd"),
    ],
)
def test_stand_ins(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_bidi_controls_have_stand_ins_of_their_own() -> None:
    controls = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert len(set(visible(controls))) == len(controls)


def test_newlines_stay_when_asked() -> None:
    assert visible("a\nb\x1b", keep_newlines=True) == "a\nb␛"


@pytest.mark.parametrize(
    "kept", ["\u200e\u200f\u061c", "\u200c\u200d", "\u00a0\u202f", "\u00ad", "« été… »", "قال", "e\u0301"]
)
def test_typography_stays(kept: str) -> None:
    assert visible(kept) == kept


def test_a_tower_of_marks_is_levelled_and_what_writing_needs_is_kept() -> None:
    tower = "a" + "\u0301" * 100
    assert visible(tower) == "a" + "\u0301" * 30 + "\ufffd" * 70
    for text in (
        "e\u0301" * 200,
        "👨\u200d👩\u200d👧" * 50,
        "\u200f" * 30,
        "क\u094dषि" * 60,
        "… — « » " * 40,
    ):
        assert visible(text) == text


def test_long_texts_cost_no_more_than_they_are_long() -> None:
    import time

    def cost(text: str) -> float:
        began = time.process_time()
        visible(text)
        return time.process_time() - began

    assert cost("\u0301" * 200_000) < 1.0
    assert cost("…" * 200_000) < 1.0
