"""What a package suggests to a person who writes. All sentences are fictional."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import LanguageTag, Span
from tests.draft.conftest import SPANISH
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.suggestions.adviser import Adviser, Judgement
from workbench.draft.suggestions.continuations import begun_word, line_at, rest_after, whole_words, word_at
from workbench.draft.suggestions.differences import Difference, differences, marked

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
SPOKEN = "El gobierno no aceptará nunca esta decisión, dijo el portavoz."
RENDERED = "The government not aceptará never this decision, said the spokesman."
FRENCH = "Le maire ne quittera pas la ville avant lundi."


@pytest.fixture(scope="module")
def exact(spanish: PackageInfo) -> Adviser:
    return Adviser(Decoder.load(spanish, threads=1), LanguageTag("es"), LanguageTag("en"))


@pytest.fixture(scope="module")
def trained(starter: PackageInfo) -> Adviser:
    return Adviser(Decoder.load(starter, threads=1), LanguageTag("fr"), LanguageTag("en"))


@pytest.mark.parametrize(
    ("first", "text", "shown"),
    [
        ("The town is calm.", "The town is calm.", "The town is calm."),
        ("The town is calm.", "The city is calm.", "The [city] is calm."),
        ("The town is calm.", "The town is quite calm.", "The town is [quite] calm."),
        ("The town is quite calm.", "The town is calm.", "The town is[] calm."),
        ("The town is calm.", "The town is calm!", "The town is calm[!]"),
        ("The town.", "the town.", "[the] town."),
        ("The  town.", "The town.", "The town."),
        ("", "The town.", "[The town.]"),
        ("The town.", "", "[]"),
        ("", "", ""),
    ],
)
def test_differences_are_words_and_marks(first: str, text: str, shown: str) -> None:
    assert marked(text, differences(first, text)) == shown


def test_a_difference_says_what_became_of_what() -> None:
    [changed, added, left_out] = differences("a b c d e f", "a x c d y e")
    assert changed == Difference(Span(2, 3), "b")
    assert (changed.kind, added.kind, left_out.kind) == ("replaced", "inserted", "deleted")
    assert left_out.before == "f"


@given(ANYTHING, ANYTHING)
def test_differences_undone_give_the_first_text(first: str, text: str) -> None:
    undone, done = "", 0
    for span, before in differences(first, text):
        assert span.start >= done
        undone += f"{text[done : span.start]} {before} "
        done = span.end
    undone += text[done:]
    assert re.findall(r"\w+|[^\w\s]", undone) == re.findall(r"\w+|[^\w\s]", first)


def test_long_texts_are_compared_without_delay() -> None:
    one, other = " ".join(["a", "b", "c", "d"] * 5000), " ".join(["x", "a", "y", "b"] * 5000)
    assert len(differences(one, other)) == 1


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("", "“We have lost” fifteen."),
        ("“We", " have lost” fifteen."),
        ('"we ha', "ve lost” fifteen."),
        ("“We have ", "lost” fifteen."),
        ("“We have lost” fifteen.", ""),
        ("“We have lost” fifteen. ", ""),
        ("“We had", None),
        ("“We have lost ", None),
        ("“We have lost” fifteen. More", None),
    ],
)
def test_what_follows_what_has_been_typed(typed: str, rest: str | None) -> None:
    assert rest_after("“We have lost” fifteen.", typed) == rest


@given(ANYTHING, st.data())
def test_every_text_goes_on_from_its_beginning(text: str, data: st.DataObject) -> None:
    rest = rest_after(text, text[: data.draw(st.integers(0, len(text)))])
    assert rest is not None
    assert text.endswith(rest)


def test_the_word_at_a_place() -> None:
    text = "We lost ten."
    words = [word_at(text, at).of(text) for at in range(len(text) + 1)]
    assert words == ["We"] * 3 + ["lost"] * 5 + ["ten"] * 4 + [""]
    assert [begun_word(typed) for typed in ("We lo", "We ", "We.", "", "ha-ha")] == ["lo", "", "", "", "ha"]
    assert [whole_words(text) for text in (" lost te", " los", "", "a b ")] == [" lost", "", "", "a"]


def test_lines_stand_for_each_other_in_order() -> None:
    source = "Uno.\n\nDos."
    assert line_at(source, "One.\nTwo.", 7) == ("Dos.", Span(5, 9))
    assert line_at(source, "One.\nT", 6, unfinished=True) == ("Dos.", Span(5, 6))
    assert line_at(source, "One.", 2, unfinished=True) == ("Uno.", Span(0, 4))
    assert line_at(source, "One.", 2) is None
    assert line_at(source, "One.\nTwo.\nThree.", 2, unfinished=True) is None


@given(ANYTHING, ANYTHING, st.integers(0, 70), st.booleans())
def test_a_line_is_a_part_of_both_texts(source: str, text: str, at: int, unfinished: bool) -> None:
    line = line_at(source, text, at, unfinished=unfinished)
    if line is not None:
        assert line.source in source
        assert 0 <= line.span.start <= line.span.end <= len(text)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("end", [0, 1, 3, 4, 9, 14, 15, 25, 49])
def test_what_has_been_typed_goes_on(exact: Adviser, end: int, whole: bool) -> None:
    completion = exact.completion(SPOKEN, RENDERED[:end], whole=whole)
    assert completion
    assert RENDERED[end:] == completion if whole else RENDERED[end:].startswith(completion)


@pytest.mark.parametrize(
    ("typed", "completion"),
    [
        (RENDERED, ""),
        ("the GOVERNMENT not", RENDERED[18:]),
        ("The friends not", RENDERED[18:]),
        ("One line.\nAnother", ""),
        ("日本 ", ""),
        ("The xqzv", ""),
    ],
)
def test_typed_words_are_kept_whatever_they_are(exact: Adviser, typed: str, completion: str) -> None:
    assert exact.completion(SPOKEN, typed, whole=True) == completion


def test_each_line_is_completed_by_its_own(exact: Adviser) -> None:
    source = f"Hola, amigos.\n{SPOKEN}"
    assert exact.completion(source, "Hello", whole=True) == ", friends."
    assert exact.completion(source, "Hello, friends.\nThe gov", whole=True) == RENDERED[7:]


def test_other_words_are_other_words(exact: Adviser) -> None:
    at = RENDERED.index("never")
    for place in (at, at + 2, at + 5):
        found = exact.alternatives(SPOKEN, RENDERED, place)
        words = [each.word.casefold() for each in found]
        assert 1 <= len(words) <= 5
        assert len(set(words)) == len(words)
        assert "never" not in words
        assert {each.span for each in found} == {Span(at, at + 5)}
        assert all(each.rest.startswith(each.word) for each in found)
        assert [each.probability for each in found] == sorted((e.probability for e in found), reverse=True)


def test_what_an_exact_package_would_write_itself_is_certain(exact: Adviser) -> None:
    edited = RENDERED.replace("never", "scarcely")
    best = exact.alternatives(SPOKEN, edited, edited.index("scarcely"), whole=True)[0]
    assert best.word == "never"
    assert best.probability > 0.9
    assert best.rest == RENDERED[RENDERED.index("never") :]


def test_nbest_begins_with_the_draft(exact: Adviser) -> None:
    first, *others = exact.nbest(SPOKEN, 3)
    assert first.text == RENDERED
    assert first.differences == ()
    assert len({each.text for each in (first, *others)}) == len(others) + 1
    for each in others:
        assert each.differences == tuple(differences(first.text, each.text))
        assert each.differences
        assert first.score >= each.score


def test_an_edit_that_the_package_would_not_make_stands_out(exact: Adviser) -> None:
    own, edited = exact.judge(SPOKEN, RENDERED), exact.judge(SPOKEN, RENDERED.replace("never", "scarcely"))
    assert own.confidence is not None
    assert edited.confidence is not None
    assert own.confidence > edited.confidence
    text = RENDERED.replace("never", "scarcely")
    least, _ = min(edited.words, key=lambda word: word[1])
    assert least.of(text) == "scarcely"
    assert [span.of(text) for span, _ in edited.words] == re.findall(r"\w+", text)


def test_lines_are_judged_together(exact: Adviser) -> None:
    judged = exact.judge(f"{SPOKEN}\nHola, amigos.", f"{RENDERED}\n\nHello, goats.")
    assert judged.confidence is not None
    least, _ = min(judged.words, key=lambda word: word[1])
    assert least == Span(len(RENDERED) + 9, len(RENDERED) + 14)


@pytest.mark.parametrize("target", ["", "  ", "One.\nTwo.", "word " * 300])
def test_what_cannot_be_judged_is_not(exact: Adviser, target: str) -> None:
    assert exact.judge(SPOKEN, target) == Judgement(None)
    assert exact.judge("palabra " * 300, RENDERED) == Judgement(None)


def test_a_source_too_long_for_one_go_is_left_alone(exact: Adviser) -> None:
    source = f"{SPOKEN} " * 20
    assert exact.completion(source, "The ") == ""
    assert exact.alternatives(source, RENDERED, 5) == []
    assert exact.nbest(source, 2)[0].text.startswith(RENDERED)


@settings(max_examples=40, deadline=None)
@given(ANYTHING | st.sampled_from(SPANISH), ANYTHING | st.just(RENDERED), st.integers(0, 70))
def test_any_text_gets_an_answer(exact: Adviser, source: str, target: str, at: int) -> None:
    exact.nbest(source, 2)
    exact.completion(source, target)
    exact.judge(source, target)
    for each in exact.alternatives(source, target, at):
        assert 0 <= each.span.start <= each.span.end <= len(target)


def test_the_trained_package_goes_on_from_what_it_would_not_have_written(trained: Adviser) -> None:
    assert trained.completion(FRENCH, "The mayor will not le", whole=True).startswith("ave ")
    assert "Monday" in trained.completion(FRENCH, "Before ", whole=True) + trained.completion(
        FRENCH, "The mayor stays until ", whole=True
    )
    assert trained.completion(FRENCH, "The mayor will not lea") != ""


def test_the_trained_package_knows_other_words(trained: Adviser) -> None:
    target = "The mayor will not leave the town before Monday."
    words = {each.word for each in trained.alternatives(FRENCH, target, target.index("town"))}
    assert "city" in words
    found = trained.nbest(FRENCH)
    assert len(found) == 5
    assert all(0 < (each.confidence or 0) < 1 for each in found)


def test_a_source_may_be_read_through_another_language(spanish: PackageInfo) -> None:
    decoder = Decoder.load(spanish, threads=1)
    adviser = Adviser(decoder, LanguageTag("es"), LanguageTag("en"), reading=lambda _: "Hola, amigos.")
    assert adviser.completion("Tere, sõbrad.", "Hello") == ", friends."


def test_a_closed_package_says_so(spanish: PackageInfo) -> None:
    decoder = Decoder.load(spanish, threads=1)
    adviser = Adviser(decoder, LanguageTag("es"), LanguageTag("en"))
    decoder.close()
    with pytest.raises(WrongUse, match="closed"):
        adviser.completion(SPOKEN, "The")


def test_bpe_packages_suggest_as_well(bpe_package: PackageInfo) -> None:
    adviser = Adviser(Decoder.load(bpe_package, threads=1), LanguageTag("fr"), LanguageTag("en"))
    source = "Bonjour, cher monde !"
    [first, *_] = adviser.nbest(source, 2)
    assert first.text == "Hello, cher world!"
    assert adviser.completion(source, "Hello,", whole=True) == " cher world!"
    assert adviser.judge(source, first.text).confidence is not None
