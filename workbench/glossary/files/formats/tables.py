"""Our own tables: a folder of three tab-separated files, made to be read and edited by people.

`names.tsv` has a row for each name; `concepts.tsv` adds what is known of a concept itself and
`relations.tsv` its relations. A file of names alone is a glossary too. The text is UTF-8; a cell with a
line break, a tab or a quotation mark stands in quotation marks, those inside doubled, as spreadsheet
programs write it. Columns are known by their headers; lines that begin with `#` are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.errors import UnreadableInput, WrongUse
from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.files import cells as cell
from workbench.glossary.files.cells import BadRow, Cells
from workbench.glossary.files.delimited import Dialect, Quoting
from workbench.glossary.files.glossary_file import Complaint, Content, Format, Layout, Written
from workbench.glossary.files.headed import Fact, HeadedTable, headed, new_table
from workbench.glossary.files.rewriting import Row

NAMES, CONCEPTS, RELATIONS = "names.tsv", "concepts.tsv", "relations.tsv"

COLUMNS = {
    NAMES: (
        *("concept", "kind", "lang", "text", "form", "status", "case"),
        *("since", "until", "outlet", "confirmed", "source", "note"),
    ),
    CONCEPTS: ("concept", "country", "since", "until", "confirmed", "note"),
    RELATIONS: ("concept", "type", "target", "since", "until", "confirmed", "note"),
}
"""The header that a new file gets; a file may have its columns in another order."""
_MAY_LACK = frozenset(
    ((NAMES, "case"), (NAMES, "outlet"), (CONCEPTS, "country"), (RELATIONS, "since"), (RELATIONS, "until"))
)

_DIALECT = Dialect("\t", Quoting.FULL)
_SNIFFED = 10_000
"""Bytes in which a header is looked for."""


@dataclass(slots=True)
class _Draft:
    """A concept while its rows are being read."""

    kind: str
    names: list[Name] = field(default_factory=list)
    known: set[tuple[LanguageTag, str]] = field(default_factory=set)
    preferred: dict[tuple[LanguageTag, NameForm], str] = field(default_factory=dict)
    details: Concept | None = None
    relations: list[Relation] = field(default_factory=list)

    def concept(self, key: str) -> Concept:
        """A concept that `concepts.tsv` does not list counts as confirmed when all its names are."""
        details = self.details or _unlisted(key, self.kind, self.names)
        return replace(details, kind=self.kind, names=tuple(self.names), relations=tuple(self.relations))


class _Tables:
    """A glossary taken apart."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Read the files; raises UnreadableInput where the columns are others."""
        self.drafts: dict[str, _Draft] = {}
        self.complaints: list[Complaint] = []
        file = NAMES if NAMES in files else next(iter(files), NAMES)
        self.names: HeadedTable[tuple[str, str, Name]] = _table(NAMES, file, files)
        if misfit := _misfit(NAMES, self.names):
            raise UnreadableInput(str(misfit))
        self.complaints += self.names.read(self._take_name)
        self.concepts: HeadedTable[Concept] = _table(CONCEPTS, CONCEPTS, files)
        self.relations: HeadedTable[tuple[str, Relation]] = _table(RELATIONS, RELATIONS, files)
        self.unfit: dict[str, Complaint] = {}
        """By file: why a table beside the names is not read, and left as it is."""
        self._take_in(CONCEPTS, self.concepts, self._take_details)
        self._take_in(RELATIONS, self.relations, self._take_relation)

    def _take_in(self, role: str, table: HeadedTable[Fact], take: Callable[[Cells], Fact]) -> None:
        if misfit := _misfit(role, table):
            self.unfit[role] = misfit
            self.complaints.append(misfit)
        else:
            self.complaints += table.read(take)

    def _take_name(self, cells: Cells) -> tuple[str, str, Name]:
        key, kind = cell.key(cells, "concept"), cell.needed(cells, "kind")
        draft = self.drafts.get(key) or _Draft(kind)
        if draft.kind != kind:
            raise BadRow(f"{key} is of kind “{draft.kind}” further up; give it one kind.")
        name = _name(cells)
        if (name.lang, name.text) in draft.known:
            raise BadRow(f"{key} has the name “{name.text}” ({name.lang}) already; take one away.")
        if name.status is NameStatus.PREFERRED:
            known = draft.preferred.setdefault((name.lang, name.form), name.text)
            if known != name.text:
                what = f"a preferred {name.form} name in {name.lang} already (“{known}”)"
                raise BadRow(f"{key} has {what}; make one of them admitted.")
        draft.known.add((name.lang, name.text))
        draft.names.append(name)
        self.drafts[key] = draft
        return key, kind, name

    def _take_details(self, cells: Cells) -> Concept:
        draft = self._draft(key := cell.key(cells, "concept"))
        if draft.details:
            raise BadRow(f"{key} stands further up already; keep one of the lines.")
        since, until = cell.period(cells)
        confirmed = cell.truth(cells, "confirmed")
        country = cells.get("country", "")
        draft.details = Concept(
            key=key,
            kind=draft.kind,
            since=since,
            until=until,
            note=cells["note"],
            confirmed=confirmed,
            country=country,
        )
        return draft.details

    def _take_relation(self, cells: Cells) -> tuple[str, Relation]:
        draft = self._draft(key := cell.key(cells, "concept"))
        target = cell.key(cells, "target")
        if target == key:
            raise BadRow(f"{key} has a relation to itself; name the other concept.")
        relation = Relation(
            cell.needed(cells, "type"),
            target,
            cells["note"],
            cell.truth(cells, "confirmed"),
            *cell.period(cells),
        )
        draft.relations.append(relation)
        return key, relation

    def needs_details(self, concept: Concept, files: Mapping[str, bytes]) -> bool:
        """True for a concept that is to have a row in `concepts.tsv`: where it had one, or has to say more.

        A new concept gets one too, so that the table goes on listing all of them.
        """
        draft = self.drafts.get(concept.key)
        if draft is None:
            return CONCEPTS in files or not files or _says_more(concept)
        return draft.details is not None or _says_more(concept)

    def _draft(self, key: str) -> _Draft:
        if key not in self.drafts:
            raise BadRow(f"there is no concept “{key}” in {self.names.file}; give it a name there first.")
        return self.drafts[key]


def _table(role: str, file: str, files: Mapping[str, bytes]) -> HeadedTable[Any]:
    """One of the tables, without its rows; a new one where there is no such file."""
    if file not in files:
        return new_table(file, COLUMNS[role], _DIALECT)
    return headed(file, files[file], _DIALECT)


def _misfit(role: str, table: HeadedTable[Any]) -> Complaint | None:
    """Why a table is not the one that it should be."""
    if _fits(role, table.columns):
        return None
    if role == NAMES and any(_fits(other, table.columns) for other in (CONCEPTS, RELATIONS)):
        return Complaint(table.file, 0, f"it belongs to a folder of tables, beside {NAMES}; name the folder.")
    columns = ", ".join(COLUMNS[role])
    return Complaint(table.file, table.line, f"the columns must be {columns}, parted by tabs.")


def _fits(role: str, columns: Sequence[str]) -> bool:
    there, known = set(columns), set(COLUMNS[role])
    return (
        len(there) == len(columns) and there <= known and all((role, c) in _MAY_LACK for c in known - there)
    )


def _name(cells: Cells) -> Name:
    since, until = cell.period(cells)
    return Name(
        lang=cell.language(cells["lang"]),
        text=cell.needed(cells, "text"),
        form=cell.choice(cells, "form", NameForm),
        status=cell.choice(cells, "status", NameStatus),
        since=since,
        until=until,
        source=cells["source"],
        confirmed=cell.truth(cells, "confirmed"),
        note=cells["note"],
        case=cell.choice(cells, "case", CaseRule),
        outlet=cells.get("outlet", ""),
    )


def _unlisted(key: str, kind: str, names: Iterable[Name]) -> Concept:
    return Concept(key=key, kind=kind, confirmed=all(name.confirmed for name in names))


def _name_row(fact: tuple[str, str, Name]) -> Row:
    key, kind, name = fact
    cells = (
        *(key, kind, name.lang, name.text, name.form.value, name.status.value, name.case.value),
        *(name.since, name.until, name.outlet, cell.yes_or_no(name.confirmed), name.source, name.note),
    )
    return Row(key, (name.lang, name.text), (name.lang, name.form), cells)


def _concept_row(concept: Concept) -> Row:
    confirmed = cell.yes_or_no(concept.confirmed)
    cells = (concept.key, concept.country, concept.since, concept.until, confirmed, concept.note)
    return Row(concept.key, "", "", cells)


def _relation_row(fact: tuple[str, Relation]) -> Row:
    key, relation = fact
    confirmed = cell.yes_or_no(relation.confirmed)
    dates = relation.since, relation.until
    cells = (key, relation.type, relation.target, *dates, confirmed, relation.note)
    return Row(key, (relation.type, relation.target), relation.target, cells)


def _recognises(files: Mapping[str, bytes]) -> bool:
    if len(files) != 1:
        return True
    ((name, data),) = files.items()
    table: HeadedTable[Any] | None = headed(name, data[:_SNIFFED], _DIALECT)
    return table is not None and any(_fits(role, table.columns) for role in COLUMNS)


def content_of(files: Mapping[str, bytes]) -> Content:
    """The concepts in some tables, by file names. Raises UnreadableInput where names have other columns."""
    tables = _Tables(files)
    concepts = tuple(draft.concept(key) for key, draft in tables.drafts.items())
    return Content(concepts, tuple(tables.complaints))


def _read(layout: Layout) -> Content:
    return content_of(layout.files)


def _write(concepts: Sequence[Concept], layout: Layout) -> Written:
    return put_into(layout.files, concepts)


def put_into(there: Mapping[str, bytes], concepts: Sequence[Concept]) -> Written:
    """The files with these concepts and no others; all three are made where there is none.

    Raises WrongUse for a concept without names: a table has no place for it.
    """
    for concept in concepts:
        if not concept.names:
            sentence = f"The concept “{concept.key}” has no name and fits no table; give it a name first."
            raise WrongUse(sentence)
    tables = _Tables(there)
    names = [_name_row((concept.key, concept.kind, name)) for concept in concepts for name in concept.names]
    files = {tables.names.file: tables.names.rewritten(COLUMNS[NAMES], _name_row, names)}
    relations = [_relation_row((each.key, relation)) for each in concepts for relation in each.relations]
    if there and NAMES not in there:
        return Written(files, tuple(_without_folder(concepts, len(relations))))
    details = [_concept_row(each) for each in concepts if tables.needs_details(each, there)]
    if details or CONCEPTS in there or not there:
        files[CONCEPTS] = tables.concepts.rewritten(COLUMNS[CONCEPTS], _concept_row, details)
    if relations or RELATIONS in there or not there:
        files[RELATIONS] = tables.relations.rewritten(COLUMNS[RELATIONS], _relation_row, relations)
    files |= {role: there[role] for role in tables.unfit}
    return Written(files, tuple(f"Nothing is written into {unfit}" for unfit in tables.unfit.values()))


def _without_folder(concepts: Sequence[Concept], relations: int) -> Iterator[str]:
    """What a file of names alone has no place for."""
    detailed = sum(map(_says_more, concepts))
    if detailed:
        yield f"What is known of {detailed} concepts beside their names is left out: it needs a folder."
    if relations:
        yield f"{relations} relations are left out: they need a folder."


def _says_more(concept: Concept) -> bool:
    """True for a concept of which `concepts.tsv` must tell something that its names do not."""
    unlisted = _unlisted(concept.key, concept.kind, concept.names)
    return _concept_row(concept) != _concept_row(unlisted)


FORMATS = (
    Format(
        name="tables",
        title="A folder of tables (names.tsv, concepts.tsv, relations.tsv) that holds everything",
        suffix="",
        recognises=_recognises,
        read=_read,
        write=_write,
    ),
)
