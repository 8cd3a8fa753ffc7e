from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from db.records import LanguageTag, Origin, PairRow, Status
from tests.exchange.rows import HEAD, SOURCE, TARGET, any_row, row
from workbench.exchange.format import ExportHead, ExportReport, Replacement
from workbench.exchange.formats import tmx

DTD = Path(__file__).parents[2].parent / "shared" / "schemas" / "tmx14.dtd"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def exported(*rows: PairRow, head: ExportHead = HEAD) -> tuple[etree._Element, ExportReport]:
    out = io.BytesIO()
    report = tmx.write(iter(rows), out, head)
    return etree.fromstring(out.getvalue()), report


def properties(element: etree._Element) -> dict[str, str]:
    return {prop.get("type"): prop.text for prop in element.findall("prop")}


def test_the_header_is_complete() -> None:
    head = ExportHead(created="2026-11-21T09:00:00+01:00", version="2.0", project="Dunes & co", author="rs")
    root, _ = exported(head=head)
    assert root.attrib == {"version": "1.4"}
    assert dict(root.find("header").attrib) == {
        "creationtool": "quote-workbench",
        "creationtoolversion": "2.0",
        "segtype": "block",
        "o-tmf": "quote-workbench",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
        "creationdate": "20261121T080000Z",
        "creationid": "rs",
    }
    assert properties(root.find("header")) == {"x-project": "Dunes & co"}


def test_a_single_source_language_stands_in_the_header() -> None:
    head = ExportHead(created=HEAD.created, version="1", source_lang=LanguageTag("fr"))
    root, _ = exported(row(source_lang=LanguageTag("ar")), head=head)
    assert root.find("header").get("srclang") == "fr"
    assert root.find("body/tu").get("srclang") == "ar"


def test_a_unit_tells_everything_that_is_known_of_the_pair() -> None:
    root, report = exported(row())
    unit = root.find("body/tu")
    assert dict(unit.attrib) == {
        "tuid": "p12",
        "srclang": "fr",
        "changedate": "20261120T113000Z",
        "changeid": "R. Sato",
    }
    assert unit.find("note").text == "Checked against the tape."
    assert properties(unit) == {
        "x-quote": "7",
        "x-speaker": "Moussa ag Belko",
        "x-role": "spokesman",
        "x-said-on": "2012-06-28",
        "x-kind": "direct",
        "x-language-basis": "stated",
        "x-said-in": "ar",
        "x-told-to": "Agence des Dunes",
        "x-occasion": "interview",
        "x-origin": "human",
        "x-status": "approved",
        "x-translator": "A. Lind",
        "x-engine": "fr_en 1.9 | beam 4",
        "x-doubt": "numbers changed",
        "x-derived-from": "draft",
        "x-probability": "0.9712",
        "x-reviewer": "R. Sato",
    }
    assert report == ExportReport(written=1)


def test_each_side_carries_its_own_outlet_date_and_address() -> None:
    root, _ = exported(row())
    source, target = root.findall("body/tu/tuv")
    assert (source.get(XML_LANG), source.find("seg").text) == ("fr", SOURCE)
    assert (target.get(XML_LANG), target.find("seg").text) == ("en", TARGET)
    assert properties(source) == {
        "x-document": "entretien.html",
        "x-outlet": "Le Courrier des Dunes",
        "x-agency": "AD",
        "x-place": "Tin-Almaz",
        "x-date": "2012-06-29",
        "x-url": "https://courrier.example/a?b=1&c=2",
        "x-via": "Radio Dunes < AD",
        "x-also": "Le Matin des Dunes",
    }
    assert properties(target)["x-url"] == "https://herald.example/1"
    assert properties(target)["x-agency"] == "Dune Press"


def test_what_is_not_known_is_not_written() -> None:
    root, _ = exported(row(speaker="", note="", reviewer="", reviewed_at="", target_url="", engine=""))
    unit = root.find("body/tu")
    assert unit.find("note") is None
    assert not {"x-speaker", "x-reviewer", "x-engine"} & set(properties(unit))
    assert set(unit.attrib) == {"tuid", "srclang"}


def test_pairs_with_a_missing_side_are_left_out_and_counted() -> None:
    rows = [row(), row(id=13, source=""), row(id=14, target="", origin=None), row(id=15, target="")]
    root, report = exported(*rows)
    assert [unit.get("tuid") for unit in root.findall("body/tu")] == ["p12"]
    assert report.written == 1
    assert report.left_out == {tmx.NO_SOURCE: 1, tmx.NO_TARGET: 2}
    assert report.sentences() == [
        "1 pair was written.",
        "1 pair was left out because the original words are missing.",
        "2 pairs were left out because there is no rendering yet.",
    ]


def test_characters_that_xml_cannot_hold_are_replaced_and_reported() -> None:
    root, report = exported(row(source="un\x0bdeux", note="\x00", speaker="Ali\ufffe"))
    assert root.find("body/tu/tuv/seg").text == "un\ufffddeux"
    assert report.replaced == (
        Replacement(12, "note", 0, "\x00"),
        Replacement(12, "speaker", 3, "\ufffe"),
        Replacement(12, "source", 2, "\x0b"),
    )
    assert "Pair 12, source, offset 2: U+000B" in str(report.replaced[2])


@pytest.mark.parametrize(
    "text",
    [
        "  deux espaces devant et derrière  ",
        "fin de ligne\r\net retour\rseul\n",
        "\tune tabulation",
        "<b>&amp;</b> ]]> \"'",
        "😀 e\u0301 \u200e\u202f\u2028\x85…",
        " ",
    ],
)
def test_texts_survive_exactly(text: str) -> None:
    root, report = exported(row(source=text, target=text, note=text, role=text))
    segments = [seg.text for seg in root.iter("seg")]
    assert segments == [text, text]
    assert root.find("body/tu/note").text == text
    assert properties(root.find("body/tu"))["x-role"] == text
    assert not report.replaced


@given(st.lists(any_row(st.text()), max_size=4, unique_by=lambda each: each.id))
def test_every_text_is_read_back_but_for_what_xml_forbids(rows: list[PairRow]) -> None:
    root, report = exported(*rows)
    whole = [each for each in rows if each.source and each.target]
    assert [unit.get("tuid") for unit in root.iter("tu")] == [f"p{each.id}" for each in whole]
    read = [(variant.get(XML_LANG), variant.find("seg").text) for variant in root.iter("tuv")]
    written = [side for each in whole for side in (("fr", each.source), ("en", each.target))]
    assert read == [(lang, ILLEGAL.sub("\ufffd", text)) for lang, text in written]
    assert report.written + sum(report.left_out.values()) == len(rows)
    known = {each.id: each._asdict() for each in whole}
    for replaced in report.replaced:
        assert known[replaced.pair_id][replaced.place][replaced.offset] == replaced.character


@given(st.lists(any_row(st.text(min_size=1)), max_size=3), st.text(), st.text())
@pytest.mark.skipif(not DTD.exists(), reason="the TMX document type is not at hand")
def test_files_are_valid(rows: list[PairRow], project: str, author: str) -> None:
    head = ExportHead(created="2026-11-21", version="1", project=project, author=author)
    root, _ = exported(*rows, head=head)
    with DTD.open("rb") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(root), dtd.error_log


def test_the_same_rows_give_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    tmx.write([row()], first, HEAD)
    tmx.write([row()], second, HEAD)
    assert first.getvalue() == second.getvalue()


def test_rows_are_written_as_they_come() -> None:
    out = io.BytesIO()
    seen = []

    def rows():
        yield row(id=1)
        seen.append(b'tuid="p1"' in out.getvalue())
        yield row(id=2, status=Status.DRAFT, origin=Origin.DRAFT)

    tmx.write(rows(), out, HEAD)
    assert seen == [True]
