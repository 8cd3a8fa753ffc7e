"""Lists of two languages: a term, its translation and perhaps a comment on each row.

Rows with the same term make one concept, whose key is made of the term. A list tells no statuses: the
first translation of a term is the preferred one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from db.errors import UnreadableInput
from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.glossary.files.cells import LONGEST_NAME
from workbench.glossary.files.delimited import Dialect, Quoting, Record, decoded, spaced, taken_apart
from workbench.glossary.files.glossary_file import UNKNOWN_KIND, Complaint, Content, Langs, Layout, Written
from workbench.glossary.files.left_out import Fact, left_out
from workbench.glossary.files.rewriting import Row, Sheet, rewritten
from workbench.text.fold import fold
from workbench.text.language import LanguageTagError, normalise, same_language

COLUMNS = ("source", "target", "comment")
MOST_CELLS = 3

_HEADERS = (("source", "target"), ("source", "target", "comment"), ("source", "target", "note"))
_WRITABLE = (NameStatus.PREFERRED, NameStatus.ADMITTED)
_NO_KEY = re.compile(r"[\W_]+")
_LONGEST_KEY = 60
_PARTED = "; "
"""Between the comments of several rows."""


class Kind(NamedTuple):
    """What the formats of lists do differently."""

    dialect: Dialect
    first_line: str = ""
    """What a new file begins with. Where it is empty, the first row may be a header; a new file has one."""
    sources: Collection[NameStatus] = _WRITABLE
    """Statuses of names that are written as terms."""
    warns: bool = False
    """True where comments stand on each row of a concept and tell the translations to avoid."""


class _Line(NamedTuple):
    """A row of a list: white space in its cells is single spaces."""

    term: str
    translation: str
    comment: str = ""


class _Standing(NamedTuple):
    """The rows of a term as they stand."""

    note: str
    """What their comments say together."""
    by_translation: Mapping[str, Sequence[_Line]]

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Standing:
        found: dict[str, list[_Line]] = {}
        for line in lines:
            found.setdefault(line.translation, []).append(line)
        return cls(_note(lines), found)


_NOTHING = _Standing("", {})


class TermList:
    """A list that was read."""

    def __init__(self, file: str, data: bytes, langs: Langs, kind: Kind) -> None:
        """Read it. A header may tell the other order of the languages.

        Raises UnreadableInput for a file that is too large, or in UTF-16.
        """
        self.file = file
        self.langs = langs
        self.complaints: list[Complaint] = []
        self._kind = kind
        self._lines: dict[int, _Line] = {}
        self._text = taken_apart(file, data or _beginning(kind, langs).encode(), kind.dialect)
        rows = [place for place, each in enumerate(self._text.records) if each.cells or each.problem]
        self.is_empty = not rows
        if not kind.first_line and rows and (ordered := _header(self._text.records[rows[0]], langs)):
            self.langs = ordered
            del rows[0]
        for place in rows:
            self._take(place, self._text.records[place])

    def _take(self, place: int, record: Record) -> None:
        cells = [spaced(cell) for cell in record.cells]
        if reason := record.problem or _misfit(cells, self._kind):
            self.complaints.append(Complaint(self.file, record.number, reason))
        else:
            self._lines[place] = _Line(*cells[:MOST_CELLS])

    def concepts(self) -> Iterator[Concept]:
        """A concept for each term, in their order."""
        used: Counter[str] = Counter()
        for term, lines in self._by_term().items():
            names = [_name(self.langs[0], term, NameStatus.PREFERRED)]
            for text in dict.fromkeys(line.translation for line in lines):
                status = NameStatus.ADMITTED if len(names) > 1 else NameStatus.PREFERRED
                names.append(_name(self.langs[1], text, status))
            yield Concept(
                key=key_of_term(term, used), kind=UNKNOWN_KIND, names=tuple(names), note=_note(lines)
            )

    def _by_term(self) -> dict[str, list[_Line]]:
        found: dict[str, list[_Line]] = {}
        for line in self._lines.values():
            found.setdefault(line.term, []).append(line)
        return found

    def rewritten(self, concepts: Sequence[Concept]) -> Written:
        """The list with the terms of these concepts and no others."""
        standing = {term: _Standing.of(lines) for term, lines in self._by_term().items()}
        wanted: list[_Line] = []
        unwritten: list[Name] = []
        for concept in concepts:
            pairs = self._pairs(concept)
            wanted += self._commented(concept, pairs, standing)
            written = {name for pair in pairs for name in pair}
            unwritten += (name for name in concept.names if name not in written)
        held = {place: _row(line) for place, line in self._lines.items()}
        sheet = Sheet(self._text, self._kind.dialect, COLUMNS, COLUMNS, None, held)
        data = rewritten(sheet, map(_row, wanted))
        return Written({self.file: data}, tuple(left_out(concepts, (Fact.NOTES,), unwritten)))

    def _pairs(self, concept: Concept) -> list[tuple[Name, Name]]:
        """Terms with their translations: preferred ones first, and of these the one of the term's form."""
        terms, translations = (
            [name for name in concept.names if same_language(name.lang, lang) and name.status in statuses]
            for lang, statuses in zip(self.langs, (self._kind.sources, _WRITABLE), strict=True)
        )
        if self._kind.dialect.quoting is Quoting.NONE:  # such a row would be a comment
            terms = [term for term in terms if not term.text.startswith("#")]
        return [
            (term, each)
            for term in terms
            for each in sorted(
                translations,
                key=lambda each: (each.status is not NameStatus.PREFERRED, each.form != term.form),
            )
        ]

    def _commented(
        self, concept: Concept, pairs: Sequence[tuple[Name, Name]], standing: Mapping[str, _Standing]
    ) -> list[_Line]:
        """The rows of a concept. Where what its comments say has not changed, each stays on its row."""
        comment, warns = spaced(concept.note), self._kind.warns
        if warns:
            comment = _PARTED.join(filter(None, (comment, _warning(concept, self.langs[1]))))
        lines: list[_Line] = []
        for term, translation in pairs:
            line = _Line(spaced(term.text), spaced(translation.text), comment if warns else "")
            there = standing.get(line.term, _NOTHING)
            same = there.by_translation.get(line.translation, ()) if there.note == comment else ()
            lines += same or (line,)
        if lines and not warns and _note(lines) != comment:
            first, *others = lines
            lines = [first._replace(comment=comment), *(each._replace(comment="") for each in others)]
        return lines


def read(layout: Layout, kind: Kind) -> Content:
    """The concepts of the one file of a layout. Raises UnreadableInput where it holds nothing."""
    found = _list(layout, kind)
    if found.is_empty or not all(layout.files.values()):
        sentence = "holds no names; write a term and its translation on each line."
        raise UnreadableInput(f"{found.file} {sentence}")
    return Content(tuple(found.concepts()), tuple(found.complaints))


def write(concepts: Sequence[Concept], layout: Layout, kind: Kind) -> Written:
    """The one file of a layout with these concepts and no others."""
    return _list(layout, kind).rewritten(concepts)


_LOOKED_AT = 100
"""Rows from which it is told what parts the columns."""


def first_row(files: Mapping[str, bytes]) -> str:
    """The first line of a single file that is not blank and no comment; empty where there is none."""
    return next(_first_rows(files), "")


def tabbed(files: Mapping[str, bytes]) -> bool:
    """Whether tabs part the columns of a single file: one bad row at its head does not tell."""
    rows = list(islice(_first_rows(files), _LOOKED_AT))
    return bool(rows) and 2 * sum("\t" in row for row in rows) >= len(rows)


def _first_rows(files: Mapping[str, bytes]) -> Iterator[str]:
    if len(files) == 1:
        ((file, data),) = files.items()
        for line in decoded(file, data).splitlines():
            if line.strip() and not line.startswith("#"):
                yield line


def _list(layout: Layout, kind: Kind) -> TermList:
    ((file, data),) = layout.files.items()
    return TermList(file, data, layout.langs, kind)


def _beginning(kind: Kind, langs: Langs) -> str:
    """What a new list begins with."""
    return (kind.first_line or kind.dialect.delimiter.join((*langs, COLUMNS[-1]))) + "\n"


def _header(record: Record, langs: Langs) -> Langs | None:
    """The languages of the two columns, where the first row tells them; None where it holds terms."""
    cells = [spaced(cell) for cell in record.cells]
    if tuple(cell.casefold() for cell in cells) in _HEADERS:
        return langs
    try:
        tags = [normalise(cell) for cell in cells[:2]]
    except LanguageTagError:
        return None
    for order in (langs, langs[::-1]):
        if len(tags) == 2 and all(map(same_language, tags, order)):
            return order
    return None


def _misfit(cells: Sequence[str], kind: Kind) -> str:
    """Why a row cannot be taken: a sentence, or nothing."""
    if len(cells) == 1:
        return "there is no translation; write it after a tab, a semicolon or a comma."
    if len(cells) > MOST_CELLS and not kind.first_line:
        return f"{len(cells)} cells stand here; there must be two or three."
    if not all(cells[:2]):
        return "a term or its translation is missing; fill it in."
    if max(map(len, cells[:2])) > LONGEST_NAME:
        return f"a name has more than {LONGEST_NAME} characters; shorten it."
    return ""


def _name(lang: LanguageTag, text: str, status: NameStatus) -> Name:
    return Name(lang=lang, text=text, form=likely_form(text), status=status)


def likely_form(text: str) -> NameForm:
    """What a name looks like where nobody says it: one word in capitals is an acronym."""
    spelled = text.isupper() and len(text) > 1 and len(text.split()) == 1
    return NameForm.ACRONYM if spelled else NameForm.FULL


def key_of_term(term: str, used: Counter[str]) -> str:
    """A key made of a term, `term-force-conjointe`; `used` counts those of a file, so that each is new."""
    key = f"term-{_NO_KEY.sub('-', fold(term)[:_LONGEST_KEY]).strip('-')}".rstrip("-")
    used[key] += 1
    while used[key] > 1:
        key = f"{key}-{used[key]}"
        used[key] += 1
    return key


def _note(lines: Iterable[_Line]) -> str:
    return _PARTED.join(dict.fromkeys(filter(None, (line.comment for line in lines))))


def _warning(concept: Concept, lang: LanguageTag) -> str:
    """The translations that are not to be used."""
    bad = [name for name in concept.names if same_language(name.lang, lang) and name.status not in _WRITABLE]
    return f"not: {', '.join(f'{spaced(name.text)} ({name.status})' for name in bad)}" if bad else ""


def _row(line: _Line) -> Row:
    return Row(line.term, line.translation, "", line)
