"""A DOCX file rendered to one complete text with its blocks.

The elements are those of WordprocessingML (ISO/IEC 29500-1, clause 17), in the transitional and the
strict form. The tree is walked here and not by python-docx, whose paragraphs leave out insertions, content
controls, text boxes and notes, and which refuses the strict form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.records import BlockKind
from workbench.ingest.docx_package import Package
from workbench.ingest.docx_styles import Style, Styles, child, is_on, local, value
from workbench.ingest.encoding import normalise_line_ends
from workbench.ingest.given import Given
from workbench.ingest.rendered import Passage, Rendered, laid_out

if TYPE_CHECKING:
    from lxml.etree import _Element

_OTHER_PARTS = {
    "footnotes": ("footnote", ""),
    "endnotes": ("endnote", ""),
    "header": ("hdr", "page header"),
    "footer": ("ftr", "page footer"),
    "comments": ("comment", "editors' comments"),
}
"""The parts beside the body, in the order in which they follow it: their elements, why they are set aside."""

_GONE = frozenset({"del", "moveFrom"})
"""Tracked deletions."""
_NO_TEXT = frozenset({"pPr", "rPr", "sdtPr", "rt"})
"""What a paragraph holds besides its text: properties, and the reading beside ruby characters."""
_CHARACTERS = {
    **dict.fromkeys(("tab", "ptab"), "\t"),
    **dict.fromkeys(("br", "cr"), "\n"),
    "noBreakHyphen": "\u2011",
    "softHyphen": "\xad",
}
_BREAKS_WITHOUT_LINE = frozenset({"page", "column"})
_BLOCK_HOLDERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})

_QUOTE_INDENT = 400
"""Twentieths of a point (7 mm) from which an indented paragraph is taken for a block quote."""
_CELL_LENGTH = 120
"""Longer cells make a table one that lays out text (code points)."""
_ENDS_SENTENCE = re.compile(r"[.!?…:;][»”\"’')\]\s]*$")
_NO_AUTHOR = frozenset({"", "python-docx", "user", "utilisateur", "microsoft office user", "admin"})
"""Creators that are no person's name, in small letters."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is read, before it is known whether its indent means anything."""

    text: str
    style: Style
    hidden: bool = False
    joins_next: bool = False
    boxes: list[_Element] = field(default_factory=list)


def render(raw: bytes, name: str) -> Rendered:
    """The text of a DOCX file as its reader sees it once all tracked changes are accepted.

    Blocks are separated by blank lines: the body, then notes, page headers and footers, and comments,
    the last three set aside. Text boxes follow the paragraph they hang on; short cells of a table are
    separated by tabs and its rows are lines. Numbers that the program counts itself (lists, notes) are no
    text. Raises UnreadableInput, calling the file `name`, when it is damaged or no DOCX.
    """
    package = Package(raw, name)
    related = package.related(package.main)
    styles = Styles(next((package.root(part) for part in related.get("styles", [])), None))
    body = child(package.root(package.main), "body")
    found = _Body(styles).passages(body) if body is not None else []
    title = next((p.text for p, style in found if style.is_title and p.text.strip()), "")
    passages = [passage for passage, _ in found]
    for kind, (element, reason) in _OTHER_PARTS.items():
        for part in dict.fromkeys(related.get(kind, [])):
            passages += _beside(package.root(part), element, reason, styles)
    text, blocks = laid_out(passages)
    return Rendered(text, blocks, Given(title=_line(title)), _properties(package.properties()))


def _beside(root: _Element | None, element: str, reason: str, styles: Styles) -> Iterator[Passage]:
    """The passages of a part beside the body; those of notes are part of the article."""
    for holder in root.iter() if root is not None else ():
        if local(holder) == element and value(holder, "type") not in _SEPARATORS:
            for passage, _ in _Body(styles).passages(holder):
                kind = passage.kind if reason or passage.kind is not BlockKind.PARAGRAPH else BlockKind.OTHER
                yield passage._replace(kind=kind, reason=reason or passage.reason)


class _Body:
    """Reads the paragraphs and tables of one holder of blocks."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def passages(self, holder: _Element) -> list[tuple[Passage, Style]]:
        """The passages in order, each with its style."""
        paragraphs = list(self._read(holder))
        indents = Counter(p.style.indent for p in paragraphs if p.text.strip() and not p.style.listed)
        usual = indents.most_common(1)[0][0] if indents else 0
        quoting = 2 * sum(n for indent, n in indents.items() if indent > usual) < sum(indents.values())
        found = []
        for paragraph in paragraphs:
            kind = _kind(paragraph, usual, quoting)
            passage = Passage(paragraph.text, kind, "hidden" if paragraph.hidden else "")
            found.append((passage, paragraph.style))
        return found

    def _read(self, holder: _Element) -> Iterator[_Paragraph]:
        """The paragraphs; one whose end was deleted goes on in the next."""
        waiting: list[str] = []
        for paragraph in self._blocks(holder):
            waiting.append(paragraph.text)
            if not paragraph.joins_next:
                paragraph.text = "".join(waiting).strip(" \t\n")
                waiting = []
                if paragraph.text:
                    yield paragraph
            for box in paragraph.boxes:
                yield from self._read(box)
        if waiting:
            yield _Paragraph("".join(waiting).strip(" \t\n"), Style())

    def _blocks(self, holder: _Element) -> Iterator[_Paragraph]:
        for element in holder:
            tag = local(element)
            if tag == "p":
                yield self._paragraph(element)
            elif tag == "tbl":
                yield from self._table(element)
            elif tag in _BLOCK_HOLDERS:
                yield from self._blocks(element)
            elif tag == "AlternateContent":
                yield from self._blocks(_chosen(element))

    def _paragraph(self, element: _Element) -> _Paragraph:
        style = self._styles.of(element)
        shown, hidden, boxes = _Runs().read(element)
        mark = child(child(child(element, "pPr"), "rPr"), "del")
        only_hidden = not shown.strip() and bool(hidden.strip())
        return _Paragraph(hidden if only_hidden else shown, style, only_hidden, mark is not None, boxes)

    def _table(self, table: _Element) -> Iterator[_Paragraph]:
        """A table of short cells as one passage; else what stands in its cells, one after another."""
        rows = [
            [list(self._read(cell)) for cell in _within(row, "tc")]
            for row in _within(table, "tr")
            if child(child(row, "trPr"), "del") is None
        ]
        cells = [cell for row in rows for cell in row]
        is_data = any(len(row) > 1 for row in rows) and all(_is_short(cell) for cell in cells)
        if not is_data:
            yield from (paragraph for cell in cells for paragraph in cell)
            return
        lines = ("\t".join(cell[0].text if cell else "" for cell in row) for row in rows)
        yield _Paragraph("\n".join(line.rstrip("\t") for line in lines), Style(table=True))


class _Runs:
    """The text in a paragraph, apart from what is hidden, and the text boxes that hang on it."""

    def __init__(self) -> None:
        self._shown: list[str] = []
        self._hidden: list[str] = []
        self._boxes: list[_Element] = []

    def read(self, paragraph: _Element) -> tuple[str, str, list[_Element]]:
        self._walk(paragraph, hidden=False)
        return "".join(self._shown), "".join(self._hidden), self._boxes

    def _walk(self, holder: _Element, hidden: bool) -> None:
        for element in holder:
            tag = local(element)
            if tag == "t":
                self._add(normalise_line_ends(element.text or ""), hidden)
            elif tag in _CHARACTERS:
                self._add("" if value(element, "type") in _BREAKS_WITHOUT_LINE else _CHARACTERS[tag], hidden)
            elif tag == "sym":
                self._add(_symbol(value(element, "char")), hidden)
            elif tag == "r":
                self._walk(element, hidden or is_on(child(child(element, "rPr"), "vanish")))
            elif tag == "AlternateContent":
                self._walk(_chosen(element), hidden)
            elif tag == "txbxContent":
                self._boxes.append(element)
            elif tag not in _GONE | _NO_TEXT:
                self._walk(element, hidden)

    def _add(self, text: str, hidden: bool) -> None:
        (self._hidden if hidden else self._shown).append(text)


def _within(holder: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those in content controls and insertions."""
    for element in holder:
        if local(element) == tag:
            yield element
        elif local(element) in _BLOCK_HOLDERS:
            yield from _within(element, tag)


def _chosen(alternatives: _Element) -> _Element:
    """The first of several forms of the same content, as a program that knows all of them takes it."""
    return next(iter(alternatives), alternatives)


def _symbol(code: str) -> str:
    """The character of a `sym` element, which the schema gives as four hexadecimal digits."""
    return chr(int(code, 16)) if re.fullmatch(r"(?!D[89AB])[0-9A-F]{4}", code.upper()) else ""


def _is_short(cell: list[_Paragraph]) -> bool:
    if len(cell) != 1:
        return not cell
    text = cell[0].text
    return len(text) <= _CELL_LENGTH and not ("\n" in text or "\t" in text or cell[0].hidden)


def _kind(paragraph: _Paragraph, usual: int, quoting: bool) -> BlockKind:
    style = paragraph.style
    if style.table:
        return BlockKind.TABLE
    if style.is_heading:
        return BlockKind.HEADING
    if style.is_quote:
        return BlockKind.BLOCK_QUOTE
    if style.listed:
        return BlockKind.LIST_ITEM
    indented = quoting and style.indent - usual >= _QUOTE_INDENT
    return (
        BlockKind.BLOCK_QUOTE if indented and _ENDS_SENTENCE.search(paragraph.text) else BlockKind.PARAGRAPH
    )


def _properties(root: _Element | None) -> Given:
    """Title, author and date among the core properties (ISO/IEC 29500-2, clause 11)."""
    said = {local(element): _line(element.text or "") for element in (root if root is not None else ())}
    author = said.get("creator", "")
    date = re.match(r"\d{4}-\d\d-\d\d", said.get("created", ""))
    return Given(
        title=said.get("title", ""),
        author="" if author.lower() in _NO_AUTHOR else author,
        date=date[0] if date else "",
    )


def _line(text: str) -> str:
    return " ".join(text.split("\n")).strip()
