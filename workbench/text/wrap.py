"""Wrapping of text into terminal cells, as ranges of the text, so that marks keep their offsets."""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

from db.records import Span

_SPACES = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""Spaces that a line may end at; NBSP, NNBSP, figure space and word joiner are not among them."""

_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。〉》」』】〕〗〙〛，．：；！？）］｝"

_UNIT = re.compile(
    rf"[^{_SPACES}]*?(?:[-‐–—/](?=[^\W\d_])|[{_WIDE}](?![{_CLOSING}])|[{_SPACES}]+|\Z)",
)
_FIRST_REGIONAL, _LAST_REGIONAL = "\U0001f1e6", "\U0001f1ff"


def wrap(text: str, width: int) -> list[Span]:
    """The lines of `text` in `width` cells, each a range without the spaces it broke at.

    A line may end at a space, after a hyphen, dash or slash before a letter, after an ideograph, and at a
    newline; never at a no-break space (the classes of Unicode UAX 14 that press texts need). A word
    longer than a line is cut between grapheme clusters. There is always at least one line.
    """
    lines: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(text, start, start + len(paragraph), max(1, width)))
        start += len(paragraph) + 1
    return lines


def shortened(text: str, width: int) -> str:
    """`text` in one line of at most `width` cells, with an ellipsis where something was left out."""
    near = text[: 8 * max(0, width) + 64]  # more than fits: the rest of a very long text is not looked at
    if len(near) == len(text) and cell_len(text) <= width:
        return text
    kept, used = 0, 0
    for cluster in graphemes(near):
        used += cell_len(cluster.of(text))
        if used >= width:
            break
        kept = cluster.end
    return text[:kept].rstrip() + "…" if width > 0 else ""


def graphemes(text: str) -> list[Span]:
    """The grapheme clusters of `text` as a terminal shows them, regional indicators in pairs."""
    clusters: list[Span] = []
    for start, end, _ in split_graphemes(text)[0]:
        if clusters and _completes_flag(text, clusters[-1], start):
            clusters[-1] = Span(clusters[-1].start, end)
        else:
            clusters.append(Span(start, end))
    return clusters


def _completes_flag(text: str, before: Span, start: int) -> bool:
    return (
        before.end - before.start == 1
        and _FIRST_REGIONAL <= text[before.start] <= _LAST_REGIONAL
        and _FIRST_REGIONAL <= text[start] <= _LAST_REGIONAL
    )


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> list[Span]:
    lines: list[Span] = []
    line_start = line_end = start
    used = 0
    for unit in _UNIT.finditer(text, start, end):
        if not unit[0]:
            break
        word_end = unit.start() + len(unit[0].rstrip(_SPACES))
        word = cell_len(text[unit.start() : word_end])
        if used + word > width:
            if line_end > line_start:
                lines.append(Span(line_start, line_end))
            line_start, used = unit.start(), 0
        if word > width:
            cuts = _cut(text, unit.start(), word_end, width)
            lines.extend(cuts[:-1])
            line_start, used = cuts[-1].start, 0
            word = cell_len(cuts[-1].of(text))
        line_end = max(word_end, line_start)
        used += word + cell_len(text[word_end : unit.end()])
    lines.append(Span(line_start, line_end))
    return lines


def _cut(text: str, start: int, end: int, width: int) -> list[Span]:
    """A word that is longer than a line, in pieces that fit; a cluster wider than a line stands alone."""
    pieces: list[Span] = []
    piece_start, used = start, 0
    word = text[start:end]
    for cluster in graphemes(word):
        cells = cell_len(cluster.of(word))
        if used and used + cells > width:
            pieces.append(Span(piece_start, start + cluster.start))
            piece_start, used = start + cluster.start, 0
        used += cells
    pieces.append(Span(piece_start, end))
    return pieces
