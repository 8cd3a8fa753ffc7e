"""Paragraphs of an article: from its blocks, or from its line breaks where it has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.records import Block, BlockKind, Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+|\t+| {4,}")
"""How a plain text sets a paragraph off: `>` as in e-mail, or an indent."""

_LETTER = re.compile(r"[^\W_]")
_LONGEST_SIGNS = 200
"""Code points of signs alone that may still close a quotation."""

_TERMINAL = tuple(".!?…:;»”\"’'")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article: `start` and `end` leave out the white space around it."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH

    @property
    def span(self) -> Span:
        """The paragraph's range in the text."""
        return Span(self.start, self.end)

    @property
    def set_off(self) -> bool:
        """True when its form alone marks it as quoted."""
        return self.kind is BlockKind.BLOCK_QUOTE


def paragraphs(text: str, blocks: Sequence[Block] = ()) -> list[Paragraph]:
    """The paragraphs of `text` in order: lines, joined where a line was only wrapped.

    Blocks that are set aside are left out; without blocks the whole text is read, and lines that
    begin with `>` or an indent count as set off if others do not.
    """
    if not blocks:
        found = _of_plain_text(text)
    else:
        found = [
            Paragraph(*span, block.kind)
            for block in sorted(blocks, key=lambda block: block.start)
            if not block.set_aside
            for span in _joined_lines(text, block.start, block.end)
        ]
    return [paragraph for paragraph in found if not _is_rule(text, paragraph)]


def _is_rule(text: str, paragraph: Paragraph) -> bool:
    """True for a long line of signs without a letter or digit: a ruler, or damage; nobody speaks there."""
    long = paragraph.end - paragraph.start > _LONGEST_SIGNS
    return long and not _LETTER.search(text, paragraph.start, paragraph.end)


def _of_plain_text(text: str) -> list[Paragraph]:
    spans = list(_joined_lines(text, 0, len(text)))
    set_off = [bool(_QUOTED.fullmatch(text, _line_start(text, span.start), span.start)) for span in spans]
    some = any(set_off) and not all(set_off)
    return [
        Paragraph(*span, BlockKind.BLOCK_QUOTE if some and off else BlockKind.PARAGRAPH)
        for span, off in zip(spans, set_off, strict=True)
    ]


def _line_start(text: str, position: int) -> int:
    """Start of the line that leads up to `position`, with only white space and `>` between them."""
    while position and text[position - 1] in " \t>":
        position -= 1
    return position


def _joined_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Non-blank lines, a line that goes on in lower case joined to the one before it."""
    current: Span | None = None
    for match in _LINE.finditer(text, start, end):
        line = _trimmed(text, match.start(), match.end())
        if line.empty:
            if current:
                yield current
            current = None
        elif current and _goes_on(text, current, line):
            current = Span(current.start, line.end)
        else:
            if current:
                yield current
            current = line
    if current:
        yield current


def _trimmed(text: str, start: int, end: int) -> Span:
    quoted = _QUOTED.match(text, start, end)
    start = quoted.end() if quoted else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _goes_on(text: str, before: Span, line: Span) -> bool:
    """True when `line` continues a sentence that a line break merely wraps."""
    between = text[before.end : line.start]
    wrapped = between.count("\n") <= 1 and ">" not in between
    return wrapped and text[line.start].islower() and text[before.end - 1] not in _TERMINAL
