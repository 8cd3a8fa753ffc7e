"""The mark with which a text ends. All texts are fictional."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from tests.checks.pointing import assert_they_point
from workbench.checks.checker import findings
from workbench.checks.families.endings import CHECKS
from workbench.checks.marks.closing import ending
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.text(
    st.sampled_from(".?!…;:,)]»”\"' \xa0(sic)[]aZ1é—🙏") | st.characters(exclude_categories=()), max_size=40
)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def ids(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> set[str]:
    return {finding.check for finding in found(source, target, langs)}


def assert_spans(source: str, target: str) -> None:
    assert_they_point(found(source, target), source, target)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("« Vous venez ? ».", "?"),
        ("He asked, “Are you coming?”", "?"),
        ("Vraiment ?!", "?"),
        ("Partez !", "!"),
        ("On attend...", "…"),
        ("We wait . . .", "…"),
        ("On attend… »", "…"),
        ("Il dit : « Partez. ».", "."),
        ("Il reste. (AFP)", "."),
        ("Il reste (AFP).", "."),
        ("Il reste.¹", "."),
        ("Il reste.[2]", "."),
        ("Partez ! (sic)", "!"),
        ("Merci ! 🙏", "!"),
        ("Merci ! :-)", "!"),
        ("هل تأتي؟", "?"),
        ("Le prix : 1.5", ""),
        ("Je —", "—"),
        ("", ""),
    ],
)
def test_the_closing_mark_is_found_behind_what_follows_it(text: str, kind: str) -> None:
    assert ending(text, FR).kind == kind


def test_the_marks_are_shown_on_both_sides() -> None:
    (finding,) = found("Qui a fermé le pont ? »", "Who closed the bridge.”")
    assert finding.source_span == (20, 21) and finding.target_span == (21, 22)
    assert finding.severity == "warning" and finding.message == "“?” ends the source, “.” ends the target"
    (finding,) = found("Le maire de Dolo a donc fermé le pont.", "So the mayor of Dolo has closed the bridge")
    assert finding.target_span == (41, 42)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("On attend la pluie depuis le mois de mai [...]", "We have been waiting for rain since May."),
        ("Le maire a répondu :", "The mayor replied,"),
        ("Retour au calme à Dolo.", "Calm returns to Dolo"),
        ("les puits et les greniers de tous nos parents", "our parents’ wells and all their granaries."),
        ("Il vend du riz, du mil, du sel, etc.", "He sells rice, millet, salt…"),
        ("Il vend du riz, du mil et du sel…", "He sells rice, millet, salt and so on."),
        ("Elle a étudié à Dolo puis aux États-Unis", "She studied in Dolo and then in the U.S."),
        ("Je voulais te dire que je…", "I wanted to tell you that I —"),
    ],
)
def test_differences_that_say_nothing(source: str, target: str) -> None:
    assert found(source, target) == []


def test_a_question_must_not_vanish_nor_a_text_be_empty() -> None:
    assert ids("Pourquoi ?", "Why.") == {"pun.end"}
    assert ids("Pourquoi ?", "Why") == {"pun.end"}
    assert ids("Pourquoi ?", "") == set()


@given(TEXTS, TEXTS)
def test_no_text_raises_and_spans_lie_within(source: str, target: str) -> None:
    assert_spans(source, target)


@given(TEXTS)
def test_the_span_is_that_of_a_mark_of_this_kind(text: str) -> None:
    kind, span, _ = ending(text, EN)
    assert (kind == "") == (span.start == span.end)
    if kind in ("?", "!", ";"):
        assert text[span.start] in "?!;⁇⁈⁉‽؟？‼！؛；"


@pytest.mark.parametrize("piece", [".", "»", " ", "[...]", "(a) ", "a."])
def test_time_does_not_grow_out_of_hand(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    found(text, text + "?")
    assert time.process_time() - start < 3
