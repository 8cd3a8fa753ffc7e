from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.blocks import article, assert_map, reasons
from workbench.ingest import article as article_rules
from workbench.ingest.html import render
from workbench.ingest.reader import read

PAGES = Path(__file__).parent / "pages"
SPEECH = "« Nous reprendrons la route demain, quoi qu'il arrive », a déclaré le porte-parole du comité à Gao."
PROSE = "La réunion s'est tenue sans incident, dans une salle pleine, et chacun est rentré chez soi avant la nuit."


def page(body: str, head: str = ""):
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def test_a_newspaper_page():
    document = read((PAGES / "courrier.html").read_bytes(), "courrier.html")
    assert_map(document.text, document.blocks)
    kept = article(document.text, document.blocks)
    assert [text.split("\n")[0][:24] for text in kept] == [
        "Mali\xa0: «\xa0Le dialogue rep",
        "Le porte-parole du comit",
        "Par A. Kéïta-Morel",
        "Publié le 12 mars 2019 à",
        "BAMAKO, 12\xa0mars (Agence ",
        "«\u202fNous n'avons jamais fe",
        "Selon lui, «\xa0aucune cond",
        "Une attente longue",
        "Les routes d'abord, le r",
        "Cette phrase, lue à la r",
        "«\xa0Personne ne nous a con",
        "Avec l'Agence du Fleuve",
    ]
    why = reasons(document.text, document.blocks)
    assert why["Politique"] == "menu"
    assert why["Changez de matelas dès maintenant, profitez de nos prix."] == "advertisement"
    assert why["Lire aussi : La crue a emporté deux ponts"] == "related articles"
    assert why["«\xa0On nous a oubliés\xa0», disent les pêcheurs"] == "related articles"
    assert why["«\xa0Toujours la même chanson\xa0», a dit mon oncle en lisant ceci."] == "reader comments"
    assert why["Paragraphe réservé à l'impression."] == "hidden"
    assert why["Partager sur Facebook Tweeter"] == "sharing buttons"
    assert why["Nous utilisons des cookies pour mesurer l'audience de ce site."] == "cookie notice"
    assert why["Recevez chaque matin la newsletter du Courrier."] == "newsletter box"
    assert why["© 2019 Le Courrier du Fleuve. Tous droits réservés."] == "footer"
    assert why["Le marché couvert rouvre samedi"] == "other page text"


def test_a_blog_with_a_translated_block_quote():
    document = read((PAGES / "sandnotes.html").read_bytes(), "sandnotes.html")
    assert_map(document.text, document.blocks)
    kept = article(document.text, document.blocks)
    assert kept[0] == "Three weeks of silence"
    assert kept[2].endswith("(my translation):")
    assert kept[3].endswith("those who want it [in the communes].")
    assert kept[-1] == "More when I know more."
    quotes = [block.span.of(document.text) for block in document.blocks if block.kind == "block_quote"]
    assert quotes == kept[3:5]
    why = reasons(document.text, document.blocks)
    assert why["“I doubt it,” my neighbour said when I showed her this."] == "reader comments"
    assert why["2 thoughts on “Three weeks of silence”"] == "reader comments"
    assert why["Twitter"] == "sharing buttons"


def test_a_page_of_line_breaks_only():
    document = page(
        "<div><a href=/>Accueil</a> | <a href=/s>Sport</a> | <a href=/p>Politique</a></div>"
        f"<b>Gao : la route rouvre</b><br><br>{SPEECH}<br><br>{PROSE}<br><br>Publicité<br><br>{PROSE[::-1]}.<br><br>"
        "<b>3 commentaires</b><br><br>Lecteur<br>12 mars 2019 à 11:20<br>« Bof », a dit mon oncle.<br><br>Répondre"
    )
    assert article(document.text, document.blocks) == [
        "Gao : la route rouvre",
        SPEECH,
        PROSE,
        PROSE[::-1] + ".",
    ]


def test_a_layout_table():
    document = page(
        "<table><tr><td><a href=/>Accueil</a><br><a href=/s>Sport</a><br><a href=/p>Politique</a></td>"
        f"<td><h1>Gao</h1>{SPEECH}<br><br>{PROSE}<br><br>{SPEECH[::-1]}</td></tr></table>"
    )
    assert reasons(document.text, document.blocks) == {"Accueil\nSport\nPolitique": "menu"}


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class='has-sidebar comments-open ad-page'>{}</div>",
        "<form id=aspnetForm>{}</form>",
        "<aside class=related><main>{}</main></aside>",
        "<div class=promo><div itemprop=articleBody>{}</div></div>",
    ],
)
def test_the_wrapper_of_the_article_is_no_junk_whatever_its_name(wrapper):
    body = f"<h1>Gao</h1><p>{SPEECH}</p><p>{PROSE}</p><p>{SPEECH[::-1]}</p>"
    document = page(wrapper.format(body))
    assert reasons(document.text, document.blocks) == {}


def test_a_block_quote_inside_the_article_is_the_article():
    document = page(
        f"<article><h1>Gao</h1><p>{PROSE}</p><div class='social-embed'><blockquote>La route est coupée.</blockquote>"
        f"</div><p>{SPEECH}</p><p>{PROSE[::-1]}</p></article><div class=comments><blockquote>Bof.</blockquote></div>"
    )
    assert reasons(document.text, document.blocks) == {"Bof.": "reader comments"}


def test_a_box_beside_the_article_that_quotes_somebody_is_kept():
    document = page(
        f"<article><h1>Gao</h1><p>{PROSE}</p><aside><p>{SPEECH}</p></aside><p>{PROSE[::-1]}.</p><p>{SPEECH[::-1]}</p></article>"
    )
    assert SPEECH in article(document.text, document.blocks)


def test_without_advice_the_elements_decide():
    source = f"<div class=comments><p>{SPEECH * 30}</p></div><p>Bonjour.</p><nav>Menu</nav>"
    rendered = render(source)
    deep = "<b>" * 300 + "x" + "</b>" * 300
    for html in (source, source + deep):
        rendered = render(html)
        found = article_rules.blocks(rendered, html, "")
        assert [block.reason for block in found][:3] == ["reader comments", "", "menu"]


@pytest.mark.parametrize(
    "body", ["<nav><p>Un menu</p></nav>", "<p hidden>Tout est caché.</p>", "<div class=ad>A</div>"]
)
def test_a_page_of_nothing_but_junk_is_kept(body):
    document = page(body)
    assert reasons(document.text, document.blocks) == {}


def test_names_are_read_word_by_word():
    document = page(
        f"<h1>Gao</h1><p class='pub-date'>12 mars 2019</p><p>{SPEECH}</p><p class='adapted shareable commentary'>{PROSE}</p>"
        f"<p>{PROSE[::-1]}.</p><p class='bloc-pub'>Achetez.</p><p class=adSlot>Vendez.</p><p class='lire-aussi'>Autre</p>"
    )
    assert reasons(document.text, document.blocks) == {
        "Achetez.": "advertisement",
        "Vendez.": "advertisement",
        "Autre": "related articles",
    }


@pytest.mark.parametrize(
    ("stated", "body", "title"),
    [
        (
            "The road to Gao | Dune Letters",
            "<h1>Dune Letters</h1><h3>The road to Gao</h3>",
            "The road to Gao",
        ),
        ("Sud : la route rouvre | Le Fleuve", "<div>Sud : la route rouvre</div>", "Sud : la route rouvre"),
        (
            "The road is open",
            "<h1>The road is open</h1><h2>3 thoughts on “The road is open”</h2>",
            "The road is open",
        ),
        ("Gazette: Three men held", "<b>Three men held</b><br>By Lamin Drammay-Cole", "Three men held"),
    ],
)
def test_the_title_is_the_heading_that_shares_most_with_that_of_the_page(stated, body, title):
    document = page(f"<div>{body}<p>{SPEECH}</p><p>{PROSE}</p></div>", f"<title>{stated}</title>")
    assert document.title == title


def test_a_list_of_links_in_one_block_is_no_article():
    links = "<a href=1>“No rice,” says a man</a><br><a href=2>Bridge opens</a><br><a href=3>Council counts goats</a>"
    document = page(f"<table><tr><td>{SPEECH}<br><br>{PROSE}</td><td>{links}</td></tr></table>")
    assert list(reasons(document.text, document.blocks).values()) == ["other page text"]
