"""Concepts as rows of a sheet, one for each, its names side by side in columns.

The columns are `id`, `type`, for each language `fr_full`, `fr_acronym` and `fr_variants`, then
`relations` (`type:id` or `type:id (note)`), `since`, `until`, `note` and `basis` (`seen` or `general`). Only
`id` and the full names of two languages are needed. `|` parts several values in one cell.

A sheet tells no statuses, and forms only by what names look like: the full name and the acronym of a
language are its preferred ones, variants are admitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from db.records import Concept, Name, NameForm, NameStatus, Relation
from workbench.glossary.files.cells import LONGEST_NAME, BadRow, language, period
from workbench.glossary.files.glossary_file import UNKNOWN_KIND
from workbench.glossary.words import words
from workbench.text.language import LanguageTagError, normalise

SOURCES = {"seen": "public pages", "general": "general knowledge"}

_FULL = "_full"
_ARTICLES = ("l'", "la ", "le ", "les ", "the ")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]*[A-Z][A-Z0-9]*s?")
RELATION = re.compile(r"([^\s:|]+):([^\s|()]+)(?: \(([^|]+)\))?")
"""Type, key and note: `member-of:union (one wing)`."""
_MOST_VARIANTS = 100
_RESTATED = re.compile(r"(.+) \((.+)\)")

Row = Mapping[str, str]


def languages(columns: Sequence[str]) -> list[str]:
    """The languages of a sheet, as its columns call them; none for a table that is no such sheet."""
    if "id" not in columns:
        return []
    found = [column.removesuffix(_FULL) for column in columns if column.endswith(_FULL)]
    return found if len(found) > 1 and all(map(_is_language, found)) else []


def _is_language(tag: str) -> bool:
    try:
        return bool(normalise(tag))
    except LanguageTagError:
        return False


def concept(row: Row, langs: Sequence[str]) -> Concept:
    """One row as a concept. Raises BadRow with a sentence for what does not fit."""
    key = row["id"].strip()
    if not key or len(key.split()) > 1:
        raise BadRow(f"“{row['id']}” is no key of a concept; write it without white space.")
    confirmed = _basis(row) == "seen"
    since, until = period(row)
    return Concept(
        key=key,
        kind=row.get("type", "") or UNKNOWN_KIND,
        names=tuple(_names(row, langs)),
        relations=tuple(_relations(row.get("relations", ""), confirmed)),
        since=since,
        until=until,
        note=row.get("note", ""),
        confirmed=confirmed,
    )


def _basis(row: Row) -> str:
    return row.get("basis", "seen")


def _relations(cell: str, confirmed: bool) -> Iterator[Relation]:
    for value in filter(None, cell.split("|")):
        match = RELATION.fullmatch(value)
        if match is None:
            raise BadRow(f"“{value}” is no relation; write type:key or type:key (note).")
        yield Relation(match[1], match[2], match[3] or "", confirmed)


def _names(row: Row, langs: Sequence[str]) -> Iterator[Name]:
    """In each language the full name and the acronym as preferred, every variant as admitted."""
    texts = {lang: _texts(row, lang) for lang in langs}
    every = [name for names in texts.values() for name in names if name]
    acronyms = {_letters(names[1]) for names in texts.values()} | {
        _letters(name) for name in every if _CAPITALS.fullmatch(name)
    }
    full_names = {_letters(names[0]) for names in texts.values()}
    for lang, (full, acronym, *variants) in texts.items():
        shapes = {full: NameForm.FULL, acronym: NameForm.ACRONYM}
        for text in dict.fromkeys(filter(None, (full, acronym, *variants))):
            yield Name(
                lang=language(lang),
                text=text,
                form=shapes.get(text) or _form(text, every, acronyms, full_names),
                status=NameStatus.PREFERRED if text in shapes else NameStatus.ADMITTED,
                source=SOURCES.get(_basis(row), ""),
                confirmed=_basis(row) == "seen",
            )


def _texts(row: Row, lang: str) -> list[str]:
    """Full name, acronym (or an empty text) and the variants that are kept."""
    full, acronym = (row.get(f"{lang}_{column}", "").strip() for column in ("full", "acronym"))
    variants = [variant.strip() for variant in row.get(f"{lang}_variants", "").split("|")]
    if len(variants) > _MOST_VARIANTS:
        raise BadRow(f"there are more than {_MOST_VARIANTS} variants; keep those that matter.")
    texts = [full, acronym, *_kept(variants, {full, acronym})]
    if max(map(len, texts)) > LONGEST_NAME:
        raise BadRow(f"a name has more than {LONGEST_NAME} characters; shorten it.")
    return texts


def _kept(variants: Sequence[str], preferred: set[str]) -> list[str]:
    """The variants that say something new, and not only an article or acronym with a known name."""
    known = preferred | set(variants)

    def new(variant: str) -> bool:
        restated = _RESTATED.fullmatch(variant)
        bare = restated[1] if restated else _without_article(variant)
        return bare == variant or bare not in known

    return [variant for variant in variants if variant and variant not in preferred and new(variant)]


def _without_article(name: str) -> str:
    article = next((each for each in _ARTICLES if name.startswith(each)), "")
    return name.removeprefix(article)


def _form(variant: str, names: Sequence[str], acronyms: set[str], full_names: set[str]) -> NameForm:
    """An acronym is known by its letters, as it may be written with a single capital (`Aqmi`).

    A short form is part of a longer name, without being the full name in another spelling, or leans on
    an article.
    """
    if _letters(variant) in acronyms:
        return NameForm.ACRONYM
    if _letters(variant) in full_names:
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
    wanted = _letters(short)
    for start in range(len(parts)):
        joined = ""
        for end in range(start, len(parts)):
            joined += parts[end]
            if len(joined) >= len(wanted):
                if joined == wanted and end - start + 1 < len(parts):
                    return True
                break
    return False
