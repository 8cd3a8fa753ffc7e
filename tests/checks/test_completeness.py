"""Clauses left out and added. All texts are fictional."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from workbench.checks.checker import findings
from workbench.checks.families.completeness import CHECKS
from workbench.checks.meaning.links import Links
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.lists(
    st.sampled_from(
        ["le village", "attend", "soldats,", "mais", ";", "(", "\ud812", "the soldiers", "ĲŒ", "Bamako"]
    )
    | st.text(st.characters(), max_size=6),
    max_size=40,
).map(" ".join)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def test_a_clause_that_nothing_renders_is_shown_in_the_source() -> None:
    source = "Le gouverneur a promis de rouvrir l'école, mais les parents refusent de renvoyer leurs enfants."
    (finding,) = found(source, "The governor promised to reopen the school.")
    assert finding.source_span is not None and finding.target_span is None
    assert "parents refusent" in source[finding.source_span.start : finding.source_span.end]


def test_a_clause_that_nothing_explains_is_shown_in_the_target() -> None:
    target = "The market will reopen on Monday, provided that the soldiers who occupy the building leave it."
    (finding,) = found("Le marché rouvrira lundi.", target)
    assert finding.target_span is not None and finding.source_span is None
    assert "soldiers" in target[finding.target_span.start : finding.target_span.end]


@pytest.mark.parametrize(
    ("source", "target", "empty"),
    [
        ("Le pont est fermé.", " ", True),
        ("…", "", False),
        ("", "", False),
        ("43 %", "—", True),
        ("", "Yes.", False),
    ],
)
def test_an_empty_target_leaves_everything_out(source: str, target: str, empty: bool) -> None:
    assert bool(found(source, target)) is empty


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "En ce qui concerne le marché, il fermera ; quant aux écoles, elles ouvriront.",
            "The market will close; schools will open.",
        ),
        (
            "Il est important de souligner que la situation reste préoccupante.",
            "The situation remains worrying.",
        ),
        (
            "C'est avec une grande tristesse que nous avons appris sa mort.",
            "We learned of his death with great sadness.",
        ),
        (
            "Les forces de l'ordre ont procédé à l'arrestation de dix suspects.",
            "Police arrested ten suspects.",
        ),
        ("Il a démissionné.", "He has stepped down from his post."),
        (
            "La réunion, qui s'est tenue à huis clos, a duré quatre heures.",
            "The closed-door meeting lasted four hours.",
        ),
    ],
)
def test_what_is_said_in_fewer_words_is_complete(source: str, target: str) -> None:
    assert found(source, target) == []


def test_nothing_is_said_of_languages_whose_words_are_not_known() -> None:
    source = "Vesnice čeká na pomoc už tři týdny, ale vojáci zavřeli most a nikdo neví, kdy ho otevřou."
    assert found(source, "Kylä odottaa apua.", ("cs", "fi")) == []


@given(TEXTS, TEXTS)
def test_any_text_can_be_checked_and_spans_lie_within(source: str, target: str) -> None:
    for finding in found(source, target):
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span.start < span.end <= len(text)


def test_words_that_render_each_other_everywhere_are_linked_in_time_that_grows_with_the_text() -> None:
    subject = Subject("village soldats route " * 8_000, "village soldiers road " * 8_000, FR, EN)
    begun = process_time()
    linked = Links(subject)
    assert process_time() - begun < 3
    assert not any(linked.forth)
    few = Links(Subject("Le village attend.", "The village waits.", FR, EN))
    assert few.forth[1] == (1,)


def test_a_long_text_is_no_matter() -> None:
    found("Le village attend, mais les soldats partent. " * 2200, "The village waits. " * 2500)
