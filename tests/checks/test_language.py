"""Copies, clauses left over, targets in another language. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from workbench.checks.checker import findings
from workbench.checks.families.language import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.lists(
    st.sampled_from(
        ["qu'il", "ne", "pas", "dans", "la", "«", "»", "The", "of", "“", "”", "(", "\udc00", "el", "los"]
    )
    | st.text(st.characters(), max_size=6),
    max_size=30,
).map(" ".join)


def found(source: str, target: str, langs: tuple[str, str] = (FR, EN)) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), CHECKS)


def ids(source: str, target: str) -> list[str]:
    return [finding.check for finding in found(source, target)]


def test_a_copy_is_shown_as_a_whole_and_hides_what_is_pointless() -> None:
    text = "Le maire n'a pas voulu répondre."
    (finding,) = found(text, text)
    assert finding.check == "same.source" and finding.target_span == (0, len(text))
    hidden = CHECKS[0].hides
    assert {"neg", "term", "lang"} <= hidden and not {"chr", "brk", "same"} & hidden


def test_a_clause_that_was_left_is_shown_on_both_sides() -> None:
    source = "Le maire a dit qu'il ne reviendrait pas ici."
    target = "The mayor said qu'il ne reviendrait pas ici."
    (finding,) = found(source, target)
    assert finding.source_span is not None and finding.target_span is not None
    left = target[finding.target_span.start : finding.target_span.end]
    assert left.startswith("qu'il ne") and left == source[finding.source_span.start : finding.source_span.end]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Bakary Doulenga", "Bakary Doulenga"),
        ("Impossible.", "Impossible."),
        ("« We are back », a-t-il dit en anglais.", "“We are back,” he said in English."),
        ("Elle lit « La Voix du Fleuve ».", "She reads “La Voix du Fleuve”."),
        ("Il chante « Ne me dis pas que tu pars ».", "He sings the song “Ne me dis pas que tu pars”."),
        ("Le Parti de la justice et du progrès gagne.", "The Parti de la justice et du progrès is winning."),
        ("Un je-ne-sais-quoi de triste.", "A sad je ne sais quoi."),
        ("« On ne lâche rien », crient-ils.", "“On ne lâche rien” (“we won't let go”), they shout."),
        ("L'alphabet : d, e, f, g, h, j, l, m", "The alphabet: d, e, f, g, h, j, l, m"),
    ],
)
def test_names_titles_and_glosses_may_stay(source: str, target: str) -> None:
    assert ids(source, target) == []


@pytest.mark.parametrize(
    "target",
    [
        "El alcalde prometió una escuela a los vecinos del pueblo.",
        "Das Dorf wartet auf Hilfe.",
        "Abbiamo bisogno di acqua.",
        "O chefe falou ontem à noite.",
        "Personne n'est venu nous voir depuis.",
        "Деревня ждёт помощи.",
        "القرية تنتظر المساعدة",
        "Mazungumzo yameshindwa kabisa.",
    ],
)
def test_another_language_is_found(target: str) -> None:
    assert ids("Le village attend que quelqu'un vienne à son aide.", target) == ["lang.target"]


@pytest.mark.parametrize(
    "target",
    [
        "Mali: deadly attack",
        "MAYOR RESIGNS",
        "Inshallah.",
        "He was born in Los Corrales de la Sierra.",
        "See https://exemple.sb/le-pont-de-la-ville-est-ferme",
        "Bakary Doulenga, Idriss Kaltam",
        "12 km, 40 kg",
        "",
    ],
)
def test_headlines_names_and_links_are_no_other_language(target: str) -> None:
    assert ids("Le village attend que quelqu'un vienne à son aide.", target) == []


def test_languages_of_which_nothing_is_known_are_compared_word_by_word() -> None:
    text = "umuntu ngumuntu ngabantu bonke"
    assert [f.check for f in found(text, text, ("zu", "xh"))] == ["same.source"]
    assert found(text, "omunye umuntu uyahamba phandle", ("zu", "xh")) == []
    assert found(text, text, ("zu", "zu")) == []


@given(TEXTS, TEXTS)
def test_any_text_can_be_checked_and_spans_lie_within(source: str, target: str) -> None:
    for finding in [*found(source, target), *found(source, source)]:
        assert finding.target_span is None or finding.target_span.start < finding.target_span.end
        assert finding.target_span is None or finding.target_span.end <= max(len(source), len(target))


def test_long_texts_take_no_more_than_their_length_asks_for() -> None:
    found("qu'il ne vient pas, " * 5000, "the qu'il ne vient pas, " * 4000)
    found("x", "« " * 50_000)
    found("x", "“ qu'il ne " * 10_000)
