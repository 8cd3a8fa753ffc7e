"""Damaged characters. All texts are fictional."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.characters import CHECKS
from workbench.checks.marks.damage import damages
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.text(
    st.sampled_from("ÃÂâ€™ÅÐÑØÙðŸ©«»?¿‚aéZ\x92\x00�\ue000\ud800\ufffe .\xa0")
    | st.characters(exclude_categories=()),
    max_size=40,
)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def ids(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> set[str]:
    return {finding.check for finding in found(source, target, langs)}


def assert_spans(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)


@pytest.mark.parametrize(
    "word",
    [
        "déclaré",
        "là-bas",
        "l’été",
        "«\xa0oui\xa0»",
        "œuvre",
        "5 €",
        "À",
        "25 °C",
        "Сергей",
        "السلام",
        "😀",
        "–",
    ],
)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_utf8_read_in_another_encoding_is_found(word: str, encoding: str) -> None:
    wrong = word.encode().decode(encoding, errors="replace").replace("\ufffd", "\x81")
    assert "chr.bad" in ids("Rien.", f"The {wrong} word")


@pytest.mark.parametrize(
    "right",
    [
        "João de São Brás dit « NÃO » à l’IRMÃ",
        "La “IRMÃ” d’Âgua",
        "L’âge, l’Âtre, CAFÉ»",
        "Trần Ân, Győr, Łódź, Plzeň, Ängelholm, Å’s",
        "25 °C ± 2, © 2012 ®, §5, ½",
        "https://exemple.test/page?id=3&y=z",
        "Où ? Quand ?",
        "Ligne\n\tautre\r\n",
        "« coborâ »",
    ],
)
def test_letters_that_only_look_damaged(right: str) -> None:
    assert found(right, right) == []


def test_the_message_tells_what_was_meant_and_counts_the_rest() -> None:
    target = "The prÃ©fet of SÃ©gou"
    (finding,) = found("Le préfet de Ségou", target)
    assert "“Ã©” for “é” and 1 more" in finding.message and finding.target_span == (6, 8)


@pytest.mark.parametrize(
    "char", ["\ufffd", "\ufffc", "\x00", "\x0b", "\x92", "\ue000", "\ufdd0", "\uffff", "\ud83d", "\U0010ffff"]
)
def test_characters_that_no_text_should_have(char: str) -> None:
    (finding,) = found("Le pont", f"The {char}bridge")
    assert finding.severity == "error" and finding.target_span == (4, 5)
    assert f"U+{ord(char):04X}" in finding.message


def test_both_sides_are_looked_at_and_what_both_have_is_said_once() -> None:
    (finding,) = found("Le p\ufffdnt", "The bridge")
    assert "in the source" in finding.message and finding.source_span == (4, 5)
    (finding,) = found("Le p\ufffdnt", "The br\ufffddge")
    assert finding.source_span == (4, 5) and finding.target_span == (6, 7)


def test_a_question_mark_for_a_letter_is_shown_with_its_word() -> None:
    target = "He d?clared it"
    (finding,) = found("Il l’a déclaré", target)
    assert finding.target_span is not None
    assert target[finding.target_span.start : finding.target_span.end] == "d?clared"
    assert ids("L?avenir", "The future") == {"chr.bad"}


@given(TEXTS, TEXTS)
def test_no_text_raises_and_spans_lie_within(source: str, target: str) -> None:
    assert_spans(source, target)


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)).filter(lambda text: "?" not in text))
def test_plain_letters_are_never_damaged(text: str) -> None:
    assert list(damages(text)) == []


@pytest.mark.parametrize("piece", ["Ã©", "a?b", "\x00", "www.a?b ", "Ã", "Ð"])
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    found(text, text)
    assert time.process_time() - start < 6
