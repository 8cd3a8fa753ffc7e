from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import Basis
from tests.ingest.blocks import article, assert_map, reasons
from workbench.ingest.encoding import normalise_line_ends
from workbench.ingest.reader import Given, read

PAGES = Path(__file__).parent / "pages"
FRENCH = (
    "« Nous reprendrons la route demain, quoi qu'il arrive », a déclaré le porte-parole du comité à Gao. " * 3
)
ENGLISH = (
    "“We will take the road again tomorrow, come what may,” the spokesman of the committee said in Gao. " * 3
)


def test_a_newspaper_page_says_where_it_is_from():
    raw = (PAGES / "courrier.html").read_bytes()
    document = read(raw, "courrier.html")
    assert (document.name, document.format, document.encoding) == ("courrier.html", "html", "utf-8")
    assert document.sha256 == hashlib.sha256(raw).hexdigest()
    assert document.id == 0
    assert (document.lang, document.lang_basis) == ("fr-FR", Basis.STATED)
    assert document.title == "Mali\xa0: «\xa0Le dialogue reprendra\xa0»"
    assert (document.outlet, document.author) == ("Le Courrier du Fleuve", "A. Kéïta-Morel")
    assert (document.date, document.url) == ("2019-03-12", "https://courrier-du-fleuve.example/mali/dialogue")


def test_a_blog_says_where_it_is_from_and_my_translation_names_nobody():
    document = read((PAGES / "sandnotes.html").read_bytes(), "sandnotes.html")
    assert (document.title, document.outlet) == ("Three weeks of silence", "Sand Notes")
    assert (document.author, document.translator) == ("T. O. Wexley", "")
    assert (document.date, document.url) == ("2012-09-07", "https://sandnotes.example/2012/09/three-weeks/")


def test_a_pasted_text_says_where_it_is_from():
    document = read((PAGES / "pasted.txt").read_bytes(), "pasted.txt")
    assert (document.format, document.lang, document.lang_basis) == ("text", "fr", Basis.INFERRED)
    assert document.title == "Mali : le dialogue reprendra, promet le comité"
    assert (document.outlet, document.author) == ("Le Courrier du Fleuve", "Aïssata Kéïta-Morel")
    assert (document.translator, document.date) == ("Lina Sow-Berger", "2019-03-12")


def test_what_is_stated_wins():
    stated = Given("es", "Otro", "Ana Gil", "Lina Sow", "2020", "https://otro.example/", "Título")
    document = read((PAGES / "courrier.html").read_bytes(), "courrier.html", stated)
    assert (document.lang, document.lang_basis) == ("es", Basis.STATED)
    found = (
        document.outlet,
        document.author,
        document.translator,
        document.date,
        document.url,
        document.title,
    )
    assert found == ("Otro", "Ana Gil", "Lina Sow", "2020", "https://otro.example/", "Título")


@pytest.mark.parametrize(
    ("html_lang", "body", "lang", "basis"),
    [
        ("fr-CA", FRENCH, "fr-CA", Basis.STATED),
        ("en-US", FRENCH, "fr", Basis.INFERRED),
        ("", ENGLISH, "en", Basis.INFERRED),
        ("xx!", ENGLISH, "en", Basis.INFERRED),
        ("bm", "Gao.", "bm", Basis.STATED),
        ("", "1 2 3", "und", Basis.UNKNOWN),
    ],
)
def test_the_language_and_what_it_rests_on(html_lang, body, lang, basis):
    document = read(f"<html lang='{html_lang}'><p>{body}</p></html>".encode(), "a.html")
    assert (document.lang, document.lang_basis) == (lang, basis)


def test_reader_comments_do_not_decide_the_language():
    text = FRENCH + "\n\n" + FRENCH + "\n\nLeave a Reply\n\n" + ENGLISH * 3
    assert read(text.encode(), "a.txt").lang == "fr"


def test_day_and_month_are_read_as_the_language_writes_them():
    french = f"La route rouvre\n\nPublié le 03/05/2012\n\n{FRENCH}\n\n{FRENCH}"
    english = f"The road is open\n\nPosted 03/05/2012\n\n{ENGLISH}\n\n{ENGLISH}"
    assert read(french.encode(), "a.txt").date == "2012-05-03"
    assert read(english.encode(), "a.txt").date == ""


def test_front_matter_of_a_markdown_file():
    text = f"---\ntitle: La route\nlang: fr\n---\n\n# Autre\n\n{FRENCH}\n\n> {FRENCH}\n"
    document = read(text.encode(), "a.md")
    assert (document.format, document.title, document.lang_basis) == ("markdown", "La route", Basis.STATED)
    assert document.text == text
    assert list(reasons(document.text, document.blocks).values()) == ["front matter"]
    assert article(document.text, document.blocks)[-1] == f"> {FRENCH}".strip()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        ("\xa0\n\u2003".encode(), "has no visible text"),
        (
            b"<html><script>a()</script></html>",
            "has no visible text; if it is a page, save it after it has loaded",
        ),
        (b"%PDF-1.4", "is a PDF"),
        (b"a\0b", "binary file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(raw, message):
    with pytest.raises(UnreadableInput, match=message) as failure:
        read(raw, "a.html")
    assert str(failure.value).startswith("a.html ")
    assert str(failure.value).endswith(".")


HTML_BITS = [
    "<p>",
    "</p>",
    "<div class=ad>",
    "<nav>",
    "<br>",
    "<table><tr><td>",
    "<article>",
    "<h1>",
    "</div>",
    "<li>",
]
HTML_BITS += [
    "<blockquote>",
    "&nbsp;",
    "<!--",
    "-->",
    "<script>",
    "<html lang=fr>",
    "<a href=x>",
    "</a>",
    "<aside hidden>",
]
TEXT_BITS = [
    "Accueil\n",
    "Publicité\n",
    "Commentaires\n",
    "\n\n",
    "> ",
    "# ",
    "- ",
    "    ",
    FRENCH,
    ENGLISH,
    "« a », dit-il.",
]
ARTICLES = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-8")),
    st.lists(st.sampled_from(HTML_BITS + TEXT_BITS), max_size=30).map(lambda bits: "".join(bits).encode()),
    st.lists(st.sampled_from(TEXT_BITS), max_size=20).map(
        lambda bits: "".join(bits).encode("windows-1252", "ignore")
    ),
)


@settings(deadline=None)
@given(ARTICLES, st.sampled_from(["a.txt", "a.md", "a.html", "-"]))
def test_any_bytes_give_a_complete_map_or_a_sentence(raw, name):
    try:
        document = read(raw, name)
    except UnreadableInput as failure:
        assert str(failure).endswith(".")
        return
    assert_map(document.text, document.blocks)
    assert any(not block.set_aside for block in document.blocks)
    assert read(raw, name) == document
    if document.encoding and document.format != "html":
        assert document.text == normalise_line_ends(raw.decode(document.encoding))


@pytest.mark.parametrize("name", ["courrier.html", "sandnotes.html", "pasted.txt"])
def test_reading_opens_no_connection(name, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert read((PAGES / name).read_bytes(), name).text


def test_a_large_page_is_read_quickly():
    paragraphs = "".join(f"<p>{FRENCH}</p>" for _ in range(300))
    comments = "".join(
        f"<div class=comment><b>Lecteur {n}</b><p>{FRENCH[:120]}</p></div>" for n in range(700)
    )
    source = f"<html><body><article><h1>La route</h1>{paragraphs}</article>{comments}</body></html>".encode()
    assert len(source) > 200_000
    read(source[:5000], "warm.html")
    start = time.process_time()
    read(source, "a.html")
    assert time.process_time() - start < 1


def test_nothing_heavy_is_loaded_to_read_a_text():
    code = (
        "import sys\nfrom workbench.ingest.reader import read\nread(b'A line of text, no more.', 'a.txt')\n"
        "print(sorted(m for m in ('lxml', 'trafilatura', 'markdown_it', 'pypdf', 'sqlite_utils', 'textual') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
