"""What introductions and parentheses say of a translation."""

from __future__ import annotations

import pytest

from workbench.quotes.translation import translation_in


@pytest.mark.parametrize(
    ("statement", "cue", "lang", "translator"),
    [
        ("(my translation)", "my translation", "und", ""),
        ("(my own translation from the Arabic)", "my translation", "ar", ""),
        ("My translation: We hold the town", "my translation", "und", ""),
        ("Ma traduction : Nous tenons la ville", "my translation", "und", ""),
        ("traduction de l'auteur", "my translation", "und", ""),
        ("(traduction de l’arabe par Sami Haddad)", "translated", "ar", "Sami Haddad"),
        ("traduit de l'arabe par Sami Haddad", "translated", "ar", "Sami Haddad"),
        ("traduit de l’arabe par Sami Haddad", "translated", "ar", "Sami Haddad"),
        ("(traduit du bambara)", "translated", "bm", ""),
        ("(translated)", "translated", "und", ""),
        ("translated from the original Spanish by N. Blum", "translated", "es", "N. Blum"),
        ("Translation: Nora Blum", "translated", "und", "Nora Blum"),
        ("traducido del francés por Ana Quiroga", "translated", "fr", "Ana Quiroga"),
    ],
)
def test_statements(statement: str, cue: str, lang: str, translator: str) -> None:
    found = translation_in(statement, 0, len(statement))
    assert found is not None
    assert (found.cue.value, found.lang, found.translator) == (cue, lang, translator)


@pytest.mark.parametrize(
    "text",
    [
        "Le colonel, traduit en justice, a dit ce matin :",
        "He translated for the army and said:",
        "The book says nothing of this.",
    ],
)
def test_other_uses_of_the_words(text: str) -> None:
    assert translation_in(text, 0, len(text)) is None


def test_only_the_part_that_is_asked_for_is_read() -> None:
    text = "my translation"
    assert translation_in(text, 3, len(text)) is None
