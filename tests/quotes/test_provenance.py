"""Every person, outlet and sentence here is invented; real media are named only as places of speech."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import UNDETERMINED, Basis, Block, BlockKind, FoundQuote, LanguageTag, Span, Telling
from workbench.quotes.extract import find


def read(lang: str, text: str) -> list[FoundQuote]:
    return find(text, LanguageTag(lang))


def short(telling: Telling) -> str:
    via = " < ".join(telling.via)
    return " | ".join(part or "-" for part in (telling.told_to, telling.occasion, via)).removesuffix(" | -")


def told(lang: str, text: str) -> list[str]:
    return [short(quote.telling) for quote in read(lang, text)]


NOTHING = "- | -"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "“The road is open,” Lena Ford told AFP.", "AFP | -"),
        ("en", "“The road is open,” Lena Ford told AFP by telephone.", "AFP | phone call"),
        ("en", "“The road is open,” Lena Ford told reporters.", "reporters | -"),
        ("en", "“The road is open,” she told the French news agency AFP on Monday.", "AFP | -"),
        ("en", "“The road is open,” he told Agence France-Presse (AFP).", "Agence France-Presse | -"),
        ("en", "Lena Ford told Radio Sahel that the road was “wide open”.", "Radio Sahel | -"),
        (
            "en",
            "Lena Ford, the mayor, told the daily Le Matin du Fleuve: “The road is open.”",
            "Le Matin du Fleuve | -",
        ),
        ("en", "“The road is open,” the mayor told Mauritania’s private ANI agency.", "ANI | -"),
        ("en", "“The road is open,” the mayor told state television.", "state television | -"),
        ("en", "“The road is open,” Lena Ford told a press conference in Gao.", "- | press conference"),
        ("en", "“The road is open,” Lena Ford told parliament.", "parliament | -"),
        ("en", "“I saw nothing,” Lena Ford told the court.", "the court | court"),
        (
            "en",
            "“The road is open,” Lena Ford said in an interview with Radio Sahel.",
            "Radio Sahel | interview",
        ),
        (
            "en",
            "“The road is open,” Lena Ford said in an interview with the French daily La Rive.",
            "La Rive | interview",
        ),
        (
            "en",
            "In an interview with Ruth Bell, Lena Ford said the road was “wide open”.",
            "Ruth Bell | interview",
        ),
        ("en", "Speaking to Al Jazeera, Lena Ford called the road “wide open”.", "Al Jazeera | -"),
        ("en", "“The road is open,” Lena Ford said in a statement.", "- | statement"),
        ("en", "“The road is open,” the group said in a statement sent to Reuters.", "Reuters | statement"),
        ("en", "In a speech on Tuesday, Lena Ford said the road was “wide open”.", "- | speech"),
        ("en", "“The road is open,” Lena Ford wrote on Twitter.", "- | post"),
        ("en", "“The road is open,” Lena Ford said in a Facebook post.", "- | post"),
        ("en", "“The road is open,” Lena Ford said in a letter to the court.", "the court | letter"),
        ("en", "“The road is open,” Lena Ford told AFP in an interview.", "AFP | interview"),
        ("en", "“The road is open,” a masked man says in the video.", "- | video"),
        ("en", "“The road is open,” Lena Ford said on Radio Sahel.", "Radio Sahel | broadcast"),
        ("en", "“The road is open,” Lena Ford said, according to AFP.", "- | - | AFP"),
        ("en", "According to AFP, Lena Ford said the road was “wide open”.", "- | - | AFP"),
        ("en", "“The road is open,” Lena Ford was quoted as saying by the ANI news agency.", "- | - | ANI"),
        ("en", "“The road is open,” Lena Ford told ANI, as quoted by Al Jazeera.", "ANI | - | Al Jazeera"),
        (
            "en",
            "“The road is open,” Lena Ford said, according to the agency ANI, cited by Al Jazeera.",
            "- | - | Al Jazeera < ANI",
        ),
        ("fr", "« La route est coupée », a déclaré Awa Cissé à l’AFP.", "AFP | -"),
        ("fr", "« La route est coupée », a expliqué hier à l’AFP Awa Cissé.", "AFP | -"),
        ("fr", "« La route est coupée », a dit Awa Cissé à l’agence ANI.", "ANI | -"),
        ("fr", "« La route est coupée », confie-t-elle au Monde.", "Le Monde | -"),
        ("fr", "« La route est coupée », a déclaré à la presse Awa Cissé.", "la presse | -"),
        ("fr", "« La route est coupée », a lancé Awa Cissé devant les députés.", "les députés | -"),
        ("fr", "« La route est coupée », a précisé Awa Cissé aux journalistes.", "journalistes | -"),
        (
            "fr",
            "« La route est coupée », a assuré Awa Cissé à la chaîne privée Canal Sahel.",
            "Canal Sahel | -",
        ),
        ("fr", "« La route est coupée », a dit Awa Cissé, jointe par téléphone par RFI.", "RFI | phone call"),
        ("fr", "Interrogée par l’AFP, Awa Cissé a dénoncé « un abandon ».", "AFP | interview"),
        (
            "fr",
            "Dans un entretien à Jeune Afrique, Awa Cissé a dénoncé « un abandon ».",
            "Jeune Afrique | interview",
        ),
        (
            "fr",
            "Dans un entretien accordé au quotidien Le Courrier du Fleuve, Awa Cissé dénonce « un abandon ».",
            "Le Courrier du Fleuve | interview",
        ),
        (
            "fr",
            "« La route est coupée », a dit Awa Cissé au micro de Radio Sahel.",
            "Radio Sahel | interview",
        ),
        ("fr", "« La route est coupée », a dit Awa Cissé sur RFI.", "RFI | broadcast"),
        ("fr", "« La route est coupée », indique le ministère dans un communiqué.", "- | statement"),
        (
            "fr",
            "« La route est coupée », dit le groupe dans un communiqué transmis à l’ANI.",
            "ANI | statement",
        ),
        (
            "fr",
            "Awa Cissé a précisé en conférence de presse : « La route est coupée. »",
            "- | press conference",
        ),
        ("fr", "Lors d’un point de presse, Awa Cissé a dénoncé « un abandon ».", "- | press conference"),
        ("fr", "« La route est coupée », a écrit Awa Cissé sur Twitter.", "- | post"),
        ("fr", "Dans un message sur Facebook, Awa Cissé dénonce « un abandon ».", "- | post"),
        ("fr", "Dans son discours à la nation, Awa Cissé a dénoncé « un abandon ».", "la nation | speech"),
        ("fr", "« La route est coupée », a dit Awa Cissé, cité par l’AFP.", "- | - | AFP"),
        ("fr", "« La route est coupée », a dit Awa Cissé selon l’AFP.", "- | - | AFP"),
        ("fr", "« La route est coupée », a dit Awa Cissé, rapporte Jeune Afrique.", "- | - | Jeune Afrique"),
        (
            "fr",
            "« La route est coupée », a dit Awa Cissé selon l’agence ANI, citée par Al Jazeera.",
            "- | - | Al Jazeera < ANI",
        ),
        ("es", "«El camino está cortado», dijo Ana Quiroga a la agencia EFE.", "EFE | -"),
        (
            "en",
            "“The road is open,” he told the Mauritanian news agency ANI, which is close to them.",
            "ANI | -",
        ),
        ("en", "“The road is open,” Lena Ford told the website Fleuve Info.", "Fleuve Info | -"),
        (
            "en",
            "“The road is open,” Lena Ford told Lena Bell of Radio Sahel.",
            "Lena Bell of Radio Sahel | -",
        ),
        (
            "en",
            "“It is open,” Lena Ford said in an interview published Monday in the daily Le Matin.",
            "Le Matin | interview",
        ),
        ("en", "Asked by reporters if it was shut, Lena Ford said: “The road is open.”", "reporters | -"),
        ("en", "“The road is open,” Lena Ford said, Reuters reported on Monday.", "- | - | Reuters"),
        ("en", "Lena Ford was quoted by state media as saying: “The road is open.”", "- | - | state media"),
        ("fr", "« La route est coupée », explique Awa Cissé à nos confrères du Monde.", "Le Monde | -"),
        ("fr", "« La route est coupée », a dit Awa Cissé à un journaliste de l’AFP.", "AFP | -"),
        (
            "en",
            "Lena Ford, speaking on condition of anonymity to Reuters, called the road “cut for good”.",
            "Reuters | -",
        ),
        (
            "fr",
            "Dans un entretien au journal Le Matin, repris par l’AFP, Awa Cissé se dit « prête à tout ».",
            "Le Matin | interview | AFP",
        ),
        (
            "es",
            "«El camino está cortado», dijo Ana Quiroga en una entrevista con Radio Sur.",
            "Radio Sur | interview",
        ),
        ("es", "«El camino está cortado», dijo Ana Quiroga en rueda de prensa.", "- | press conference"),
        ("es", "«El camino está cortado», dijo Ana Quiroga, según AFP.", "- | - | AFP"),
    ],
)
def test_how_the_words_reached_the_article(lang: str, text: str, expected: str) -> None:
    assert told(lang, text) == [expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "“The road is open,” he told his wife."),
        ("en", "“The road is open,” he told Kim Bell."),
        ("en", "“I told AFP that the road is open,” Lena Ford said."),
        ("en", "“The road is open,” said Lena Ford, who had told AFP last year that it was shut."),
        ("en", "“The road is open,” said Lena Ford, a day after Paul Dunne told AFP that it was shut."),
        ("en", "Paul Dunne told AFP that Lena Ford had said the road was “wide open”."),
        ("en", "“The road is open,” said Lena Ford, a correspondent for AFP."),
        ("en", "“The road is open,” said Lena Ford, reacting to remarks made in an interview with Le Monde."),
        ("en", "Lena Ford condemned the videos shared on Facebook as “shameful”."),
        ("en", "“The road is open,” said Lena Ford, whose interview with Le Monde was read by all."),
        ("en", "“The road is open,” said Lena Ford, in French waters."),
        ("en", "“The road is open,” said Lena Ford, in reference to a statement by the group."),
        ("en", "“The road is open,” he said to the mayor of Gao."),
        ("fr", "« La route est coupée », a dit Awa Cissé à sa femme."),
        ("fr", "« La route est coupée », a dit Awa Cissé, journaliste à l’AFP."),
        ("fr", "« La route est coupée », a dit Awa Cissé, qui travaille pour l’AFP."),
        ("fr", "« C’est un jour noir pour l’AFP », a dit Awa Cissé."),
        ("fr", "« J’ai dit à l’AFP que la route était coupée », raconte Awa Cissé."),
        ("fr", "« La route est coupée », a dit Awa Cissé grâce à l’AFP."),
        ("fr", "« La route est coupée », a dit Awa Cissé, qui avait déclaré à l’AFP le contraire."),
        ("fr", "Moussa Sow a déclaré à l’AFP qu’Awa Cissé avait dénoncé « un abandon »."),
        ("fr", "Lors d’un entretien avec le président Sow, Awa Cissé a dénoncé « un abandon »."),
        ("fr", "« La route est coupée », a dit Awa Cissé au maire de Gao."),
        ("fr", "Réagissant aux propos tenus dans une interview à RFI, Awa Cissé a dénoncé « un abandon »."),
        ("fr", "« La route est coupée », a dit Awa Cissé à Gao."),
        ("fr", "Awa Cissé a reproché à l’AFP « une campagne de haine »."),
        ("fr", "Awa Cissé accuse RFI d’être « une radio de menteurs »."),
        ("fr", "« La route est coupée », a déclaré Awa Cissé à la sortie du conseil."),
        ("fr", "L’AFP n’a pas pu le vérifier. « La route est coupée », a dit Awa Cissé."),
        ("en", "“The road is open,” Lena Ford told her brother, the AFP correspondent in Gao."),
        ("en", "“The road is open,” Lena Ford told the court clerk."),
        ("en", "Contacted by AFP, Lena Ford said nothing. “The road is open,” said Paul Dunne."),
        ("en", "Reuters could not verify this. “The road is open,” Lena Ford said."),
        ("fr", "« La route est coupée », a dit Awa Cissé à propos du communiqué de l’armée."),
        ("fr", "Pour l’AFP, Awa Cissé est « une voix qui compte »."),
        ("es", "«El camino está cortado», dijo Ana Quiroga a su hermano."),
    ],
)
def test_what_only_looks_like_it(lang: str, text: str) -> None:
    assert set(told(lang, text)) == {NOTHING}


def test_the_agency_that_speaks_itself_is_no_relay() -> None:
    [quote] = read("fr", "Selon l’AFP, « la route est coupée ».")
    assert (quote.speaker, quote.telling.via) == ("AFP", ())


def test_each_speaker_of_a_sentence_has_their_own() -> None:
    text = "“The road is open,” Lena Ford told AFP, while Paul Dunne said it was “closed for good”."
    assert told("en", text) == ["AFP | -", NOTHING]
    text = "« La route est coupée », a dit Awa Cissé à l’AFP ; « la piste aussi », a dit Issa Koné à RFI."
    assert told("fr", text) == ["AFP | -", "RFI | -"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # It carries over to the next quotations of the same speaker …
        (
            "en",
            "“The road is open,” Lena Ford told AFP. “Trucks are back,” she added.",
            ["AFP | -", "AFP | -"],
        ),
        (
            "en",
            "Lena Ford told AFP that the trucks were back.\n\n“The road is open,” Ford said.",
            ["AFP | -"],
        ),
        (
            "fr",
            "Dans un entretien à RFI, Awa Cissé revient sur la crise.\n\n« La route est coupée », dit Awa Cissé.",
            ["RFI | interview"],
        ),
        # … not to another speaker's, nor on beyond them …
        (
            "en",
            "“The road is open,” Lena Ford told AFP. “It is shut,” said Paul Dunne. “It is open,” said Lena Ford.",
            ["AFP | -", NOTHING, NOTHING],
        ),
        # … nor to another occasion or another time …
        (
            "en",
            "“The road is open,” Lena Ford told AFP. “Trucks are back,” Lena Ford said in a statement.",
            ["AFP | -", "- | statement"],
        ),
        (
            "en",
            "“The road is open,” Lena Ford told AFP. Last year Lena Ford had said it was “shut for good”.",
            ["AFP | -", NOTHING],
        ),
        (
            "en",
            "“The road is open,” Lena Ford told AFP in 2010. Today Lena Ford says it is “shut for good”.",
            ["AFP | -", NOTHING],
        ),
        # … nor from far away, nor from a relay.
        (
            "en",
            "“It is open,” Lena Ford told AFP.\n\nRain fell.\n\nThe sun shone.\n\n“Trucks are back,” Lena Ford said.",
            ["AFP | -", NOTHING],
        ),
        (
            "en",
            "“It is open,” Lena Ford said, according to AFP. “Trucks are back,” Lena Ford said.",
            ["- | - | AFP", NOTHING],
        ),
        ("en", "Paul Dunne told AFP that it was shut. “The road is open,” Lena Ford said.", [NOTHING]),
    ],
)
def test_a_setting_once_told(lang: str, text: str, expected: list[str]) -> None:
    assert told(lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "tag", "basis"),
    [
        ("en", "“The road is open,” Lena Ford said in Arabic.", "ar", Basis.STATED),
        ("en", "Speaking in French, Lena Ford called the road “wide open”.", "fr", Basis.STATED),
        ("en", "“The road is open,” the group said in a statement in Arabic.", "ar", Basis.STATED),
        (
            "en",
            "“The road is open,” Lena Ford said. (Translated from the French by Ruth Bell)",
            "fr",
            Basis.STATED,
        ),
        ("en", "“The road is open,” Lena Ford told RFI.", "fr", Basis.INFERRED),
        ("en", "“The road is open,” Lena Ford told AFP.", "und", Basis.UNKNOWN),
        ("en", "“The road is open,” Lena Ford told Al Jazeera.", "und", Basis.UNKNOWN),
        ("en", "“The road is open,” Lena Ford said, according to RFI.", "und", Basis.UNKNOWN),
        ("en", "“The road is open,” Lena Ford said in French Guiana.", "und", Basis.UNKNOWN),
        ("en", "“The road is open,” said Lena Ford, who teaches in Arabic.", "und", Basis.UNKNOWN),
        ("en", "“The road is open,” Lena Ford said in English.", "und", Basis.UNKNOWN),
        ("fr", "« La route est coupée », a-t-elle lancé en tamasheq.", "tmh", Basis.STATED),
        ("fr", "« La route est coupée », dit le groupe dans un communiqué en arabe.", "ar", Basis.STATED),
        ("fr", "S’exprimant en bambara, Awa Cissé a dénoncé « un abandon ».", "bm", Basis.STATED),
        ("fr", "« La route est coupée », a dit Awa Cissé à RFI.", "und", Basis.UNKNOWN),
        ("fr", "« La route est coupée », a dit Awa Cissé en colère.", "und", Basis.UNKNOWN),
        ("fr", "« La route est coupée », a dit Awa Cissé (traduit de l’arabe).", "ar", Basis.STATED),
        ("es", "«El camino está cortado», dijo Ana Quiroga en francés.", "fr", Basis.STATED),
    ],
)
def test_the_language_it_was_said_in(lang: str, text: str, tag: str, basis: Basis) -> None:
    [quote] = read(lang, text)
    assert (quote.lang, quote.lang_basis) == (tag, basis)


def test_evidence_is_the_printed_words() -> None:
    text = "« La route est coupée », a déclaré Awa Cissé à l’AFP dans un entretien en arabe."
    [quote] = read("fr", text)
    assert [span.of(text) for span in quote.telling.evidence] == ["à l’AFP", "dans un entretien", "en arabe"]


def test_what_is_carried_over_shows_where_it_was_said() -> None:
    text = "“The road is open,” Lena Ford told AFP. “Trucks are back,” she added."
    first, second = read("en", text)
    assert first.telling == second.telling
    assert [span.of(text) for span in second.telling.evidence] == ["told AFP"]


def test_a_language_stated_for_all_quotations_is_inferred_for_each() -> None:
    text = "Propos traduits de l’arabe par Lina Sow.\n\n« La route est coupée », dit Awa Cissé."
    [quote] = read("fr", text)
    assert (quote.lang, quote.lang_basis) == ("ar", Basis.INFERRED)
    assert [span.of(text) for span in quote.telling.evidence] == ["Propos traduits de l’arabe"]


def test_a_translator_behind_the_reporting_clause() -> None:
    [quote] = read("en", "“The road is open,” Lena Ford said. (Translated from the French by Ruth Bell)")
    assert (quote.translator, quote.lang, quote.cue) == ("Ruth Bell", "fr", "translated")


def test_an_interview_in_the_lead_holds_for_the_quotations_of_its_speaker() -> None:
    text = (
        "Dans un entretien à RFI, Awa Cissé revient sur la crise du fleuve.\n\n"
        "« La route est coupée », dit Awa Cissé. « Rien ne passe. »\n\n"
        "« Il faut attendre », ajoute-t-elle.\n\n"
        "« C’est faux », répond le maire, Issa Koné."
    )
    assert told("fr", text) == ["RFI | interview"] * 3 + [NOTHING]


def test_what_is_set_aside_tells_nothing() -> None:
    text = "Lena Ford told AFP that it was open.\n“Trucks are back,” Lena Ford said."
    cut = text.index("\n")
    blocks = [Block(0, cut, BlockKind.PARAGRAPH, "teaser"), Block(cut + 1, len(text))]
    [quote] = find(text, LanguageTag("en"), blocks)
    assert quote.telling == Telling()


PARTS = [
    *(
        "«",
        "»",
        "“",
        "”",
        "told AFP",
        "à l’AFP",
        "a dit",
        "said",
        "Lena Ford",
        "Awa Cissé",
        "dans un entretien à",
    ),
    *(
        "in an interview with",
        "selon",
        "cité par",
        "according to",
        "quoted by",
        "Radio",
        "Agence",
        "l’agence",
        "ANI",
    ),
    *(
        "en arabe",
        "in Arabic",
        "(",
        ")",
        ",",
        ".",
        "\n",
        "\n\n",
        "au",
        "de",
        "d’",
        "\ud800",
        "\u202f",
        "sur RFI",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=5)), max_size=40).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(["fr", "en", "es", "und"]))
def test_evidence_lies_in_the_text_outside_the_quotation(text: str, lang: str) -> None:
    for quote in read(lang, text):
        spans = quote.telling.evidence
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert list(spans) == sorted(set(spans))
        assert not any(s.start < p.end and p.start < s.end for s in spans for p in quote.pieces)
        assert (quote.lang == UNDETERMINED) == (quote.lang_basis is Basis.UNKNOWN)
        known = quote.telling.told_to or quote.telling.occasion or quote.telling.via
        assert spans or not known
        assert all(isinstance(span, Span) for span in spans)


@pytest.mark.parametrize(
    "pattern",
    ["told ", "told Radio ", "in an interview with ", "selon l’agence ", "à l’AFP, ", "“a b,” X told AFP. "],
)
def test_time_is_linear(pattern: str) -> None:
    text = pattern * (40_000 // len(pattern))
    start = process_time()
    read("fr", text), read("en", text)
    assert process_time() - start < 6
