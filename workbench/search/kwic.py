"""Keyword in context: a place in a text with as much around it as fits a line, and what it is sorted by."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from db.records import Span
from workbench.search.words import WORD
from workbench.text.fold import fold
from workbench.text.visible import visible
from workbench.text.wrap import graphemes, shortened

ELLIPSIS = "…"
PER_CELL = 4
"""Code points looked at for each cell of a line: a long text is not read to its end."""
SORTED_BY = 5
"""Words of a context that decide where it is sorted."""


class Kwic(NamedTuple):
    """A line of a concordance, ready to be shown: nothing in it can steer a terminal."""

    left: str
    key: str
    right: str
    start: int
    """Code point of the text at which `left` begins, or what follows its ellipsis."""
    end: int
    """Code point at which `right` ends, or what stands before its ellipsis."""


def kwic(text: str, span: Span, width: int) -> Kwic:
    """The place `span` of a text in a line of `width` cells: what stands before it, it, what stands after it.

    Both contexts have half of what the key leaves, so that keys stand below each other when `left` is
    aligned to the right; a context that is cut begins or ends with an ellipsis. Line breaks become
    spaces, clusters of characters stay whole. A key that is wider than the line is shortened.
    """
    key = shortened(_line(span.of(text)[: width * PER_CELL + 1]), width)
    room = max(0, width - cell_len(key))
    left_room = room // 2
    before = Span(max(0, span.start - left_room * PER_CELL - 1), span.start)
    left = _kept(_line(before.of(text)), left_room, from_end=True, cut=before.start > 0)
    right_room = room - left_room
    after = Span(span.end, min(len(text), span.end + right_room * PER_CELL + 1))
    right = _kept(_line(after.of(text)), right_room, from_end=False, cut=after.end < len(text))
    start, end = before.start + left.start, after.start + right.end
    told_left = _line(text[start : span.start])
    told_right = _line(text[span.end : end])
    return Kwic(
        ELLIPSIS + told_left if start > 0 and left_room else told_left,
        key,
        told_right + ELLIPSIS if end < len(text) and right_room else told_right,
        start,
        end,
    )


def sorting(text: str, span: Span, *, left: bool) -> tuple[str, ...]:
    """What a line is sorted by: the words after its key, or those before it beginning with the nearest."""
    if left:
        near = fold(text[max(0, span.start - 200) : span.start])
        return tuple(WORD.findall(near)[: -SORTED_BY - 1 : -1])
    return tuple(WORD.findall(fold(text[span.end : span.end + 200]))[:SORTED_BY])


def _line(text: str) -> str:
    return visible(text.replace("\r", " ").replace("\n", " "))


def _kept(shown: str, room: int, *, from_end: bool, cut: bool) -> Span:
    """The part of a context that fits, beside an ellipsis where something is left out."""
    if not cut and cell_len(shown) <= room:
        return Span(0, len(shown))
    clusters = graphemes(shown)
    used = 1  # the ellipsis
    kept = 0
    for cluster in reversed(clusters) if from_end else clusters:
        used += cell_len(cluster.of(shown))
        if used > room:
            break
        kept += len(cluster.of(shown))
    return Span(len(shown) - kept, len(shown)) if from_end else Span(0, kept)
