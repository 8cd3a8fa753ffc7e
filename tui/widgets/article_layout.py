"""An article as rows to show: its paragraphs, and one line for what was set aside until it is opened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from db.records import Block, BlockKind, Span

LONGEST = 2_000
"""Characters of a row: a longer paragraph goes on in the next one, so that no row is slow to wrap."""
SHORTEST = 1_200
"""Characters after which a row that is too long may end at a sentence."""

_SENTENCE_END = re.compile(r"[.!?…][»”\"’)]*\s")
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGNS = r".,;:!?…«»‹›“”„\"()\[\]{}—–/|"
_WORD = re.compile(
    rf"[{_IDEOGRAPH}]|(?:[^\s{_IDEOGRAPH}{_SIGNS}]|(?<=\d)[.,:/](?=\d)){{1,200}}|[{_SIGNS}]{{1,8}}"
)
"""A word, an ideograph, or a row of signs, so that a selection can begin and end before each of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph or a part of one; or the line that stands for what was set aside."""

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    first: bool = True
    """Whether it begins a paragraph: a blank line stands above."""
    fold: int = -1
    """Where the set-aside part begins that it belongs to; -1 for the article itself."""
    line: bool = False
    """Whether it is the line that stands for a set-aside part."""
    reason: str = ""

    @property
    def set_aside(self) -> bool:
        """Whether it is no part of the article."""
        return self.fold >= 0


def rows_of(text: str, blocks: Sequence[Block], opened: Collection[int]) -> list[Row]:
    """The rows of an article, from the top; `opened` tells where the set-aside parts begin that are shown.

    Neighbouring blocks that were set aside for one reason are one part. White space between paragraphs
    is no row.
    """
    rows: list[Row] = []
    for reason, group in groupby(_whole(text, blocks), key=lambda block: block.reason):
        part = list(group)
        fold = part[0].start if reason else -1
        if reason:
            span = Span(part[0].start, part[-1].end)
            rows.append(Row(span, BlockKind.OTHER, True, fold, line=True, reason=reason))
            if fold not in opened:
                continue
        for block in part:
            rows.extend(_paragraphs(text, block, fold))
    return rows


def _whole(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks in order, with what no block covers as paragraphs of the article."""
    at = 0
    for block in sorted(blocks, key=lambda block: block.start):
        if text[at : block.start].strip():
            yield Block(at, block.start)
        if block.end > block.start:
            yield block
        at = max(at, block.end)
    if text[at:].strip():
        yield Block(at, len(text))


def _paragraphs(text: str, block: Block, fold: int) -> Iterator[Row]:
    """The lines of a block that are not empty; those after an empty one stand apart."""
    start, apart = block.start, True
    while start < block.end:
        found = text.find("\n", start, block.end)
        end = block.end if found < 0 else found
        if text[start:end].strip():
            for number, span in enumerate(_pieces(text, start, end)):
                yield Row(span, block.kind, apart and number == 0, fold, reason=block.reason)
            apart = False
        else:
            apart = True
        start = end + 1


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph in rows of at most `LONGEST` characters, which end with a sentence or a word."""
    while end - start > LONGEST:
        cut = _cut(text, start)
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


def _cut(text: str, start: int) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start + SHORTEST, start + LONGEST)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start + SHORTEST, start + LONGEST)
    return space + 1 if space >= 0 else start + LONGEST


def row_at(rows: Sequence[Row], offset: int) -> int:
    """The row that holds an offset of the text, or the last one that begins before it; 0 at the least.

    Of the line that stands for an opened part and the paragraph in it, it is the paragraph.
    """
    return max(0, bisect_right(rows, offset, key=lambda row: row.span.start) - 1)


def words_of(text: str, row: Row) -> list[Span]:
    """The words of a row as places for the cursor: words, rows of signs, single ideographs."""
    if row.line:
        return [Span(row.span.start, row.span.start)]
    return [Span(*found.span()) for found in _WORD.finditer(text, *row.span)] or [
        Span(row.span.start, row.span.start)
    ]
