from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.draft.flaws import WEIGHTS, flaws, weight

FR, EN, ES, ZH = LanguageTag("fr"), LanguageTag("en"), LanguageTag("es"), LanguageTag("zh")
LONG = "Nous avons perdu beaucoup d'hommes dans cette bataille et nous ne voulons plus de guerre."


def kinds(source: str, draft: str, from_lang: LanguageTag = FR, to_lang: LanguageTag = EN) -> set[str]:
    return {flag.kind for flag in flaws(source, draft, from_lang, to_lang)}


FLAWED = [
    (LONG, "", "empty"),
    ("Nous avons vu des physiciens", "We saw physician physician physician physician", "loop"),
    ("Nous avons perdu", "We lost men and we lost men and we lost men and we lost", "loop"),
    ("Le berger a parlé", "The shepherd spokkke", "loop"),
    ("La situation reste très grave ici", "La situation reste très grave here", "copy"),
    ("NOUS NE PARTIRONS JAMAIS", "NOUS NE PARTIRONS JAMAIS", "copy"),
    ("Merci", "Merci", "copy"),
    ("Nous vivons avec la peur", "We live avec fear", "leftover"),
    (LONG, "We have lost.", "dropped"),
    ("Merci", "Thank you for the economy of the hundred produced, abandoned by all", "long"),
    ("Il y avait 1 500 hommes", "There were 500 men", "number"),
    ("En 2012, tout a changé", "In 2021, everything changed", "number"),
    ("Trois milliards d'euros", "Three million euros", "number"),
    ("Cent personnes", "Two hundred people", "number"),
    ("Rendez-vous à 14h30", "Meeting at 3:30 p.m.", "number"),
    ("Au XIXe siècle", "In the 21st century", "number"),
    ("Nous avons vu Kolossouma hier", "We saw him yesterday", "name"),
    ("Il n'a pas signé l'accord", "He signed the agreement", "negation"),
    ("Voir https://exemple.ml/a_b.", "See https://exemple.ml/a b.", "link"),
    ("Écrire à presse_1@exemple.ml !", "Write to presse @ exemple.ml!", "link"),
    ("« Nous partirons », dit-il.", "“We will leave, he says.", "marks"),
]


@pytest.mark.parametrize(("source", "draft", "kind"), FLAWED)
def test_a_flawed_draft_is_told(source: str, draft: str, kind: str) -> None:
    assert kind in kinds(source, draft)


SOUND = [
    ("", ""),
    (" ", " "),
    ("…", ""),
    ("12 000", "12 000"),
    ("Merci", "Thank you"),
    ("AQMI", "AQMI"),
    ("Boko Haram et Ansar Dine", "Boko Haram and Ansar Dine"),
    ("Moussa Tamboura, Awa Sirane, Ibra Kolo", "Moussa Tamboura, Awa Sirane, Ibra Kolo"),
    ("Ha ha ha ha ha !", "Ha ha ha ha ha!"),
    ("C'est non, non et non.", "It is no, no and no."),
    ("Il a perdu 3 hommes et 12,5 millions d'euros", "He lost three men and 12.5 million euros"),
    ("Il y avait 1\u202f500 hommes", "There were 1,500 men"),
    ("Quinze hommes le 31 mars", "15 men on 31 March"),
    ("Voir (https://exemple.ml/a_b).", "See (https://exemple.ml/a_b)."),
    ("quatre-vingt-dix-sept morts", "97 deaths"),
    ("mille neuf cent soixante", "one thousand nine hundred and sixty"),
    ("deux millions et demi de francs", "2.5 million francs"),
    ("3 milliards", "€3bn"),
    ("Il court le 100 m", "He runs the 100m"),
    ("Au XXIe siècle", "In the twenty-first century"),
    ("Rendez-vous à 20 heures 30", "Meeting at 8.30 pm"),
    ("Le 12/03/2024, ils étaient 12", "On 12/03/2024, there were 12 of them"),
    ("les années 1990", "the nineties"),
    ("Les deux hommes", "Both men"),
    ("Il vit à Londres", "He lives in London"),
    ("Le chef Aboubacar Diallo est parti", "The chief Abubakar Diallo left"),
    ("Il n'a que dix ans", "He is only ten"),
    ("Il lit « Le Monde »", "He reads “Le Monde”"),
    ("Il habite rue de la Paix", "He lives on rue de la Paix"),
    ("Il était en route pour la France", "He was en route to France"),
]


@pytest.mark.parametrize(("source", "draft"), SOUND)
def test_a_sound_draft_raises_none(source: str, draft: str) -> None:
    assert flaws(source, draft, FR, EN) == ()


def test_a_flag_points_at_what_stands_in_the_draft() -> None:
    draft = "In 2021, the chief of Kolo spoke avec the men"
    found = {
        flag.kind: flag for flag in flaws("En 2012, le chef de Kolo parla avec les siens", draft, FR, EN)
    }
    assert {kind: draft[flag.span.start : flag.span.end] for kind, flag in found.items() if flag.span} == {
        "number": "2021",
        "leftover": "avec",
    }
    assert found["number"].message == "“2012” became “2021”"


def test_what_was_left_out_is_quoted() -> None:
    source = "Il a promis une route, et il a juré devant tous que les soldats protégeraient les villages du fleuve."
    [flag] = flaws(source, "He promised a road.", FR, EN)
    assert flag.kind == "dropped"
    assert "juré devant tous" in flag.message
    assert flag.span is None


def test_a_regional_tag_counts_as_its_language() -> None:
    assert kinds("Nous vivons avec la peur", "We live avec fear", LanguageTag("fr-ML")) == {"leftover"}


def test_lengths_are_not_compared_across_kinds_of_script() -> None:
    assert flaws(LONG, "我们失去了许多人。", FR, ZH) == ()


def test_a_language_that_nothing_is_known_of() -> None:
    assert kinds("Bonjou 1500 moun", "Hello 1500 people", LanguageTag("ht")) == set()
    assert kinds("Bonjou 1500 moun", "Hello 500 people", LanguageTag("ht")) == {"number"}


def test_words_in_the_script_of_the_source_are_left_over() -> None:
    assert kinds("ذهب الرجال إلى المدينة", "The men went to المدينة", LanguageTag("ar")) == {"leftover"}


def test_every_kind_has_a_weight() -> None:
    assert all(weight(kind) > 0 for _, _, kind in FLAWED)
    assert {kind for _, _, kind in FLAWED} | {"short", "cut"} == set(WEIGHTS)
    assert weight("term-missing") == 0


@given(st.text(), st.text(), st.sampled_from([(FR, EN), (EN, FR), (ES, EN), (ZH, LanguageTag("und"))]))
def test_any_two_texts_can_be_compared(
    source: str, draft: str, pair: tuple[LanguageTag, LanguageTag]
) -> None:
    for flag in flaws(source, draft, *pair):
        assert flag.kind in WEIGHTS
        assert flag.message
        if flag.span is not None:
            assert 0 <= flag.span.start < flag.span.end <= len(draft)


WORDS = st.sampled_from(
    [
        *(
            "le",
            "Kolo",
            "Kolossouma",
            "ne",
            "pas",
            "avec",
            "l'AQMI",
            "très",
            "\ud800",
            "ß",
            "İ",
            "«a",
            "b»",
            "(c)",
        ),
        *("2012", "1.500", "3,5", "14h30", "XIV", "deux", "cents", "mille", "millions", "et", "demi", "2e"),
        *("https://a.b/c", "a@b.cd", "@x", "#y"),
    ]
)


@given(st.lists(WORDS), st.lists(WORDS))
def test_any_words_and_numbers_can_be_compared(source: list[str], draft: list[str]) -> None:
    flaws(" ".join(source), " ".join(draft), FR, EN)


@pytest.mark.parametrize("part", ["Kolossouma ", "1.", "111 ", '"', "« a", "a@", "million ", "XIV ", "abab"])
def test_time_grows_no_faster_than_the_text(part: str) -> None:
    flaws("a", "b", FR, EN)
    started = time.process_time()
    flaws(part * (20_000 // len(part)), part[::-1] * (20_000 // len(part)), FR, EN)
    assert time.process_time() - started < 2.0
