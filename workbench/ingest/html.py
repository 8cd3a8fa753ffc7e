"""A saved page rendered to one complete text, as a browser shows it, with its blocks."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Any, cast

from db.records import BlockKind, Span
from workbench.ingest.encoding import normalise_line_ends

_NOT_SHOWN = (
    "script style template noscript iframe noembed noframes title object audio video canvas datalist "
    "applet rp desc"
)
_BLOCK_LEVEL = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main "
    "menu nav ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot "
    "th thead tr ul xmp"
)
_NO_TEXT = frozenset(_NOT_SHOWN.split())
_BLOCKS = frozenset(_BLOCK_LEVEL.split())
_TABLE_PARTS = frozenset({"caption", "tbody", "td", "tfoot", "th", "thead", "tr"})
_PREFORMATTED = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption", "option", "optgroup", "legend", "textarea"), BlockKind.OTHER),
    "blockquote": BlockKind.BLOCK_QUOTE,
}
_WHITE = re.compile(r"[ \t\n\r\v\f\x85\u2028\u2029]+")
_PARAGRAPH_END = re.compile(r"\n(?:[ \t\xa0]*\n)+")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_GUILLEMETS = re.compile(r"(?:fr|es|it|pt|ru)\b", re.IGNORECASE)


class Target:
    """What receives a page piece by piece: the interface of lxml's target parser, doing nothing."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends; every one that began does, in the right order."""

    def data(self, text: str) -> None:
        """Text, entities decoded."""

    def comment(self, text: str) -> None:
        """A comment."""

    def close(self) -> None:
        """The page ends."""


@dataclass(frozen=True, slots=True)
class Element:
    """A block element: what is needed to tell a menu from an article."""

    tag: str
    names: str
    """Its class, id and role, separated by spaces."""
    parent: int
    """Index of the block element around it, which stands before it; -1 for the outermost."""
    kind: BlockKind
    hidden: bool = False
    holds_article: bool = False
    """True where the page itself says that the article is here."""


@dataclass(slots=True)
class Piece:
    """One rendered block."""

    text: str
    kind: BlockKind
    element: int
    linked: int = 0
    """How many of its code points are links."""
    cell: tuple[int, int] | None = None
    """Row and column, in a table."""


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: `pieces` stand in `text` at `spans`, one after another."""

    text: str
    pieces: tuple[Piece, ...]
    spans: tuple[Span, ...]
    elements: tuple[Element, ...]
    depth: int
    """How deep the elements are nested."""


def feed(source: str, target: Target) -> None:
    """Parse `source` into `target`.

    No tree is built: libxml2 cuts a tree off without a word at a depth of 256 elements.
    """
    from lxml import etree

    # lxml's stubs know only targets that inherit from a class which is not there at run time.
    receiver = cast("Any", target)
    parser = etree.HTMLParser(target=receiver, encoding="utf-8", huge_tree=False, no_network=True)
    try:
        parser.feed(source.encode("utf-8"))
        parser.close()
    except etree.XMLSyntaxError:
        pass  # a page without any element; what there was of it has reached the target


def render(source: str) -> Page:
    """The text of a page and its blocks, separated by blank lines.

    White space collapses as in a browser, no-break spaces never; `<br>` ends a line and two of them a
    block; `<pre>` is kept; cells of a data table are separated by tabs, and its rows are lines; `<q>`
    gets its quotation marks. What a browser does not show (scripts, comments, `alt` texts, hidden
    phrases inside a sentence) is not in the text; hidden blocks are, marked on their element.
    """
    renderer = _Renderer()
    feed(source, renderer)
    renderer.flush()
    spans = []
    at = 0
    for piece in renderer.pieces:
        spans.append(Span(at, at + len(piece.text)))
        at += len(piece.text) + len("\n\n")
    text = "\n\n".join(piece.text for piece in renderer.pieces)
    return Page(text, tuple(renderer.pieces), tuple(spans), tuple(renderer.elements), renderer.deepest)


@dataclass(slots=True)
class _Table:
    """An open table: where its pieces begin, and whether it is there for data or only for layout."""

    first: int
    row: int = -1
    column: int = -1
    layout: bool = False


class _Renderer(Target):
    """Builds the pieces of a page from the events of the parser."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.elements: list[Element] = [Element("", "", -1, BlockKind.PARAGRAPH)]
        self.deepest = 0
        self._open: list[int] = [0]
        self._tables: list[_Table] = []
        self._flow = _Flow()
        self._depth = 0
        self._unseen = 0
        self._links = 0
        self._quotes: list[str] = []
        self._marks = ("“", "”", "‘", "’")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        if self._unseen or tag in _NO_TEXT or (tag not in _BLOCKS and _is_hidden(tag, attributes)):
            self._unseen += 1
        elif tag in _BLOCKS:
            self._start_block(tag, attributes)
        elif tag == "br":
            self._flow.break_line()
        elif tag == "a":
            self._links += 1
        elif tag == "q":
            opening, closing = self._marks[:2] if len(self._quotes) % 2 == 0 else self._marks[2:]
            self._quotes.append(closing)
            self._flow.add(opening, False)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._unseen:
            self._unseen -= 1
        elif tag in _BLOCKS:
            self._end_block(tag)
        elif tag == "a":
            self._links -= 1
        elif tag == "q":
            self._flow.add(self._quotes.pop(), False)

    def data(self, text: str) -> None:
        if self._unseen:
            return
        if self.elements[self._open[-1]].tag in _PREFORMATTED:
            self._flow.add_verbatim(text)
        else:
            self._flow.add(text, bool(self._links))

    def flush(self) -> None:
        """End the block that is being written."""
        flow, self._flow = self._flow, _Flow()
        element = self._open[-1]
        table = self._tables[-1] if self._tables else None
        parts = flow.paragraphs()
        if table and (len(parts) > 1 or (parts and self.elements[element].tag not in _TABLE_PARTS)):
            table.layout = True
        for text, linked in parts:
            cell = (table.row, table.column) if table and self.elements[element].tag in ("td", "th") else None
            self.pieces.append(Piece(text, self.elements[element].kind, element, linked, cell))

    def _start_block(self, tag: str, attributes: dict[str, str]) -> None:
        self.flush()
        if tag == "html" and _GUILLEMETS.match(attributes.get("lang", "")):
            self._marks = ("«\xa0", "\xa0»", "“", "”")
        parent = self._open[-1]
        self._open.append(len(self.elements))
        self.elements.append(_element(tag, attributes, parent, self.elements[parent].kind))
        if tag == "table":
            self._tables.append(_Table(len(self.pieces)))
        elif self._tables:
            self._note_in_table(tag)

    def _note_in_table(self, tag: str) -> None:
        table = self._tables[-1]
        if tag == "tr":
            table.row, table.column = table.row + 1, -1
        elif tag in ("td", "th"):
            table.column += 1

    def _end_block(self, tag: str) -> None:
        self.flush()
        self._open.pop()
        if tag == "table":
            table = self._tables.pop()
            if not table.layout:
                self.pieces[table.first :] = _joined(self.pieces[table.first :])
            if self._tables:
                self._tables[-1].layout = True


class _Flow:
    """The text of one block while it is written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked: list[Span] = []
        self._length = 0
        self._at_space = True

    def add(self, text: str, linked: bool) -> None:
        """Add text in which white space collapses, also with that before it."""
        text = _WHITE.sub(" ", text)
        if self._at_space:
            text = text.removeprefix(" ")
        if text:
            self._at_space = text.endswith(" ")
            self._append(text, linked)

    def add_verbatim(self, text: str) -> None:
        """Add text of which every space and line end counts."""
        self._at_space = False
        self._append(normalise_line_ends(text), False)

    def break_line(self) -> None:
        """End the line; a space before its end is not shown."""
        if self._at_space and self._parts and self._parts[-1].endswith(" "):
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self._append("\n", False)
        self._at_space = True

    def _append(self, text: str, linked: bool) -> None:
        if linked:
            self._linked.append(Span(self._length, self._length + len(text)))
        self._parts.append(text)
        self._length += len(text)

    def paragraphs(self) -> list[tuple[str, int]]:
        """The parts between blank lines, each with the number of its code points that are links."""
        whole = "".join(self._parts)
        links = deque(self._linked)
        found = []
        start = 0
        for end, following in [*(match.span() for match in _PARAGRAPH_END.finditer(whole)), (len(whole), 0)]:
            linked = 0
            while links and links[0].start < end:
                linked += len(links.popleft().of(whole))
            text = whole[start:end].strip("\n").rstrip(" \t")
            if text.strip():
                found.append((text, linked))
            start = following
        return found


def _element(tag: str, attributes: dict[str, str], parent: int, around: BlockKind) -> Element:
    names = " ".join(filter(None, (attributes.get(key, "") for key in ("class", "id", "role"))))
    kind = _KINDS.get(tag, around)
    return Element(
        tag,
        names,
        parent,
        BlockKind.BLOCK_QUOTE if around is BlockKind.BLOCK_QUOTE else kind,
        _is_hidden(tag, attributes),
        tag == "main" or "articleBody" in attributes.get("itemprop", ""),
    )


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if tag == "dialog":
        return "open" not in attributes
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a data table as one, with what stands before its cells left by itself.

    They come back as they are when no row has two cells, or when a cell is not simply a line of text.
    """
    first = next((index for index, piece in enumerate(pieces) if piece.cell), len(pieces))
    cells = pieces[first:]
    rows: dict[int, dict[int, str]] = {}
    for piece in cells:
        if piece.cell is None or piece.cell[1] in rows.get(piece.cell[0], {}):
            return pieces
        rows.setdefault(piece.cell[0], {})[piece.cell[1]] = piece.text
    if not any(len(row) > 1 for row in rows.values()):
        return pieces
    lines = ("\t".join(row.get(at, "") for at in range(max(row) + 1)) for row in rows.values())
    linked = sum(piece.linked for piece in cells)
    return [*pieces[:first], Piece("\n".join(lines), BlockKind.TABLE, cells[0].element, linked)]
