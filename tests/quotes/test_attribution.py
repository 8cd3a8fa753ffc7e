"""Who is quoted."""

from __future__ import annotations

import pytest

from db.records import FoundQuote, LanguageTag
from workbench.quotes.extract import find


def quotes(text: str, lang: str) -> list[FoundQuote]:
    return find(text, LanguageTag(lang))


def speakers(text: str, lang: str) -> list[str]:
    return [quote.speaker for quote in quotes(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "cue"),
    [
        ("fr", "« La route est coupée », a déclaré M. Oumar Sow.", "Oumar Sow", "after"),
        ("fr", "« La route est coupée », a expliqué hier à l’AFP Awa Cissé.", "Awa Cissé", "after"),
        ("fr", "« La route est coupée », s’est exclamée Awa Cissé.", "Awa Cissé", "after"),
        (
            "fr",
            "« La route est coupée », juge le ministère de l’Intérieur.",
            "le ministère de l’Intérieur",
            "after",
        ),
        ("fr", "« La route est coupée ! », s’emporte Awa Cissé.", "Awa Cissé", "after"),
        ("fr", "« La route est coupée », confie une source sécuritaire.", "une source sécuritaire", "after"),
        ("fr", "« La route est coupée », selon Awa Cissé.", "Awa Cissé", "after"),
        ("fr", "Selon Awa Cissé, « la route est coupée ».", "Awa Cissé", "according to"),
        ("fr", "D’après Awa Cissé, la ville est « perdue pour tous ».", "Awa Cissé", "according to"),
        ("fr", "Pour Awa Cissé, « la route est coupée ».", "Awa Cissé", "according to"),
        ("fr", "Awa Cissé a fait savoir que « la route est coupée ».", "Awa Cissé", "before"),
        ("fr", "Awa Cissé, qui préside le conseil, a dénoncé « un abandon ».", "Awa Cissé", "before"),
        ("fr", "Estimant que « tout est perdu », Awa Cissé a quitté la salle.", "Awa Cissé", "before"),
        (
            "fr",
            "La ville est isolée, comme le précise Awa Cissé : « La route est coupée. »",
            "Awa Cissé",
            "before",
        ),
        ("fr", "Awa Cissé : « La route est coupée. »", "Awa Cissé", "label"),
        ("en", "“The road is cut,” said Lena Ford, a driver.", "Lena Ford", "after"),
        ("en", "“The road is cut,” Lena Ford said.", "Lena Ford", "after"),
        ("en", "“The road is cut?” Lena Ford asked.", "Lena Ford", "after"),
        ("en", "“The road is cut,” the Ports Authority said in a statement.", "the Ports Authority", "after"),
        ("en", "“The road is cut,” the mayor, Lena Ford, told Radio Sahel.", "Lena Ford", "after"),
        ("en", "The road is “cut for good,” according to Lena Ford.", "Lena Ford", "after"),
        ("en", "Another said: “The road is cut.”", "Another", "before"),
        ("en", "The mayor’s office said the road was “cut off”.", "The mayor’s office", "before"),
        ("en", "Lena Ford, the envoy, said the road was “cut for good”.", "Lena Ford", "before"),
        ("en", "The town was described by Lena Ford as “cut off”.", "Lena Ford", "before"),
        ("es", "«El camino está cortado», dijo Ana Quiroga.", "Ana Quiroga", "after"),
        ("es", "Según Ana Quiroga, «el camino está cortado».", "Ana Quiroga", "according to"),
        ("es", "La ministra Ana Quiroga afirmó que «el camino está cortado».", "Ana Quiroga", "before"),
    ],
)
def test_speaker_and_what_decided(lang: str, text: str, speaker: str, cue: str) -> None:
    found = quotes(text, lang)
    assert {(quote.speaker, str(quote.cue)) for quote in found} == {(speaker, cue)}
    mention = found[0].mention
    assert mention is not None and mention.of(text) == speaker


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "role"),
    [
        (
            "fr",
            "« Non », répond le ministre de la Défense, Oumar Sow.",
            "Oumar Sow",
            "ministre de la Défense",
        ),
        ("fr", "« Non », répond le directeur d’EBK Ali Touré.", "Ali Touré", "directeur d’EBK"),
        ("fr", "« Non », répond le colonel Ali Ag Touré.", "Ali Ag Touré", "colonel"),
        (
            "fr",
            "L’ancien président de Sarnie Milan Kostic a dit « non ».",
            "Milan Kostic",
            "ancien président de Sarnie",
        ),
        ("en", "“No,” said Energy Minister Lena Ford.", "Lena Ford", "Energy Minister"),
        ("en", "“No,” said Secretary of State Lena Ford.", "Lena Ford", "Secretary of State"),
        (
            "en",
            "“No,” Paul Dunne, head of the Union of Dockers (UD), said.",
            "Paul Dunne",
            "head of the Union of Dockers",
        ),
        ("es", "«No», dijo el presidente Julio Ferrán.", "Julio Ferrán", "presidente"),
    ],
)
def test_the_office_is_kept_apart_from_the_name(lang: str, text: str, speaker: str, role: str) -> None:
    (quote,) = quotes(text, lang)
    assert (quote.speaker, quote.role) == (speaker, role)


def test_later_mentions_join_the_fullest_form() -> None:
    text = (
        "Le colonel Idrissa Konaré a parlé mardi. « Nous tenons la ville », a déclaré M. Konaré. "
        "« La nuit fut longue », a-t-il ajouté."
    )
    found = quotes(text, "fr")
    assert [(q.speaker, q.role) for q in found] == [("Idrissa Konaré", "colonel")] * 2
    assert [q.mention.of(text) for q in found if q.mention] == ["Konaré", "il"]


def test_an_office_is_resolved_to_its_holder() -> None:
    text = (
        "The minister of defence, General Omar Diak, spoke on Monday. “We hold the town,” the minister said. "
        "“We will not leave it,” added the general."
    )
    assert speakers(text, "en") == ["Omar Diak", "Omar Diak"]


def test_the_most_used_full_name_wins_over_a_longer_one() -> None:
    text = "Barak Odama a parlé. Barak Odama est parti avec Michelle Odama. Pour Odama, « le temps presse »."
    assert speakers(text, "fr") == ["Barak Odama"]


def test_a_pronoun_takes_up_the_last_subject_or_speaker() -> None:
    text = (
        "“We wait,” said Lena Ford. Paul Dunne, who drives the bus, was not so sure.\n\n“It never comes,” he said.\n\n"
        "“I have seen it once.”"
    )
    assert speakers(text, "en") == ["Lena Ford", "Paul Dunne", "Paul Dunne"]


def test_gender_tells_pronouns_apart() -> None:
    text = "M. Ali Touré et la présidente Hawa Sow ont parlé. « Rien ne presse », a dit Ali Touré. « Si », a-t-elle répondu."
    assert speakers(text, "fr") == ["Ali Touré", "Hawa Sow"]


def test_a_quotation_without_cue_has_the_last_speaker_with_less_confidence() -> None:
    first, second = quotes("“They are tired,” Omar Diak told Radio Sahel.\n\n“They want to go home.”", "en")
    assert (second.speaker, str(second.cue), second.mention) == ("Omar Diak", "recent", None)
    assert second.confidence < first.confidence


def test_a_verb_at_the_end_governs_all_fragments_before_it() -> None:
    found = quotes("The road was “cut off” and the town “quite alone,” Lena Ford said.", "en")
    assert [(q.speaker, str(q.cue)) for q in found] == [("Lena Ford", "further on"), ("Lena Ford", "after")]


def test_an_introduction_in_the_paragraph_before() -> None:
    text = "Asked about the delay, Lena Ford replied:\n\n“Ask the builders.”"
    assert speakers(text, "en") == ["Lena Ford"]


def test_the_sentence_before_may_name_the_speaker() -> None:
    text = (
        "Pour terminer, la porte-parole Awa Cissé a nuancé ces chiffres. « On parle de douze cas à peine. »"
    )
    (quote,) = quotes(text, "fr")
    assert (quote.speaker, str(quote.cue)) == ("Awa Cissé", "sentence before")


def test_nobody_is_named() -> None:
    (quote,) = quotes("« Personne ne viendra plus ici le soir. »", "fr")
    assert (quote.speaker, str(quote.cue), quote.mention, quote.role) == ("", "", None, "")


def test_a_group_named_with_its_acronym() -> None:
    text = (
        "Le Mouvement pour la justice du Sahel (MJS) a frappé mardi. Dans un texte, le MJS dit agir "
        "« au nom des bergers ». Le groupe menace de « frapper encore »."
    )
    name = "Mouvement pour la justice du Sahel (MJS)"
    assert speakers(text, "fr") == [name, name]


def test_a_language_without_lexicon_uses_them_all() -> None:
    assert speakers("“The road is cut,” said Lena Ford.", "pt-BR") == ["Lena Ford"]
    assert speakers("« La route est coupée », dit Awa Cissé.", "und") == ["Awa Cissé"]
