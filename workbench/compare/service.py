"""The renderings of a quote beside each other, the quotes that vary most, and a comparison as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from db.errors import WrongUse
from db.records import QuoteState, Span
from db.store import Store
from workbench.align.word_places import located
from workbench.compare.collation import collate
from workbench.compare.differences import stretches
from workbench.compare.reading import Laid, check_active, read
from workbench.compare.values import Comparison, Segment, Variation, Version
from workbench.compare.variation import eddies, viv, weighted
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.align.known_words import Lexicon

AT_ONCE = 100
"""Quotes that are read together while all are looked at."""
FORMATS = ("html", "md")

Progress = Callable[[int, int], None]
"""Told how many quotes are done of how many."""


def compare(project: Project, quote_id: int, base: int | None = None) -> Comparison:
    """All renderings of a quote in the project's language, segment by segment, with Eddy and Viv.

    `base` is a rendering that the others shall be compared with. What word links tell comes with
    `linked`. Raises WrongUse for an unknown quote or base, Refused for a quote that was dismissed or
    has joined another.
    """
    store = project.store
    quote = store.quotes.get(quote_id)
    check_active(quote)
    laid = next(read(project, [quote_id]))
    segments = tuple(_collated(_measured(segment)) for segment in laid.segments)
    printed = store.documents.sources([w.document_id for w in quote.witnesses[:1]]).values()
    where = next(iter(printed), None)
    found = Comparison(
        quote_id=quote_id,
        lang=quote.lang,
        target_lang=project.target_lang,
        speaker=quote.speaker,
        role=quote.role,
        said=quote.said_on or (where.date if where else ""),
        where=(where.outlet or where.name) if where else "",
        versions=tuple(_with_eddy(version, n, segments) for n, version in enumerate(laid.versions)),
        segments=segments,
        viv=weighted((segment.viv, _length(segment)) for segment in segments),
    )
    return found if base is None else found.based_on(version_of(found, base))


def version_of(comparison: Comparison, rendering_id: int) -> int:
    """The number of the version that a rendering belongs to. Raises WrongUse where it is not compared."""
    number = comparison.number(rendering_id)
    if number is None:
        known = ", ".join(str(version.rendering_id) for version in comparison.versions) or "none"
        raise WrongUse(
            f"Rendering {rendering_id} is not among those of quote {comparison.quote_id}"
            f" that can be compared: {known}."
        )
    return number


def linked(project: Project, comparison: Comparison) -> Comparison:
    """The comparison with what each version leaves out and adds, as far as word links tell.

    Loads the lexicon of the two languages, so that it belongs into a thread of a screen.
    """
    from workbench.align.service import lexicon_for

    ahead = lexicon_for(project.store, comparison.lang, comparison.target_lang)
    back = lexicon_for(project.store, comparison.target_lang, comparison.lang)
    segments = tuple(_linked(segment, ahead, back) for segment in comparison.segments)
    return replace(comparison, segments=segments, linked=True)


def _linked(segment: Segment, ahead: Lexicon | None, back: Lexicon | None) -> Segment:
    """A segment with the words that its versions leave out and add; `back` is for the other direction."""
    from workbench.align.unrendered import unrendered
    from workbench.align.word_links import WordLink, word_links
    from workbench.compare.agreement import Linked, left_out

    there = [number for number, cell in enumerate(segment.cells) if cell and segment.source]
    cells = list(segment.cells)
    versions: list[Linked] = []
    for number in there:
        cell = segment.cells[number]
        assert cell is not None
        links = word_links(segment.source, cell.text, ahead)
        turned = sorted(WordLink(link.target, link.source, link.probability) for link in links)
        versions.append(Linked(cell.words, links, not cell.taken_from))
        added = [*cell.alone, *unrendered(cell.text, segment.source, turned, back)]
        omitted = unrendered(segment.source, cell.text, links, ahead)
        cells[number] = replace(cell, omitted=tuple(omitted), added=stretches(cell.text, added))
    telling = _telling(segment.source, ahead)
    for number, more in zip(there, left_out(versions, telling), strict=True):
        if cell := cells[number]:
            cells[number] = replace(cell, omitted=stretches(segment.source, [*cell.omitted, *more]))
    return replace(segment, cells=tuple(cells))


def _telling(source: str, lexicon: Lexicon | None) -> list[Span]:
    """The words of an original that are not so frequent that they tell little."""
    from workbench.align.word_evidence import evidence

    words = evidence(source, source, lexicon).source
    return [word.span for word, often in zip(words.words, words.frequent, strict=True) if not often]


def variations(project: Project, least: int = 2, *, only: Sequence[int] = ()) -> Iterator[Variation]:
    """How much the renderings of each active quote with `least` versions vary, in no order, as it is found.

    `only` names the quotes to look at. Reads AT_ONCE quotes at a time.
    """
    ids = iter(only or _rendered(project.store, least))
    while portion := list(islice(ids, AT_ONCE)):
        rows = project.store.rows_in("SELECT id, speaker, state FROM quote WHERE id IN (:ids)", portion)
        speakers = {row["id"]: row["speaker"] for row in rows if row["state"] == QuoteState.ACTIVE}
        for laid in read(project, [quote_id for quote_id in portion if quote_id in speakers]):
            if _independent(laid) >= least:
                yield _variation(laid, speakers[laid.quote_id])


def quotes_by_variation(
    project: Project,
    least: int = 2,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Variation]:
    """The quotes with at least `least` versions (two or more), those that vary most first.

    `progress` is told how many quotes have been listed, and how many there are to look at, not all of which
    need have `least` versions in the project's language. Asked at each quote that is listed, `cancelled` may
    end the list early. Those of which no segment has two versions come last. Raises WrongUse for fewer than
    two.
    """
    if least < 2:
        raise WrongUse(f"{least} versions cannot be compared: give 2 or more.")
    total = len(_rendered(project.store, least))
    found: list[Variation] = []
    for variation in variations(project, least):
        if cancelled():
            break
        found.append(variation)
        progress(len(found), total)
    return ranked(found)


def ranked(found: Sequence[Variation]) -> list[Variation]:
    """Quotes in the order of their variation, the greatest first."""
    return sorted(found, key=lambda one: (-(one.viv if one.viv is not None else -1.0), one.quote_id))


def format_of(out: Path) -> str:
    """The format that a file's name asks for. Raises WrongUse where it asks for none of FORMATS."""
    ending = out.suffix.lower().lstrip(".")
    known = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if known not in FORMATS:
        raise WrongUse(f"{out} does not say its format: give it the ending .html or .md, or use -f.")
    return known


def export(
    project: Project,
    quote_ids: Sequence[int],
    format_name: str,
    out: Path,
    base: int | None = None,
    *,
    progress: Progress = lambda done, total: None,
) -> int:
    """Write a comparison of these quotes, of all that have two versions where none is named, to a file.

    `progress` is told how many quotes are done of how many. Returns how many quotes were written. The file
    is written all or nothing, an existing one replaced. Raises WrongUse for another format than FORMATS,
    for a base beside several quotes, where `out` is the project itself or cannot be written.
    """
    from workbench.exchange.atomic import write_atomically

    if project.owns(out):
        raise WrongUse(f"{out} belongs to the project itself: name another file for the comparison.")
    return write_atomically(
        out, lambda file: export_to(project, quote_ids, format_name, file, base, progress=progress)
    )


def export_to(
    project: Project,
    quote_ids: Sequence[int],
    format_name: str,
    file: BinaryIO,
    base: int | None = None,
    *,
    progress: Progress = lambda done, total: None,
) -> int:
    """Write a comparison as `export` does, to an open stream."""
    from workbench.compare import html, markdown

    if format_name not in FORMATS:
        raise WrongUse(f"{format_name} is no format of comparisons: give {' or '.join(FORMATS)}.")
    if base is not None and len(quote_ids) != 1:
        raise WrongUse("A base is a rendering of one quote: name that quote alone.")
    wanted = list(dict.fromkeys(quote_ids)) or [one.quote_id for one in quotes_by_variation(project)]
    compared = []
    for done, quote_id in enumerate(wanted, start=1):
        compared.append(linked(project, compare(project, quote_id, base)))
        progress(done, len(wanted))
    lines = html.document(compared) if format_name == "html" else markdown.document(compared)
    for line in lines:
        file.write(f"{line}\n".encode("utf-8", "replace"))
    return len(compared)


def _rendered(store: Store, least: int) -> list[int]:
    """Active quotes with enough renderings; some may be in another language, which reading them shows."""
    return store.integers(
        "SELECT r.quote_id AS id FROM rendering r JOIN quote q ON q.id = r.quote_id AND q.state = 'active'"
        " WHERE r.reprint_of IS NULL GROUP BY r.quote_id HAVING count(*) >= ? ORDER BY r.quote_id",
        (least,),
    )


def _independent(laid: Laid) -> int:
    """How many versions have words of their own."""
    return sum(
        any(cell is not None and not cell.taken_from for cell in column)
        for column in zip(*(segment.cells for segment in laid.segments), strict=True)
    )


def _variation(laid: Laid, speaker: str) -> Variation:
    segments = [_measured(segment) for segment in laid.segments]
    text = " ".join(segment.source for segment in segments if segment.source)
    if not text:
        text = " ".join(cell.text for segment in segments if (cell := segment.cells[0]))
    varies = weighted((segment.viv, _length(segment)) for segment in segments)
    return Variation(laid.quote_id, varies, _independent(laid), speaker, text)


def _measured(segment: Segment) -> Segment:
    """A segment with the words of its versions, and how much these vary; words taken over count once."""
    cells = tuple(cell and replace(cell, words=tuple(located(cell.text))) for cell in segment.cells)
    words = [[w.text for w in cell.words] if cell and not cell.taken_from else [] for cell in cells]
    found = eddies(words)
    known = {cell.rendering_id: eddy for cell, eddy in zip(cells, found, strict=True) if cell}
    with_eddy = tuple(
        cell and replace(cell, eddy=known.get(cell.taken_from) if cell.taken_from else eddy)
        for cell, eddy in zip(cells, found, strict=True)
    )
    return replace(segment, cells=with_eddy, viv=viv(found))


def _collated(segment: Segment) -> Segment:
    """A segment with the words of its versions beside each other, the most usual version first."""
    words = [[word.text for word in cell.words] if cell else [] for cell in segment.cells]
    usual = [cell.eddy if cell and cell.eddy is not None else 2.0 for cell in segment.cells]
    order = sorted(range(len(words)), key=lambda number: (usual[number], number))
    return replace(segment, places=tuple(collate(words, order)))


def _with_eddy(version: Version, number: int, segments: Sequence[Segment]) -> Version:
    counted = ((segment, segment.cells[number]) for segment in segments)
    eddy = weighted((cell.eddy, _length(segment)) for segment, cell in counted if cell)
    return replace(version, eddy=eddy)


def _length(segment: Segment) -> float:
    """How many words a segment has: the mean of its versions, so that it is known without an original."""
    counts = [len(cell.words) for cell in segment.cells if cell and cell.words and not cell.taken_from]
    return sum(counts) / len(counts) if counts else 0.0
