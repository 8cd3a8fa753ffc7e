from __future__ import annotations

import pytest

from db.errors import WrongUse
from workbench.ingest import markdown, plain
from workbench.ingest.given import Given
from workbench.ingest.metadata import front_facts, text_facts
from workbench.ingest.page_facts import advised_facts, page_facts
from workbench.ingest.set_aside import set_aside
from workbench.text.language import LanguageTagError

PROSE = (
    "La réunion s'est tenue sans incident, dans une salle pleine, et chacun est rentré chez soi avant la nuit. "
    * 3
)


def facts(text: str, day_first: bool = True) -> Given:
    return text_facts(text, set_aside(text, plain.blocks(text)), day_first)


def test_the_head_of_a_pasted_article():
    text = (
        "Accueil\nPolitique\nSport\n\nLe Courrier du Fleuve\n\nMali : la route rouvre à Gao\n\nPar Lina Sow-Berger\n"
        f"Publié le 12/03/2019 à 10h\n\n{PROSE}\n\n{PROSE}\n\nTraduit de l'anglais par Ada Bell\n\n"
        "https://fleuve.example/route\n\n© 2019 Le Courrier du Fleuve\n"
    )
    assert facts(text) == Given(
        title="Mali : la route rouvre à Gao",
        outlet="Le Courrier du Fleuve",
        author="Lina Sow-Berger",
        translator="Ada Bell",
        date="2019-03-12",
        url="https://fleuve.example/route",
    )


def test_an_agency_report():
    text = f"La route rouvre\n\nGAO, 12 mars 2019 (Agence du Fleuve) — {PROSE}\n\n{PROSE}"
    assert facts(text) == Given(title="La route rouvre", outlet="Agence du Fleuve", date="2019-03-12")


@pytest.mark.parametrize(
    "text",
    [
        "« La route rouvre », a dit le maire.",
        "La route rouvre",
        f"{PROSE}\n\n{PROSE}",
        f"The mayor wrote (my translation):\n\n> La route rouvre.\n\n{PROSE}",
        f"{PROSE}\n\n{PROSE}\n\nLe maire, traduit par Lina Sow-Berger, a parlé le 12 mars 2019.\n\n{PROSE}",
    ],
)
def test_nothing_is_made_up(text):
    assert facts(text) == Given()


def test_front_matter():
    text = (
        "---\ntitle: 'La route: rouverte'\nAuthor: Lina Sow\ndate: 12 mars 2019\nsource: https://fleuve.example/a\n"
        "publisher: Le Courrier\nlanguage: français\ntranslator: Ada Bell\n---\n\nTexte.\n"
    )
    assert front_facts(text) == Given(
        lang="fr",
        title="La route: rouverte",
        author="Lina Sow",
        date="2019-03-12",
        url="https://fleuve.example/a",
        outlet="Le Courrier",
        translator="Ada Bell",
    )
    assert front_facts("---\nlang: klingonais ancien\ndate: bientôt\n---\n") == Given()
    assert front_facts("Texte.") == Given()


def test_markdown_headings_lose_their_marks_in_the_title():
    text = f"# La *route* rouvre\n\n**Par Lina Sow-Berger**\n\n{PROSE}\n"
    found = text_facts(text, markdown.blocks(text), day_first=True)
    assert (found.title, found.author) == ("La route rouvre", "Lina Sow-Berger")


def test_meta_elements():
    source = (
        '<html lang="pt_br"><head><title>Gao - Le Courrier</title><meta property="og:title" content="Gao &amp; Mopti">'
        '<meta name="Author" content="Par Lina Sow"><meta property="og:site_name" content="Le Courrier">'
        '<meta property="article:published_time" content="2019-03-12T23:30:00+01:00">'
        '<link rel="canonical" href="https://fleuve.example/a"></head><p>Texte'
    )
    assert page_facts(source) == Given(
        lang="pt-BR",
        title="Gao & Mopti",
        author="Lina Sow",
        outlet="Le Courrier",
        date="2019-03-12",
        url="https://fleuve.example/a",
    )


def test_json_ld():
    source = """<script type="application/ld+json">[{"@type": "WebSite", "name": "Non"}, {"@type": ["NewsArticle"],
        "headline": "Gao &amp; Mopti", "author": [{"name": "I. Marchetti"}, "Lina Sow"], "datePublished": "2019-03",
        "publisher": {"@id": "#p"}, "translator": {"name": "Ada Bell"}, "url": "https://fleuve.example/a"},
        {"@id": "#p", "name": "Le Courrier"}]</script>"""
    assert page_facts(source) == Given(
        title="Gao & Mopti",
        author="I. Marchetti, Lina Sow",
        date="2019-03",
        outlet="Le Courrier",
        translator="Ada Bell",
        url="https://fleuve.example/a",
    )


@pytest.mark.parametrize(
    "json", ["{", "[" * 100_000, "null", '{"@type": "Article", "author": {"name": {"a": 1}}}', ""]
)
def test_damaged_json_ld_is_passed_over(json):
    source = f'<title>Gao</title><script type="application/ld+json">{json}</script>'
    assert page_facts(source) == Given(title="Gao")


def test_the_address_that_the_browser_saved():
    source = "<!-- saved from url=(0026)https://fleuve.example/a?b=c --><html lang='x!'><p>Texte"
    assert page_facts(source) == Given(url="https://fleuve.example/a?b=c")


def test_a_byline_in_the_page_is_kept_to_the_letter():
    source = "<p class='entry-byline'>By <a rel=author>I. Marchetti</a></p><time datetime='2019-03-12'>x</time><p>Texte"
    assert page_facts(source) == Given(author="I. Marchetti", date="2019-03-12")


def test_advice_is_spelled_as_in_the_text():
    source = (
        "<html><head><title>Gao</title><meta name='author' content='I. Marchetti'></head>"
        f"<body><h1>Gao</h1><p>By I. Marchetti</p><p>{PROSE}</p></body></html>"
    )
    assert advised_facts(source, "By I. Marchetti").author == "I. Marchetti"


def test_a_page_without_elements_has_no_facts():
    assert page_facts("") == advised_facts("", "") == Given()


def test_what_is_given_is_kept_in_one_spelling():
    given = Given(lang="FR_fr", date="31 mai 2012")
    assert (given.lang, given.date) == ("fr-FR", "2012-05-31")
    assert Given(lang="français").lang == "fr"
    assert Given(date="2012-05").date == "2012-05"
    with pytest.raises(LanguageTagError):
        Given(lang="klingonais ancien")
    with pytest.raises(WrongUse, match="“demain” is not a date; write 2012-05-31"):
        Given(date="demain")


def test_facts_are_filled_from_the_next_that_knows():
    assert Given(title="a").filled(Given(title="b", url="c"), Given(url="d", lang="fr")) == Given(
        title="a", url="c", lang="fr"
    )


def test_a_name_alone_beside_the_day_of_publication_is_the_author():
    text = f"Mali : la route rouvre\n\nPublié le 12 mars 2019\n\nLina Sow-Berger\n\n{PROSE}\n\n{PROSE}\n"
    assert facts(text).author == "Lina Sow-Berger"
    assert facts(text.replace("Publié le 12 mars 2019", "La ville est calme")).author == ""


def test_the_masthead_and_the_menu_of_a_copied_page_are_not_its_title():
    text = (
        "Dune Letters\n\nHome | About | Links | RSS\n\nTuesday, December 11, 2012\n\nThree names for one man\n\n"
        f"by Rafe Underhill\n\n{PROSE}\n\n{PROSE}\n"
    )
    found = facts(text)
    assert (found.title, found.outlet, found.author) == (
        "Three names for one man",
        "Dune Letters",
        "Rafe Underhill",
    )
    assert facts(text.replace("Home | About | Links | RSS\n\n", "")).outlet == ""


@pytest.mark.parametrize(
    ("title", "body", "outlet"),
    [
        ("La route rouvre - Le Quotidien", "<h1>La route rouvre</h1>", "Le Quotidien"),
        ("La route rouvre | Mali | Le Quotidien", "<h1>La route rouvre</h1>", "Le Quotidien"),
        ("Dune Letters: The road is open", "<h1>Dune Letters</h1><h3>The road is open</h3>", "Dune Letters"),
        ("Mali : la route rouvre", "<h1>la route rouvre</h1>", ""),
        ("La route rouvre", "<h1>La route rouvre</h1>", ""),
    ],
)
def test_the_site_in_the_title_of_a_page(title, body, outlet):
    source = f"<html><head><title>{title}</title></head><body>{body}<p>{PROSE}</p></body></html>"
    assert page_facts(source).outlet == outlet
