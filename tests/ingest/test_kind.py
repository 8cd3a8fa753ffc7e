from __future__ import annotations

import pytest

from workbench.ingest.kind import Kind, binary_kind, is_article, text_kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<!DOCTYPE html><p>Bonjour", "page.txt", Kind.HTML),
        ("\n<!-- saved -->\n<html lang=fr>", "page", Kind.HTML),
        ('<?xml version="1.0"?><html>', "page", Kind.HTML),
        ("<div class=a><p>Bonjour</p></div>", "-", Kind.HTML),
        ("Bonjour <b>à</b> tous", "page.html", Kind.HTML),
        ("Bonjour <b>à</b> tous", "page.txt", Kind.TEXT),
        ("Bonjour à tous, 1 < 2", "page.html", Kind.TEXT),
        ("<p align=center>Logo</p>\n\n# Titre", "page.md", Kind.MARKDOWN),
        ("Bonjour", "page.MD", Kind.MARKDOWN),
        ("---\ntitle: Bonjour\n---\nTexte", "page.txt", Kind.MARKDOWN),
        ("# Titre\n\nUn [lien](https://fleuve.example/) ici.", "-", Kind.MARKDOWN),
        ("# Mali\n\nUn mot-dièse, pas un titre.", "page.txt", Kind.TEXT),
        ("Plus petit : <p", "page.txt", Kind.TEXT),
    ],
)
def test_content_decides_before_the_name(text, name, kind):
    assert text_kind(text, name) is kind


@pytest.mark.parametrize("text", ["<!--a-->" * 500 + "b", "<?xml a?>" * 500, "[" * 50_000, " " * 50_000])
def test_hostile_beginnings_take_no_time(text):
    assert text_kind(text, "page.txt") is Kind.TEXT


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", Kind.PDF),
        (b"HTTP/1.1 200\n\n%PDF-1.4\n1 0 obj\n%%EOF\n", Kind.PDF),
        ("Le format « %PDF- » est une signature.".encode(), None),
        (b"PK\x03\x04", Kind.DOCX),
        (b"PK est un sigle", None),
        (b"", None),
    ],
)
def test_what_is_no_text_is_known_by_its_bytes(raw, kind):
    assert binary_kind(raw) is kind


@pytest.mark.parametrize(
    ("name", "head", "taken"),
    [
        ("a.txt", b"", True),
        ("A.HTM", b"", True),
        ("a.docx", b"", True),
        ("a.pdf", b"", True),
        ("article.php?id=12", b"<!DOCTYPE html><p>Bonjour", True),
        ("article", b"%PDF-1.7", True),
        ("style.css", b"p { color: red }", False),
        ("photo.jpg", b"\xff\xd8\xff", False),
        ("README", b"Bonjour", False),
        ("classeur.xlsx", b"PK\x03\x04", False),
        ("feed.xml", b"<?xml version='1.0'?><rss>", False),
    ],
)
def test_what_is_taken_from_a_folder(name, head, taken):
    assert is_article(name, head) is taken
