"""Quotations without marks: blocks, introductions that speak of a translation, turns of an interview."""

from __future__ import annotations

import pytest

from db.records import UNDETERMINED, Block, BlockKind, FoundQuote, LanguageTag, QuoteKind
from workbench.quotes.extract import find

INTRODUCTIONS = [
    ("en", "Here is what the colonel said (my translation):", "my translation", "", ""),
    ("en", "An excerpt from his speech. My translation:", "my translation", "", ""),
    (
        "en",
        "Here is his answer (my own translation from the Arabic, translated from the Arabic):",
        "my translation",
        "ar",
        "",
    ),
    ("en", "Translated from French by Nora Blum:", "translated", "fr", "Nora Blum"),
    ("en", "The text reads, translated from the Spanish:", "translated", "es", ""),
    ("en", "Here is what he told the radio (translated):", "translated", "", ""),
    ("fr", "Voici ce qu’il a dit (ma traduction) :", "my translation", "", ""),
    ("fr", "Un extrait (traduction de l’auteur) :", "my translation", "", ""),
    ("fr", "Le texte, traduit de l’arabe par Sami Haddad :", "translated", "ar", "Sami Haddad"),
    ("es", "Esto dijo (mi traducción):", "my translation", "", ""),
]


def texts(text: str, quotes: list[FoundQuote]) -> list[list[str]]:
    return [[piece.of(text) for piece in quote.pieces] for quote in quotes]


@pytest.mark.parametrize(("lang", "introduction", "cue", "said_in", "translator"), INTRODUCTIONS)
def test_the_paragraph_behind_an_introduction(
    lang: str, introduction: str, cue: str, said_in: str, translator: str
) -> None:
    words = "Nothing will move before the rains end. We wait."
    text = f"{introduction}\n\n{words}\n\nThe line then went dead."
    (quote,) = find(text, LanguageTag(lang))
    assert texts(text, [quote]) == [[words]]
    assert (quote.kind, str(quote.cue)) == (QuoteKind.BLOCK, cue)
    assert (quote.lang, quote.translator) == (said_in or UNDETERMINED, translator)


def test_the_introduction_may_stand_on_the_same_line() -> None:
    text = "He said (my translation): We came to speak with the elders.\nNobody answered."
    (quote,) = find(text, LanguageTag("en"))
    assert texts(text, [quote]) == [["We came to speak with the elders."]]
    assert (quote.kind, str(quote.cue)) == (QuoteKind.BLOCK, "my translation")


def test_marks_behind_an_introduction_make_a_marked_quotation() -> None:
    text = "Lena Ford told the radio (my translation):\n\n“We did not come to make war.”"
    (quote,) = find(text, LanguageTag("en"))
    assert texts(text, [quote]) == [["We did not come to make war."]]
    assert (quote.kind, quote.speaker, str(quote.cue)) == (QuoteKind.DIRECT, "Lena Ford", "my translation")


def test_a_parenthesis_behind_marks_names_the_translator() -> None:
    text = "“We are tired of war” (translated from the French by Nora Blum), he said."
    (quote,) = find(text, LanguageTag("en"))
    assert (quote.lang, quote.translator, str(quote.cue)) == ("fr", "Nora Blum", "translated")


def test_a_translation_elsewhere_in_the_article_says_nothing_of_a_quotation() -> None:
    text = "The book was translated by Nora Blum in May. “It sold well,” said Paul Dunne."
    (quote,) = find(text, LanguageTag("en"))
    assert (quote.lang, quote.translator, str(quote.cue)) == (UNDETERMINED, "", "after")


def test_a_block_quotation_has_a_piece_for_each_paragraph() -> None:
    lines = ["Lena Ford wrote:", "We hold the town.", "Nobody will take it.", "Then she left."]
    text = "\n\n".join(lines)
    kinds = [BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.BLOCK_QUOTE, BlockKind.PARAGRAPH]
    blocks = [
        Block(text.index(line), text.index(line) + len(line), kind)
        for line, kind in zip(lines, kinds, strict=True)
    ]
    (quote,) = find(text, LanguageTag("en"), blocks)
    assert texts(text, [quote]) == [lines[1:3]]
    assert (quote.kind, quote.speaker) == (QuoteKind.BLOCK, "Lena Ford")


@pytest.mark.parametrize("prefix", ["> ", "    ", "\t"])
def test_plain_text_sets_a_block_off(prefix: str) -> None:
    text = (
        f"Lena Ford wrote:\n\n{prefix}We hold the “old” town.\n{prefix}Nobody will take it.\n\nThen she left."
    )
    (quote,) = find(text, LanguageTag("en"))
    assert texts(text, [quote]) == [["We hold the “old” town.", "Nobody will take it."]]
    assert quote.speaker == "Lena Ford"


def test_marks_around_a_block_are_no_part_of_it() -> None:
    text = "> “We hold the town.\n>\n> “Nobody will take it.”\n\n— Lena Ford\n\nThen she left."
    (quote,) = find(text, LanguageTag("en"))
    assert texts(text, [quote]) == [["We hold the town.", "Nobody will take it."]]
    assert (quote.speaker, str(quote.cue)) == ("Lena Ford", "signature")


def test_a_text_that_is_indented_throughout_sets_nothing_off() -> None:
    assert find("    One line.\n    Another line.", LanguageTag("en")) == []


def test_turns_of_an_interview_without_marks() -> None:
    text = (
        "Radio Sahel : Quand partirez-vous ?\n\nOmar Sow : Avant la fin de l’année. Tout est prêt.\n\n"
        "Radio Sahel : Et ensuite ?\n\nOmar Sow : Nous verrons.\n\nIl faut du temps.\n\nRadio Sahel : Merci ?"
    )
    quotes = find(text, LanguageTag("fr"))
    assert texts(text, quotes) == [
        ["Avant la fin de l’année. Tout est prêt."],
        ["Nous verrons.", "Il faut du temps."],
    ]
    assert {(quote.speaker, str(quote.cue), quote.kind) for quote in quotes} == {
        ("Omar Sow", "label", QuoteKind.BLOCK)
    }


def test_turns_with_marks() -> None:
    text = "Journaliste : Pourquoi ?\nOmar Sow : « C’est juste. »\nJournaliste : Et après ?\nOmar Sow : « On verra. »"
    quotes = find(text, LanguageTag("fr"))
    assert texts(text, quotes) == [["C’est juste."], ["On verra."]]
    assert {quote.speaker for quote in quotes} == {"Omar Sow"}


def test_letters_for_question_and_answer_name_nobody() -> None:
    text = "Q: Are you leaving?\nA: Not before the rains.\nQ: And then?\nA: Then we go."
    quotes = find(text, LanguageTag("en"))
    assert texts(text, quotes) == [["Not before the rains."], ["Then we go."]]
    assert {quote.speaker for quote in quotes} == {""}


def test_labels_without_a_question_are_no_interview() -> None:
    assert find("Lieu : Gao\nDate : lundi\nLieu : Kidal\nDate : mardi", LanguageTag("fr")) == []


def test_dialogue_dashes() -> None:
    text = "— Pourquoi partir ?\n— La saison commence, répond le vieux Hama, et tôt.\n— Et les enfants ?\n– Ils restent."
    quotes = find(text, LanguageTag("fr"))
    assert texts(text, quotes) == [["La saison commence, répond le vieux Hama, et tôt."], ["Ils restent."]]
    assert quotes[0].speaker == "Hama"
    assert find(text, LanguageTag("en")) == []


def test_a_list_with_hyphens_is_no_dialogue() -> None:
    asked = "- Qui vient ?\n- Hama.\n- Et demain ?\n- Personne ne viendra."
    assert texts(asked, find(asked, LanguageTag("fr"))) == [["Hama."], ["Personne ne viendra."]]
    for text in ("- Le pont est fermé.\n- Le bac circule.\n- Qui paiera ?", "- Qui vient ?\n- Hama."):
        assert find(text, LanguageTag("fr")) == []


@pytest.mark.parametrize(
    ("lang", "introduction", "words"),
    [
        ("en", "The colonel told the radio:", "We hold the town and we shall not leave it."),
        ("fr", "Voici un extrait de sa lettre :", "Je suis parti sans rien, et personne ne m’a vu."),
        ("fr", "Le colonel a répondu :", "Nous tenons la ville."),
    ],
)
def test_what_a_colon_introduces_is_a_block_if_somebody_speaks_there(
    lang: str, introduction: str, words: str
) -> None:
    text = f"{introduction}\n\n{words}\n\nRain fell at night."
    (quote,) = find(text, LanguageTag(lang))
    assert (texts(text, [quote]), quote.kind) == ([[words]], QuoteKind.BLOCK)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le ministère a annoncé les mesures suivantes :\n\nNos routes seront fermées la nuit."),
        ("fr", "Le ministère a annoncé :\n\nLes routes seront fermées la nuit."),
        ("en", "The colonel said:\n\nOur reporter in Gao"),
        ("en", "The road follows the river:\n\nWe saw it from the hill."),
    ],
)
def test_other_lines_with_a_colon_introduce_no_quotation(lang: str, text: str) -> None:
    assert find(text, LanguageTag(lang)) == []


def test_a_signature_at_the_end_of_a_block_is_no_part_of_it() -> None:
    text = "The colonel wrote:\n\n> We hold the town.\n> — Col. Ali Ba\n\nThen he left."
    (quote,) = find(text, LanguageTag("en"))
    assert texts(text, [quote]) == [["We hold the town."]]


def test_blocks_that_are_set_aside_are_not_read() -> None:
    text = "“We count on you,” says our reader.\n“We hold the town,” said Lena Ford."
    first = text.index("\n")
    blocks = [Block(0, first, BlockKind.PARAGRAPH, "reader comments"), Block(first + 1, len(text))]
    assert texts(text, find(text, LanguageTag("en"), blocks)) == [["We hold the town,"]]


@pytest.mark.parametrize("text", ["", " \n\n ", "Nothing is said here.", "«", "»", "“”", "« »", '""'])
def test_texts_without_a_quotation(text: str) -> None:
    assert find(text, LanguageTag("fr")) == []


def test_a_wrapped_line_is_no_end_of_a_paragraph() -> None:
    text = "« La route est coupée », a\nexpliqué hier Awa Cissé."
    (quote,) = find(text, LanguageTag("fr"))
    assert quote.speaker == "Awa Cissé"
