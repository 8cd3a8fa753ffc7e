"""The sample articles: what the demonstration and the tests of other rooms count on."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from workbench.samples import articles

NBSP, NNBSP = "\u00a0", "\u202f"
VOID = {"meta", "link", "br", "img", "input", "hr"}
ARTICLES = {article.name: article.read_text(encoding="utf-8") for article in articles()}
FRENCH = ("entretien-fr.html", "communique-fr.html")


class Page(HTMLParser):
    """A saved page: its visible text, its metadata, and the tags that do not match."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.unmatched: list[str] = []
        self.classes: list[str] = []
        self.meta: dict[str, str] = {}
        self.lang = ""
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.classes.append(f"{given.get('class', '')} {given.get('id', '')}")
        if tag == "html":
            self.lang = given["lang"]
        if tag == "meta" and "content" in given:
            self.meta[given.get("property") or given["name"]] = given["content"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unmatched.append(tag)

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & set(self.open):
            self.text += data


PAGES = {name: Page(source) for name, source in ARTICLES.items()}


def test_the_interview_comes_before_what_quotes_it() -> None:
    assert list(ARTICLES) == ["entretien-fr.html", "depeche-en.html", "blog-en.html", "communique-fr.html"]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_tag_is_closed(name: str) -> None:
    page = PAGES[name]
    assert page.unmatched == []
    assert page.open == []


@pytest.mark.parametrize("name", ARTICLES)
def test_the_reader_sees_that_it_is_fiction(name: str) -> None:
    text = PAGES[name].text
    french = "fictif, écrit pour la démonstration" in text
    english = "written for the demonstration" in text and "Fictional" in text
    assert french if name in FRENCH else english


@pytest.mark.parametrize("name", ARTICLES)
def test_the_head_says_what_a_saved_page_says(name: str) -> None:
    page = PAGES[name]
    assert page.lang.startswith("fr" if name in FRENCH else "en")
    assert page.meta["og:title"]
    assert page.meta["og:site_name"]
    assert page.meta["author"]
    assert page.meta["og:url"].startswith("https://example.org/")
    assert page.meta["article:published_time"].startswith("2025-12-")


@pytest.mark.parametrize("name", FRENCH)
def test_french_marks_keep_their_spaces(name: str) -> None:
    text = PAGES[name].text
    for mark in "«»?!;:":
        for position in (at for at, char in enumerate(text) if char == mark):
            beside = text[position + 1] if mark == "«" else text[position - 1]
            expected = NNBSP if mark in "?!;" else NBSP
            assert beside == expected, text[position - 20 : position + 20]
    assert "'" not in text


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize(
    "junk",
    ["cookie", "share partage", "newsletter", "comment", "pub ad-container advert", "related voir-aussi"],
)
def test_each_page_has_the_junk_of_a_saved_page(name: str, junk: str) -> None:
    assert any(word in classes for word in junk.split() for classes in PAGES[name].classes)


@pytest.mark.parametrize(
    ("french", "page", "english"),
    [
        (
            "Chaque quartier a désigné dix veilleurs, qui se relaient de la tombée de la nuit jusqu’à l’aube.",
            "depeche-en.html",
            "“Every neighbourhood has appointed ten watchmen, who take turns from nightfall until dawn,”",
        ),
        (
            "ils ont des sifflets et des lampes.",
            "depeche-en.html",
            "they have whistles and lamps.”",
        ),
        ("le marché resterait ouvert à tous", "depeche-en.html", "“open to everyone”"),
        (
            "Celui qui dit le contraire n’a pas d’enfants.",
            "depeche-en.html",
            "Anyone who says otherwise has no children,”",
        ),
        (
            "un drapeau que personne ne venait plus lever… Celui qui me juge",
            "blog-en.html",
            "a flag that nobody came to raise any more… If anyone wants to judge me",
        ),
    ],
)
def test_what_was_said_in_french_is_rendered_in_english(french: str, page: str, english: str) -> None:
    assert french in PAGES["entretien-fr.html"].text
    assert english in PAGES[page].text


def test_one_english_quote_has_no_french_and_one_french_page_no_english() -> None:
    assert (
        "“I used to sell by the sack, and now I sell by the cup,” she told HPA"
        in PAGES["depeche-en.html"].text
    )
    assert "Dicko-Marou" not in PAGES["entretien-fr.html"].text
    for name in ("depeche-en.html", "blog-en.html"):
        assert "Issoufel" not in PAGES[name].text


def test_the_blog_announces_its_own_translation() -> None:
    before, quoted = ARTICLES["blog-en.html"].split("<blockquote>")
    assert before.rstrip().endswith("my translation:</p>")
    assert quoted.lstrip().startswith("<p>I gave up nothing.")
