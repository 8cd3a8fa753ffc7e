"""Add the concepts of a sheet with one row per concept to the tables in `glossaries/`.

    python -m tools.glossary.make_groups SHEET.tsv [GLOSSARIES]

The sheet's columns are those of `workbench.glossary.sheet`. A concept that a table has already stays as it
stands there: the tables are where concepts are kept up.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from db.records import Concept
from workbench.glossary import sheet
from workbench.glossary.files.formats.tables import COLUMNS, content_of, put_into

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


def add(concepts: list[Concept], folder: Path) -> int:
    """Write into the tables in `folder` those of the concepts that they lack; says how many these are."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {file: path.read_bytes() for file in COLUMNS if (path := folder / file).is_file()}
    known = content_of(there).concepts if there else ()
    new = [each for each in concepts if each.key not in {other.key for other in known}]
    for file, data in put_into(there, [*known, *new]).files.items():
        (folder / file).write_bytes(data)
    return len(new)


def main() -> None:
    """Add to the folder of each subject."""
    parser = argparse.ArgumentParser(description="Add a sheet's concepts to the tables in glossaries/.")
    parser.add_argument("sheet", type=Path, help="tab-separated, one row per concept")
    parser.add_argument("glossaries", type=Path, nargs="?", default=Path("glossaries"))
    arguments = parser.parse_args()
    for subject, concepts in concepts_by_subject(arguments.sheet).items():
        folder = arguments.glossaries / subject
        print(f"{folder}: {add(concepts, folder)} new concepts of {len(concepts)}")


if __name__ == "__main__":
    main()
