"""Articles, capitals, endings and dates: the names that differ from the words of a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, Span
from workbench.glossary.inflection import singular
from workbench.glossary.matcher import NameMatcher, candidates
from workbench.glossary.words import Word, words

FR, EN, ES = LanguageTag("fr"), LanguageTag("en"), LanguageTag("es")
FULL, ACRONYM, SHORT = NameForm.FULL, NameForm.ACRONYM, NameForm.SHORT


def concept(
    text: str, form: NameForm = FULL, case: CaseRule = CaseRule.BY_FORM, lang: LanguageTag = FR
) -> Concept:
    return Concept(key=text, kind="group", names=(Name(lang=lang, text=text, form=form, case=case),))


def found(text: str, *concepts: Concept, lang: LanguageTag = FR, inflected: bool = False) -> list[str]:
    return [mark.span.of(text) for mark in NameMatcher(concepts, lang, inflected=inflected).find(text)]


# Articles


@pytest.mark.parametrize(
    "text",
    [
        "al-Qaïda au Sahel",
        "Al Qaida au Sahel",
        "el-Qaïda au Sahel",
        "AL‑QAÏDA AU SAHEL",
        "Qaïda au Sahel",
        "ul-Qaida au Sahel",
    ],
)
@pytest.mark.parametrize("listed", ["Al-Qaïda au Sahel", "el Qaida au Sahel"])
def test_a_name_is_found_with_any_article_or_none(listed: str, text: str) -> None:
    assert found(f"l’organisation {text}, a-t-il dit", concept(listed)) == [text]


@pytest.mark.parametrize(
    "text", ["Ansar al-Wadi", "Ansar el Wadi", "Ansar Wadi", "ANSAR AL WADI", "Ansar-Wadi"]
)
@pytest.mark.parametrize("listed", ["Ansar al-Wadi", "Ansar Wadi", "Ansar el-Wadi"])
def test_so_it_is_inside_of_one(listed: str, text: str) -> None:
    assert found(f"({text})", concept(listed)) == [text]


@pytest.mark.parametrize("text", ["Ansar ad-Din", "Ansar ed-Din", "Ansar al-Din", "Ansar Din"])
def test_an_article_may_be_like_the_letter_after_it(text: str) -> None:
    assert found(text, concept("Ansar ud-Din")) == [text]


@pytest.mark.parametrize(
    "text", ["Ansar ad Din", "Ansar an-Din", "Ansar, al-Din", "Ansar al al Din", "Ansar. Din"]
)
def test_what_is_no_article_parts_a_name(text: str) -> None:
    assert found(text, concept("Ansar al-Din")) == []


def test_a_name_without_an_article_starts_after_it() -> None:
    assert found("al-Wadi du Nord", concept("Wadi du Nord")) == ["Wadi du Nord"]
    both = concept("Wadi du Nord"), concept("al-Wadi du Nord")
    assert found("al-Wadi du Nord", *both) == ["al-Wadi du Nord"]
    assert found("Wadi du Nord", *both) == ["Wadi du Nord"] * 2


@pytest.mark.parametrize(
    ("listed", "text", "expected"),
    [
        ("Al-Qaïda", "la Qaïda", ["Qaïda"]),
        ("Al-Qaïda", "la qaïda", []),
        ("Al-Nour", "Nour", []),
        ("Al-Nour", "El-Nour", ["El-Nour"]),
        ("El Al", "El Al", ["El Al"]),
        ("El Al", "Al", []),
        ("Wadi al", "Wadi al Nord, Wadi al", ["Wadi al", "Wadi al"]),
    ],
)
def test_one_word_without_its_article_must_be_telling(listed: str, text: str, expected: list[str]) -> None:
    assert found(text, concept(listed)) == expected


def test_where_the_article_is_a_word_of_the_language_a_hyphen_tells_it() -> None:
    spanish = concept("Ansar al-Wadi", lang=ES), concept("El Mundo", lang=ES)
    assert found("Ansar Wadi, Ansar al-Wadi", *spanish, lang=ES) == ["Ansar Wadi", "Ansar al-Wadi"]
    assert found("Ansar al Wadi, el Mundo, Mundo", *spanish, lang=ES) == ["el Mundo"]


# Capitals


@pytest.mark.parametrize(
    ("listed", "form", "case", "right", "wrong"),
    [
        ("UA", ACRONYM, CaseRule.CAPS, ["UA"], ["Ua", "ua"]),
        ("FACT", ACRONYM, CaseRule.CAPS, ["FACT"], ["Fact", "fact"]),
        ("Fact", ACRONYM, CaseRule.CAPS, ["FACT"], ["Fact"]),
        ("FACT", ACRONYM, CaseRule.BY_FORM, ["FACT", "Fact"], ["fact"]),
        ("ONU", ACRONYM, CaseRule.ANY, ["ONU", "Onu", "onu"], ["onuse"]),
        ("Onu", ACRONYM, CaseRule.EXACT, ["Onu"], ["ONU", "onu"]),
        ("État", FULL, CaseRule.EXACT, ["État", "Etat"], ["état", "ÉTAT"]),
        (
            "Front des dunes",
            FULL,
            CaseRule.EXACT,
            ["Front des dunes"],
            ["front des dunes", "Front des Dunes"],
        ),
        ("Front des dunes", FULL, CaseRule.CAPS, ["FRONT DES DUNES"], ["Front des dunes"]),
        ("la Plateforme", SHORT, CaseRule.ANY, ["la plateforme", "La Plateforme"], []),
        ("G5", ACRONYM, CaseRule.CAPS, ["G5"], ["g5"]),
    ],
)
def test_the_case_rule(
    listed: str, form: NameForm, case: CaseRule, right: list[str], wrong: list[str]
) -> None:
    for text in right:
        assert found(f"« {text} »", concept(listed, form, case)) == [text]
    for text in wrong:
        assert found(f"« {text} »", concept(listed, form, case)) == []


def test_letters_without_capitals_are_not_asked_for_any() -> None:
    name = Concept(
        key="x", kind="group", names=(Name(lang=LanguageTag("ar"), text="أنصار", case=CaseRule.CAPS),)
    )
    assert found("قال أنصار", name, lang=LanguageTag("ar")) == ["أنصار"]


# Endings


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("premier ministre", "Première ministre"),
        ("directeur général", "directrices générales"),
        ("ministre délégué", "ministre déléguée"),
        ("conseiller spécial", "conseillère spéciale"),
        ("président", "présidente"),
        ("haut-commissaire", "haute-commissaire"),
        ("ambassadeur", "ambassadrice"),
        ("gardien de la paix", "gardiennes de la paix"),
    ],
)
def test_offices_have_a_feminine(listed: str, text: str) -> None:
    assert found(text, concept(listed), inflected=True) == [text]
    assert found(listed, concept(text), inflected=True) == [listed]
    assert found(text, concept(listed)) == []


@pytest.mark.parametrize(
    ("listed", "text"), [("parti", "partie"), ("armé", "armée"), ("état", "été"), ("port", "porte")]
)
def test_other_words_are_no_feminine(listed: str, text: str) -> None:
    assert found(text, concept(listed), inflected=True) == []


@pytest.mark.parametrize(
    ("word", "others", "same"),
    [
        ("lieux", "lieu", True),
        ("bijoux", "bijou", True),
        ("eaux", "eau", True),
        ("index", "inde", False),
        ("paix", "pai", False),
    ],
)
def test_french_plurals_in_x(word: str, others: str, same: bool) -> None:
    assert (singular(word, FR) == singular(others, FR)) is same


@pytest.mark.parametrize(
    ("word", "other"), [("iraqis", "iraqi"), ("salafis", "salafi"), ("houthis", "houthi")]
)
def test_english_plurals_in_is(word: str, other: str) -> None:
    assert singular(word, EN) == singular(other, EN)


# Dates


def dated(key: str, since: str = "", until: str = "", name_since: str = "") -> Concept:
    return Concept(
        key=key,
        kind="group",
        since=since,
        until=until,
        names=(Name(lang=FR, text="CNSP", form=ACRONYM, since=name_since),),
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-09-01", ["mali"]),
        ("2023-08-01", ["niger"]),
        ("2023", ["niger"]),
        ("2022-06-01", ["mali", "niger"]),
        ("", ["mali", "niger"]),
    ],
)
def test_candidates_are_those_of_the_date_or_all(date: str, expected: list[str]) -> None:
    concepts = [dated("mali", "2020-08-18", "2021-06"), dated("niger", "2023-07-26")]
    marks = NameMatcher(concepts, FR).find("Le CNSP a parlé.")
    assert [mark.concept for mark in candidates(marks, date)] == expected


def test_the_dates_of_a_name_count_too_and_one_concept_alone_stays() -> None:
    concepts = [dated("old", until="2001"), dated("named-later", name_since="2010")]
    marks = NameMatcher(concepts, FR).find("le CNSP, le CNSP")
    assert [mark.concept for mark in candidates(marks, "2012")] == ["named-later"] * 2
    assert [mark.concept for mark in candidates(marks, "2001")] == ["old"] * 2
    alone = NameMatcher(concepts[:1], FR).find("le CNSP")
    assert candidates(alone, "2020") == alone and not alone[0].valid("2020")


# All of it said a second way, slowly: every name at every stretch of words.

PIECES = [
    *(
        "al",
        "el",
        "ad",
        "Ansar",
        "ANSAR",
        "ansar",
        "Din",
        "dins",
        "Wadi",
        "wadi",
        "UA",
        "ua",
        "Ua",
        "UAs",
        "Front",
        "fronts",
    ),
    *(" ", " ", " ", "-", "-", "'", "."),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
NAMES = st.builds(
    Name,
    lang=st.just(FR),
    text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6)
    .map("".join)
    .filter(lambda text: any(words(text))),
    form=st.sampled_from([FULL, ACRONYM, SHORT]),
    case=st.sampled_from(CaseRule),
)


def reduced(text: str, stretch: list[Word]) -> tuple[bool, list[Word]]:
    """The words but for the articles, and whether one led them."""
    kept: list[Word] = []
    dropped = led = False
    for at, word in enumerate(stretch):
        following = stretch[at + 1 : at + 2]
        between = text[word.span.end : following[0].span.start] if following else ""
        article = word.folded in ("al", "el") or (
            word.folded == "ad" and between == "-" and following[0].folded[0] == "d"
        )
        if article and following and following[0].folded.isalnum() and not dropped:
            dropped = True
            led = led or at == 0
        else:
            dropped = False
            kept.append(word)
    return led, kept


def capitals_fit(listed: str, written: str, name: Name) -> bool:
    listed, written = listed.replace("'", ""), written.replace("'", "")
    spelled = name.form is ACRONYM or (listed.isupper() and len(listed) > 1)
    if name.case is CaseRule.ANY:
        return True
    if name.case is CaseRule.CAPS:
        return written[: len(listed)].isupper() or not listed.isalpha()
    if name.case is CaseRule.EXACT:
        return written[: len(listed)] == listed
    if spelled and len(listed) > 3:
        return written[0].isupper() or not listed[0].isupper()
    if spelled or name.form is SHORT:
        return all(letter.isupper() for want, letter in zip(listed, written, strict=False) if want.isupper())
    return True


def is_name(text: str, stretch: list[Word], name: Name, inflected: bool) -> bool:
    led, kept = reduced(text, stretch)
    name_led, parts = reduced(name.text, list(words(name.text)))
    if len(kept) != len(parts) or (led and not name_led):
        return False
    if name_led and not led and len(kept) == 1:
        word = kept[0].span.of(text)
        if len(word) < 5 or not word[0].isupper():
            return False
    for word, part in zip(kept, parts, strict=True):
        listed, written = part.span.of(name.text), word.span.of(text)
        forms = [singular(each, FR) if inflected else each for each in (word.folded, part.folded)]
        spelled = name.form is ACRONYM or (listed.isupper() and len(listed) > 1)
        if forms[0] != forms[1] or (spelled and word.folded not in (part.folded, part.folded + "s")):
            return False
        if not capitals_fit(listed, written, name):
            return False
    return True


def slowly_found(text: str, names: list[Name], inflected: bool) -> list[Span]:
    parts, spans, start = list(words(text)), [], 0
    while start < len(parts):
        ends = range(len(parts), start, -1)
        end = next((e for e in ends if any(is_name(text, parts[start:e], n, inflected) for n in names)), None)
        if end:
            spans.append(Span(parts[start].span.start, parts[end - 1].span.end))
        start = end or start + 1
    return spans


@settings(max_examples=400)
@given(TEXTS, st.lists(NAMES, min_size=1, max_size=4), st.booleans())
def test_a_slow_matcher_finds_the_same(text: str, names: list[Name], inflected: bool) -> None:
    concepts = [Concept(key=str(number), kind="group", names=(name,)) for number, name in enumerate(names)]
    marks = NameMatcher(concepts, FR, inflected=inflected).find(text)
    assert list(dict.fromkeys(mark.span for mark in marks)) == slowly_found(text, names, inflected)


@given(
    st.text(st.characters(), max_size=30),
    st.lists(st.text(st.characters(), min_size=1, max_size=8), max_size=3),
)
def test_any_text_and_any_name_can_be_taken(text: str, names: list[str]) -> None:
    for rule in CaseRule:
        for mark in NameMatcher([concept(name, FULL, rule) for name in names], FR, inflected=True).find(text):
            assert 0 <= mark.span.start < mark.span.end <= len(text)
