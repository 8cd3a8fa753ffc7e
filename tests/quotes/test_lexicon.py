"""The lexicon files: every language is whole, and its verbs are conjugated as they are written."""

from __future__ import annotations

import pytest

from db.records import LanguageTag
from workbench.quotes.lexicon import LANGUAGES, load, plain


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
    assert lexicon.named_after <= lexicon.organisations


def test_a_region_does_not_matter_and_any_other_language_has_all_words() -> None:
    assert load(LanguageTag("fr-CA")) == load(LanguageTag("fr"))
    every = load(LanguageTag("pt"))
    assert all(load(LanguageTag(lang)).verbs <= every.verbs for lang in LANGUAGES)
