"""Make the tables in `glossaries/` from a sheet with one row per concept.

    python -m tools.glossary.make_groups SHEET.tsv [GLOSSARIES]

The sheet's columns: id, type, fr_full, fr_acronym, en_full, en_acronym, fr_variants, en_variants,
relations (`type:id` or `type:id (note)`), since, until, note, basis (`seen` or `general`); `|` parts
several values in one cell.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.tables import write_tables
from workbench.glossary.words import words

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

SOURCES = {"seen": "public pages", "general": "general knowledge"}

ARTICLES = ("l'", "la ", "le ", "les ", "the ")

_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]*[A-Z][A-Z0-9]*s?")
_RELATION = re.compile(r"([a-z-]+):([a-z0-9-]+)(?: \((.+)\))?")
_RESTATED = re.compile(r"(.+) \((.+)\)")

Row = dict[str, str]


def concepts_by_subject(sheet: Path) -> dict[str, list[Concept]]:
    """The concepts of the sheet, by the folder they go to, in the order of the sheet."""
    subjects: dict[str, list[Concept]] = {subject: [] for subject in SUBJECTS.values()}
    with sheet.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            subjects[SUBJECTS[row["type"]]].append(concept(row))
    return subjects


def concept(row: Row) -> Concept:
    """One row as a concept."""
    confirmed = row["basis"] == "seen"
    return Concept(
        key=row["id"],
        kind=row["type"],
        names=(*_names(row, "fr"), *_names(row, "en")),
        relations=tuple(_relations(row["relations"], confirmed)),
        since=row["since"],
        until=row["until"],
        note=row["note"],
        confirmed=confirmed,
    )


def _relations(cell: str, confirmed: bool) -> Iterator[Relation]:
    for value in filter(None, cell.split("|")):
        match = _RELATION.fullmatch(value)
        if match is None:
            raise ValueError(f"not a relation: {value}")
        yield Relation(match[1], match[2], match[3] or "", confirmed)


def _names(row: Row, lang: str) -> Iterator[Name]:
    """Full name and acronym as preferred, every variant as admitted."""
    full, acronym, *variants = _texts(row, lang)
    forms = {full: NameForm.FULL, acronym: NameForm.ACRONYM}
    for text in filter(None, (full, acronym, *variants)):
        yield Name(
            lang=LanguageTag(lang),
            text=text,
            form=forms.get(text) or _form(text, row),
            status=NameStatus.PREFERRED if text in forms else NameStatus.ADMITTED,
            source=SOURCES[row["basis"]],
            confirmed=row["basis"] == "seen",
        )


def _texts(row: Row, lang: str) -> list[str]:
    """Full name, acronym (or an empty text) and the variants that are kept."""
    full, acronym = row[f"{lang}_full"], row[f"{lang}_acronym"]
    return [full, acronym, *_kept(row[f"{lang}_variants"].split("|"), {full, acronym})]


def _kept(variants: list[str], preferred: set[str]) -> list[str]:
    """The variants that say something new, and not only an article or acronym with a known name."""
    known = preferred | set(variants)

    def new(variant: str) -> bool:
        restated = _RESTATED.fullmatch(variant)
        bare = restated[1] if restated else _without_article(variant)
        return bare == variant or bare not in known

    return [variant for variant in variants if variant and variant not in preferred and new(variant)]


def _without_article(name: str) -> str:
    article = next((each for each in ARTICLES if name.startswith(each)), "")
    return name.removeprefix(article)


def _form(variant: str, row: Row) -> NameForm:
    """An acronym is known by its letters, as it may be written with a single capital (`Aqmi`).

    A short form is part of a longer name, without being the full name in another spelling, or leans on
    an article.
    """
    names = [name for name in (*_texts(row, "fr"), *_texts(row, "en")) if name]
    acronyms = {row["fr_acronym"], row["en_acronym"], *filter(_CAPITALS.fullmatch, names)}
    if _letters(variant) in map(_letters, acronyms):
        return NameForm.ACRONYM
    if _letters(variant) in map(_letters, (row["fr_full"], row["en_full"])):
        return NameForm.VARIANT
    bare = _without_article(variant)
    short = bare != variant or any(_is_part(bare, name) for name in names)
    return NameForm.SHORT if short else NameForm.VARIANT


def _letters(text: str) -> str:
    """The letters and digits of a text without case, accents and anything between them."""
    return "".join(char for word in words(text) for char in word.folded if char.isalnum())


def _is_part(short: str, name: str) -> bool:
    """True when `short` is some but not all words of the name, hyphens aside."""
    parts = list(filter(None, (_letters(word.folded) for word in words(name))))
    ranges = [(start, end) for end in range(len(parts) + 1) for start in range(end)]
    wanted = _letters(short)
    return any("".join(parts[start:end]) == wanted for start, end in ranges if end - start < len(parts))


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
