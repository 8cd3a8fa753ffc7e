"""Glossaries from files, whatever their shape: our tables, sheets of concepts, lists of two languages."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from db.errors import UnreadableInput
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.glossary import sheet
from workbench.glossary.tables import COLUMNS, NAMES, read_table
from workbench.text.language import LanguageTagError, normalise, same_language
from workbench.text.visible import visible

_HEADERS = (("source", "target"), ("source", "target", "comment"), ("source", "target", "note"))
_DELIMITERS = ("\t", ";", ",")
_WIDTHS = (2, 3)
_COMMENT = "#"


class _Row(NamedTuple):
    number: int
    """The line of the file on which it ends, from 1."""
    cells: list[str]


def read_glossary(path: Path, from_lang: LanguageTag, to_lang: LanguageTag) -> list[Concept]:
    """The concepts of a glossary file or folder.

    That is a folder of tables or its `names.tsv` (`tables`), a sheet with a row for each concept
    (`sheet`), or a plain list: a source term, its translation and perhaps a comment, parted by tabs,
    semicolons or commas, in `from_lang` and `to_lang` unless the first line tells the other order. Lines
    of a sheet or list that are blank or begin with `#` are passed over; of several translations of a term
    the first is preferred.
    Raises UnreadableInput with the file and the line of the first thing that does not fit, or with a name
    that holds what no terminal may get, since names are written into drafts.
    """
    concepts = _concepts(path, from_lang, to_lang)
    for name in (name.text for concept in concepts for name in concept.names):
        if visible(name) != name:
            sentence = f"the name “{visible(name)}” holds a control character; take it out."
            raise UnreadableInput(f"{path.name}: {sentence}")
    return concepts


def _concepts(path: Path, from_lang: LanguageTag, to_lang: LanguageTag) -> list[Concept]:
    if path.is_dir():
        return read_table(path)
    lines = _text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if not _is_passed_over(line)), "")
    if not first:
        raise UnreadableInput(f"{path.name} holds no names; write a term and its translation on each line.")
    if tuple(first.split("\t")) == COLUMNS[NAMES]:
        return read_table(path)
    columns = first.split("\t")
    if langs := sheet.languages(columns):
        return _sheet(path.name, lines, columns, langs)
    return _list(path.name, lines, first, (from_lang, to_lang))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableInput(f"{path} cannot be read: {reason}. Check the path.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{path.name}, line {line}: the text is not UTF-8; save it as UTF-8.") from None


def _is_passed_over(line: str) -> bool:
    return not line.strip() or line.startswith(_COMMENT)


def _sheet(file: str, lines: Sequence[str], columns: list[str], langs: Sequence[str]) -> list[Concept]:
    concepts: dict[str, Concept] = {}
    rows = [(number, line) for number, line in enumerate(lines, 1) if not _is_passed_over(line)]
    for number, line in rows[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise _failure(file, number, f"{_cells(len(cells))} here; the header has {len(columns)}.")
        try:
            concept = sheet.concept(dict(zip(columns, cells, strict=True)), langs)
        except ValueError as error:
            raise _failure(file, number, str(error)) from None
        if concept.key in concepts:
            raise _failure(file, number, f"{concept.key} stands further up already; keep one of the lines.")
        concepts[concept.key] = concept
    return list(concepts.values())


def _list(
    file: str, lines: Sequence[str], first: str, langs: tuple[LanguageTag, LanguageTag]
) -> list[Concept]:
    delimiter = next((each for each in _DELIMITERS if each in first), None)
    if delimiter is None:
        number = lines.index(first) + 1
        raise _failure(file, number, "there is no translation; write it after a tab, a semicolon or a comma.")
    concepts: dict[str, Concept] = {}
    for place, row in enumerate(_rows(file, lines, delimiter)):
        cells = [" ".join(cell.split()) for cell in row.cells]
        if place == 0 and (ordered := _header(cells, langs)):
            langs = ordered
            continue
        if len(cells) not in _WIDTHS:
            raise _failure(file, row.number, f"{_cells(len(cells))} here; there must be two or three.")
        if not all(cells[:2]):
            raise _failure(file, row.number, "a term or its translation is missing; fill it in.")
        key = f"line-{row.number}"
        concepts[cells[0]] = _with(concepts.get(cells[0], Concept(key=key, kind="term")), cells, langs)
    return list(concepts.values())


def _rows(file: str, lines: Sequence[str], delimiter: str) -> Iterator[_Row]:
    """The rows of a list. With tabs a line is a row; else a cell in quotation marks may hold line breaks."""
    if delimiter == "\t":
        for number, line in enumerate(lines, 1):
            if not _is_passed_over(line):
                yield _Row(number, [_unquoted(cell) for cell in line.split(delimiter)])
        return
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not cells[0].startswith(_COMMENT):
                yield _Row(reader.line_num, cells)
    except csv.Error as error:
        sentence = f"the line cannot be read ({error}); check its quotation marks."
        raise _failure(file, reader.line_num, sentence) from None


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if quoted else cell


def _header(
    cells: Sequence[str], langs: tuple[LanguageTag, LanguageTag]
) -> tuple[LanguageTag, LanguageTag] | None:
    """The languages of the two columns, where the first row tells them; None where it holds terms."""
    if tuple(cell.casefold() for cell in cells) in _HEADERS:
        return langs
    try:
        tags = [normalise(cell) for cell in cells[:2]]
    except LanguageTagError:
        return None
    if len(tags) == 2 and all(map(same_language, tags, langs)):
        return langs
    if len(tags) == 2 and all(map(same_language, tags, reversed(langs))):
        return langs[::-1]
    return None


def _with(concept: Concept, cells: Sequence[str], langs: tuple[LanguageTag, LanguageTag]) -> Concept:
    """`concept` with the names of one more row of a list."""
    names = list(concept.names)
    for lang, text in zip(langs, cells, strict=False):
        known = [name for name in names if name.lang == lang]
        if text not in (name.text for name in known):
            status = NameStatus.ADMITTED if known else NameStatus.PREFERRED
            names.append(Name(lang=lang, text=text, form=_form(text), status=status))
    note = "; ".join(filter(None, (concept.note, *cells[2:])))
    return replace(concept, names=tuple(names), note=note)


def _form(text: str) -> NameForm:
    spelled = text.isupper() and len(text) > 1 and len(text.split()) == 1
    return NameForm.ACRONYM if spelled else NameForm.FULL


def _cells(count: int) -> str:
    return "one cell stands" if count == 1 else f"{count} cells stand"


def _failure(file: str, line: int, sentence: str) -> UnreadableInput:
    return UnreadableInput(f"{file}, line {line}: {sentence}")
