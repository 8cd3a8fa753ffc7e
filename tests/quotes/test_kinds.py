"""Utterance, fragment, or no quotation at all."""

from __future__ import annotations

import pytest

from db.records import LanguageTag, QuoteKind
from workbench.quotes.extract import find


def kinds(text: str, lang: str) -> list[QuoteKind]:
    return [quote.kind for quote in find(text, LanguageTag(lang))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "L’exposition intitulée « Images du ciel » se tient dans la salle « Jean-Mathieu »."),
        ("fr", "Le film « Deux rives » sera projeté, a dit le maire."),
        ("fr", "Un chef de bande, dit « le Borgne », a été arrêté."),
        ("fr", "Parution dans la revue n° 33 « Le ciel et nous »."),
        ("fr", 'La compétition appelée "les Petits Tigres" a eu lieu.'),
        ("fr", "Ces hommes servaient de « mules »."),
        ("en", "The so-called “green corridor” opened on Monday."),
        ("en", "The commander, known as “the Owl”, was seen in town."),
        ("en", "The novel “Two Rivers” was read aloud, he said."),
        ("en", "Half of “likely” voters said they would stay at home."),
        ("en", "3 thoughts on “A long night”"),
        ("en", "You say “we counted every ballot” but who checked?"),
        ("es", "La película «Dos ríos» se estrenó el lunes."),
    ],
)
def test_names_titles_and_scare_quotes_are_no_quotations(lang: str, text: str) -> None:
    assert kinds(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le maire dénonce « un renoncement » et promet un recours."),
        ("fr", "Paris est « préoccupé », a déclaré le porte-parole."),
        ("fr", "Il a qualifié le texte d’« inutile »."),
        ("fr", "Awa Cissé s’est dite « très inquiète »."),
        ("en", "The envoy said the offer was “too little, too late” and left."),
        ("en", "Mayor says ‘no money’ for new tram"),
        ("en", "The general called the operation “a turning point”."),
        ("es", "El alcalde denunció «una traición» del partido."),
    ],
)
def test_fragments(lang: str, text: str) -> None:
    assert kinds(text, lang) == [QuoteKind.PARTIAL]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "« Nous n’avons pas le choix », a lancé Awa Cissé."),
        ("fr", "« C’est faux », rétorque-t-on au ministère."),
        ("fr", "Le préfet a été clair : « Personne ne passera. »"),
        ("en", "“We leave at dawn,” Issa Traore said."),
        ("en", "Asked why, the minister replied: “Ask the builders.”"),
        ("es", "«Vamos a resistir», añadió la ministra."),
    ],
)
def test_utterances(lang: str, text: str) -> None:
    assert kinds(text, lang) == [QuoteKind.DIRECT]


def test_a_quotation_inside_another_is_not_reported_apart() -> None:
    assert kinds("« Il a crié « au feu » deux fois », raconte Hawa Diop.", "fr") == [QuoteKind.DIRECT]


def test_a_repair_lowers_the_confidence() -> None:
    whole, broken = "“We wait,” said Ana Ruiz.", "“We wait, said Ana Ruiz."
    (sure,), (doubtful,) = (find(text, LanguageTag("en")) for text in (whole, broken))
    assert doubtful.confidence < sure.confidence


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "He told “Harbour Wire Online.”"),
        ("en", "The “White Ladies”, wives of the prisoners, were jeered at, said Lena Ford."),
        ("en", "The pumps have always been called “the old ones”."),
        ("fr", "Karim Belt est mis en examen pour « trafic d’influence et corruption passive »."),
        ("fr", "Dans un entretien à « Jeune Afrique », Awa Cissé a parlé de la route."),
    ],
)
def test_charges_media_and_names_in_title_case_are_no_quotations(lang: str, text: str) -> None:
    assert find(text, LanguageTag(lang)) == []
