"""Words replaced in texts: what is found, what takes its place, and where it differs. All is fictional."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WrongUse
from workbench.review.replacing import Replacing, TooSlow
from workbench.text.wrap import graphemes

NFD_ETE = unicodedata.normalize("NFD", "été")
texts = st.text(st.sampled_from("aAeé\u0301\u0308 bß’\u00a0\u202f👨\u200d👩🇲🇱漢\n.*\\1"), max_size=30)


@pytest.mark.parametrize(
    ("replacing", "text", "expected"),
    [
        (Replacing("AQMI", "AQIM"), "AQMI, not AQMI-Sud.", "AQIM, not AQIM-Sud."),
        (Replacing("aqmi", "AQIM"), "AQMI stays.", "AQMI stays."),
        (Replacing("aqmi", "AQIM", ignore_case=True), "AQMI, Aqmi.", "AQIM, AQIM."),
        (Replacing("the", "a", word=True), "the then other the.", "a then other a."),
        (Replacing("été", "ete", word=True), f"étés {NFD_ETE} été", f"étés {NFD_ETE} ete"),
        (Replacing("e", "E"), NFD_ETE + "e", NFD_ETE + "E"),
        (Replacing("town", "city", keep_case=True), "Town, TOWN, town", "City, CITY, city"),
        (Replacing(".*", "x"), "a.*b", "axb"),
        (Replacing("x", r"\1"), "x", r"\1"),
        (Replacing(r"(\d+) percent", r"\1 per cent", regex=True), "5 percent", "5 per cent"),
        (Replacing(r"(?P<a>\w+)-(b)?", r"\g<a>=\2", regex=True), "x-y", "x=y"),
        (Replacing("^", "– ", regex=True), "Yes.", "– Yes."),
        (Replacing("(?x) yes # a comment", "no", regex=True), "yes", "no"),
        (Replacing("a a", "b", word=True), "xa a a", "xa b"),
        (Replacing("\u00a0%", "%"), "5\u00a0% 5 %", "5% 5 %"),
    ],
)
def test_what_becomes_of_a_text(replacing: Replacing, text: str, expected: str) -> None:
    assert replacing.replaced(text).text == expected


@pytest.mark.parametrize(
    ("find", "put", "sentence"),
    [
        ("", "x", "nothing to look for"),
        ("(", "x", "no regular expression"),
        ("a", r"\1", "cannot be put in"),
        ("a", r"\g<b>", "cannot be put in"),
        ("a", "\\", "cannot be put in"),
        ("a" * 1001, "x", "longer than"),
        ("a", r"\U99999999", "cannot be put in"),
        ("a", r"\ud800", "half a character"),
        ("(?R)", "x", "calls itself"),
        (r"(a(?1)?b)", "x", "calls itself"),
        (r"(?P<n>a(?&n)?b)", "x", "calls itself"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(find: str, put: str, sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        Replacing(find, put, regex=True).replaced("b")


def test_half_a_character_is_not_put_in() -> None:
    with pytest.raises(WrongUse, match="half a character"):
        Replacing("a", "\ud800")
    assert Replacing(r"\(?R", "x", regex=True).replaced("(R R").text == "x x"


def test_a_pattern_that_does_not_end_is_given_up() -> None:
    with pytest.raises(TooSlow):
        Replacing("(a|aa)+$", "x", regex=True).replaced("a" * 60 + "b")


def test_a_text_of_one_very_long_line() -> None:
    done = Replacing("é", "e").replaced("é\u0301é " * 25_000)
    assert len(done.changes) == 10_000 // 2
    assert done.text.startswith("é\u0301e ")


@given(texts, texts.filter(bool), texts, st.booleans(), st.booleans())
def test_only_the_places_that_are_named_differ(
    text: str, find: str, put: str, word: bool, ignore_case: bool
) -> None:
    done = Replacing(find, put, word=word, ignore_case=ignore_case).replaced(text)
    end_old = end_new = 0
    borders = {0, len(text)} | {cluster.end for cluster in graphemes(text)}
    borders |= {place for place, char in enumerate(text) if char.isascii()}  # also before a line end
    for change in done.changes:
        assert text[end_old : change.old.start] == done.text[end_new : change.new.start]
        assert change.new.of(done.text) == put != change.old.of(text)
        assert (
            change.old.of(text).casefold() == find.casefold() if ignore_case else change.old.of(text) == find
        )
        assert borders.issuperset(change.old)
        end_old, end_new = change.old.end, change.new.end
    assert text[end_old:] == done.text[end_new:]
