"""Names that no concept has yet. All texts, people and bodies are fictional."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Concept, LanguageTag, Name, NameForm, Span
from workbench.glossary.candidates import Candidate, Texts, candidates
from workbench.glossary.capitalised import is_acronym, name_key, runs
from workbench.glossary.glossed import glosses
from workbench.glossary.likely import look

FR, EN = LanguageTag("fr"), LanguageTag("en")


class Pair(NamedTuple):
    id: int
    source: str
    target: str = ""


def proposed(*texts: str | tuple[str, str], known: tuple[Concept, ...] = ()) -> dict[str, Candidate]:
    pairs = [
        Pair(number, text) if isinstance(text, str) else Pair(number, *text)
        for number, text in enumerate(texts)
    ]
    return {each.text: each for each in candidates(pairs, known, FR, EN)}


def concept(key: str, *names: tuple[LanguageTag, str, NameForm]) -> Concept:
    found = tuple(Name(lang=lang, text=text, form=form) for lang, text, form in names)
    return Concept(key=key, kind="armed group", names=found)


LEAGUE = concept(
    "ligue",
    (FR, "Ligue des dunes libres", NameForm.FULL),
    (FR, "LDL", NameForm.ACRONYM),
    (EN, "Free Dunes League", NameForm.FULL),
)


def run_texts(text: str, lang: LanguageTag = FR) -> list[str]:
    return [run.span.of(text) for run in runs(text, lang)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hier Iyad ag Moussa a parlé", ["Iyad ag Moussa"]),
        ("avec Sidi ould Ahmed et Awa Diarra", ["Sidi ould Ahmed", "Awa Diarra"]),
        ("hier Jean-Marie Traoré", ["Jean-Marie Traoré"]),
        ("la ville de N'Dola", ["N'Dola"]),
        ("selon al-Kitaba", ["al-Kitaba"]),
        ("dit l'Office du Fleuve", ["Office du Fleuve"]),
        ("la Coordination de l'Ouest", ["Coordination de l'Ouest"]),
        ("le Front de libération du Karta", ["Front de libération du Karta"]),
        ("le Front uni pour la défense de la Boucle", ["Front uni pour la défense de la Boucle"]),
        ("le Conseil a reçu Idriss", ["Conseil", "Idriss"]),
        ("le Conseil réuni à Karta", ["Conseil", "Karta"]),
        ("le Front reprend Karta", ["Front", "Karta"]),
        ("Awa Diarra de Karta", ["Awa Diarra", "Karta"]),
        ("Karta – Tinza", ["Karta", "Tinza"]),
        ("Karta, Tinza", ["Karta", "Tinza"]),
        ("le G7 et l'UDR", ["G7", "UDR"]),
        ("QUATRE MORTS HIER À KARTA selon Awa", ["Awa"]),
        ("TOUT EN CAPITALES", []),
    ],
)
def test_sequences_of_capitals(text: str, names: list[str]) -> None:
    assert run_texts(text) == names


def test_english_sequences() -> None:
    text = "he told the Ministry of Foreign Affairs and Trade, and the Movement for the Defence of Karta"
    assert run_texts(text, EN) == [
        "Ministry of Foreign Affairs and Trade",
        "Movement for the Defence of Karta",
    ]


def test_names_are_counted_with_their_places() -> None:
    first, second = "Le chef de Tinza, au nord de Tinza.", "On va à Tinza."
    found = proposed(first, second)["Tinza"]
    assert found.count == 3
    assert [(each.pair, each.span.of((first, second)[each.pair])) for each in found.contexts] == [
        (0, "Tinza"),
        (1, "Tinza"),
    ]


def test_three_places_are_enough() -> None:
    assert len(proposed(*["On va à Tinza."] * 5)["Tinza"].contexts) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Hier encore. Demain peut-être.",
        "« Nous irons », dit-il. Pourquoi pas ?",
        "Brisons là. Ensuite on verra.",
        "Lundi, le Président a vu le Ministre.",
        "– Entrez !\n– Merci.",
    ],
)
def test_words_that_begin_a_sentence_and_titles_are_no_names(text: str) -> None:
    assert proposed(text, "le président a vu le ministre") == {}


def test_what_begins_a_sentence_is_a_name_where_it_stands_inside_another() -> None:
    assert proposed("Tinza brûle.", "On fuit Tinza.")["Tinza"].count == 2


def test_a_word_before_a_name_is_left_out() -> None:
    found = proposed("Selon Awa Diarra, rien.", "Le colonel Moussa Karta et le Général Sékou Tinza.")
    assert set(found) == {"Awa Diarra", "Moussa Karta", "Sékou Tinza"}


def test_a_word_that_is_mostly_small_is_no_name() -> None:
    assert proposed("le Parquet se tait", "le parquet parle", "un parquet ciré") == {}


def test_spellings_are_one_candidate() -> None:
    [found] = proposed(
        "la ville d'Al-Karta", "la ville d'El Karta", "la ville de Kârta", "vers Karta"
    ).values()
    assert found.count == 4
    assert {found.text, *found.spellings} == {"Al-Karta", "El Karta", "Kârta", "Karta"}


def test_what_the_glossary_has_is_not_proposed() -> None:
    text = "la LDL, dite Ligue des dunes libres, et la Ligue du Karta"
    assert set(proposed(text, known=(LEAGUE,))) == {"Ligue du Karta"}
    assert set(proposed(text)) == {"LDL", "Ligue du Karta"}


def test_an_acronym_comes_with_its_full_name() -> None:
    found = proposed(
        "Le Front de libération du Karta (FLK) recule.",
        "Le FLK se tait.",
        "Le chef du Front de libération du Karta",
    )
    assert set(found) == {"FLK"}
    assert (found["FLK"].full, found["FLK"].count) == ("Front de libération du Karta", 4)
    assert found["FLK"].acronym


@pytest.mark.parametrize(
    ("text", "acronym", "full"),
    [
        ("Le Front des dunes (FD) recule.", "FD", "Front des dunes"),
        ("l'Union des puits et des rives (UPR)", "UPR", "Union des puits et des rives"),
        ("le MRD (Mouvement pour la rive droite)", "MRD", "Mouvement pour la rive droite"),
        ("Al-Karta au Pays du Sel (AKPS)", "AKPS", "Al-Karta au Pays du Sel"),
    ],
)
def test_full_names_beside_acronyms(text: str, acronym: str, full: str) -> None:
    assert [(g.acronym.of(text), g.full.of(text)) for g in glosses(text)] == [(acronym, full)]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Diarra (UDR) a parlé.",
        "Fatou, du Parti rural (FDPR)",
        "Le Front (hier encore) se tait.",
        "le FD (dit-on) recule",
        "(FD)",
        "une force du désert (FD)",
    ],
)
def test_brackets_that_explain_nothing(text: str) -> None:
    assert list(glosses(text)) == []


def test_what_stands_in_the_same_pairs_is_the_likely_rendering() -> None:
    found = proposed(
        ("L'Entente des rives refuse.", "The Banks Alliance refuses."),
        ("Il a vu l'Entente des Rives à Tinza.", "He met the Banks Alliance in Tinza."),
        ("On va à Tinza avec Awa Diarra.", "They go to Tinza with Awa Diarra."),
    )
    assert found["Tinza"].renderings[0].text == "Tinza"
    assert found["Awa Diarra"].renderings[0].text == "Awa Diarra"
    assert found["Entente des Rives"].renderings[0].text == "Banks Alliance"


def test_acronyms_of_the_same_letters_are_likely() -> None:
    found = proposed(("La ville tient, dit le FLK.", "The city holds, the KLF and Awa Diarra said."))
    assert found["FLK"].renderings[0].text == "KLF"


def test_what_renders_a_known_name_is_not_free() -> None:
    pairs = (("le Kartala et la LDL", "Kartaland and the Free Dunes League"),)
    assert [each.text for each in proposed(*pairs, known=(LEAGUE,))["Kartala"].renderings] == ["Kartaland"]


def test_word_links_decide() -> None:
    source, target = "avec Brume dans Tinza", "with Mist in the Oak"

    def links(pair: Texts) -> list[tuple[Span, Span]]:
        return [
            (Span(5, 10), Span(target.index("Mist"), target.index("Mist") + 4)),
            (Span(16, 21), Span(target.index("Oak"), target.index("Oak") + 3)),
        ]

    found = {each.text: each for each in candidates([Pair(7, source, target)], (), FR, EN, links)}
    assert found["Brume"].renderings[0].text == "Mist"
    assert found["Tinza"].renderings[0].text == "Oak"


def test_the_most_useful_come_first() -> None:
    made = candidates([Pair(1, "avec Tinza, Awa Diarra, Tinza et le FLK"), Pair(2, "avec Karta")], (), FR, EN)
    assert [each.text for each in made] == ["Tinza", "FLK", "Awa Diarra", "Karta"]


def test_there_may_be_nothing() -> None:
    assert candidates([], (), FR, EN) == []
    assert candidates([Pair(1, "", "")], (LEAGUE,), FR, EN) == []


def test_a_language_without_word_lists_has_names_too() -> None:
    pairs = [Pair(1, "wczoraj Jan Kowalski z FLK", "yesterday Jan Kowalski of FLK")]
    found = candidates(pairs, (), LanguageTag("pl"), EN)
    assert {each.text for each in found} == {"Jan Kowalski", "FLK"}


@pytest.mark.parametrize(("word", "is_one"), [("FLK", True), ("G7", True), ("M23", True), ("FLKs", True)])
def test_acronyms(word: str, is_one: bool) -> None:
    assert is_acronym(word) is is_one


@pytest.mark.parametrize("word", ["A", "Tinza", "23", "flk", "FLK-X", "ABCDEFGHIJK", "TVs"])
def test_other_words_are_no_acronyms(word: str) -> None:
    assert not is_acronym(word)


def test_looks() -> None:
    assert look("Tinza", "Tinza") == 1.0
    assert look("FLK", "KLF") > look("FLK", "Karta Front") > 0
    assert look("FLK", "Tinza") == 0.0


LETTERS = st.sampled_from("ABdéÉ’'-. «»()\n\ud800\u200b\u0301ßİ1 ")
TEXT = st.one_of(st.text(), st.text(LETTERS))


@given(source=TEXT, target=TEXT)
def test_any_text_is_read_and_spans_lie_within(source: str, target: str) -> None:
    for each in candidates([Pair(1, source, target)], (LEAGUE,), FR, EN):
        for context in each.contexts:
            covered = context.span.of(source)
            assert covered
            assert covered in (each.text, each.full, *each.spellings) or name_key(covered) == name_key(
                each.text
            )
        assert all(rendering.text in target and 0 < rendering.score <= 1 for rendering in each.renderings)
    for gloss in glosses(source):
        assert gloss.acronym.of(source)
        assert gloss.full.of(source)


def test_long_texts_take_linear_time() -> None:
    source = "Le Front de libération du Karta (FLK) et Awa ag Diarra (AD " * 2000 + "(" * 2000
    assert len(source) > 100_000
    assert "FLK" in proposed((source, source))
