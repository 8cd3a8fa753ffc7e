"""Sentence splitting: nothing lost, and the traps of French, English and Spanish press text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.text.sentences import split

FR, EN, ES = LanguageTag("fr"), LanguageTag("en"), LanguageTag("es")

# In each case, "|" is where the text must be split.
FRENCH = [
    "Ils sont partis. | Nous restons.",
    "M. Diallo et Mme. Ba sont venus. | Le Dr. Keïta et le Pr. Sy aussi.",
    "J.-P. Sangaré a parlé. | A. B. Traoré a répondu.",
    "L’O.N.U. a condamné l’attaque. | Les U.S. Marines étaient loin.",
    "Il revient de l’O.N.U. | Il est fatigué.",
    "Le convoi est parti à 24 h de Gao. | Il est arrivé.",
    "Il a dit… que non. | Puis il est parti… | Nous aussi.",
    "Vraiment ? | Oui ! | Qui donc ? demanda le vieux.",
    "« Partez ! » dit-il. | « Non\u00a0! » a-t-elle répondu.",
    "« Vous venez ? » | Le vieux se tut.",
    "Il a dit : « Nous partons. | Vous restez. » | Puis il est sorti.",
    'Il a dit : " Nous partons. " | Puis il est sorti.',
    "« Vraiment ? », dit-il. | – Oui. | – Non.",
    "Au VIIIe siècle av. J.-C., tout change. | En 50 av. J.-C. | Il meurt.",
    "Voir p. 12, art. 5 et chap. IV du rapport. | Cet art. | Rien.",
    "Du riz, du mil, etc. | Le reste viendra. | Du riz, du mil, etc. pour tous.",
    "Le 3 sept. 2024, à 8 h 30. | Trois morts.",
    "1. Le premier point. | 2. Le second point.",
    "Ils partent. | […] Ils reviennent […] Gao est loin.",
    "Ils partent.[1] | Ils reviennent (enfin.) | Tous.",
    "Le Cap. Maïga, le Col. Touré et le Gén. Cissé sont là.",
    "Il a payé 3.500 francs sur www.exemple.ml hier. | 12 hommes ont suivi.",
    "Une ligne\n | une autre\n\n | encore une.",
    "Il vient, c.-à-d. Paul vient. | Le plan B. | Il est prêt. | L’auteur J. Le Ber écrit.",
    "Ce fut la fin.|Le ministre est parti.|L’accord tient. | Voir Tiena.info et www.Exemple.ml.",
    "LE DR. KEÏTA ACCUSE. | M. DIALLO RÉPOND LE 3 JANV. 2013.",
    "Deux points : 1. Le retrait ; 2. La paix. | a) Les villes. | b) Les ports.",
    "« Mal, très mal. […] » | Il se tait (sic !) Paul aussi (?) Anne non.",
    "Elle dit : “Je… Je reste… ” | Paul part. | Le P.-D.G. Sow a dit 32 kg. | Ba a dit 24 h. | Il ment.",
    "Yahoo! France nie. | Le prix est faux.* | On verra.",
    'Il a dit : " Mal. | Très mal. " | " Vraiment ? " demande Awa. | " Oui. "',
]
ENGLISH = [
    "They left. | We stay.",
    "Mr. Stone met Gen. Hill on St. John’s Road. | Dr. Moss did not.",
    "The U.S. Army left the U.S. | The French stayed.",
    "He works for Acme Inc. | He likes it. | Acme Inc. Director Moss does not.",
    "It opened at 9 p.m. in town. | It closed at 9 p.m. | The owner left.",
    "He said no. | No. 5 is out.",
    "“Who?” he asked. | “You!” | She left.",
    "“Art is long.” | “I know.”",
    "J. R. Moss and J.R.R. Hill wrote it, e.g. in Vol. 3.",
    "Well… maybe. | Wait... | Really?!  | Yes.",
    "On Jan. 5 they met. | It was in Jan. | They left.",
    "“Ready?” Captain Hale asked. | “Why?” President Reed, 71, of Orval, said. | “Go!” | Mary ran.",
    "Moss v. Hill was heard. | He took vitamin C. | She took none. | C. So said no.",
    "He is 6 ft. 2 in. tall. | It is John’s. | Secondly, it was sold 40 hrs. ago.",
    "' Who? ' he said. | ' Nobody. ' | Then he left.",
]
SPANISH = [
    "¿Quién es? | ¡Nadie! | «¡Váyanse!», gritó.",
    "El Sr. Ruiz llegó de EE. UU. | El Dr. Paz no.",
    "Murió en el 50 a.C. | La ciudad cayó. | Véase la pág. 12 y el núm. 4, p. ej. aquí.",
]
OTHERS = [
    ("zh", "他走了。|我们留下！|“真的？”他问。"),
    ("ja", "行きます。|「本当です。」と言った。"),
    ("ar", "من أنت؟ | لا أحد. | رحل الرجال."),
    ("hi", "वह गया। | हम रुके।"),
    ("de", "„Ja.“ | Dann ging er. | »Nein.« | Er blieb."),
    ("ru", "А. С. Петров пришёл. | Мы ушли."),
    ("ru", "Он жил в 50 г. до н. э. в городе. | Потом умер."),
    ("de", "Am 3. Mai, d. h. im 2. Jahr, kam Dr. Berg. | Er blieb bis 1956. | Dann ging er."),
    ("it", "Il sig. Neri e l’avv. Bini tacciono. | La S.p.A. Orval no."),
    ("pt", "O Sr. Rocha viu a pág. 12. | Nasceu em fev. de 1956."),
    ("ar", "قال د. حسن نعم. | «ارحلوا!» صاح الجندي."),
    ("ka", "ის წავიდა. | ჩვენ დავრჩით."),
    ("hi", "वह गया।|हम रुके।"),
    ("am", "ሄደ። | ቀረን።"),
    ("my", "သူသွားသည်။|ငါနေသည်။"),
    ("und", "Mr. Ba left vs. Dr. Sy. | Nobody stayed."),
]


def check(marked: str, lang: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("| ", "").replace("|", "")
    segments = split(text, LanguageTag(lang))
    assert [segment.text for segment in segments] == expected
    assert "".join(segment.text + segment.after for segment in segments) == text


@pytest.mark.parametrize("marked", FRENCH)
def test_french(marked: str) -> None:
    check(marked, "fr-FR")


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    check(marked, "en")


@pytest.mark.parametrize("marked", SPANISH)
def test_spanish(marked: str) -> None:
    check(marked, "es")


@pytest.mark.parametrize(("lang", "marked"), OTHERS)
def test_other_languages(lang: str, marked: str) -> None:
    check(marked, lang)


bits = st.sampled_from(
    [
        "M.",
        "Il",
        "dit",
        " ",
        "\u00a0",
        "\n",
        "«",
        "»",
        '"',
        "!",
        "…",
        "...",
        "J.-P.",
        "。",
        "؟",
        "(",
        "]",
        "12",
        "–",
        "Le ",
        "fin.",
        "'",
        "a.",
        "\ud800",
        "’",
        "é",
    ]
)


@given(
    st.text() | st.lists(bits).map("".join),
    st.sampled_from([FR, EN, ES, LanguageTag("zh"), LanguageTag("und")]),
)
def test_nothing_is_lost(text: str, lang: LanguageTag) -> None:
    segments = split(text, lang)
    assert "".join(segment.text + segment.after for segment in segments) == text
    assert [segment.position for segment in segments] == list(range(len(segments)))
    assert all(segment.text for segment in segments)
    assert all(segment.after == "" or segment.after.isspace() for segment in segments)


@given(st.lists(bits).map("".join))
def test_a_sentence_is_split_no_further(text: str) -> None:
    for segment in split(text.replace('"', ""), FR):
        assert len(split(segment.text, FR)) == 1


def test_white_space_at_the_edges() -> None:
    segments = split("  Oui.  ", FR)
    assert [(segment.text, segment.after) for segment in segments] == [("  Oui.", "  ")]
    assert split("", FR) == ()
    assert [(segment.text, segment.after) for segment in split(" \n ", FR)] == [(" \n ", "")]


@pytest.mark.parametrize(
    "unit", [".", ". ", " ", "« ", '" ', "». ", "A.", "(", "\n ", "…»", "fin.Le ", "' ", ": 1. "]
)
def test_time_is_linear(unit: str) -> None:
    started = time.process_time()
    split(unit * (200_000 // len(unit)), FR)
    assert time.process_time() - started < 2.0
