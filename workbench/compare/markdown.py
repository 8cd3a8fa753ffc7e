"""A comparison as Markdown: a table for each quote, in the dialect of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.compare import wording
from workbench.compare.differences import Mark, Piece, loci, pieces
from workbench.compare.values import Comparison, Segment, letter
from workbench.text.visible import visible

_SIGNS = {
    Mark.PLAIN: ("", ""),
    Mark.SOME: ("*", "*"),
    Mark.ALONE: ("**", "**"),
    Mark.INSERTED: ("**", "**"),
    Mark.DELETED: ("~~", "~~"),
    Mark.BETWEEN: ("", ""),
}
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
"""What Markdown takes for its own within a line; no line begins with a text."""
_LEGEND = "**Bold**: words that only one rendering has. *Italic*: words that some have and others have not."
_LEGEND_BASE = "Compared with the base: **words that it has instead or beside**, ~~words of the base~~."


def document(compared: Sequence[Comparison]) -> Iterator[str]:
    """The lines of a Markdown document."""
    yield "# Renderings compared"
    yield ""
    yield (
        "Eddy: how much a rendering differs from the others. Viv: how much all renderings vary. Both go from"
        " 0 (the same words) to 1 (no word in common); after Cheesman et al. 2017, doi 10.1093/llc/fqw027."
    )
    for comparison in compared:
        yield ""
        yield from _section(comparison)


def _section(comparison: Comparison) -> Iterator[str]:
    yield f"## Quote {comparison.quote_id}: {_text(wording.heading(comparison))}"
    yield ""
    base = comparison.base
    legend = _LEGEND if base is None else f"Base: {letter(base)}. {_LEGEND_BASE}"
    yield f"Viv {wording.score(comparison.viv)}. {legend}"
    yield ""
    for number, version in enumerate(comparison.versions):
        parts = (wording.made_by(version), version.date, wording.printed_also(version), version.engine)
        facts = ", ".join(_text(part) for part in parts if part)
        yield f"- **{letter(number)}** {_text(version.by)} ({facts}): Eddy {wording.score(version.eddy)}"
    yield ""
    names = [letter(number) for number in range(len(comparison.versions))]
    yield _line(["No.", f"Original ({_text(str(comparison.lang))})", *names, "Viv"])
    yield _line(["---"] * (len(names) + 3))
    for place, segment in enumerate(comparison.segments, start=1):
        yield _line(_row(comparison, place, segment))
    yield from _apparatus(comparison)


def _row(comparison: Comparison, place: int, segment: Segment) -> list[str]:
    cells = [str(place), _text(segment.source) or wording.NO_ORIGINAL]
    for number in range(len(segment.cells)):
        shown = "".join(map(_piece, pieces(segment, number, comparison.base))) or wording.NOTHING
        said = [_text(note) for note in wording.notes(comparison, segment, number, words=True)]
        cells.append("<br>".join([shown, *said]))
    return [*cells, wording.score(segment.viv)]


def _apparatus(comparison: Comparison) -> Iterator[str]:
    lines = []
    for place, segment in enumerate(comparison.segments, start=1):
        for locus in loci(segment):
            told = (f"{who} {_text(r) if r else 'nothing'}" for who, r in wording.readings(locus))
            lines.append(f"- Segment {place}: {' / '.join(told)}")
    if lines:
        yield from ("", "Where they differ:", "", *lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _piece(piece: Piece) -> str:
    """A piece with its signs, which must touch the words: spaces at the ends stay outside."""
    before, after = _SIGNS[piece.mark]
    words = piece.text.strip()
    if not words or not before:
        return _text(piece.text)
    start = piece.text.index(words)
    return (
        f"{_text(piece.text[:start])}{before}{_text(words)}{after}{_text(piece.text[start + len(words) :])}"
    )


def _text(text: str) -> str:
    """A text in one line of a table, with nothing in it that Markdown or HTML would take for its own."""
    return _SPECIAL.sub(r"\\\g<0>", visible(" ".join(text.split("\n"))))
