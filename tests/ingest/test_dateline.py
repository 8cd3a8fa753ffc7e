"""Every article here is invented; agencies are real names only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Block, BlockKind
from workbench.ingest.dateline import Dateline, dateline

PROSE = "La route du nord est coupée depuis lundi, ont indiqué des habitants de la ville."


def said(text: str, date: str = "") -> tuple[str, str, str]:
    found = dateline(text, [], date)
    return found.place, found.agency, found.date


@pytest.mark.parametrize(
    ("line", "date", "expected"),
    [
        ("BAMAKO, 12 mars (AFP) - " + PROSE, "2012-03-14", ("BAMAKO", "AFP", "2012-03-12")),
        ("BAMAKO, 12 mars (AFP) - " + PROSE, "", ("BAMAKO", "AFP", "")),
        (
            "NOUAKCHOTT, Mauritania (Reuters) — The road is cut.",
            "",
            ("NOUAKCHOTT, Mauritania", "Reuters", ""),
        ),
        ("NOUAKCHOTT (Reuters) - The road is cut.", "", ("NOUAKCHOTT", "Reuters", "")),
        ("GAO, Mali, March 12 (AP) -- The road is cut.", "2012-03-12", ("GAO, Mali", "AP", "2012-03-12")),
        ("Bamako, le 12 mars 2012 (AFP) – " + PROSE, "", ("Bamako", "AFP", "2012-03-12")),
        ("Bamako, le 12 mars 2012 (AFP)\n" + PROSE, "", ("Bamako", "AFP", "2012-03-12")),
        ("Paris - AFP\n" + PROSE, "", ("Paris", "AFP", "")),
        ("Paris (AFP) – " + PROSE, "", ("Paris", "AFP", "")),
        ("(AFP) - " + PROSE, "", ("", "AFP", "")),
        ("Saint-Louis (APS) — " + PROSE, "", ("Saint-Louis", "APS", "")),
        ("DAKAR, 2 janv. (Xinhua) -- " + PROSE, "2012-12-30", ("DAKAR", "Xinhua", "2013-01-02")),
        ("DAKAR, 30 déc. (Xinhua) -- " + PROSE, "2013-01-02", ("DAKAR", "Xinhua", "2012-12-30")),
        ("Madrid, 12 mar (EFE).- El camino está cortado.", "2012-03-12", ("Madrid", "EFE", "2012-03-12")),
        ("WASHINGTON, March 12, 2012 (AFP) - The road is cut.", "", ("WASHINGTON", "AFP", "2012-03-12")),
        (PROSE + " (AFP)", "", ("", "AFP", "")),
        (PROSE + "\n\n(Avec AFP)", "", ("", "AFP", "")),
        (PROSE + "\n\nAvec AFP", "", ("", "AFP", "")),
        (PROSE + "\n\nSource : AFP", "", ("", "AFP", "")),
        (PROSE + "\nSource: Reuters", "", ("", "Reuters", "")),
        (PROSE + "\n\nAFP", "", ("", "AFP", "")),
        (PROSE + "\n\nAFP/Jeune Afrique", "", ("", "AFP", "")),
        (PROSE + "\n\n© AFP", "", ("", "AFP", "")),
        (PROSE + "\n\nLe Courrier du Fleuve avec AFP", "", ("", "AFP", "")),
        ("Par Lina Sow avec AFP\n\n" + PROSE, "", ("", "AFP", "")),
        ("La route est coupée\n\nBAMAKO, 12 mars (AFP) - " + PROSE, "2012", ("BAMAKO", "AFP", "2012-03-12")),
        ("TIMBUKTU, Mali — The road is cut.", "", ("TIMBUKTU, Mali", "", "")),
        ("Agence France-Presse (AFP)\n" + PROSE, "", ("", "AFP", "")),
    ],
)
def test_datelines_and_agency_lines(line: str, date: str, expected: tuple[str, str, str]) -> None:
    assert said(line, date) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bamako, la capitale, est calme. " + PROSE,
        "Bamako - La capitale est calme. " + PROSE,
        "Bamako, 12 mars : la ville est calme. " + PROSE,
        "Le 12 mars (jour de fête) - la ville dormait. " + PROSE,
        "L’Armée (ANA) - ou ce qu’il en reste - a quitté la ville. " + PROSE,
        "Le Front (FDN) — a dit non. " + PROSE,
        "Le groupe a tout dit à l’AFP.",
        "Nous étions avec AFP et d’autres.",
        "« La route est coupée » (AFP) a titré le journal. " + PROSE,
        "Selon l’AFP, la route est coupée.",
        "MALI — Une route coupée, dix morts. " + PROSE.replace("La", "la"),
        "NON ! — Il a dit cela en riant. " + PROSE,
        "Source : un témoin",
        "Source : Le Courrier du Fleuve",
        "La route (AFP Photo) est coupée.",
        "L’ATS est une agence suisse.",
        "Photo : AFP\nLégende de la photo. " + PROSE + "\nFin.",
        "",
    ],
)
def test_no_dateline_is_made_up(text: str) -> None:
    found = dateline(text, [], "2012-03-12")
    assert (found.agency, found.date) == ("", "")


def test_a_first_sentence_is_no_place() -> None:
    for text in (
        "Bamako, la capitale, est calme.",
        "Bamako - La capitale est calme.",
        "NON ! — Il a dit cela.",
    ):
        assert dateline(text, [], "").place == ""


def test_spans_are_the_printed_words() -> None:
    text = "La route\n\nBAMAKO, le 12 mars 2012 (AFP) - " + PROSE
    found = dateline(text, [], "")
    assert [span.of(text) for span in found.evidence] == ["BAMAKO, le 12 mars 2012 (AFP) -"]


def test_what_is_set_aside_tells_nothing() -> None:
    text = "PARIS (AFP) - Un autre article.\n" + PROSE
    cut = text.index("\n")
    blocks = [Block(0, cut, BlockKind.PARAGRAPH, "teaser"), Block(cut + 1, len(text))]
    assert dateline(text, blocks, "") == Dateline()


PARTS = [
    "BAMAKO",
    "Paris",
    ", ",
    " (AFP) ",
    " - ",
    "—",
    "12 mars",
    "le ",
    "2012",
    "\n",
    "Avec AFP",
    "Source : ",
    "\ud800",
]
texts = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=5)), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(["", "2012", "2012-03", "2012-02-29", "x"]))
def test_spans_lie_in_the_text(text: str, date: str) -> None:
    found = dateline(text, [], date)
    assert all(0 <= span.start < span.end <= len(text) for span in found.evidence)
    assert bool(found.evidence) == bool(found.place or found.agency or found.date)
