"""PDF text layers: paragraphs whole, characters as printed, page furniture set aside. All texts are fictional."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import BlockKind
from tests.ingest.blocks import article, assert_map, kinds, reasons
from tests.ingest.office import Printed, assembled, column, pdf, stream
from workbench.ingest import pdf as reader_of_pdf
from workbench.ingest.pdf import MAX_PAGES
from workbench.ingest.pdf_layout import Line, passages
from workbench.ingest.reader import read
from workbench.quotes.extract import find

FIRST = (
    "Article fictif, écrit pour un essai. Le 3 mars, le conseil s’est réuni",
    "sous l’œil des habitants.",
)
SAID = (
    "«\xa0Nous avons rouvert l’école, et le chœur des élèves est revenu\u202f; la vie",
    "reprend, et nous resterons\xa0», a déclaré mardi 3 mars Oumar Ould",
    "Inventé, porte-parole du conseil.",
)
LAST = (
    "Selon Awa Fictive, «\u202fla route reste coupée\u202f» depuis trois semaines, et",
    "personne n’est venu.",
)
WHOLE = [" ".join(lines) for lines in (FIRST, SAID, LAST)]


def rendered(raw: bytes, name: str = "a.pdf"):
    document = read(raw, name)
    assert_map(document.text, document.blocks)
    return document


def test_lines_of_a_paragraph_are_one_and_characters_stay():
    document = rendered(pdf([column(FIRST, SAID, LAST)]))
    assert article(document.text, document.blocks) == WHOLE
    assert (document.format, document.encoding, document.lang) == ("pdf", "", "fr")
    quotes = find(document.text, document.lang, document.blocks)
    assert [quote.speaker for quote in quotes] == ["Oumar Ould Inventé", "Awa Fictive"]
    words = "Nous avons rouvert l’école, et le chœur des élèves est revenu\u202f; la vie reprend, et nous resterons"
    assert quotes[0].pieces[0].of(document.text) == words


def test_paragraphs_that_begin_with_an_indent():
    lines = column((*FIRST, *SAID, *LAST))
    starts = {0, len(FIRST), len(FIRST) + len(SAID)}
    page = [line._replace(x=line.x + 14) if index in starts else line for index, line in enumerate(lines)]
    document = rendered(pdf([page]))
    assert article(document.text, document.blocks) == WHOLE


def test_two_columns_and_a_paragraph_that_goes_on_in_the_second():
    left = column(FIRST, SAID[:2])
    right = column(SAID[2:], LAST, x=320)
    document = rendered(pdf([[*left, *right]]))
    assert article(document.text, document.blocks) == WHOLE


def test_headers_footers_and_page_numbers_are_set_aside_and_a_paragraph_goes_on_over_the_page():
    pages = []
    for number, part in enumerate(([FIRST, SAID[:2]], [SAID[2:], LAST], [LAST, FIRST]), start=1):
        header = Printed("Le Courrier Imaginaire, n° 12", 60, 800, 8)
        footer = Printed("Bourg-Imaginaire, mars 2019", 60, 50, 8)
        pages.append([header, *column(*part), footer, Printed(f"Page {number} / 3", 280, 30, 8)])
    document = rendered(pdf(pages))
    assert article(document.text, document.blocks) == [*WHOLE, WHOLE[2], WHOLE[0]]
    assert reasons(document.text, document.blocks) == {
        "Le Courrier Imaginaire, n° 12": "page header",
        "Bourg-Imaginaire, mars 2019": "page footer",
        **{f"Page {number} / 3": "page number" for number in (1, 2, 3)},
    }


def test_a_line_of_the_article_at_the_edge_of_one_page_stays():
    first = [*column(FIRST, SAID), Printed("– 7 –", 280, 30, 8)]
    document = rendered(pdf([first, column(LAST, ("2019",))]))
    assert reasons(document.text, document.blocks) == {"– 7 –": "page number"}


def test_hyphens_at_line_ends_stay_and_soft_ones_go():
    lines = (
        "La route de Bourg-",
        "Imaginaire est un exem-",
        "ple de ce que l’admi\xad",
        "nistration – ou ce",
        "qu’il en reste –",
    )
    document = rendered(pdf([column((*lines, "peut faire."))]))
    expected = "La route de Bourg-Imaginaire est un exem-ple de ce que l’administration – ou ce qu’il en reste – peut faire."
    assert document.text == expected


def test_ligatures_of_the_font_are_spelt_out_and_letters_are_not():
    document = rendered(pdf([column(("Le chœur eﬃcace, ﬁn ﬂou, curriculum vitæ  deux   espaces.",))]))
    assert document.text == "Le chœur efficace, fin flou, curriculum vitæ deux espaces."


def test_headings_block_quotes_and_lists():
    quote = ("Nous avons attendu trois semaines, et personne n’est venu nous dire quoi", "que ce soit.")
    lines = [
        Printed("La route du puits", 60, 780, 18, True),
        *column(FIRST, SAID, top=750),
        *column(quote, top=640, x=90),
        Printed("Une école", 60, 595, 10, True),
        *column(LAST, ("• un puits",), ("• deux écoles",), top=580),
    ]
    document = rendered(pdf([lines]))
    assert kinds(document.text, document.blocks) == [
        ("heading", "La route du puits"),
        ("paragraph", WHOLE[0]),
        ("paragraph", WHOLE[1]),
        ("block_quote", " ".join(quote)),
        ("heading", "Une école"),
        ("paragraph", WHOLE[2]),
        ("list_item", "• un puits"),
        ("list_item", "• deux écoles"),
    ]
    assert document.title == "La route du puits"


def test_dialogue_dashes_begin_paragraphs_and_dashes_in_a_sentence_do_not():
    lines = (
        "La route est coupée, dit-il.",
        "– Depuis quand, et par qui, et pourquoi nous",
        "– les plus pauvres – encore une fois ?",
        "– Trois semaines.",
    )
    document = rendered(pdf([column(lines)]))
    assert article(document.text, document.blocks) == [lines[0], f"{lines[1]} {lines[2]}", lines[3]]


def test_properties_are_believed_where_the_text_says_nothing():
    info = {"Title": "La route rouvre", "Author": "Lina Sow-Inventee", "CreationDate": "D:20190312"}
    document = rendered(pdf([column(FIRST, SAID)], info))
    assert (document.title, document.author, document.date) == ("La route rouvre", "Lina Sow-Inventee", "")
    page = [
        Printed("La route du puits", 60, 800, 18),
        *column(("Par Aïssata Fictive",), ("Publié le 3 mars 2018",), FIRST),
    ]
    document = rendered(pdf([page], info))
    found = (document.title, document.author, document.date)
    assert found == ("La route du puits", "Aïssata Fictive", "2018-03-03")
    assert rendered(pdf([column(FIRST, SAID)], {"Title": "Microsoft Word - doc1.docx"})).title == ""


def test_bytes_before_the_signature_are_allowed():
    assert rendered(b"\r\n" + pdf([column(FIRST)])).text == WHOLE[0]


PAGE = pdf([column(FIRST, SAID)])
PICTURE = pdf([[]])
ENCRYPTED = PAGE.replace(
    b"/Info 6 0 R",
    b"/Info 6 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O("
    + b"x" * 32
    + b")/U("
    + b"y" * 32
    + b")>>/ID[(a)(a)]",
)
AES = ENCRYPTED.replace(
    b"/V 2/R 3/Length 128", b"/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF"
)
BOMB = assembled(
    [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        stream(b" " * 40_000_000),
        b"<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<<>>>>",
        b"<<>>",
        b"<<>>",
    ]
)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF that cannot be read"),
        (PAGE[: len(PAGE) // 3], "is a PDF that cannot be read|has no text layer"),
        (PICTURE, "has no text layer: its pages are pictures"),
        (pdf([column(FIRST, SAID)], unicode=False), "does not say which letters|has no text layer"),
        (pdf([[Printed("a", 60, 60)]] * (MAX_PAGES + 1)), "has 501 pages, over the limit of 500"),
        (ENCRYPTED, "is a protected PDF"),
        (AES, "is a protected PDF"),
        (BOMB, "larger inside than any article"),
        (PAGE.replace(b"/Kids[7 0 R]", b"/Kids[2 0 R]"), "is a PDF that cannot be read|has no text layer"),
    ],
    ids=[
        "empty",
        "cut off",
        "pictures",
        "no letters",
        "long",
        "password",
        "AES",
        "bomb",
        "pages in a circle",
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(raw, message):
    start = time.process_time()
    with pytest.raises(UnreadableInput, match=message) as failure:
        read(raw, "a.pdf")
    assert str(failure.value).startswith("a.pdf ")
    assert str(failure.value).endswith(".")
    assert time.process_time() - start < 5


def test_a_file_that_is_slow_by_design_is_given_up(monkeypatch):
    monkeypatch.setattr(reader_of_pdf, "_ALL_UNPACKED", 2_000_000)
    page = b"<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</Font<<>>>>>>"
    kids = b" ".join(b"4 0 R" for _ in range(400))
    raw = assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + kids + b"]/Count 400>>",
            stream(b" " * 500_000),
            page,
            b"<<>>",
            b"<<>>",
        ]
    )
    start = time.process_time()
    with pytest.raises(UnreadableInput, match="draws more than any article does"):
        read(raw, "a.pdf")
    assert time.process_time() - start < 5


def test_reading_opens_no_connection_and_writes_nothing(monkeypatch, tmp_path):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.chdir(tmp_path)
    raw = PAGE.replace(b"/Pages 2 0 R>>", b"/Pages 2 0 R/OpenAction<</S/URI/URI(http://fleuve.example/)>>>>")
    assert rendered(raw).text.startswith(WHOLE[0])
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(9, len(PAGE) - 1), st.binary(max_size=6)), max_size=6))
def test_damage_gives_a_complete_map_or_a_sentence(changes):
    raw = bytearray(PAGE)
    for place, content in changes:
        raw[place : place + len(content)] = content
    try:
        document = read(bytes(raw), "a.pdf")
    except UnreadableInput as failure:
        assert str(failure).endswith(".")
        return
    assert_map(document.text, document.blocks)
    document.text.encode("utf-8")


TEXTS = st.sampled_from(
    ["« Oui.", "mot-", "Suite ici.", "12", "– 3 –", "• a", "a\xad", "Page 2", "\xa0x", "Fin »."]
)
LINES = st.builds(
    Line,
    TEXTS,
    st.floats(-900, 900),
    st.floats(-900, 900),
    st.sampled_from([0.0, 8.0, 10.0, 30.0]),
    st.booleans(),
)


@given(st.lists(st.lists(LINES, max_size=12), max_size=5))
def test_no_line_is_lost_whatever_the_pages_look_like(pages):
    found = passages(pages)
    printed = sorted("".join(line.text for page in pages for line in page).replace("\xad", ""))
    assert sorted("".join(p.text for p in found).replace(" ", "").replace("\xad", "")) == [
        char for char in printed if char != " "
    ]
    assert all(p.reason in ("", "page number", "page header", "page footer") for p in found)
    assert all(p.kind in BlockKind for p in found)


def test_places_beyond_all_numbers_do_no_harm():
    document = rendered(
        pdf([[Printed("Une ligne fictive.", 60, 700), Printed("Une autre.", int("9" * 40), 10)]])
    )
    assert document.text.startswith("Une ligne fictive.")
    assert "Une autre." in document.text


def test_many_lines_in_one_place_take_no_time():
    page = [Line("Mot « sans » fin", n % 3 * 1e6, 0.0, 10.0, True) for n in range(20_000)]
    start = time.process_time()
    passages([page, page])
    assert time.process_time() - start < 3


def test_a_long_document_is_laid_out_in_time_that_grows_with_its_length():
    def spent(count: int) -> float:
        pages = [
            [Line(f"Ligne {n} de la page {page}, assez longue.", 60, 800 - 12 * n, 10) for n in range(50)]
            for page in range(count)
        ]
        start = time.process_time()
        passages(pages)
        return time.process_time() - start

    spent(20)
    assert spent(400) < 3
