"""What a tab of the panel tells: paragraphs with marks, and items that may be taken into the rendering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.content import Content
from textual.content import Span as Styled

from db.records import Span
from workbench.text.visible import visible
from workbench.text.wrap import wrap

MOST = 4000
"""Characters of a text that are shown; of a longer one its beginning, and how much is left out."""
NUMBERS = 3
"""Cells of the column in which items are numbered."""


class Item(NamedTuple):
    """Words that may be taken into the rendering."""

    text: str
    whole: bool
    """Whether they are a rendering of all the pair, or words to be put in somewhere."""
    place: Span | None = None
    """The words of the stored rendering that they had better replace."""


class Line(NamedTuple):
    """A paragraph."""

    content: Content
    label: str = ""
    column: int = 0
    """Cells kept free for the label, which stands alone where it is as long as that."""
    item: int = 0
    """The number of the item that a click on it takes; 0 for none."""


class Told(NamedTuple):
    """What a tab tells of a pair."""

    lines: tuple[Line, ...]
    items: tuple[Item, ...] = ()
    tally: str = ""
    """What stands behind the name of the tab: how many, or the gravest."""
    begins: tuple[int, int] = (0, 0)
    """What is to be on screen at first: the place of a line, and of a character in it."""


class Row(NamedTuple):
    """A line of the panel, laid out."""

    content: Content
    item: int
    start: tuple[int, int]
    """Which of the lines it belongs to, and its first character in that."""


def sentence(words: str) -> Told:
    """A tab that has nothing but a sentence to tell, in words of ours."""
    return Told((Line(Content.styled(words, "$muted")),))


def heading(*parts: str | tuple[str, str], number: int = 0) -> Line:
    """The first line of an entry, with its number where it is an item. The parts are of ours, or visible."""
    return Line(Content.assemble(*parts), str(number) if number else "", NUMBERS, number)


def below(content: Content, number: int = 0) -> Line:
    """A further line of an entry."""
    return Line(content, "", NUMBERS, number)


def blank() -> Line:
    """An empty line."""
    return Line(Content(""))


def marked(text: str, marks: Iterable[tuple[Span, str]] = (), style: str = "", most: int = MOST) -> Content:
    """A foreign text as it may be shown, with styles on some of its ranges; of `most` characters at most."""
    shown = visible(text[:most], keep_newlines=True)
    styled = [Styled(span.start, min(span.end, len(shown)), name) for span, name in marks]
    styled = [span for span in styled if span.start < span.end]
    if style:
        styled.insert(0, Styled(0, len(shown), style))
    left = len(text) - most
    if left <= 0:
        return Content(shown, styled)
    return Content.assemble(Content(shown, styled), (f" … {left:,} more characters", "$muted"))


def laid_out(lines: Iterable[Line], width: int) -> list[Row]:
    """The lines wrapped into `width` cells, labels in their columns."""
    return [row for place, line in enumerate(lines) for row in _rows(line, place, max(1, width))]


def _rows(line: Line, place: int, width: int) -> Iterator[Row]:
    label, column = line.label, min(line.column, width - 1)
    if label and len(label) >= column:
        yield Row(Content.styled(label, "$muted"), line.item, (place, 0))
        label = ""
    content = line.content
    for span in wrap(content.plain, width - column):
        part = content if span == (0, len(content.plain)) else content[span.start : span.end]
        lead = Content.styled(f"{label:{column}}", "$accent bold" if line.item else "$muted")
        yield Row(lead + part if column else part, line.item, (place, span.start))
        label = ""
