"""Lines of printed pages put together to paragraphs; headers, footers and page numbers told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from db.records import BlockKind
from workbench.ingest.rendered import Passage

PAGE_NUMBER = "page number"
PAGE_HEADER = "page header"
PAGE_FOOTER = "page footer"

_EDGE_LINES = 4
"""How many lines from the top or the bottom of a page may be its header or footer."""
_SAME_HEIGHT = 4.0
"""Points by which a running header may move from page to page."""
_LEAST_SHARE = 0.2
"""Share of the pages on which a line must come back: chapters have headers of their own."""
_NUMBER = re.compile(
    r"[\s|•·–—-]*(?:(?:page|p\.|pág\.?|pagina|página)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|sur|of|de|von)\s*\d{1,4})?[\s|•·–—-]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")

_LARGER = 1.15
_OTHER_SIZE = 0.12
_USUAL_GAP = 1.2
_LEAST_GAP = 0.8
_WIDE_GAP = 1.3
_COLUMN_GAP = 4.0
"""Line heights from which a jump is to another place on the page."""
_INDENT = 0.6
"""Letter heights from which a line counts as indented."""
_COLUMNS_APART = 100.0
"""Points between the left edges of columns; a smaller distance is an indent."""
_OFTEN = 0.15
_MOST_COLUMNS = 20
_REACH = 100
"""Lines within which an opening quotation mark is looked for."""
_FULL = 0.9
_WIDTH_RANK = 0.9
_USES_INDENTS = 0.04
_HEADING_LENGTH = 200
_QUOTE_LINES = 2

_ENDS_SENTENCE = re.compile(r"[.!?…:;][»”\"’')\]\s]*$")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")
_BULLET = re.compile(r"[•‣◦▪]\s")
_DASH = re.compile(r"[–—-]\s")


class Line(NamedTuple):
    """A line of a page. `x` and `y` are where it begins, `size` is that of its letters, all in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of the text itself, with its page and how far it stands from the edge of its column."""

    line: Line
    page: int
    indent: float


@dataclass(frozen=True, slots=True)
class _Habits:
    """What is usual in a document: the size of its letters, the distance and length of its lines."""

    size: float
    leading: float
    """The distance of lines, in letter heights."""
    width: int
    """Code points in a full line."""
    indents: bool
    """Whether paragraphs begin with an indent."""


def passages(pages: Sequence[Sequence[Line]]) -> list[Passage]:
    """The passages of a document whose lines stand in `pages` in the order in which they are read.

    What runs along at the edge of the pages follows the last paragraph that begins on its page.
    """
    furniture = _furniture(pages)
    placed = [line for number, page in enumerate(pages) for line in _placed(page, number, furniture[number])]
    habits = _habits(placed)
    paragraphs = _paragraphs(placed, habits)
    found: list[Passage] = []
    at = 0
    for number, page in enumerate(pages):
        while at < len(paragraphs) and paragraphs[at][0].page <= number:
            found.append(_passage(paragraphs[at], habits))
            at += 1
        for index, reason in sorted(furniture[number].items()):
            found.append(Passage(page[index].text, BlockKind.OTHER, reason))
    return found


def _furniture(pages: Sequence[Sequence[Line]]) -> list[dict[int, str]]:
    """For each page the indexes of lines that are no text, with the reason."""
    tops = [sorted(range(len(page)), key=lambda i, p=page: -p[i].y)[:_EDGE_LINES] for page in pages]  # type: ignore[misc]
    bottoms = [sorted(range(len(page)), key=lambda i, p=page: p[i].y)[:_EDGE_LINES] for page in pages]  # type: ignore[misc]
    found: list[dict[int, str]] = [{} for _ in pages]
    for edges, reason in ((tops, PAGE_HEADER), (bottoms, PAGE_FOOTER)):
        heights: dict[str, list[float]] = defaultdict(list)
        for page, indexes in zip(pages, edges, strict=True):
            for index in indexes:
                heights[_masked(page[index].text)].append(page[index].y)
        for page, indexes, known in zip(pages, edges, found, strict=True):
            for index in indexes:
                line = page[index]
                near = sum(abs(line.y - y) <= _SAME_HEIGHT for y in heights[_masked(line.text)])
                runs = near >= max(2, _LEAST_SHARE * len(pages))
                if _NUMBER.fullmatch(line.text) and (runs or _stands_apart(page, index)):
                    known[index] = PAGE_NUMBER
                elif runs:
                    known[index] = reason
                else:
                    break
    return found


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _stands_apart(page: Sequence[Line], index: int) -> bool:
    """True for a line with more than a line's height between it and any other."""
    line = page[index]
    return all(abs(other.y - line.y) > 2 * max(line.size, other.size) for other in page if other is not line)


def _placed(page: Sequence[Line], number: int, furniture: dict[int, str]) -> list[_Placed]:
    """The lines of a page that are text, each with its indent from the edge of its column."""
    lines = [line for index, line in enumerate(page) if index not in furniture]
    edges = _edges(lines)
    return [_Placed(line, number, _indent(line, edges)) for line in lines]


def _edges(lines: Sequence[Line]) -> list[float]:
    """The left edges of the columns of a page: the leftmost places where lines often begin."""
    counts = Counter(round(a.x) for a, b in pairwise(lines) if abs(a.x - b.x) < 1)
    columns: list[int] = []
    for place, _ in counts.most_common(_MOST_COLUMNS):
        if all(abs(place - column) >= _COLUMNS_APART for column in columns):
            columns.append(place)
    return sorted(
        min(x for x in counts if 0 <= column - x < _COLUMNS_APART and counts[x] >= _OFTEN * counts[column])
        for column in columns
    )


def _indent(line: Line, edges: Sequence[float]) -> float:
    before = [line.x - edge for edge in edges if edge <= line.x + 1]
    return min(before, default=0.0)


def _habits(placed: Sequence[_Placed]) -> _Habits:
    sizes: Counter[float] = Counter()
    for item in placed:
        sizes[round(item.line.size, 1)] += len(item.line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    usual = [item for item in placed if abs(item.line.size - size) <= _OTHER_SIZE * size]
    gaps = sorted(
        (a.line.y - b.line.y) / size
        for a, b in pairwise(usual)
        if a.page == b.page and size and _LEAST_GAP * size < a.line.y - b.line.y < _COLUMN_GAP * size
    )
    lengths = sorted(len(item.line.text) for item in usual)
    begun = sum(b.indent > _INDENT * size >= a.indent for a, b in pairwise(usual))
    return _Habits(
        size,
        gaps[len(gaps) // 4]
        if gaps
        else _USUAL_GAP,  # a quarter is within paragraphs even where all are short
        lengths[int(_WIDTH_RANK * (len(lengths) - 1))] if lengths else 0,
        begun >= max(2, _USES_INDENTS * len(usual)),
    )


def _paragraphs(placed: Sequence[_Placed], habits: _Habits) -> list[list[_Placed]]:
    found: list[list[_Placed]] = []
    for item in placed:
        if found and _continues(found[-1], item, habits):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _continues(paragraph: Sequence[_Placed], item: _Placed, habits: _Habits) -> bool:
    """True when the line goes on with the paragraph before it."""
    last = paragraph[-1]
    before, line = last.line, item.line
    if abs(before.size - line.size) > _OTHER_SIZE * before.size or before.bold != line.bold:
        return False
    if _BULLET.match(line.text) or (_DASH.match(line.text) and _ENDS_SENTENCE.search(before.text)):
        return False
    down = before.y - line.y
    if last.page != item.page or not 0 < down <= _COLUMN_GAP * line.size:
        return _goes_on_elsewhere(paragraph, item, habits)
    if down > _WIDE_GAP * habits.leading * line.size:
        return False
    threshold = _INDENT * line.size
    if item.indent > last.indent + threshold:
        return False
    if item.indent < last.indent - threshold and len(paragraph) >= _QUOTE_LINES:
        return False
    return not (_ENDS_SENTENCE.search(before.text) and _had_room(before, line, habits))


def _goes_on_elsewhere(paragraph: Sequence[_Placed], item: _Placed, habits: _Habits) -> bool:
    """True when the line, in another column or on another page, goes on with the paragraph."""
    before, line = paragraph[-1].line, item.line
    if line.size >= _LARGER * habits.size or (habits.indents and item.indent > _INDENT * line.size):
        return False
    text = "".join(placed.line.text for placed in paragraph[-_REACH:])
    if not _ENDS_SENTENCE.search(before.text) or text.count("«") > text.count("»"):
        return True
    if _had_room(before, line, habits):
        return False
    return habits.indents or text.count("“") > text.count("”")


def _had_room(before: Line, line: Line, habits: _Habits) -> bool:
    """True when the first word of `line` would have found room at the end of `before`."""
    word = line.text.split(" ", 1)[0]
    return len(before.text) + 1 + len(word) < _FULL * habits.width


def _passage(paragraph: Sequence[_Placed], habits: _Habits) -> Passage:
    text = "".join(_joined([placed.line.text for placed in paragraph]))
    return Passage(text, _kind(text, paragraph, habits))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a paragraph with what stands between them; see `pdf.render`."""
    yield lines[0].removesuffix("\xad")
    for before, line in pairwise(lines):
        divided = before.endswith("\xad") or (_HYPHEN.search(before) and line[0].isalpha())
        yield "" if divided or before[-1].isspace() or line[0].isspace() else " "
        yield line.removesuffix("\xad")


def _kind(text: str, paragraph: Sequence[_Placed], habits: _Habits) -> BlockKind:
    line = paragraph[0].line
    marked = line.size >= _LARGER * habits.size or (line.bold and not _ENDS_SENTENCE.search(text))
    if marked and len(text) <= _HEADING_LENGTH:
        return BlockKind.HEADING
    if _BULLET.match(text):
        return BlockKind.LIST_ITEM
    indents = [placed.indent for placed in paragraph]
    set_off = min(indents) > _INDENT * line.size and max(indents) - min(indents) < _INDENT * line.size
    return BlockKind.BLOCK_QUOTE if len(paragraph) >= _QUOTE_LINES and set_off else BlockKind.PARAGRAPH
