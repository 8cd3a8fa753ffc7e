"""Whom a mention means: later mentions, acronyms, offices, unnamed sources."""

from __future__ import annotations

import pytest

from db.records import LanguageTag
from workbench.quotes.extract import find


def speakers(text: str, lang: str) -> list[str]:
    return [quote.speaker for quote in find(text, LanguageTag(lang))]


def cues(text: str, lang: str) -> list[str]:
    return [str(quote.cue) for quote in find(text, LanguageTag(lang))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "fr",
            "Le président Oumar Sow est arrivé mardi. « La route est coupée », estime le président de la République.",
            ["Oumar Sow"],
        ),
        (
            "fr",
            "Le ministre de la Défense, Oumar Sow, est absent. « La route est coupée », dit le ministre des Mines.",
            ["le ministre des Mines"],
        ),
        (
            "en",
            "An Arvane security official met the press. “The road is cut,” said the official.",
            ["An Arvane security official"],
        ),
        (
            "en",
            "Lena Ford was there. An Arvane official came too. “The road is cut,” the official said.",
            ["An Arvane official"],
        ),
        (
            "fr",
            "Awa Cissé habite Tin-Orfane. Les voisins la décrivent comme « une femme très sage ».",
            ["Les voisins"],
        ),
        (
            "fr",
            "L’administration Sow hésite, mais Karim Belt a signalé un risque. Il a ajouté que « la route est coupée ».",
            ["Karim Belt"],
        ),
        (
            "fr",
            "« La route est coupée », constatait l’un des juges du tribunal de Tin-Orfane.",
            ["l’un des juges du tribunal de Tin-Orfane"],
        ),
        ("fr", "Une villageoise me fait remarquer : « La route est coupée. »", ["Une villageoise"]),
        (
            "en",
            "Lena Ford declined to answer, but said the port had to “stay open to everyone”.",
            ["Lena Ford"],
        ),
        (
            "en",
            "“The road is cut,” Lena Ford of the Institute for Ports and Inland Trade told Radio Sahel.",
            ["Lena Ford"],
        ),
    ],
)
def test_who_is_meant(lang: str, text: str, expected: list[str]) -> None:
    assert speakers(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "fr",
            "Le Mouvement pour la justice du Sahel (MJS) a frappé mardi. Dans un texte, le MJS dit agir "
            "« au nom de tous les bergers de la vallée ».",
            "Mouvement pour la justice du Sahel (MJS)",
        ),
        (
            "en",
            "The Arvane National Union (ANU) met on Monday. The ANU said the vote was “a shame for the whole town”.",
            "Arvane National Union (ANU)",
        ),
        (
            "en",
            "Lena Ford (ANU) left the room. ANU said the vote was “a shame for the whole town”.",
            "ANU",
        ),
    ],
)
def test_an_acronym_means_the_name_it_was_introduced_with(lang: str, text: str, expected: str) -> None:
    assert speakers(text, lang) == [expected]


def test_a_row_of_quotations_belongs_to_who_is_named_behind_the_last() -> None:
    text = "Le vote approche.\n« La route est coupée. » « Nous partirons à pied », a dit Awa Cissé."
    assert speakers(text, "fr") == ["Awa Cissé", "Awa Cissé"]
    assert cues(text, "fr") == ["following", "after"]


def test_what_stands_behind_an_attributed_quotation_goes_on_with_it() -> None:
    text = "« La route est coupée », dit Awa Cissé. « Nous partons. » « Nous restons », répond Oumar Sow."
    assert speakers(text, "fr") == ["Awa Cissé", "Awa Cissé", "Oumar Sow"]


def test_a_headline_that_names_nobody_quotes_the_first_speaker() -> None:
    text = "Crue à Marnoz : « La route est coupée pour tous »\n\nSelon Awa Cissé, « il faudra des semaines »."
    assert speakers(text, "fr") == ["Awa Cissé", "Awa Cissé"]
    assert cues(text, "fr")[0] == "headline"


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("fr", "« La route est coupée », s’émeut Awa Cissé.", "Awa Cissé"),
        ("fr", "« La route est coupée », a laissé fuser Awa Cissé.", "Awa Cissé"),
        ("en", "The road is “cut for good”, highlighted Lena Ford from the Ports Authority.", "Lena Ford"),
    ],
)
def test_a_verb_that_no_list_has(lang: str, text: str, speaker: str) -> None:
    assert speakers(text, lang) == [speaker]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "fr",
            "Le port de Marnoz a fermé, a indiqué à Tin-Orfane le ministère, précisant que la digue était « près de céder ».",
            "le ministère",
        ),
        (
            "en",
            "From the calls, writes the prosecution, has emerged “a wish to please everybody in town”.",
            "the prosecution",
        ),
    ],
)
def test_a_clause_put_into_the_sentence(lang: str, text: str, speaker: str) -> None:
    assert speakers(text, lang) == [speaker]


def test_a_given_name_tells_whom_a_pronoun_means() -> None:
    text = "Fatoumata Diarra a rencontré Karim Belt à Marnoz. « La route est coupée », a-t-elle dit."
    assert speakers(text, "fr") == ["Fatoumata Diarra"]
    text = "Karim Belt met Fatoumata Diarra in Marnoz. “The road is cut,” she said."
    assert speakers(text, "en") == ["Fatoumata Diarra"]


def test_no_pronoun_takes_up_a_place_before_a_person() -> None:
    text = "Karim Belt est rentré. Le Niger ferme la frontière. Il a déclaré : « La route est coupée. »"
    assert speakers(text, "fr") == ["Karim Belt"]


def test_a_headline_names_the_office_and_the_article_who_holds_it() -> None:
    text = (
        "Le maire de Tin-Orfane dénonce « un abandon »\n\n"
        "Le maire de Tin-Orfane, Oumar Ag Inventé, a parlé mardi d’« un abandon de toute la commune »."
    )
    assert speakers(text, "fr") == ["Oumar Ag Inventé", "Oumar Ag Inventé"]


def test_the_group_is_the_body_that_was_named() -> None:
    text = (
        "Le Mouvement des éleveurs du Fleuve (MEF) appelle à « ne pas céder à la panique ». "
        "Le groupe réclame « une commission d’enquête »."
    )
    name = "Mouvement des éleveurs du Fleuve (MEF)"
    assert speakers(text, "fr") == [name, name]


def test_a_name_with_an_age_is_a_person() -> None:
    text = "“We wait,” said Peter Oke. Mwale, 71, has ruled since 1998. He told the press: “It is late.”"
    assert speakers(text, "en") == ["Peter Oke", "Mwale"]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "“We wait,” said commission chair Peter Oke.", "Peter Oke"),
        ("en", "The players’ union said: “It is late.”", "The players’ union"),
        ("en", "The head of the residents’ committee, Mark Ode, left. “It is late,” he said.", "Mark Ode"),
        ("en", "The Daily Rock said: “We wait.”", "Daily Rock"),
        ("fr", "Le maire, Paul Ravignon, demande à l’État de « faire son travail ».", "Paul Ravignon"),
        ("fr", "Le rapport, remis lundi à la ministre, évoque une « rupture silencieuse ».", "Le rapport"),
    ],
)
def test_noun_phrases_and_verbs_that_look_like_others(lang: str, text: str, speaker: str) -> None:
    assert speakers(text, lang) == [speaker]
