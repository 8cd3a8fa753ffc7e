"""Blocks of a plain text: paragraphs, hard-wrapped or not, block quotes and list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from db.records import Block, BlockKind, Span
from workbench.ingest.byline import author_of, date_of

_LINE = re.compile(r"[^\n]+")
_INDENT = re.compile(r"[ \t\xa0\u3000]*")
_QUOTED = re.compile(r"\s{0,3}>")
_BULLET = re.compile(r"\s*[•‣◦▪*]\s")
_FIRST_WORD = re.compile(r"\s*(\S*)")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][»”\"’')\]\s]*$")

_QUOTE_INDENT = 3
"""Columns from which an indented passage is taken for a block quote."""
_TAB_COLUMNS = 8
_WRAP_WIDTHS = range(40, 101)
"""Line lengths at which people and programs wrap text."""
_TELLING_LINES = 3
_MOSTLY_FULL = 0.75
_SHORTEST_CONTINUED = 30
_HEADING_LENGTH = 100


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order; together they hold all its visible characters.

    Blank lines part blocks. Lines without a blank line between them are one paragraph when they look
    hard-wrapped, and a paragraph each when they do not.
    """
    runs = list(_runs(text))
    indents = _indents_mean_quotes(text, runs)
    width = max((_own_width(text, run) for run in runs), default=0)
    found = []
    for run in runs:
        for kind, lines in _passages(text, run, indents):
            for part in _parts(text, lines, kind, width):
                words = part.of(text)
                found.append(Block(part.end - len(words.lstrip()), part.end, kind))
    return tuple(found)


def with_headings(text: str, found: Sequence[Block]) -> tuple[Block, ...]:
    """`found` with headings and list items told from paragraphs; blocks set aside stay as they are."""
    article = [block for block in found if not block.set_aside]
    below = dict(pairwise(article))
    return tuple(replace(block, kind=_kind(text, block, below.get(block))) for block in found)


def _runs(text: str) -> Iterator[list[Span]]:
    """Lines that follow each other without a blank line, without the white space at their ends."""
    run: list[Span] = []
    before = -1
    for match in _LINE.finditer(text):
        if match.start() != before + 1 and run:
            yield run
            run = []
        before = match.end()
        line = match[0]
        if line.strip():
            run.append(Span(match.start(), match.start() + len(line.rstrip())))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _columns(text: str, line: Span) -> int:
    match = _INDENT.match(text, line.start, line.end)
    blank = match[0] if match else ""
    return len(blank) + (_TAB_COLUMNS - 1) * blank.count("\t")


def _indents_mean_quotes(text: str, runs: list[list[Span]]) -> bool:
    """False where most passages are indented: that is a margin, or marks the start of paragraphs."""
    indented = sum(_columns(text, run[0]) >= _QUOTE_INDENT for run in runs)
    return 2 * indented < len(runs)


def _passages(text: str, run: list[Span], indents: bool) -> Iterator[tuple[BlockKind, list[Span]]]:
    """The parts of a run that are quoted, indented, listed or none of these."""

    def sort(line: Span) -> str:
        if _QUOTED.match(text, line.start, line.end):
            return "quoted"
        return "indented" if indents and _columns(text, line) >= _QUOTE_INDENT else ""

    passages = [(key, list(lines)) for key, lines in groupby(run, sort)]
    for position, (key, lines) in enumerate(passages):
        follows = passages[position + 1][0] if position + 1 < len(passages) else None
        if key == "indented" and len(lines) == 1 and follows == "":
            passages[position + 1][1].insert(0, lines[0])  # the indented first line of a paragraph
        elif key == "quoted" or (key == "indented" and _is_prose(text, lines)):
            yield BlockKind.BLOCK_QUOTE, lines
        else:
            yield BlockKind.PARAGRAPH, lines


def _is_prose(text: str, lines: list[Span]) -> bool:
    """False for a centred heading or the like."""
    return len(lines) > 1 or bool(_ENDS_SENTENCE.search(lines[0].of(text)))


def _own_width(text: str, lines: list[Span]) -> int:
    """The width at which `lines` were wrapped, or 0 when they were not, or are too few to tell.

    A wrapped line is one that the first word of the next would have made too long.
    """
    width = max((len(line.of(text)) for line in lines), default=0)
    if len(lines) < _TELLING_LINES or width not in _WRAP_WIDTHS:
        return 0
    pairs = list(pairwise(lines))
    full = sum(_is_full(text, line, following, width) for line, following in pairs)
    inside = any(not _ENDS_SENTENCE.search(line.of(text)) for line, _ in pairs)
    return width if inside and full >= _MOSTLY_FULL * len(pairs) else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    return len(line.of(text)) + 1 + len(_first_word(text, following)) > width


def _first_word(text: str, line: Span) -> str:
    match = _FIRST_WORD.match(text, line.start, line.end)
    return match[1] if match else ""


def _parts(text: str, lines: list[Span], kind: BlockKind, width: int) -> Iterable[Span]:
    """The paragraphs among `lines`; `width` is that of the wrapped text elsewhere in the document."""
    if kind is BlockKind.BLOCK_QUOTE:
        return [Span(lines[0].start, lines[-1].end)]
    own = _own_width(text, lines)
    parts = [lines[0]]
    for line, following in pairwise(lines):
        if _continues(text, line, following, own, width):
            parts[-1] = Span(parts[-1].start, following.end)
        else:
            parts.append(following)
    return parts


def _continues(text: str, line: Span, following: Span, own: int, width: int) -> bool:
    """True when `following` goes on with the paragraph of `line`."""
    if _BULLET.match(text, following.start, following.end):
        return False
    if (own or width) and _is_full(text, line, following, own or width):
        return True
    length = len(line.of(text))
    if length < _SHORTEST_CONTINUED or _ENDS_SENTENCE.search(line.of(text)):
        return False
    nearly_full = own and length >= own * _MOSTLY_FULL
    return bool(nearly_full) or _first_word(text, following)[:1].islower()


def _kind(text: str, block: Block, following: Block | None) -> BlockKind:
    words = block.span.of(text)
    if block.set_aside or block.kind is not BlockKind.PARAGRAPH:
        return block.kind
    if _BULLET.match(words):
        return BlockKind.LIST_ITEM
    return BlockKind.HEADING if following and _is_heading(words, following) else BlockKind.PARAGRAPH


def _is_heading(words: str, following: Block) -> bool:
    """True for a line without a full stop or quotation marks, above a longer passage."""
    if len(words) > _HEADING_LENGTH or following.end - following.start <= _HEADING_LENGTH:
        return False
    if author_of(words) or date_of(words, day_first=True):
        return False
    return "\n" not in words and not re.search(r"[.,;:!?…]\s*$|[«»“”\"]", words)
