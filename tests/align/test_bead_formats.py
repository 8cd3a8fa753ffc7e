"""Beads as files, alone or with their sentences; the sentences are made up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from db.records import Bead, LanguageTag, Span
from workbench.align.bead_formats import FORMATS, Aligned, beads, json_object, tmx, tsv

DTD = Path(__file__).parents[2].parent / "shared" / "schemas" / "tmx14.dtd"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FR, EN = LanguageTag("fr"), LanguageTag("en")

NBSP = "\N{NO-BREAK SPACE}"
ALIGNED = Aligned(
    [f"«{NBSP}Le puits est plein.{NBSP}»", "Oui.", "", "C:\\puits\tA", "Adieu."],
    ["The well is full. Yes.", "C:\\well\tA", "An addition."],
    FR,
    EN,
    [
        Bead(Span(0, 3), Span(0, 1), 0.97126),
        Bead(Span(3, 4), Span(1, 2), 1.0),
        Bead(Span(4, 5), Span(2, 2), 0.25),
        Bead(Span(5, 5), Span(2, 3), 0.5),
    ],
)

texts = st.lists(st.text(max_size=8), max_size=5)


def one_bead_each(source: list[str], target: list[str]) -> Aligned:
    """Sentence by sentence, and what is left over alone."""
    both = min(len(source), len(target))
    found = [Bead(Span(n, n + 1), Span(n, n + 1), 0.5) for n in range(both)]
    found += [Bead(Span(n, n + 1), Span(both, both), 0.5) for n in range(both, len(source))]
    found += [Bead(Span(len(source), len(source)), Span(n, n + 1), 0.5) for n in range(both, len(target))]
    return Aligned(source, target, FR, EN, found)


def test_beads() -> None:
    content, report = beads(ALIGNED)
    assert content == b"[0, 1, 2]:[0]:0.9713\n[3]:[1]:1.0\n[4]:[]:0.25\n[]:[2]:0.5\n"
    assert report.written == 4


def test_tsv_has_three_cells_whatever_the_texts() -> None:
    content, _ = tsv(ALIGNED)
    assert content.decode().split("\n") == [
        f"«{NBSP}Le puits est plein.{NBSP}» Oui.\tThe well is full. Yes.\t0.9713",
        "C:\\\\puits\\tA\tC:\\\\well\\tA\t1.0",
        "Adieu.\t\t0.25",
        "\tAn addition.\t0.5",
        "",
    ]


@given(texts, texts)
def test_tsv_gives_the_texts_back(source: list[str], target: list[str]) -> None:
    aligned = one_bead_each(source, target)
    rows = tsv(aligned)[0].decode().split("\n")[:-1]
    letters = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    read = [
        [re.sub(r"\\(.)", lambda match: letters[match[1]], cell) for cell in row.split("\t")] for row in rows
    ]
    assert read == [[*aligned.sides(bead), "0.5"] for bead in aligned.beads]


@given(texts, texts)
def test_json_holds_everything(source: list[str], target: list[str]) -> None:
    content, _ = json_object(one_bead_each(source, target))
    assert content.count(b"\n") == 1
    value = json.loads(content)
    assert (value["source"], value["target"]) == (source, target)
    assert (value["source_lang"], value["target_lang"]) == ("fr", "en")
    assert [n for bead in value["beads"] for n in bead["source"]] == list(range(len(source)))


def test_json_beads() -> None:
    value = json.loads(json_object(ALIGNED)[0])
    assert value["beads"][0] == {"source": [0, 1, 2], "target": [0], "probability": 0.9713}
    assert value["beads"][3] == {"source": [], "target": [2], "probability": 0.5}


def test_tmx_has_what_corresponds() -> None:
    content, report = tmx(ALIGNED)
    root = etree.fromstring(content)
    units = root.findall("body/tu")
    assert [unit.get("tuid") for unit in units] == ["b1", "b2"]
    assert [(v.get(XML_LANG), v.find("seg").text) for v in units[0].findall("tuv")] == [
        ("fr", f"«{NBSP}Le puits est plein.{NBSP}» Oui."),
        ("en", "The well is full. Yes."),
    ]
    assert {prop.get("type"): prop.text for prop in units[0].findall("prop")} == {"x-probability": "0.9713"}
    assert root.find("header").get("srclang") == "fr"
    assert report.sentences() == [
        "2 pairs were written.",
        "2 pairs were left out because nothing corresponds to it.",
    ]


@given(texts, texts)
@pytest.mark.skipif(not DTD.exists(), reason="the TMX document type is not at hand")
def test_tmx_is_valid(source: list[str], target: list[str]) -> None:
    root = etree.fromstring(tmx(one_bead_each(source, target))[0])
    with DTD.open("rb") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(root), dtd.error_log


@given(texts, texts, st.sampled_from(sorted(FORMATS)))
def test_the_same_texts_give_the_same_bytes(source: list[str], target: list[str], name: str) -> None:
    assert FORMATS[name](one_bead_each(source, target)) == FORMATS[name](one_bead_each(source, target))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_lone_surrogates_do_not_stop_anything(name: str) -> None:
    content, _ = FORMATS[name](one_bead_each(["a\ud800"], ["\udfffb"]))
    assert content.decode()


def test_chinese_sentences_are_joined_without_a_space() -> None:
    aligned = Aligned(["水。", "火。"], ["Water.", "Fire."], LanguageTag("zh-Hans"), EN, [])
    assert aligned.sides(Bead(Span(0, 2), Span(0, 2), 1.0)) == ("水。火。", "Water. Fire.")
