from __future__ import annotations

from pathlib import Path

import pytest

from db.records import Concept, LanguageTag, NameForm, NameStatus, Relation
from tools.glossary.make_groups import concepts_by_subject
from workbench.glossary.tables import read_table

HEADER = (
    "id\ttype\tfr_full\tfr_acronym\ten_full\ten_acronym\tfr_variants\ten_variants"
    "\trelations\tsince\tuntil\tnote\tbasis\n"
)
FRONT = (
    "front\tarmed group\tFront des dunes libres\tFDL\tFree Dunes Front\tFDF"
    "\tFdl|Front des dunes|les Libres|le FDL|Front (FDL)|Front des dunes (FDL)|FRONT-D"
    "\tDunes Front|FDL|the FDF"
    "\tsplinter-of:ligue|member-of:union (one wing)\t2012-05\t2014\tNot the football club.\tseen\n"
)
OFFICE = "off-x\toffice\tporte-parole\t\tspokesperson\t\t\tspokesman\t\t\t\t\tgeneral\n"


@pytest.fixture
def subjects(tmp_path: Path) -> dict[str, list[Concept]]:
    sheet = tmp_path / "sheet.tsv"
    sheet.write_text(HEADER + FRONT + OFFICE, encoding="utf-8")
    return concepts_by_subject(sheet)


def test_concepts_go_to_the_folder_of_their_subject(subjects: dict[str, list[Concept]]) -> None:
    assert {name: [concept.key for concept in found] for name, found in subjects.items() if found} == {
        "groups": ["front"],
        "offices": ["off-x"],
    }


def test_full_names_and_acronyms_are_preferred_and_variants_admitted(
    subjects: dict[str, list[Concept]],
) -> None:
    (front,) = subjects["groups"]
    preferred, admitted = NameStatus.PREFERRED, NameStatus.ADMITTED
    assert [(name.lang, name.text, name.form, name.status) for name in front.names] == [
        ("fr", "Front des dunes libres", NameForm.FULL, preferred),
        ("fr", "FDL", NameForm.ACRONYM, preferred),
        ("fr", "Fdl", NameForm.ACRONYM, admitted),
        ("fr", "Front des dunes", NameForm.SHORT, admitted),
        ("fr", "les Libres", NameForm.SHORT, admitted),
        ("fr", "Front (FDL)", NameForm.VARIANT, admitted),
        ("fr", "FRONT-D", NameForm.ACRONYM, admitted),
        ("en", "Free Dunes Front", NameForm.FULL, preferred),
        ("en", "FDF", NameForm.ACRONYM, preferred),
        ("en", "Dunes Front", NameForm.SHORT, admitted),
        ("en", "FDL", NameForm.ACRONYM, admitted),
    ]


def test_dates_relations_and_basis_are_kept(subjects: dict[str, list[Concept]]) -> None:
    (front,), (office,) = subjects["groups"], subjects["offices"]
    assert (front.since, front.until, front.note) == ("2012-05", "2014", "Not the football club.")
    assert front.relations == (Relation("splinter-of", "ligue"), Relation("member-of", "union", "one wing"))
    assert front.confirmed
    assert all(name.confirmed for name in front.names)
    assert not office.confirmed
    assert not any(name.confirmed for name in office.names)
    assert office.preferred(LanguageTag("en"), NameForm.FULL) is not None


def test_the_command_writes_tables_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subjects: dict[str, list[Concept]]
) -> None:
    from tools.glossary import make_groups

    monkeypatch.setattr("sys.argv", ["make_groups", str(tmp_path / "sheet.tsv"), str(tmp_path / "out")])
    make_groups.main()
    assert read_table(tmp_path / "out" / "groups") == subjects["groups"]
    assert read_table(tmp_path / "out" / "offices") == subjects["offices"]
