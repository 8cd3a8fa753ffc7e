"""The lexicon files: every language is whole, and its verbs are conjugated as they are written."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from db.records import LanguageTag
from workbench.quotes.gazetteer import given_name, is_place
from workbench.quotes.lexicon import LANGUAGES, load, plain
from workbench.text.fold import fold

_LONGEST_PHRASE = 3
"""Words of the longest phrase that is looked for as a verb."""


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("workbench.quotes") / "lexicons" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("fr", "affirme affirment affirmait affirmé affirmant affirmera affirmerait affirma affirmèrent"),
        (
            "fr",
            "répète révèle considère suggère tempère annonça annonçait rappelle assène insiste interroge exigeait",
        ),
        ("en", "says said adds added adding argues argued arguing replies replied wishes whispered"),
        ("es", "afirma afirmó afirmaba afirmado afirmando afirmaron dijo añadió sostuvo"),
        ("fr", "abonde tacle cingle renchérit soutint maintint avertirent"),
        ("en", "quipped deadpanned echoes chants mused gushed retold deemed dubbed"),
        ("es", "manifiesta desmintió propuso matizó espetó recalca"),
    ],
)
def test_forms(lang: str, forms: str) -> None:
    assert set(forms.split()) <= load(LanguageTag(lang)).verbs


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_written_plainly(lang: str) -> None:
    lexicon = load(LanguageTag(lang))
    words = lexicon.verbs | lexicon.nouns | lexicon.adverbs | lexicon.capitals | set(lexicon.determiners)
    assert words == {plain(word) for word in words}
    assert lexicon.noun_like <= lexicon.verbs
    assert lexicon.beside <= lexicon.speech
    assert lexicon.descriptors <= lexicon.persons
    assert lexicon.feminine <= lexicon.persons
    assert lexicon.named_after | lexicon.body_descriptors <= lexicon.organisations
    assert max(map(len, lexicon.verb_phrases)) <= _LONGEST_PHRASE


def test_a_region_does_not_matter_and_any_other_language_has_all_words() -> None:
    assert load(LanguageTag("fr-CA")) == load(LanguageTag("fr"))
    every = load(LanguageTag("pt"))
    assert all(load(LanguageTag(lang)).verbs <= every.verbs for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_open_a_sentence_mean_nobody(lang: str) -> None:
    lexicon = load(LanguageTag(lang))
    assert not lexicon.capitals & lexicon.nouns - {"chargé", "chargée"}


@pytest.mark.parametrize(
    ("lang", "feminine"),
    [
        ("fr", "cheffe réalisatrice élue infirmière grand-mère vice-présidente pêcheuse skippeuse"),
        ("en", "spokeswoman businesswoman grandmother duchess policewoman"),
        ("es", "científica ministra abuela entrenadora alcaldesa"),
    ],
)
def test_nouns_that_mean_a_woman(lang: str, feminine: str) -> None:
    assert set(feminine.split()) <= load(LanguageTag(lang)).feminine


@pytest.mark.parametrize(
    ("lang", "people", "bodies"),
    [
        (
            "fr",
            "urgentiste pdg imam secouristes avant-centre veuve agricultrices",
            "tribunal géant ong sondage",
        ),
        (
            "en",
            "filmmaker nurses cfo broker goalkeeper widow firefighters",
            "watchdog lawsuit charity airlines",
        ),
        ("es", "bomberos cineasta entrenador vocero", "sindicato juzgado encuesta"),
    ],
)
def test_people_and_bodies_that_speak(lang: str, people: str, bodies: str) -> None:
    lexicon = load(LanguageTag(lang))
    assert set(people.split()) <= lexicon.persons
    assert set(bodies.split()) <= lexicon.organisations


def test_given_names_are_sorted_and_listed_once() -> None:
    rows = _rows("first_names.tsv")
    names = [row["name"] for row in rows]
    assert names == sorted(names)
    assert len({fold(name) for name in names}) == len(names) >= 2500
    assert {row["gender"] for row in rows} == {"m", "f", "u"}
    assert {row["weak"] for row in rows} == {None, "weak"}
    assert all(name[0].isupper() and name == name.strip() and " " not in name for name in names)


def test_what_given_names_tell() -> None:
    told = {
        name: given_name(name) for name in ("Mamadou", "Fatoumata", "Camille", "Grace", "Jean-Marie", "Ould")
    }
    assert {name: found and (found.gender, found.weak) for name, found in told.items()} == {
        "Mamadou": ("m", False),
        "Fatoumata": ("f", False),
        "Camille": ("", False),
        "Grace": ("f", True),
        "Jean-Marie": ("m", False),
        "Ould": None,
    }


def test_places_are_sorted_and_listed_once_per_language() -> None:
    rows = _rows("places.tsv")
    keys = [(row["name"], row["lang"]) for row in rows]
    assert [(row["name"], row["kind"], row["lang"]) for row in rows] == sorted(
        tuple(row.values()) for row in rows
    )
    assert len(set(keys)) == len(keys)
    assert {row["kind"] for row in rows} == {"country", "capital", "city", "region", "continent"}
    assert {row["lang"] for row in rows} == {"fr", "en", "es", "any"}
    anywhere = {name for name, lang in keys if lang == "any"}
    assert not anywhere & {name for name, lang in keys if lang != "any"}


def test_places() -> None:
    assert all(map(is_place, ("Kidal", "Ménaka", "Tamanrasset", "États-Unis", "Germany", "Alemania", "Ohio")))
    assert not is_place("Mamadou")
