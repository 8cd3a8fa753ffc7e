"""Characters by name: a line holds every text, and gives it back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.plain.spelling import NAMES, read, written
from workbench.text.visible import visible

PIECES = [
    *("a", "NBSP", "nbsp", "{", "}", "{NBSP}", "{u+41}", "{U+7B}", "U+", "00A0", " ", "\u0301", "👨\u200d👩"),
    *("\x1b]0;x\x07", "\x9b31m", "\u202e", "\u2028", "\x85", "\ud800", "\udfff", "\U0010ffff", "\x00"),
    *NAMES,
]
TEXTS = (
    st.lists(st.sampled_from(PIECES)).map("".join)
    | st.text()
    | st.text(st.characters(categories=["Cs", "Cf"]))
)


@given(TEXTS, st.booleans())
def test_what_is_written_reads_as_the_same_text(text: str, by_name: bool) -> None:
    kept = "".join(c for c in text if not "\ud800" <= c <= "\udfff")  # as all text that is stored
    assert read(written(kept, by_name=by_name)) == kept


@given(TEXTS, st.booleans())
def test_what_is_written_may_be_shown_on_one_line(text: str, by_name: bool) -> None:
    line = written(text, by_name=by_name)
    assert visible(line) == line
    assert not set(line) & set("\r\n\x85\u2028\u2029")


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_can_be_heard_stays(text: str) -> None:
    if "{" not in text:
        assert written(text, by_name=True) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Fini\u202f!", "Fini{NNBSP}!"),
        ("a\u00a0b\u200cc\u00ad", "a{NBSP}b{ZWNJ}c{SHY}"),
        ("one\ntwo", "one{LF}two"),
        ("a\u2003b", "a{U+2003}b"),
        ("{NBSP}", "{U+007B}NBSP}"),
        ("{so}", "{so}"),
    ],
)
def test_names(text: str, line: str) -> None:
    assert written(text, by_name=True) == line


def test_without_names_only_what_a_line_cannot_hold_is_named() -> None:
    assert written("a\u00a0b\u202fc\u200dd\ne\x1b") == "a\u00a0b\u202fc\u200dd{LF}e{U+001B}"


@pytest.mark.parametrize("line", ["{nbsp}", "{Nbsp}", "{U+00A0}", "{u+a0}", "{NBSP}"])
def test_a_name_may_be_typed_in_any_case(line: str) -> None:
    assert read(line) == ("\u00a0" if line != "{u+a0}" else line)


@pytest.mark.parametrize(
    "line", ["{U+110000}", "{U+D800}", "{U+dfff}", "{U+1}", "{nothing}", "{}", "{NBSP", "U+00A0}"]
)
def test_other_braces_stay(line: str) -> None:
    assert read(line) == line
