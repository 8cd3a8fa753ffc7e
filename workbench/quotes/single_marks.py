"""Quotations between single marks, told from apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.stretches import Marked, trimmed

_CLOSED_BY = {"‘": "’", "‚": "‘’", "'": "'"}
_OPENING = re.compile(r"(?<![\w‘’'.,;!?…»”\"\])])[‘‚'](?=[\w\[(…“\"«$£€])")
_CLOSING = re.compile(r"(?<=[^\s(\[‘'’])[’'‘](?![\w’'])")
_ELISION = re.compile(
    r".(?:\d\ds?|n|em|til|twas|tis|cause|bout|round|cos|cept|neath|tween)\b", re.IGNORECASE | re.DOTALL
)
"""What an apostrophe, not a mark, stands before: `’90s`, `’em`."""
_POSSESSIVE = re.compile(r"(?<=[sxzSXZ])[’'] +[a-z]")


class _Singles(NamedTuple):
    """Positions of the single marks of a paragraph that lie outside the double ones."""

    opening: list[int]
    closing: list[int]


def single_stretches(text: str, paragraphs: Sequence[Paragraph], doubles: Sequence[Marked]) -> list[Marked]:
    """What stands between single marks outside `doubles` (in order), in order.

    A mark between two letters is an apostrophe; one that ends a word in s is a possessive if the
    quotation closes later in its paragraph. An unclosed single mark is no quotation, except where it
    begins a paragraph and the next one repeats it.
    """
    starts = [stretch.outer.start for stretch in doubles]

    def outside(position: int) -> bool:
        at = bisect_right(starts, position) - 1
        return at < 0 or position >= doubles[at].outer.end

    found: list[Marked] = []
    repeated = False
    for index, paragraph in enumerate(paragraphs):
        pairs = _pairs(text, paragraph, _singles(text, paragraph, outside))
        found += [
            Marked(outer, inner, continues=repeated and outer.start == paragraph.start)
            for outer, inner in pairs
        ]
        left_open = _opens(text, paragraph) and not (pairs and pairs[0][0].start == paragraph.start)
        continued, repeated = (
            repeated,
            left_open and _is_repeated(text, paragraph, paragraphs[index + 1 :][:1]),
        )
        if repeated:
            inner = trimmed(text, paragraph.start + 1, paragraph.end)
            found.append(Marked(paragraph.span, inner, repeated=True, continues=continued))
    return found


def _opens(text: str, paragraph: Paragraph) -> bool:
    start = paragraph.start
    return bool(_OPENING.match(text, start, paragraph.end)) and not _ELISION.match(text, start)


def _is_repeated(text: str, paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    return any(_opens(text, p) and text[p.start] == text[paragraph.start] for p in following)


def _singles(text: str, paragraph: Paragraph, outside: Callable[[int], bool]) -> _Singles:
    opening = [match.start() for match in _OPENING.finditer(text, paragraph.start, paragraph.end)]
    closing = [match.start() for match in _CLOSING.finditer(text, paragraph.start, paragraph.end)]
    return _Singles(
        [at for at in opening if outside(at) and not _ELISION.match(text, at)],
        [at for at in closing if outside(at)],
    )


def _pairs(text: str, paragraph: Paragraph, singles: _Singles) -> list[tuple[Span, Span]]:
    """Outer and inner range of each pair; a mark is closed before the next of its kind opens."""
    limits: dict[int, int] = {}
    next_of_kind: dict[str, int] = {}
    for start in reversed(singles.opening):
        limits[start] = next_of_kind.get(text[start], paragraph.end)
        next_of_kind[text[start]] = start
    pairs: list[tuple[Span, Span]] = []
    position = paragraph.start
    for start in singles.opening:
        if start < position:
            continue
        end = _closing(text, singles.closing, start, limits[start])
        if end is not None:
            pairs.append((Span(start, end + 1), trimmed(text, start + 1, end)))
            position = end + 1
    return pairs


def _closing(text: str, closing: list[int], start: int, limit: int) -> int | None:
    """Where the mark at `start` closes, a possessive only if nothing better follows."""
    near = closing[bisect_right(closing, start) : bisect_left(closing, limit)]
    candidates = [at for at in near if text[at] in _CLOSED_BY[text[start]]]
    plain = (at for at in candidates if not _POSSESSIVE.match(text, at))
    return next(plain, candidates[0] if candidates else None)
