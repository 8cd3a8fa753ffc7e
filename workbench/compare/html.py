"""A comparison as one HTML file: no scripts, nothing from elsewhere, readable in print and aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from workbench.compare import wording
from workbench.compare.differences import Mark, Piece, loci, pieces
from workbench.compare.values import Comparison, Segment, letter
from workbench.exchange.xml_text import legal

_TAGS = {
    Mark.PLAIN: ("", ""),
    Mark.SOME: ('<mark class="some">', "</mark>"),
    Mark.ALONE: ('<mark class="alone">', "</mark>"),
    Mark.INSERTED: ("<ins>", "</ins>"),
    Mark.DELETED: ("<del>", "</del>"),
    Mark.BETWEEN: ("", ""),
}
_LEGEND = (
    'Words that only one rendering has: <mark class="alone">like this</mark>.'
    ' Words that some have and others have not: <mark class="some">like this</mark>.'
)
_LEGEND_BASE = (
    "Each rendering is compared with the base: <ins>words that it has instead or beside</ins>,"
    " <del>words of the base that it has not</del>."
)
_SCORES = (
    "Eddy: how much a rendering differs from the others. Viv: how much all renderings vary."
    " Both go from 0 (the same words) to 1 (no word in common); after Cheesman et al. 2017,"
    " doi 10.1093/llc/fqw027."
)


def document(compared: Sequence[Comparison]) -> Iterator[str]:
    """The lines of a standalone HTML5 document."""
    title = (
        "Renderings compared" if len(compared) != 1 else f"Quote {compared[0].quote_id}: renderings compared"
    )
    style = (files(__package__) / "comparison.css").read_text(encoding="utf-8").strip()
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{style}\n</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header><h1>{_text(title)}</h1>"
    yield f"<p>{_text(_SCORES)}</p></header>"
    if len(compared) > 1:
        yield from _contents(compared)
    yield "<main>"
    for comparison in compared:
        yield from _section(comparison)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _contents(compared: Sequence[Comparison]) -> Iterator[str]:
    yield '<nav aria-label="Quotes"><ol>'
    for one in compared:
        viv = wording.score(one.viv)
        link = f'<a href="#quote-{one.quote_id}">Quote {one.quote_id}</a>'
        yield f"<li>{link} {_text(wording.heading(one))}, Viv {viv}</li>"
    yield "</ol></nav>"


def _section(comparison: Comparison) -> Iterator[str]:
    number = comparison.quote_id
    yield f'<section id="quote-{number}" aria-labelledby="title-{number}">'
    yield f'<h2 id="title-{number}">Quote {number}: {_text(wording.heading(comparison))}</h2>'
    yield f"<p>Viv {wording.score(comparison.viv)}. {_legend(comparison)}</p>"
    yield f'<div class="wide" role="region" aria-labelledby="title-{number}" tabindex="0">'
    yield "<table>"
    yield f"<caption>Segment by segment, {len(comparison.versions)} renderings</caption>"
    yield from _head(comparison)
    yield "<tbody>"
    for place, segment in enumerate(comparison.segments, start=1):
        yield from _row(comparison, place, segment)
    yield "</tbody>"
    yield "</table></div>"
    yield from _apparatus(comparison)
    yield "</section>"


def _legend(comparison: Comparison) -> str:
    if comparison.base is None:
        return _LEGEND
    return f"Base: {letter(comparison.base)}. {_LEGEND_BASE}"


def _head(comparison: Comparison) -> Iterator[str]:
    yield "<thead><tr>"
    yield '<th scope="col">No.</th>'
    yield f'<th scope="col">Original ({_text(str(comparison.lang))})</th>'
    for number, version in enumerate(comparison.versions):
        facts = [
            wording.made_by(version),
            version.date,
            f"Eddy {wording.score(version.eddy)}",
            wording.printed_also(version),
            version.engine,
            "base" if number == comparison.base else "",
        ]
        told = "".join(f"<br>{_text(fact)}" for fact in facts if fact)
        yield f'<th scope="col"><b>{letter(number)}</b> {_text(version.by)}<small>{told}</small></th>'
    yield "</tr></thead>"


def _row(comparison: Comparison, place: int, segment: Segment) -> Iterator[str]:
    yield f'<tr><th scope="row">{place}<small><br>Viv {wording.score(segment.viv)}</small></th>'
    source = _text(segment.source) if segment.source else f"<i>{wording.NO_ORIGINAL}</i>"
    yield f'<td lang="{_text(str(comparison.lang))}" dir="auto">{source}</td>'
    for number, (version, cell) in enumerate(zip(comparison.versions, segment.cells, strict=True)):
        shown = "".join(map(_piece, pieces(segment, number, comparison.base)))
        said = wording.notes(comparison, segment, number, words=True)
        if cell is not None and cell.eddy is not None:
            said.insert(0, f"Eddy {wording.score(cell.eddy)}")
        below = "".join(f'<span class="note" lang="en">{_text(note)}</span>' for note in said)
        shown = shown or f'<i lang="en">{wording.NOTHING}</i>'
        yield f'<td lang="{_text(str(version.lang))}" dir="auto">{shown}{below}</td>'
    yield "</tr>"


def _piece(piece: Piece) -> str:
    before, after = _TAGS[piece.mark]
    return f"{before}{_text(piece.text)}{after}"


def _apparatus(comparison: Comparison) -> Iterator[str]:
    """The places where the renderings differ, with the reading of each."""
    found = [(place, loci(segment)) for place, segment in enumerate(comparison.segments, start=1)]
    if not any(places for _, places in found):
        return
    yield "<h3>Where they differ</h3>"
    yield '<ul class="apparatus">'
    for place, places in found:
        for locus in places:
            target = _text(str(comparison.target_lang))
            told = " | ".join(
                f"<b>{letters}</b> "
                + (f'<q lang="{target}">{_text(reading)}</q>' if reading else "<i>nothing</i>")
                for letters, reading in wording.readings(locus)
            )
            yield f"<li>Segment {place}: {told}</li>"
    yield "</ul>"


def _text(text: str) -> str:
    """A text as HTML can hold it: escaped, with U+FFFD for what no document may contain."""
    return escape(legal(text)[0]).replace("\n", "<br>").replace("\r", "&#13;")
