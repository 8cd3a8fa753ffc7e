"""Make the tables in `glossaries/` from a sheet with one row per concept.

    python -m tools.glossary.make_groups SHEET.tsv [GLOSSARIES]

The sheet's columns are those of `workbench.glossary.sheet`.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from db.records import Concept
from workbench.glossary import sheet
from workbench.glossary.tables import write_tables

LANGUAGES = ("fr", "en")

SUBJECTS = {
    "armed group": "groups",
    "coalition of armed groups": "groups",
    "political and armed movement": "groups",
    "armed forces": "forces",
    "generic": "forces",
    "military body": "forces",
    "military force": "forces",
    "military operation": "forces",
    "state auxiliary": "forces",
    "AU and ECOWAS mission": "forces",
    "EU mission": "forces",
    "UN mission": "forces",
    "agreement": "institutions",
    "governing body": "institutions",
    "institution": "institutions",
    "international organisation": "institutions",
    "regional organisation": "institutions",
    "UN office": "institutions",
    "office": "offices",
}
"""The folder that concepts of each type go to."""


def concepts_by_subject(sheet: Path) -> dict[str, list[Concept]]:
    """The concepts of the sheet, by the folder they go to, in the order of the sheet."""
    subjects: dict[str, list[Concept]] = {subject: [] for subject in SUBJECTS.values()}
    with sheet.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            subjects[SUBJECTS[row["type"]]].append(concept(row))
    return subjects


def concept(row: sheet.Row) -> Concept:
    """One row as a concept."""
    return sheet.concept(row, LANGUAGES)


def main() -> None:
    """Write one folder of tables for each subject."""
    parser = argparse.ArgumentParser(description="Make the tables in glossaries/ from a sheet.")
    parser.add_argument("sheet", type=Path, help="tab-separated, one row per concept")
    parser.add_argument("glossaries", type=Path, nargs="?", default=Path("glossaries"))
    arguments = parser.parse_args()
    for subject, concepts in concepts_by_subject(arguments.sheet).items():
        folder = arguments.glossaries / subject
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in write_tables(concepts).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{folder}: {len(concepts)} concepts, {sum(len(each.names) for each in concepts)} names")


if __name__ == "__main__":
    main()
