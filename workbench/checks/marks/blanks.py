"""Spaces where a language sets none, doubled ones, those at the edges, and characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.records import Span
from workbench.checks.marks.quotations import Reading

_BLANK = r" \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces within a line, for a character class."""
_SPACES = re.compile(f"[{_BLANK}]+")
_BESIDE_MARK = re.compile(rf"(?<=\S)[{_BLANK}]+(?=[;:!?,.)])|(?<=\()[{_BLANK}]+(?=\S)")
_EMOTICON = re.compile(r"[:;=]['’^o-]?[()DPpd|/\\*3\]\[]+(?!\w)|:[\w+-]{2,30}:")
_LONGEST_EMOTICON = 34
_DOTS = re.compile(rf"\.[{_BLANK}]?\.")
_RUN = re.compile(rf"(?<=\S)(?:[{_BLANK}]{{2,}}|\t)(?=\S)")
_QUOTATION_MARKS = frozenset("\"'‘’“”„‚«»‹›")
_GUILLEMETS = ("«", "»", "‹", "›")
_COLUMN = 3
"""Spaces from which on a gap sets words in columns."""

_HIDDEN = re.compile(
    "[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    "\U000e0001\U000e0020-\U000e007f]+"
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_JOINERS = re.compile("[\u180e\u200b-\u200d]+")
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00011000-\U00011fff]"
)
"""Scripts that need joiners or unseen spaces: Arabic, N'Ko, those of India, Thai, Khmer, Mongolian."""
_EMOJI = re.compile("[\u200d\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_TAGS = re.compile("[\U000e0020-\U000e007f]+")
_FLAG = "\U0001f3f4"
"""The flag behind which tags spell a region."""


class Blank(NamedTuple):
    """A space where none is expected."""

    span: Span
    mark: Span
    """What it stands before or behind."""


def misplaced(text: str, reading: Reading) -> Iterator[Blank]:
    """Spaces before marks that stand close to their word, and inside quotation marks and parentheses.

    Ratios and times (`3 : 1`), emoticons, `. . .`, file names (` .txt`) and a mark that stands for a word
    (`1950 – ?`) are right.
    """
    for found in _BESIDE_MARK.finditer(text):
        start, end = found.span()
        if not _is_right(text, start, end):
            behind = text[start - 1] == "("
            yield Blank(Span(start, end), Span(start - 1, start) if behind else Span(end, end + 1))
    for quoted in reading.quoted:
        if quoted.inner.start < quoted.inner.end:
            yield from _inside(text, quoted.outer, quoted.inner)
    for mark in (*reading.unclosed, *reading.unopened):
        yield from _beside(text, mark)


def _beside(text: str, mark: Span) -> Iterator[Blank]:
    """The space on one side of a guillemet that has no partner; one with spaces on both sides is no mark."""
    if text[mark.start : mark.end] not in _GUILLEMETS:
        return
    start, end = len(text[: mark.start].rstrip()), mark.end
    behind = _SPACES.match(text, end)
    if text[mark.start] in "«‹" and behind and start in (0, mark.start):
        yield Blank(Span(*behind.span()), mark)
    if text[mark.start] in "»›" and 0 < start < mark.start and not behind:
        yield Blank(Span(start, mark.start), mark)


def _inside(text: str, outer: Span, inner: Span) -> Iterator[Blank]:
    """Spaces behind the first and before the last of two quotation marks.

    One between two marks that begin or end together (`‘So what?’ ”`) keeps them apart, and is right.
    """
    start = _SPACES.match(text, inner.start, inner.end)
    if start and start.end() < inner.end and text[start.end()] not in _QUOTATION_MARKS:
        yield Blank(Span(*start.span()), Span(outer.start, inner.start))
    stripped = len(text[inner.start : inner.end].rstrip()) + inner.start
    apart = text[stripped - 1] in _QUOTATION_MARKS if stripped else False
    if inner.start < stripped < inner.end and not apart and _SPACES.fullmatch(text, stripped, inner.end):
        yield Blank(Span(stripped, inner.end), Span(inner.end, outer.end))


def _is_right(text: str, start: int, end: int) -> bool:
    """Whether the space between a sign and a mark, or behind a parenthesis, belongs there."""
    before, mark, after = text[start - 1], text[end], text[end + 1 : end + 2]
    if before == "(":
        return mark in ")….?" or text[max(0, start - 2) : start - 1] in tuple(":;=-")
    if mark == ")":
        return before in "….:;=-"
    if mark in ":;" and _EMOTICON.match(text, end, end + _LONGEST_EMOTICON):
        return True
    if mark == ":":
        return after in (":", "/", "\\") or (
            before.isdigit() and text[end + 1 : end + 3].strip()[:1].isdigit()
        )
    if mark == ".":
        return before == "." or after.isalnum() or after in ("/", "_") or bool(_DOTS.match(text, end))
    if mark == ",":
        return after == ","
    # An open question stands for a word of its own: "(1950 – ?)"; "!Kung" begins with a click.
    return after.isalnum() or before in "–—-/([&=+"


def doubled(text: str) -> Iterator[Span]:
    """Two or more spaces in a row, or a tab, but not at the beginning and end of a line."""
    return (Span(*found.span()) for found in _RUN.finditer(text))


def is_column(text: str, span: Span) -> bool:
    """Whether a gap sets words in columns, as tables do, rather than being typed twice."""
    return span.end - span.start >= _COLUMN or "\t" in text[span.start : span.end]


def hidden(text: str) -> Iterator[Span]:
    """Characters that are not seen, where neither the script nor an emoji needs them."""
    for found in _HIDDEN.finditer(text):
        span = Span(*found.span())
        if not _is_needed(text, span):
            yield span


def _is_needed(text: str, span: Span) -> bool:
    run = text[span.start : span.end]
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if _DIRECTIONS.fullmatch(run):
        return bool(_RIGHT_TO_LEFT.search(text))
    if _JOINERS.fullmatch(run):
        return bool(_JOINED.match(before) or (_EMOJI.match(before) and _EMOJI.match(after)))
    return before == _FLAG and bool(_TAGS.fullmatch(run))
