"""DOCX files: nothing of the text lost, nothing shown that its reader does not see. All texts are fictional."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput
from tests.ingest.blocks import article, assert_map, kinds, reasons
from tests.ingest.office import STRICT, archive, docx, p, r
from workbench.ingest.docx_package import MAX_UNPACKED
from workbench.ingest.reader import read
from workbench.quotes.extract import find

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Citation"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mienne"><w:name w:val="ma citation"/><w:basedOn w:val="Citation"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/></w:pPr></w:style>'
)
SAID = "«\xa0Le chœur de l’école chantera\u202f; c’est promis\xa0», a déclaré Oumar Ould Inventé, maire de Bourg-Imaginaire."


def rendered(raw: bytes, name: str = "a.docx"):
    document = read(raw, name)
    assert_map(document.text, document.blocks)
    return document


def test_characters_stay_as_they_are():
    document = rendered(
        docx(p(SAID) + p("“We said ‘no’,” said Sheikh Yaḥyā ʿAbd al-Fictif. الناطق باسم اللجنة"))
    )
    assert document.text.startswith(SAID)
    assert document.text.endswith("“We said ‘no’,” said Sheikh Yaḥyā ʿAbd al-Fictif. الناطق باسم اللجنة")
    assert (document.format, document.encoding) == ("docx", "")
    quote = find(document.text, document.lang, document.blocks)[0]
    assert quote.speaker == "Oumar Ould Inventé"
    assert quote.pieces[0].of(document.text) == "Le chœur de l’école chantera\u202f; c’est promis"


def test_what_each_block_is():
    body = (
        p("La route du puits", "Titre")
        + p("Une école", "Titre2")
        + p(SAID)
        + p("Nous avons attendu trois semaines.", "Citation")
        + p("Et personne n’est venu.", "Mienne")
        + p("Un puits", "Liste")
        + p("Pas dans la liste", "Liste", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("Sans titre", properties='<w:outlineLvl w:val="1"/>')
    )
    document = rendered(docx(body, {"styles": STYLES}))
    assert kinds(document.text, document.blocks) == [
        ("heading", "La route du puits"),
        ("heading", "Une école"),
        ("paragraph", SAID),
        ("block_quote", "Nous avons attendu trois semaines."),
        ("block_quote", "Et personne n’est venu."),
        ("list_item", "Un puits"),
        ("paragraph", "Pas dans la liste"),
        ("heading", "Sans titre"),
    ]
    assert document.title == "La route du puits"


def test_an_indented_paragraph_is_a_block_quote_but_not_where_most_are():
    indent = '<w:ind w:left="720" w:right="720"/>'
    quoted = "Nous avons attendu trois semaines, et personne n’est venu."
    document = rendered(docx(p(SAID) * 3 + p(quoted, properties=indent)))
    assert kinds(document.text, document.blocks)[-1] == ("block_quote", quoted)
    document = rendered(docx(p(SAID) + p(quoted, properties=indent) * 3))
    assert {kind for kind, _ in kinds(document.text, document.blocks)} == {"paragraph"}


def test_tracked_changes_are_read_as_accepted():
    body = (
        "<w:p>"
        + r("Le maire a ")
        + f"<w:del><w:r><w:delText>refusé</w:delText></w:r>{r('nié')}</w:del><w:ins>{r('promis')}</w:ins>"
        + f"<w:moveFrom>{r(' hier')}</w:moveFrom>"
        + r(" de répondre")
        + f"<w:moveTo>{r(' demain')}</w:moveTo></w:p>"
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        + r("Ce paragraphe ")
        + "</w:p>"
        + p("continue ici.")
        + f"<w:ins>{p('Ajouté.')}</w:ins>"
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + p("supprimé")
        + "</w:tc></w:tr><w:tr><w:tc>"
        + p("gardé")
        + "</w:tc></w:tr></w:tbl>"
    )
    document = rendered(docx(body))
    assert article(document.text, document.blocks) == [
        "Le maire a promis de répondre demain",
        "Ce paragraphe continue ici.",
        "Ajouté.",
        "gardé",
    ]


def test_text_boxes_and_content_controls_are_not_lost_nor_doubled():
    box = "<w:txbxContent>" + p("Dans un encadré.") + "</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = (
        f"<w:p>{r('Avant ')}<w:r>{both}</w:r>{r('et après.')}</w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Contrôle.')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{r('Un lien')}</w:hyperlink><w:sdt><w:sdtContent>{r(' et un champ')}</w:sdtContent></w:sdt></w:p>"
        "<w:p><w:fldSimple>"
        + r("Mars 2019")
        + "</w:fldSimple><w:r><w:instrText>DATE</w:instrText></w:r></w:p>"
    )
    document = rendered(docx(body))
    found = ["Avant et après.", "Dans un encadré.", "Contrôle.", "Un lien et un champ", "Mars 2019"]
    assert article(document.text, document.blocks) == found


def test_characters_that_are_elements():
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:t>e</w:t><w:br w:type="page"/><w:t>f</w:t><w:sym w:font="X" w:char="2014"/></w:r></w:p>'
    )
    assert rendered(docx(body)).text == "a\tb\nc\u2011d\xade" + "f—"


def test_notes_follow_and_what_runs_along_the_pages_is_set_aside():
    separator = f'<w:footnote w:type="separator" w:id="-1">{p("-")}</w:footnote>'
    parts = {
        "footnotes": separator
        + f'<w:footnote w:id="1">{p("Selon Awa Fictive, « rien n’est sûr ».")}</w:footnote>',
        "endnotes": f"<w:endnote>{p('Une note à la fin.')}</w:endnote>",
        "header1": p("Le Courrier Imaginaire"),
        "footer1": p("Page 1 sur 3"),
        "comments": f"<w:comment>{p('« Vérifier ! » a dit le chef.')}</w:comment>",
    }
    document = rendered(docx(p(SAID) + p("Fin."), parts))
    assert article(document.text, document.blocks)[1:] == [
        "Fin.",
        "Selon Awa Fictive, « rien n’est sûr ».",
        "Une note à la fin.",
    ]
    assert reasons(document.text, document.blocks) == {
        "Le Courrier Imaginaire": "page header",
        "Page 1 sur 3": "page footer",
        "« Vérifier ! » a dit le chef.": "editors' comments",
    }


def test_hidden_text_is_no_part_of_a_sentence_and_a_hidden_paragraph_is_set_aside():
    shown = r(".", '<w:vanish w:val="0"/>')
    body = f"<w:p>{r('Visible')}{r(' invisible', '<w:vanish/>')}{shown}</w:p>"
    document = rendered(docx(body + f"<w:p>{r('Tout caché.', '<w:vanish/>')}</w:p>"))
    assert document.text == "Visible.\n\nTout caché."
    assert reasons(document.text, document.blocks) == {"Tout caché.": "hidden"}


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def test_a_table_of_figures_is_one_block_and_one_that_lays_out_text_is_not():
    document = rendered(
        docx("<w:tbl>" + row("Ville", "Puits") + row("Bourg-Imaginaire", "3") + "</w:tbl>" + p(SAID))
    )
    assert kinds(document.text, document.blocks)[0] == ("table", "Ville\tPuits\nBourg-Imaginaire\t3")
    document = rendered(docx("<w:tbl>" + row(SAID * 2, "“No,” said Awa Fictive.") + "</w:tbl>"))
    assert article(document.text, document.blocks) == [SAID * 2, "“No,” said Awa Fictive."]


def test_properties_are_believed_where_the_text_says_nothing():
    core = (
        "<dc:title>La route rouvre</dc:title><dc:creator>Lina Sow-Inventée</dc:creator>"
        "<dcterms:created>2019-03-12T08:00:00Z</dcterms:created>"
    )
    document = rendered(docx(p(SAID), core=core))
    assert (document.title, document.author, document.date) == (
        "La route rouvre",
        "Lina Sow-Inventée",
        "2019-03-12",
    )
    signed = p("La route du puits") + p("Par Aïssata Fictive") + p("Publié le 3 mars 2018") + p(SAID * 2)
    document = rendered(docx(signed, core=core))
    assert (document.author, document.date) == ("Aïssata Fictive", "2018-03-03")
    assert rendered(docx(p(SAID), core="<dc:creator>python-docx</dc:creator>")).author == ""


def test_the_strict_form_is_read_too():
    assert rendered(docx(p(SAID), namespace=STRICT)).text == SAID


def test_junk_that_was_pasted_into_it_is_set_aside():
    document = rendered(
        docx(p(SAID * 2) + p(SAID) + p("Partager sur Facebook") + p("À lire aussi : Un autre article"))
    )
    assert set(reasons(document.text, document.blocks).values()) == {"sharing buttons", "related articles"}


DOCTYPE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l "lol">]>'
BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '">]>'


def document_xml(before: str, inside: str) -> dict[str, bytes]:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return {
        "word/document.xml": f"{before}<w:document {names}><w:body>{inside}</w:body></w:document>".encode()
    }


def damaged(raw: bytes) -> bytes:
    at = raw.index(b"word/document.xml") + 60
    return raw[:at] + bytes(byte ^ 0xFF for byte in raw[at : at + 40]) + raw[at + 40 :]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (docx("", raw_parts=document_xml(DOCTYPE, p("&x;&l;"))), "declares a document type"),
        (docx("", raw_parts=document_xml(BOMB, p("&c;"))), "declares a document type"),
        (docx("", raw_parts=document_xml("", "<w:p>" * 400)), "damaged"),
        (
            docx("", raw_parts={"word/document.xml": b" " * (MAX_UNPACKED + 1)}),
            "unpacks to more than 40 MiB",
        ),
        (docx("", raw_parts={"word/document.xml": b"not XML"}), "damaged"),
        (docx(p(SAID))[:-80], "damaged"),
        (damaged(docx(p(SAID * 20))), "damaged"),
        (b"PK\x03\x04" + bytes(64), "damaged"),
        (archive({"a.txt": "Bonjour"}), "a zip archive or an office file other than .docx"),
        (archive({"word/document.xml": "<office/>"}), "a zip archive or an office file other than .docx"),
        (docx(p(" ")), "has no visible text"),
    ],
    ids=[
        "entity",
        "entities",
        "nested",
        "bomb",
        "no XML",
        "cut off",
        "broken",
        "signature",
        "zip",
        "office",
        "blank",
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(raw, message):
    with pytest.raises(UnreadableInput, match=message) as failure:
        read(raw, "a.docx")
    assert str(failure.value).startswith("a.docx ")
    assert str(failure.value).endswith(".")


def test_a_password_is_told():
    raw = bytearray(docx(p(SAID)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(signature)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(signature, at + 1)
    with pytest.raises(UnreadableInput, match="protected by a password"):
        read(bytes(raw), "a.docx")


def test_reading_opens_no_connection_and_writes_nothing(monkeypatch, tmp_path):
    def refuse(*args, **kwargs):
        raise AssertionError("not while reading")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "extract", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", refuse)
    monkeypatch.chdir(tmp_path)
    external = '<w:attachedTemplate xmlns:r="x" r:id="rId1"/><w:altChunk/>'
    assert rendered(docx(p(SAID) + external)).text == SAID
    assert list(tmp_path.iterdir()) == []


BITS = [
    p("Oui."),
    p("« a », dit-il.", "Citation"),
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:p>",
    "</w:p>",
]
BITS += [
    r("mot"),
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:r><w:br/></w:r>",
    "<w:txbxContent>",
    "</w:txbxContent>",
]
BITS += [
    '<w:pPr><w:ind w:left="९९"/><w:outlineLvl w:val="x"/></w:pPr>',
    "<p xmlns=''>x</p>",
    "<w:r><w:sym/></w:r>",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=25), st.integers(0, 400), st.integers(0, 255))
def test_any_bytes_give_a_complete_map_or_a_sentence(bits, place, byte):
    for raw in (docx("".join(bits)), bytearray(docx("".join(bits)))):
        if isinstance(raw, bytearray):
            raw[4 + place % (len(raw) - 4)] = byte
        try:
            document = read(bytes(raw), "a.docx")
        except UnreadableInput as failure:
            assert str(failure).endswith(".")
            continue
        assert_map(document.text, document.blocks)
        assert read(bytes(raw), "a.docx") == document


def test_a_long_file_is_read_quickly():
    raw = docx(p(SAID) * 5000, {"styles": STYLES})
    read(docx(p(SAID)), "warm.docx")
    start = time.process_time()
    assert len(read(raw, "a.docx").blocks) == 5000
    assert time.process_time() - start < 3


def test_the_readers_of_office_files_are_loaded_when_they_are_needed():
    code = "import sys, workbench.ingest.service\nprint([m for m in ('zipfile', 'pypdf', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pypdf" not in done.stdout
    assert "lxml" not in done.stdout
