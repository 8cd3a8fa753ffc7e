from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Span
from workbench.glossary.matcher import NameMark, NameMatcher
from workbench.glossary.tables import bundled
from workbench.text.fold import fold

FR, EN = LanguageTag("fr"), LanguageTag("en")
NBSP = "\N{NO-BREAK SPACE}"
FULL, ACRONYM, SHORT = NameForm.FULL, NameForm.ACRONYM, NameForm.SHORT


def concept(key: str, *names: tuple[str, NameForm], confirmed: bool = True) -> Concept:
    return Concept(
        key=key,
        kind="armed group",
        names=tuple(Name(lang=FR, text=text, form=form) for text, form in names),
        confirmed=confirmed,
    )


AQMI = concept("aqim", ("Al-Qaïda au Maghreb islamique", FULL), ("AQMI", ACRONYM))
UN = concept("un", ("ONU", ACRONYM), ("Onu", ACRONYM), ("Nations unies", SHORT))
COUNCIL = concept("unsc", ("Conseil de sécurité de l'ONU", FULL), ("Conseil de sécurité", SHORT))
PLATFORM = concept("plateforme", ("la Plateforme", SHORT))
AU = concept("au", ("Union africaine", FULL), ("UA", ACRONYM))
MALI, NIGER = concept("cnsp-mali", ("CNSP", ACRONYM)), concept("cnsp-niger", ("CNSP", ACRONYM))


def found(text: str, *concepts: Concept, lang: LanguageTag = FR) -> list[str]:
    return [mark.span.of(text) for mark in NameMatcher(concepts, lang).find(text)]


def test_a_mark_tells_where_and_what() -> None:
    text = f"Selon{NBSP}l’AQMI, rien."
    assert NameMatcher([AQMI], FR).find(text) == [
        NameMark(Span(8, 12), "aqim", "AQMI", ACRONYM, NameStatus.ADMITTED, confirmed=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Al-Qaïda au Maghreb islamique",
        "al-qaida au maghreb islamique",
        "AL-QAÏDA AU MAGHREB ISLAMIQUE",
        "Al Qaïda au Maghreb Islamique",
        "Al‑Qai\u0308da au Maghreb islamique",
        f"Al-Qaïda{NBSP}au\nMaghreb  islamique",
        "al-Qa’ida au Maghreb islamique",
        "al-Qaʿida au Maghreb islamique",
        "Al-Qaï\u00adda au Maghreb islamique",
    ],
)
def test_spelling_does_not_matter_and_the_whole_name_is_marked(text: str) -> None:
    assert found(text, AQMI) == [text]
    assert found(f"« {text} »", AQMI) == [text]


@pytest.mark.parametrize("elided", ["l’", "d'", "qu’", "L’", "D´", "jusqu'"])
def test_elided_words_are_not_part_of_a_name(elided: str) -> None:
    assert found(f"{elided}Aqmi", AQMI) == ["Aqmi"]


@pytest.mark.parametrize("text", ["AQMI’s", "« AQMI »", "(AQMI)", "anti-AQMI", "AQMI/Ansar", "AQMI\u200b"])
def test_names_end_where_words_end(text: str) -> None:
    assert found(text, AQMI) == ["AQMI"]


@pytest.mark.parametrize("text", ["AQMIste", "2AQMI", "AQMI2", "AQ MI", "A.Q.M.I.", "AQMI\u0301x"])
def test_no_name_inside_or_across_words(text: str) -> None:
    assert found(text, AQMI) == []


def test_a_combining_mark_belongs_to_the_word_before_it() -> None:
    text = "les Me\u0301 de"
    assert found(text, concept("x", ("mé", FULL))) == ["Me\u0301"]


def test_names_do_not_cross_paragraphs_or_sentences() -> None:
    assert found("Union\n\nafricaine", AU) == []
    assert found("Union. Africaine", AU) == []
    assert found("Union\nafricaine", AU) == ["Union\nafricaine"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’ONU et l’Onu", ["ONU", "Onu"]),
        ("l’onu", []),
        ("l’UA", ["UA"]),
        ("Ua", []),
        ("il y a eu AQMI, Aqmi", ["AQMI", "Aqmi"]),
        ("aqmi", []),
    ],
)
def test_acronyms_need_capitals(text: str, expected: list[str]) -> None:
    assert found(text, UN, AU, AQMI) == expected


def test_an_acronym_inside_a_longer_name_needs_them_too() -> None:
    sahel = concept("isgs", ("IS Sahel", NameForm.VARIANT))
    assert found("What is Sahel? IS Sahel.", sahel) == ["IS Sahel"]
    assert found("le conseil de sécurité de l’onu", COUNCIL) == []
    assert found("le conseil de sécurité de l’ONU", COUNCIL) == ["conseil de sécurité de l’ONU"]


def test_a_short_form_needs_its_capitals() -> None:
    text = "une plateforme, la plateforme, la Plateforme, LA PLATEFORME"
    assert found(text, PLATFORM) == ["la Plateforme", "LA PLATEFORME"]


def test_the_longest_name_wins() -> None:
    text = "le Conseil de sécurité de l’ONU, le Conseil de sécurité de l’UA"
    marks = NameMatcher([UN, COUNCIL, AU], FR).find(text)
    assert [(mark.concept, mark.span.of(text)) for mark in marks] == [
        ("unsc", "Conseil de sécurité de l’ONU"),
        ("unsc", "Conseil de sécurité"),
        ("au", "UA"),
    ]


def test_a_longer_name_with_the_wrong_capitals_leaves_the_shorter_one() -> None:
    text = "Conseil de sécurité de l’onu"
    assert found(text, COUNCIL) == ["Conseil de sécurité"]


def test_a_shared_name_gives_a_mark_for_each_concept() -> None:
    marks = NameMatcher([NIGER, MALI], FR).find("le CNSP")
    assert [(mark.concept, mark.span) for mark in marks] == [
        ("cnsp-niger", Span(3, 7)),
        ("cnsp-mali", Span(3, 7)),
    ]


def test_one_concept_gives_one_mark_the_name_as_written_first() -> None:
    names = [("AQMI", NameStatus.DEPRECATED), ("Aqmi", NameStatus.PREFERRED), ("aqmi", NameStatus.FORBIDDEN)]
    group = Concept(
        key="aqim",
        kind="armed group",
        names=tuple(Name(lang=FR, text=text, form=FULL, status=status) for text, status in names),
    )
    marks = NameMatcher([group], FR).find("AQMI Aqmi AqMi aqmi")
    assert [(mark.text, mark.status) for mark in marks] == [names[0], names[1], names[1], names[2]]


def test_a_name_is_confirmed_only_with_its_concept() -> None:
    unsure = concept("aqim", ("AQMI", ACRONYM), confirmed=False)
    assert [mark.confirmed for mark in NameMatcher([unsure], FR).find("AQMI")] == [False]


def test_only_names_of_the_language_are_found_in_any_region() -> None:
    assert found("AQMI", AQMI, lang=LanguageTag("fr-ML")) == ["AQMI"]
    assert found("AQMI", AQMI, lang=EN) == []


def test_dots_and_brackets_are_part_of_a_name_that_has_them() -> None:
    un = concept("un", ("U.N.", ACRONYM))
    assert found("the U.N., the U.N. and the UN", un) == ["U.N.", "U.N."]
    assert found("Ansar (Mali) et Ansar Mali", concept("x", ("Ansar (Mali)", FULL))) == ["Ansar (Mali)"]


def test_arabic_names_are_found_with_and_without_vowel_signs() -> None:
    name = Name(lang=LanguageTag("ar"), text="أنصار الدين")
    group = Concept(key="ansar", kind="armed group", names=(name,))
    text = "قال أَنصَار الدِّين إن"
    assert found(text, group, lang=LanguageTag("ar")) == ["أَنصَار الدِّين"]


# The rules of spelling said a second way: every name at every place, by regular expressions.

PIECES = [
    *("am", "qaida", "qa'ida", "Qaïda", "qa\u0308ida", "état", "etat", "s", "l", "d", "jusqu", "x2"),
    *("’", "'", " ", "-", NBSP, ".", "(", "\n", "\n \n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
ELIDED = re.compile(r"(?<!\w)(?<!\w')(l|d|s|jusqu)'(?=\w)")
POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")


def plain(text: str) -> str:
    """`text` folded, with single spaces between its words."""
    text = fold(re.sub(r"\n\s*\n", "¶", text))
    while (apart := POSSESSIVE.sub(" s", ELIDED.sub(r"\1 ", text))) != text:
        text = apart
    text = re.sub(r"(?<=\w)'(?=\w)", "", text)
    return " ".join(re.sub(r"[\s'-]+", " ", re.sub(r"([^\w\s'-])", r" \1 ", text)).split())


NAMES = st.lists(st.sampled_from(PIECES[:-2]), min_size=1, max_size=4).map("".join).filter(plain)


def slowly_found(text: str, names: set[str]) -> list[Span]:
    def parts_words(at: int) -> bool:
        cut = f"{plain(text[:at])} {plain(text[at:])}".strip()
        return cut == plain(text) and not unicodedata.combining(text[at : at + 1] or " ")

    def whole(start: int, end: int) -> bool:
        last = text[end - 1]
        ends_well = plain(last) or unicodedata.combining(last)
        return bool(plain(text[start]) and ends_well and parts_words(start) and parts_words(end))

    spans, start = [], 0
    while start < len(text):
        ends = (end for end in range(len(text), start, -1) if plain(text[start:end]) in names)
        end = next((end for end in ends if whole(start, end)), None)
        if end is not None:
            spans.append(Span(start, end))
        start = end or start + 1
    return spans


@settings(max_examples=300)
@given(TEXTS, st.lists(NAMES, min_size=1, max_size=4, unique_by=plain))
def test_a_slow_matcher_finds_the_same(text: str, names: list[str]) -> None:
    concepts = [concept(str(number), (name, FULL)) for number, name in enumerate(names)]
    spans = [mark.span for mark in NameMatcher(concepts, FR).find(text)]
    assert spans == slowly_found(text, {plain(name) for name in names})


@given(st.text() | TEXTS, st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_marks_are_in_order_and_do_not_overlap(text: str, names: list[str]) -> None:
    concepts = [concept(str(number), (name, FULL)) for number, name in enumerate(names)]
    spans = list(dict.fromkeys(mark.span for mark in NameMatcher(concepts, FR).find(text)))
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    assert not spans or spans[-1].end <= len(text)


@pytest.mark.parametrize("lang", [FR, EN])
def test_every_bundled_name_is_found_as_it_is_written(lang: LanguageTag) -> None:
    concepts = bundled()
    matcher = NameMatcher(concepts, lang)
    for each in concepts:
        for name in each.names:
            if name.lang == lang:
                text = f"Avant, {name.text} : après"
                marks = [mark for mark in matcher.find(text) if mark.concept == each.key]
                assert [(mark.span.of(text), mark.text) for mark in marks] == [(name.text, name.text)]


def found_inflected(text: str, *concepts: Concept, lang: LanguageTag = FR) -> list[str]:
    return [mark.span.of(text) for mark in NameMatcher(concepts, lang, inflected=True).find(text)]


ARMED = concept("gia", ("Groupe islamique armé", FULL), ("GIA", ACRONYM))


@pytest.mark.parametrize(
    "text", ["groupes islamiques armés", "GROUPES ISLAMIQUES ARMÉS", "groupe islamique armé", "GIAs"]
)
def test_names_in_the_other_number_are_found_when_asked_for(text: str) -> None:
    assert found_inflected(text, ARMED) == [text]


@pytest.mark.parametrize("text", ["groupe islamiste armé", "groupement islamique armé", "GI", "GIAx"])
def test_other_words_are_no_inflection(text: str) -> None:
    assert found_inflected(text, ARMED) == []


def test_an_acronym_that_ends_in_s_is_not_shortened() -> None:
    assert found_inflected(
        "le FDS, la FD, les AFI, l'AFIS", concept("x", ("FDS", ACRONYM), ("AFIS", ACRONYM))
    ) == ["FDS", "AFIS"]


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("prime minister", "prime ministers"),
        ("spokesman", "spokesmen"),
        ("spokesperson", "spokespeople"),
        ("agency", "agencies"),
        ("branch", "branches"),
    ],
)
def test_english_plurals(listed: str, text: str) -> None:
    name = Name(lang=EN, text=listed)
    assert found_inflected(text, Concept(key="x", kind="office", names=(name,)), lang=EN) == [text]


@pytest.mark.parametrize("lang", [FR, EN])
def test_every_bundled_name_is_found_as_it_is_written_with_inflection_too(lang: LanguageTag) -> None:
    concepts = bundled()
    matcher = NameMatcher(concepts, lang, inflected=True)
    for each in concepts:
        for name in (name for name in each.names if name.lang == lang):
            marks = [mark for mark in matcher.find(f"({name.text})") if mark.concept == each.key]
            assert [(mark.span.of(f"({name.text})"), mark.text) for mark in marks] == [(name.text, name.text)]
