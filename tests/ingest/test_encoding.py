from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from workbench.ingest.encoding import decode, normalise_line_ends
from workbench.ingest.limits import MAX_BYTES, refuse_unreadable

FRENCH = "Il a dit : « L’été dernier, la sœur du maître n’a rien reçu… »\nC’était à Noël — où çà ?\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (FRENCH.encode("utf-8-sig"), "utf-8-sig"),
        (FRENCH.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16"),
        (FRENCH.encode("utf-32"), "utf-32"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.encode("windows-1252"), "windows-1252"),
    ],
)
def test_the_encoding_is_recognised(raw, encoding):
    assert decode(raw, "a.txt") == (FRENCH, encoding)


def test_arabic_in_utf16_without_a_mark():
    text = "قال الوزير إن الاتفاق لم يوقع بعد، وأضاف أن المفاوضات مستمرة."
    assert decode(text.encode("utf-16-le"), "a.txt") == (text, "utf-16-le")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("« Le cœur du Sahel », a-t-il écrit à sa sœur.", "iso-8859-15"),
        ("« L’eau est là », a dit l’élève.", "windows-1252"),
        ("« Où étiez-vous ? » L’élève répète : « Là-bas. »", "macintosh"),
        ("Où étiez-vous ? L'élève répète : là-bas, près du fleuve, à l'ombre des arbres.", "cp850"),
        ("«¿Dónde está el niño?», preguntó la señora.", "windows-1252"),
        (
            "Министр сказал, что соглашение ещё не подписано, и добавил, что переговоры продолжаются.",
            "cp1251",
        ),
        ("قال الوزير إن الاتفاق لم يوقع بعد، وأضاف أن المفاوضات مستمرة في العاصمة.", "cp1256"),
    ],
)
def test_single_byte_sets_are_told_apart_by_their_characters(text, encoding):
    raw = text.encode(encoding, "ignore")
    assert decode(raw, "a.txt")[0] == raw.decode(encoding)


def test_an_html_page_is_read_as_its_meta_element_says():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head>привет'
    assert decode(page.encode("koi8-r"), "a.html") == (page, "koi8-r")


def test_latin1_in_a_page_means_windows_1252():
    page = "<meta charset=iso-8859-1><p>“Là”"
    assert decode(page.encode("windows-1252"), "a.html") == (page, "windows-1252")


def test_a_page_in_utf8_that_says_latin1_is_utf8():
    page = "<meta charset=iso-8859-1><p>élève"
    assert decode(page.encode(), "a.html") == (page, "utf-8")


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "rot13", "no-such-set"])
def test_a_charset_that_browsers_do_not_know_is_passed_over(label):
    page = f"<meta charset={label}><p>élève \\x41 +AGE-"
    assert decode(page.encode("windows-1252"), "a.html") == (page, "windows-1252")


def test_a_damaged_byte_is_shown_in_a_page_and_refused_in_a_text():
    damaged = "<html><p>« élève, été, là »</p>".encode() + b"\xe9 fin"
    assert decode(damaged, "a.html")[0].endswith("</p>\ufffd fin")
    with pytest.raises(UnreadableInput, match=r"notes\.txt is UTF-8 but damaged in line 2 \(byte 25\)"):
        decode("« élève, été »\nlà ".encode() + b"\xe9 fin", "notes.txt")


@pytest.mark.parametrize(
    "raw", [b"a\x00b c d", bytes(range(1, 32)) * 20, b"\x01\x02\x03\x04", "a\x00b".encode("utf-16")]
)
def test_binary_files_are_refused(raw):
    with pytest.raises(UnreadableInput, match="binary"):
        decode(raw, "a.txt")


@pytest.mark.parametrize("raw", ["bon".encode("utf-16")[:-1], codecs.BOM_UTF8 + b"\xff\xff"])
def test_a_text_that_does_not_keep_what_its_beginning_promises_is_refused(raw):
    with pytest.raises(UnreadableInput, match="damaged at byte"):
        decode(raw, "a.txt")


def test_bytes_in_no_known_encoding_are_refused():
    with pytest.raises(UnreadableInput, match="unknown encoding; save it as UTF-8"):
        decode(b"\xe9" * 400, "a.txt")


def test_escape_sequences_and_no_break_spaces_are_kept():
    text = "« Bonjour \x1b]0;titre\x07 \x9b31m \u202eenvers\u202c », a dit\xa0Oumar\u202f!\u200f\u0301"
    assert decode(text.encode(), "a.txt")[0] == text


def test_every_kind_of_line_end_becomes_one():
    assert normalise_line_ends("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\n\ni") == "a\nb\nc\nd\ne\nf\ng\nh\n\ni"


@given(st.text())
def test_line_ends_are_all_that_is_changed(text):
    changed = normalise_line_ends(text)
    assert normalise_line_ends(changed) == changed
    assert "".join(changed.split()) == "".join(text.split())


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: text.encode("utf-16"))))
def test_the_named_encoding_gives_the_text(raw):
    try:
        text, encoding = decode(raw, "a.txt")
    except UnreadableInput:
        return
    assert normalise_line_ends(raw.decode(encoding)) == text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"a" * (MAX_BYTES + 1), "over the limit of 20 MiB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
        (b"{\\rtf1 bonjour}", "rich text file .*; articles are read from .txt, .md, .html, .docx and .pdf"),
        (b"\x89PNG\r\n\x1a\n....", "an image"),
        (b"From: <Saved by Blink>\r\n", "web archive"),
    ],
)
def test_what_is_no_article_is_named(raw, what):
    with pytest.raises(UnreadableInput, match=what) as failure:
        refuse_unreadable(raw, "page.bin")
    assert str(failure.value).startswith("page.bin ")


def test_the_largest_article_is_not_refused():
    refuse_unreadable(b"a" * MAX_BYTES, "a.txt")
