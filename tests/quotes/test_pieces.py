"""Quotations of several pieces."""

from __future__ import annotations

import pytest

from db.records import Block, BlockKind, FoundQuote, LanguageTag
from workbench.quotes.extract import find
from workbench.quotes.stretches import NEVER_CLOSES


def found(text: str, lang: str) -> list[list[str]]:
    return [[piece.of(text) for piece in quote.pieces] for quote in find(text, LanguageTag(lang))]


def only(text: str, lang: str) -> FoundQuote:
    (quote,) = find(text, LanguageTag(lang))
    return quote


@pytest.mark.parametrize(
    ("text", "pieces", "speaker"),
    [
        (
            "« Nous irons, a-t-il déclaré, jusqu’au bout », selon Awa Cissé.",
            ["Nous irons,", "jusqu’au bout"],
            "",
        ),
        (
            "« Nous partirons demain, assure le capitaine Sow, si la pluie cesse. »",
            ["Nous partirons demain,", "si la pluie cesse."],
            "Sow",
        ),
        (
            "« La ville tient, a répondu à l’AFP Awa Cissé, et elle tiendra. »",
            ["La ville tient,", "et elle tiendra."],
            "Awa Cissé",
        ),
        (
            "« Nous avons signé, dit Omar Diallo. Personne ne l’a lu. »",
            ["Nous avons signé", "Personne ne l’a lu."],
            "Omar Diallo",
        ),
        ("« Pourquoi attendre ? s’est exclamée Hawa Diop. »", ["Pourquoi attendre ?"], "Hawa Diop"),
    ],
)
def test_a_clause_inside_the_marks_is_cut_out(text: str, pieces: list[str], speaker: str) -> None:
    quote = only(text, "fr")
    assert [piece.of(text) for piece in quote.pieces] == pieces
    assert quote.speaker == speaker
    assert quote.cue in ("inside", "after")


def test_a_comma_clause_without_a_verb_of_speech_stays() -> None:
    assert found("« Ma mère, comme toi, danse le soir, dans la cour », raconte Hawa Diop.", "fr") == [
        ["Ma mère, comme toi, danse le soir, dans la cour"]
    ]


@pytest.mark.parametrize(
    ("text", "lang", "pieces"),
    [
        ("“I will sign,” said Paul Dunne, “but not today.”", "en", ["I will sign,", "but not today."]),
        ("“It is late,” Mr. Tan added, “and cold.”", "en", ["It is late,", "and cold."]),
        (
            '"Simplement", a précisé Awa Cissé, "parce que c’est vrai".',
            "fr",
            ["Simplement", "parce que c’est vrai"],
        ),
        ("«Iremos», dijo Ana Quiroga, «aunque llueva».", "es", ["Iremos", "aunque llueva"]),
    ],
)
def test_a_sentence_that_the_speaker_splits_is_one_quotation(text: str, lang: str, pieces: list[str]) -> None:
    assert found(text, lang) == [pieces]


def test_two_sentences_of_one_speaker_are_two_quotations() -> None:
    text = "“It will rain,” said Hugh Tan. “It always does.”"
    assert found(text, "en") == [["It will rain,"], ["It always does."]]
    assert [quote.speaker for quote in find(text, LanguageTag("en"))] == ["Hugh Tan", "Hugh Tan"]


def test_two_speakers_are_two_quotations() -> None:
    text = "« Rien n’a changé », affirme Hawa Sow. « Au contraire », répond Ali Touré."
    assert [(q.speaker, [p.of(text) for p in q.pieces]) for q in find(text, LanguageTag("fr"))] == [
        ("Hawa Sow", ["Rien n’a changé"]),
        ("Ali Touré", ["Au contraire"]),
    ]


def test_paragraphs_that_repeat_the_mark_are_one_quotation() -> None:
    text = "“The bridge closed in May. Nobody told us.\n\n“We learned it from the radio,” Lena Ford said."
    quote = only(text, "en")
    assert [piece.of(text) for piece in quote.pieces] == [
        "The bridge closed in May. Nobody told us.",
        "We learned it from the radio,",
    ]
    assert (quote.speaker, quote.notes) == ("Lena Ford", ())


def test_a_fragment_left_open_is_not_continued() -> None:
    text = 'Ruiz said it was "the wrong road.\n"I am worried," she added.'
    first, second = find(text, LanguageTag("en"))
    assert (first.pieces[0].of(text), first.notes) == ("the wrong road.", (NEVER_CLOSES,))
    assert (second.pieces[0].of(text), second.notes) == ("I am worried,", ())


def test_what_is_set_aside_between_two_paragraphs_is_cut_out() -> None:
    text = "« Nous irons loin.\nPublicité : nos offres\nTrès loin », dit Awa Cissé."
    first, second, third = (text.index(line) for line in text.split("\n"))
    blocks = [
        Block(first, second - 1),
        Block(second, third - 1, BlockKind.PARAGRAPH, "advertisement"),
        Block(third, len(text)),
    ]
    (quote,) = find(text, LanguageTag("fr"), blocks)
    assert [piece.of(text) for piece in quote.pieces] == ["Nous irons loin.", "Très loin"]


def test_offsets_count_code_points_and_change_nothing() -> None:
    text = "🜂 «\u202f[Le préfet] e\u0301tait là… […]\u00a0puis plus rien\u00a0», raconte Oumar Cissé."
    quote = only(text, "fr")
    assert quote.pieces[0].of(text) == "[Le préfet] e\u0301tait là… […]\u00a0puis plus rien"
