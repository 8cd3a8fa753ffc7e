"""Doubled words, phrases in circles, lengths. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from workbench.checks.checker import findings
from workbench.checks.families.repetition import CHECKS
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXTS = st.lists(
    st.sampled_from(
        ["the", "of", "nous", "jamais,", "Bora", "l'eau", "\ud800", "…", "«", "aaaaa", "2012", "\n"]
    )
    | st.text(st.characters(), max_size=6),
    max_size=40,
).map(" ".join)


def found(source: str, target: str, check: str = "") -> list[Finding]:
    some = findings(Subject(source, target, FR, EN), CHECKS)
    return [finding for finding in some if not check or finding.check == check]


def test_a_doubled_word_is_shown_where_it_stands() -> None:
    target = "The mayor spoke of of the market."
    (finding,) = found("Le maire a parlé du marché.", target)
    assert finding.check == "rep.words" and finding.target_span is not None
    assert target[finding.target_span.start : finding.target_span.end] == "of of"


def test_a_doubled_word_of_the_source_is_told_as_one_of_the_source() -> None:
    (finding,) = found("Il a remercié les les volontaires.", "He thanked the volunteers.")
    assert "source" in finding.message and finding.source_span == (14, 21) and finding.target_span is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Nous nous sommes réunis.", "We met."),
        ("Je lui ai dit que cet homme mentait.", "I told her that that man was lying."),
        ("Ils iront à Bora Bora.", "They will go to Bora Bora."),
        ("L'équipe de Baden-Baden a gagné.", "The Baden Baden team won."),
        ("Jamais, jamais nous ne céderons.", "Never never will we give in."),
        ("Les amis de de Roche sont venus.", "The friends of de Roche came."),
        ("Ce que c'est, c'est une erreur.", "What it is is a mistake."),
        ("Que veut-il pour sa fête ?", "What did he ask for for his birthday?"),
        ("Montre-les les jours de fête.", "Show them on feast days."),
        ("Voyez « L'Est est loin ».", "See “The East Is Far”."),
        ("La fin.\n\nFin du texte.", "The end\n\nEnd of the text."),
    ],
)
def test_words_that_may_stand_twice_raise_no_alarm(source: str, target: str) -> None:
    assert found(source, target) == []


def test_two_words_that_stand_twice_are_found_and_idioms_are_not() -> None:
    assert found("Elle a montré du courage.", "She has shown has shown courage.", "rep.words")
    assert not found("Jour après jour, elle attend.", "Day after day after day, she waits.")


def test_a_loop_is_an_error_and_not_also_doubled_words() -> None:
    (finding,) = found("Les soldats ont quitté la base.", "The soldiers left the the the the the base.")
    assert finding.check == "rep.loop" and finding.severity == "error"


def test_what_the_source_repeats_may_be_repeated() -> None:
    chant = "Nous voulons la paix, nous voulons la paix, nous voulons la paix !"
    assert not found(chant, "We want peace, we want peace, we want peace!")
    assert found("Nous voulons la paix !", "We want peace, we want peace, we want peace!", "rep.loop")


def test_a_phrase_that_comes_again_at_a_distance_is_a_loop() -> None:
    again = "the convoy with rice and medicine left the town"
    target = f"On Monday {again}, then in the evening {again}."
    source = "Lundi, le convoi de riz et de médicaments a quitté la ville, puis le soir d'autres camions sont partis."
    assert found(source, target, "rep.loop")


def test_letters_that_repeat_themselves_are_found_unless_the_source_has_them() -> None:
    assert found("Il a crié.", "He screamed aaaaaaah.", "rep.loop")
    assert not found("« Gooool ! », a-t-il crié.", "“Gooooal!” he screamed.")


@pytest.mark.parametrize(
    ("source", "target", "odd"),
    [
        ("Oui.", "Yes.", False),
        ("Bien sûr.", "Of course we will come.", False),
        ("Oui.", "Yes, we are with you all the way and we will be there tomorrow.", True),
        (
            "Le gouvernement a présenté vendredi aux députés un plan de réformes de la justice.",
            "A plan.",
            True,
        ),
        ("Le gouvernement a présenté vendredi un plan.", "", False),
        ("", "The government presented a plan on Friday.", False),
    ],
)
def test_a_length_is_odd_by_ratio_and_for_short_texts_by_letters(source: str, target: str, odd: bool) -> None:
    assert bool(found(source, target, "rep.loop")) is odd


def test_an_odd_length_is_told_in_words_that_say_which_way() -> None:
    long = "Le gouvernement a présenté vendredi aux députés un plan de réformes de la justice. " * 20
    (shorter,) = found(long, "A plan.", "rep.loop")
    assert shorter.message == "the target is far shorter than the source lets expect"
    (longer,) = found("Oui.", "Yes, we are with you all the way and will be there tomorrow.", "rep.loop")
    assert "times as long as the source lets expect" in longer.message


@given(TEXTS, TEXTS)
def test_any_text_can_be_checked_and_spans_lie_within(source: str, target: str) -> None:
    for finding in found(source, target):
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["the village ", "a", " ", "no no ", "'a", "the the "])
def test_long_texts_take_no_more_than_their_length_asks_for(unit: str) -> None:
    found("Le village. " * 9000, unit * (100_000 // len(unit)))
