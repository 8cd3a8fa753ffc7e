"""Quotations of several pieces."""

from __future__ import annotations

import pytest

from db.records import Block, BlockKind, FoundQuote, LanguageTag
from workbench.quotes.extract import find
from workbench.quotes.pieces import spoken
from workbench.quotes.stretches import NEVER_CLOSES


def found(text: str, lang: str) -> list[list[str]]:
    return [[piece.of(text) for piece in quote.pieces] for quote in find(text, LanguageTag(lang))]


def only(text: str, lang: str) -> FoundQuote:
    (quote,) = find(text, LanguageTag(lang))
    return quote


@pytest.mark.parametrize(
    ("text", "incises", "spoken_pieces", "speaker"),
    [
        (
            "« Nous irons, a-t-il déclaré, jusqu’au bout », selon Awa Cissé.",
            ["a-t-il déclaré"],
            ["Nous irons,", "jusqu’au bout"],
            "",
        ),
        (
            "« Nous partirons demain, assure le capitaine Sow, si la pluie cesse. »",
            ["assure le capitaine Sow"],
            ["Nous partirons demain,", "si la pluie cesse."],
            "Sow",
        ),
        (
            "« La ville tient, a répondu à l’AFP Awa Cissé, et elle tiendra. »",
            ["a répondu à l’AFP Awa Cissé"],
            ["La ville tient,", "et elle tiendra."],
            "Awa Cissé",
        ),
        (
            "« Nous avons signé, dit Omar Diallo. Personne ne l’a lu. »",
            ["dit Omar Diallo"],
            ["Nous avons signé", "Personne ne l’a lu."],
            "Omar Diallo",
        ),
        (
            "« Pourquoi attendre ? s’est exclamée Hawa Diop. »",
            ["s’est exclamée Hawa Diop"],
            ["Pourquoi attendre ?"],
            "Hawa Diop",
        ),
        (
            "« Je doute, fait valoir Omar Diallo, que la pluie vienne, a-t-il ajouté, avant mai. »",
            ["fait valoir Omar Diallo", "a-t-il ajouté"],
            ["Je doute,", "que la pluie vienne,", "avant mai."],
            "Omar Diallo",
        ),
    ],
)
def test_a_clause_inside_the_marks_stays_and_is_told(
    text: str, incises: list[str], spoken_pieces: list[str], speaker: str
) -> None:
    quote = only(text, "fr")
    assert [piece.of(text) for piece in quote.pieces] == [text[2 : text.index(" »")]]
    assert [incise.of(text) for incise in quote.incises] == incises
    assert [piece.of(text) for piece in spoken(quote.pieces, quote.incises, text)] == spoken_pieces
    assert quote.speaker == speaker
    assert quote.cue in ("inside", "after")


def test_a_clause_inside_english_marks_is_told_where_nothing_else_tells() -> None:
    text = "“We will go, he said, before the rain.” The council met on Friday."
    quote = only(text, "en")
    assert [incise.of(text) for incise in quote.incises] == ["he said"]
    own = "“My father, he said, was never late,” Lena Ford recalled."
    assert only(own, "en").incises == ()


def test_a_clause_in_a_quotation_inside_the_quotation_is_the_speakers() -> None:
    text = "« Mon père criait : “Partons, disait-il, avant la pluie.” Nous restions », raconte Hawa Diop."
    assert only(text, "fr").incises == ()


def test_a_nickname_is_no_reporting_clause() -> None:
    assert only("« Le maire, dit le Borgne, est parti », raconte Hawa Diop.", "fr").incises == ()


def test_the_clause_between_two_pieces_is_told_too() -> None:
    text = "“I will sign,” said Paul Dunne, a docker since 1988, “but not today.”"
    quote = only(text, "en")
    assert [incise.of(text) for incise in quote.incises] == ["said Paul Dunne, a docker since 1988"]
    assert spoken(quote.pieces, quote.incises, text) == quote.pieces


def test_a_verb_far_from_the_marks_does_not_join_two_fragments() -> None:
    text = "The “quiet man” of the party has insisted on reform, “because we have no choice.”"
    assert ["quiet man", "because we have no choice."] not in found(text, "en")


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
