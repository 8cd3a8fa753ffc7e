from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ingest.html import Target, feed, render

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
UNSEEN = {"script", "style", "template", "noscript", "iframe", "title"}


def pieces(source: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in render(source).pieces]


def test_blocks_are_separated_by_blank_lines_and_inline_elements_are_not():
    page = render("<p>Un <b>mot</b>\n  <i>et</i><u>un</u></p>autre<div>bloc</div>")
    assert page.text == "Un mot etun\n\nautre\n\nbloc"
    assert [span.of(page.text) for span in page.spans] == [piece.text for piece in page.pieces]


def test_white_space_collapses_but_no_break_spaces_never():
    assert (
        render("<p> a \n\t b&nbsp;&nbsp; c\u202f! «&#8239;d »  </p>").text
        == "a b\xa0\xa0 c\u202f! «\u202fd »"
    )


def test_entities_are_decoded_once():
    assert render("<p>&laquo;&amp;lt;&raquo; &#8230; &eacute;&#x153;</p>").text == "«&lt;» … éœ"


def test_combining_marks_and_direction_marks_are_kept():
    text = "e\u0301 \u200f\u2067ة\u2069 \u200d \x1b[1m"
    assert render(f"<p>{text}</p>").text == text


def test_one_line_break_ends_a_line_and_two_a_block():
    assert pieces("<p>a <br> b<br/>\n<br>c<br>&nbsp;<br>d") == [
        ("paragraph", "a\nb"),
        ("paragraph", "c"),
        ("paragraph", "d"),
    ]


def test_preformatted_text_is_kept():
    assert pieces("<pre>\n  a\tb \n    c\n\n d</pre>") == [
        ("paragraph", "  a\tb \n    c"),
        ("paragraph", " d"),
    ]


def test_what_a_browser_does_not_show_is_not_in_the_text():
    source = (
        "<title>t</title><script>s</script><style>y</style><template><p>e</p></template><noscript>n</noscript>"
        "<!-- c --><p>vu <img alt='non' title='non'><span hidden>non</span><iframe>non</iframe></p>"
    )
    assert render(source).text == "vu"


def test_hidden_blocks_are_in_the_text_and_marked():
    page = render("<p>vu</p><div style='color:red;display : none'><p>caché</p></div><dialog>fermé</dialog>")
    assert page.text == "vu\n\ncaché\n\nfermé"
    hidden = [page.elements[piece.element] for piece in page.pieces[1:]]
    assert page.elements[hidden[0].parent].hidden
    assert hidden[1].hidden


def test_kinds_of_blocks():
    source = (
        "<h2>t</h2><blockquote><h3>q</h3><ul><li>r</li></ul></blockquote><ul><li>i<ul><li>j</ul>k</ul>"
        "<figure><figcaption>f</figcaption></figure>"
    )
    assert pieces(source) == [
        ("heading", "t"),
        ("block_quote", "q"),
        ("block_quote", "r"),
        ("list_item", "i"),
        ("list_item", "j"),
        ("list_item", "k"),
        ("other", "f"),
    ]


def test_a_data_table_is_one_block():
    source = (
        "<table><caption>Prix</caption><tr><th>mil<th>riz<tr><td>1<td><tr><td><td>2 <b>francs</b></table>"
    )
    assert pieces(source) == [("other", "Prix"), ("table", "mil\triz\n1\n\t2 francs")]


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td><p>un</p></td><td>deux</td></tr></table>",
        "<table><tr><td>un<br><br>deux</td><td></td></tr></table>",
        "<table><tr><td>un<tr><td>deux</table>",
        "<table><tr><td><table><tr><td>un</table><td>deux</table>",
        "<table><tr><td>un<div></div>deux</td><td></td></tr></table>",
    ],
)
def test_a_table_for_layout_is_no_block(source):
    assert pieces(source) == [("paragraph", "un"), ("paragraph", "deux")]


def test_quotation_elements_get_the_marks_a_browser_shows():
    assert render("<p><q>Yes, <q>no</q></q>").text == "“Yes, ‘no’”"
    assert render("<html lang=fr><p><q>Oui, <q>non</q></q>").text == "«\xa0Oui, “non”\xa0»"


def test_links_are_measured():
    page = render("<p>Voir <a href=x>ici</a> ou <a href=y><b>là</b></a>.<br><br><a href=z>fin</a></p>")
    assert [(piece.text, piece.linked) for piece in page.pieces] == [("Voir ici ou là.", 5), ("fin", 3)]


def test_five_thousand_nested_elements_lose_nothing():
    depth = 5000
    source = "".join(f"<div>a{n} " for n in range(depth)) + "<p>fond</p>" + "</div>" * depth + "<p>fin</p>"
    assert render(source).text.split("\n\n")[-2:] == ["fond", "fin"]
    assert len(render(source).pieces) == depth + 2


@pytest.mark.parametrize("big", ["<p title='{}'>a", "<script>{}</script><p>a", "<img src='data:{}'><p>a"])
def test_a_picture_of_eleven_megabytes_in_the_page_loses_nothing(big):
    assert render(big.format("x" * 11_000_000) + "<p>fin").text == "a\n\nfin"


def test_a_text_of_eleven_megabytes_is_whole():
    assert len(render("<p>" + "x" * 11_000_000).text) == 11_000_000


@pytest.mark.parametrize(
    "source", ["", " ", "<", "</p>", "<!-- a -->", "<!doctype html>", "<?xml version='1.0'?>"]
)
def test_a_page_without_elements_has_no_pieces_or_its_text(source):
    assert render(source).text.strip() in ("", "<")


class Visible(HTMLParser):
    """The visible text of a page by another parser; enough for pages whose elements are all closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen = 0
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN

    def handle_data(self, data):
        if not self.unseen:
            self.text.append(data)


def visible_characters(text: str) -> str:
    return re.sub(r"[ \t\n\r]", "", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_visible_character_of_a_page_is_in_its_text(path):
    source = path.read_text(encoding="utf-8")
    other = Visible()
    other.feed(source)
    assert visible_characters(render(source).text) == visible_characters("".join(other.text))


class Seen(Target):
    def __init__(self) -> None:
        self.open: list[str] = []
        self.text: list[str] = []

    def start(self, tag, attributes):
        self.open.append(tag)

    def end(self, tag):
        assert self.open.pop() == tag

    def data(self, text):
        if not UNSEEN.intersection(self.open):
            self.text.append(text)


TAGS = "p div span b a table tr td th ul li br h1 nav article blockquote pre select option form title head body html svg"
TAGS += " caption hr dl dt dd details button label o:p amp-ad frameset script style textarea"
SOUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS.split()).map("<{}>".format),
        st.sampled_from(TAGS.split()).map("</{}>".format),
        st.sampled_from(
            [
                "mot ",
                "é",
                "&nbsp;",
                " ",
                "\n",
                "x<y",
                "&lt;",
                "<",
                "<!-- c -->",
                "<![CDATA[d]]>",
                "&",
                "\u2028",
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=60,
).map("".join)


@given(SOUP)
def test_whatever_the_parser_sees_is_in_the_text(source):
    source = source.encode("utf-8", "ignore").decode().replace("\0", "")
    seen = Seen()
    feed(source, seen)
    assert "".join(render(source).text.split()) == "".join("".join(seen.text).split())
