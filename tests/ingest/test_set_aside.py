from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.blocks import article, assert_map, reasons
from workbench.ingest import markdown, plain
from workbench.ingest.reader import read
from workbench.ingest.set_aside import set_aside

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "quotes"
SPEECH = "« Nous reprendrons la route demain, quoi qu'il arrive », a déclaré le porte-parole du comité à Gao."
PROSE = "La réunion s'est tenue sans incident, dans une salle pleine, et chacun est rentré chez soi avant la nuit."
BODY = f"{SPEECH}\n\n{PROSE}\n\n{PROSE}\n\n"


def why(text: str) -> dict[str, str]:
    return reasons(text, set_aside(text, plain.blocks(text)))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Publicité", "advertisement"),
        ("PUBLICITE", "advertisement"),
        ("- Advertisement -", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Publicidad", "advertisement"),
        ("Partager sur Facebook", "sharing buttons"),
        ("Facebook Twitter WhatsApp", "sharing buttons"),
        ("Share this:", "sharing buttons"),
        ("Compartir en Twitter", "sharing buttons"),
        ("Lire aussi : La crue a emporté deux ponts", "related articles"),
        ("» Lire aussi : La crue a emporté deux ponts", "related articles"),
        ("Read more: Two bridges are gone", "related articles"),
        ("Lea también: La crecida se llevó dos puentes", "related articles"),
        ("Abonnez-vous à partir de 1 €", "newsletter box"),
        ("Sign up for our daily newsletter", "newsletter box"),
        ("Suscríbase a nuestro boletín", "newsletter box"),
        ("Nous utilisons des cookies pour mesurer l'audience de ce site.", "cookie notice"),
        ("By continuing to use this site you accept cookies.", "cookie notice"),
        ("Este sitio utiliza cookies propias y de terceros.", "cookie notice"),
        ("© 2019 Le Courrier du Fleuve", "footer"),
        ("Tous droits réservés.", "footer"),
        ("All rights reserved", "footer"),
        ("Tags: Mali, Gao", "tags"),
        ("Mots-clés : Mali, Gao", "tags"),
        ("Accueil | Politique | Sport", "menu"),
        ("Accueil > Afrique > Mali", "menu"),
        ("Se connecter", "menu"),
        ("Skip to content", "menu"),
        ("← Le marché rouvre", "menu"),
        ("This entry was posted in Mali. Bookmark the permalink.", "tags"),
        ("Les commentaires sont fermés.", "reader comments"),
    ],
)
def test_lines_that_are_no_article(line, reason):
    text = f"{SPEECH}\n\n{line}\n\n{SPEECH}\n"
    assert why(text) == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "« Publicité mensongère », a dénoncé le maire.",
        "Partager le pain est une coutume.",
        "Lire aussi bien que lui est difficile, « c'est un maître », dit sa sœur.",
        "Abonnés absents : « Ils ne répondent plus », explique le maire.",
        "Les cookies de ma grand-mère étaient célèbres dans toute la région.",
        "Opinion publique et routes du nord",
        "Réactions",
        "Par Aïssata Kéïta-Morel",
        "Read carefully, the text says nothing.",
        "Commentaire du porte-parole",
        "Gao, Tombouctou, Kidal",
    ],
)
def test_lines_that_stay(line):
    assert why(f"{SPEECH}\n\n{line}\n\n{SPEECH}\n") == {}


def test_a_menu_is_a_run_of_short_lines():
    text = "Accueil\nAfrique\nNotre histoire\n\n" + BODY
    assert list(why(text).values()) == ["menu"] * 3
    text = "Gao\nKidal\nMopti\nSégou\nKayes\n\n" + BODY
    assert list(why(text).values()) == ["menu"] * 5
    text = "Gao\nKidal\nMopti\n\n" + BODY
    assert why(text) == {}


def test_a_box_of_titles_ends_where_prose_goes_on():
    text = f"{SPEECH}\n\nSur le même sujet\n\nLe prix du mil grimpe encore\n\nLe marché rouvre samedi\n\n{PROSE}\n"
    assert why(text) == dict.fromkeys(
        ("Sur le même sujet", "Le prix du mil grimpe encore", "Le marché rouvre samedi"), "related articles"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "3 commentaires",
        "Commentaires (3)",
        "12 thoughts on “The road”",
        "Leave a Reply",
        "Laisser un commentaire",
        "Vos réactions",
        "3 comentarios",
        "Deja un comentario",
        "Comments",
        "No comments",
    ],
)
def test_reader_comments_go_on_to_the_end(heading):
    text = BODY + f"{heading}\n\nLecteur du soir\n\n{SPEECH}\n\n{PROSE}\n"
    assert set(why(text).values()) == {"reader comments"}
    assert article(text, set_aside(text, plain.blocks(text))) == [SPEECH, PROSE, PROSE]


def test_a_link_to_the_comments_above_the_article_is_only_a_line():
    standfirst = PROSE + " " + PROSE + "\n\n"
    text = "Gao : la route rouvre\n\n" + standfirst + "3 commentaires\n\nPublié à 10:15\n\n" + BODY * 3
    assert why(text) == {"3 commentaires": "reader comments"}
    text = text.replace("3 commentaires", "Leave a comment")
    assert why(text) == {}


def test_comments_under_a_short_article_show_themselves():
    text = "“We counted every ballot,” Nina Prat-Weller said.\n\n3 thoughts on “A long night”\n\n1. But who?\n\nLeave a Reply"
    assert article(text, set_aside(text, plain.blocks(text))) == [text.split("\n")[0]]


def test_comments_without_a_heading():
    text = BODY + "Lecteur dit :\n12 mars 2019 à 11:20\nBof.\n\nLectrice dit :\n12 mars 2019 à 12:20\nOui.\n"
    assert article(text, set_aside(text, plain.blocks(text))) == [SPEECH, PROSE, PROSE]


def test_an_interview_is_not_taken_for_comments():
    text = BODY + "Le maire a dit :\n« La route rouvre », et il est parti.\n\nSa sœur a dit :\nElle rouvre.\n"
    assert why(text) == {}


def test_another_article_below_the_comments_is_kept():
    other = f"Tombouctou : le marché ferme\n\nPar Jean Petit-Dia\n\n{SPEECH}\n"
    text = BODY + "2 commentaires\n\nLecteur\n12 mars 2019 à 11:20\nBof.\n\n" + PROSE + "\n\n" * 2 + other
    assert article(text, set_aside(text, plain.blocks(text)))[3:] == [
        "Tombouctou : le marché ferme",
        "Par Jean Petit-Dia",
        SPEECH,
    ]


def test_other_sections_below_the_article_end_where_somebody_speaks():
    text = BODY + f"Opinion\n\nThe price of millet\n\n{PROSE}\n\n{SPEECH}\n\nFin du texte.\n"
    assert article(text, set_aside(text, plain.blocks(text)))[3:] == [SPEECH, "Fin du texte."]


def test_junk_inside_a_block_is_parted_from_it():
    text = SPEECH + "\nPublicité\n" + PROSE
    found = set_aside(text, markdown.blocks(text))
    assert reasons(text, found) == {"Publicité": "advertisement"}
    assert article(text, found) == [SPEECH, PROSE]


def test_the_marks_of_markdown_do_not_hide_junk():
    text = f"# Gao\n\n- [Accueil](/)\n- [Sport](/sport)\n- [Notre histoire](/h)\n\n{SPEECH}\n\n**Lire aussi :** [Mopti](/m)\n"
    found = set_aside(text, markdown.blocks(text))
    assert article(text, found) == ["# Gao", SPEECH]


def test_nothing_is_set_aside_when_that_would_leave_nothing():
    assert why("Accueil\nSport\nSe connecter\n") == {}


def test_a_pasted_page():
    document = read((Path(__file__).parent / "pages" / "pasted.txt").read_bytes(), "pasted.txt")
    assert [text[:20] for text in article(document.text, document.blocks)] == [
        "Le Courrier du Fleuv",
        "Mali : le dialogue r",
        "Par Aïssata Kéïta-Mo",
        "Publié le 12 mars 20",
        "BAMAKO, 12 mars (Age",
        "« Nous n'avons jamai",
        "« Personne ne nous a",
        "Traduit du bambara p",
        "Ce texte est fictif ",
    ]


LINES = [
    "Accueil",
    "Sport",
    "Publicité",
    "3 commentaires",
    "Lecteur dit :",
    "12 mars 2019 à 11:20",
    "Opinion",
]
LINES += [
    "Lire aussi",
    "Share",
    "Par Jean Petit-Dia",
    "",
    "",
    SPEECH,
    PROSE,
    "mot",
    "Leave a Reply",
    "Répondre",
]


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_the_map_stays_complete(text):
    for blocks in (plain.blocks(text), markdown.blocks(text)):
        assert_map(text, set_aside(text, blocks))


@given(
    st.lists(
        st.sampled_from([line for line in LINES if "omment" not in line and line != "Leave a Reply"])
    ).map("\n\n".join)
)
def test_speech_outside_comments_is_never_set_aside(text):
    signs = "dit :" in text and "à 11:20" in text
    assert signs or SPEECH not in why(text)


@pytest.mark.quality
@pytest.mark.skipif(not GOLD.exists(), reason="the gold sets are not here")
@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_no_gold_quote_is_set_aside(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = read(row["text"].encode(), row["id"] + ".txt")
        assert document.text == row["text"]
        aside = [block for block in document.blocks if block.set_aside]
        assert not [q for q in row["quotes"] for b in aside if b.start < q["end"] and q["start"] < b.end]


def test_a_section_name_above_the_headline_takes_nothing_with_it() -> None:
    headline, byline = "Le barrage de Tin-Orfane ouvre ses vannes", "Par Mireille Fictive - 14 mars 2019"
    assert why(f"A la une\n\n{headline}\n\n{byline}\n\n{BODY}") == {"A la une": "related articles"}
    teasers = "Deux ponts emportés par la crue\n\nLe marché rouvre lundi\n\nTrois routes coupées au nord"
    assert len(why(f"{BODY}A la une\n\n{teasers}")) == 4
