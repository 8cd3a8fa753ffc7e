"""A sheet with one row for each concept, its names side by side (`glossary.sheet`), in tabs, `;` or `,`.

`|` parts several values in one cell. A sheet tells no statuses: of each language it has the preferred full
name and acronym, and what is admitted beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from db.records import Concept, Name, NameForm, NameStatus, Relation
from workbench.glossary import sheet
from workbench.glossary.files.cells import BadRow, Cells, language
from workbench.glossary.files.delimited import Dialect, Quoting
from workbench.glossary.files.glossary_file import UNKNOWN_KIND, Content, Format, Layout, Written
from workbench.glossary.files.headed import HeadedTable, headed, new_table
from workbench.glossary.files.left_out import Fact, left_out
from workbench.glossary.files.rewriting import Row

_DIALECTS = (
    Dialect("\t", Quoting.LINE),
    Dialect(";", Quoting.FULL),
    Dialect(",", Quoting.FULL),
)
_SNIFFED = 10_000
"""Bytes in which a header is looked for."""

_BEFORE, _PARTS = ("id", "type"), ("full", "acronym", "variants")
_AFTER = ("relations", "since", "until", "note", "basis")
_TAKEN_FOR_GRANTED = {"type": UNKNOWN_KIND, "basis": "seen"}
"""What a missing column says."""

_WRITABLE = (NameStatus.PREFERRED, NameStatus.ADMITTED)
_HELD = (Fact.KINDS, Fact.DATES, Fact.NOTES, Fact.RELATIONS)


def _columns(langs: Sequence[str]) -> tuple[str, ...]:
    names = (f"{lang}_{part}" for lang in langs for part in _PARTS)
    return (*_BEFORE, *names, *_AFTER)


def _recognises(files: Mapping[str, bytes]) -> bool:
    if len(files) != 1:
        return False
    ((file, data),) = files.items()
    return _sniffed(file, data[:_SNIFFED]) is not None


def _sniffed(file: str, data: bytes) -> HeadedTable[Concept] | None:
    for dialect in _DIALECTS:
        table = headed(file, data, dialect)
        if sheet.languages(table.columns):
            return table
    return None


def _table(layout: Layout) -> HeadedTable[Concept]:
    ((file, data),) = layout.files.items()
    return _sniffed(file, data) or new_table(file, _columns(layout.langs), _DIALECTS[0])


def _taking(langs: Sequence[str]) -> Callable[[Cells], Concept]:
    """What takes in a row of a sheet with these languages."""
    known: set[str] = set()

    def take(cells: Cells) -> Concept:
        concept = sheet.concept(cells, langs)
        if concept.key in known:
            raise BadRow(f"{concept.key} stands further up already; keep one of the lines.")
        if not concept.names:
            raise BadRow(f"{concept.key} has no name; give it one.")
        known.add(concept.key)
        return concept

    return take


def _read(layout: Layout) -> Content:
    table = _table(layout)
    complaints = tuple(table.read(_taking(sheet.languages(table.columns))))
    return Content(tuple(table.facts.values()), complaints)


def _write(concepts: Sequence[Concept], layout: Layout) -> Written:
    table = _table(layout)
    langs = sheet.languages(table.columns)
    for _ in table.read(_taking(langs)):  # what is complained about stays
        pass
    columns, there = _columns(langs), set(table.columns)

    def row(concept: Concept) -> Row:
        said = _cells(concept, langs)
        cells = (
            said[column] if column in there or said[column] != _TAKEN_FOR_GRANTED.get(column) else ""
            for column in columns
        )
        return Row(concept.key, "", "", tuple(cells))

    named = [each for each in concepts if any(_is_writable(name, langs) for name in each.names)]
    data = table.rewritten(columns, row, map(row, named))
    names = [name for each in concepts for name in each.names if not _is_writable(name, langs)]
    told = [*left_out(concepts, _HELD, names), *_unwritable_relations(named)]
    return Written({table.file: data}, tuple(told))


def _unwritable_relations(concepts: Sequence[Concept]) -> Iterator[str]:
    relations = [_relation(relation) for concept in concepts for relation in concept.relations]
    lost = [text for text in relations if not sheet.RELATION.fullmatch(text)]
    if lost:
        yield f"Relations left out for the signs in them: {len(lost)}, the first “{lost[0]}”."


def _cells(concept: Concept, langs: Sequence[str]) -> dict[str, str]:
    """What a row says of a concept, by column."""
    return {
        "id": concept.key,
        "type": concept.kind,
        **{column: text for lang in langs for column, text in _names(concept, lang)},
        "relations": "|".join(filter(sheet.RELATION.fullmatch, map(_relation, concept.relations))),
        "since": concept.since,
        "until": concept.until,
        "note": concept.note,
        "basis": "seen" if concept.confirmed else "general",
    }


def _names(concept: Concept, lang: str) -> Iterator[tuple[str, str]]:
    """The names of a concept in a language, by column."""
    names = [name for name in concept.names if _is_writable(name, (lang,))]
    full, acronym = (_preferred(names, form) for form in (NameForm.FULL, NameForm.ACRONYM))
    variants = (name.text for name in names if name.text not in (full, acronym))
    return zip((f"{lang}_{part}" for part in _PARTS), (full, acronym, "|".join(variants)), strict=True)


def _preferred(names: Sequence[Name], form: NameForm) -> str:
    wanted = form, NameStatus.PREFERRED
    return next((name.text for name in names if (name.form, name.status) == wanted), "")


def _is_writable(name: Name, langs: Sequence[str]) -> bool:
    known = any(name.lang == language(lang) for lang in langs)
    return known and name.status in _WRITABLE and "|" not in name.text


def _relation(relation: Relation) -> str:
    return f"{relation.type}:{relation.target}" + (f" ({relation.note})" if relation.note else "")


FORMATS = (
    Format(
        name="sheet",
        title="A sheet with one row for each concept, tab-separated; holds no statuses",
        suffix=".tsv",
        recognises=_recognises,
        read=_read,
        write=_write,
    ),
)
