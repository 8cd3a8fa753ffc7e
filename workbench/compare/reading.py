"""The renderings of quotes as they stand in a project, cut where all of them begin and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.errors import Refused
from db.records import LanguageTag, Origin, Quote, QuoteState, Segment, Source, Span, Status, joined
from db.renderings import signature_of
from workbench.compare import values
from workbench.compare.ranges import common_ranges
from workbench.compare.values import Cell, Held, Version
from workbench.project import Project

_RENDERINGS = """
SELECT id, quote_id, lang, origin, document_id, reprint_of, translator, engine, derived_from, author,
       created_at
FROM rendering WHERE quote_id IN (:ids) ORDER BY id
"""
_PAIRS = """
SELECT id, quote_id, rendering_id, source_start, source_end, target_start, target_end, status, revision
FROM pair WHERE quote_id IN (:ids) AND target_end > target_start ORDER BY target_start, id
"""
_ORDER = (Origin.PUBLISHED, Origin.DRAFT, Origin.HUMAN)
_DAY = 10
"""Characters of a date without the time of day."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A quote with its versions, before anything is counted."""

    quote_id: int
    versions: tuple[Version, ...]
    segments: tuple[values.Segment, ...]


@dataclass(frozen=True, slots=True)
class _Bead:
    """Words of a rendering beside sentences of the quote, and the pair that says so, if one does."""

    source: Span
    target: Span
    rendering_id: int
    held: tuple[Held, ...]


@dataclass(slots=True)
class _Column:
    """A version under construction."""

    version: Version
    cells: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class _Quote:
    """What the project holds of one quote."""

    renderings: list[Any] = field(default_factory=list)
    pairs: list[Any] = field(default_factory=list)


def check_active(quote: Quote) -> None:
    """Raise Refused for a quote that was dismissed or has joined another one."""
    if quote.state is not QuoteState.ACTIVE:
        joined_to = f"has joined quote {quote.merged_into}: compare that one"
        raise Refused(f"Quote {quote.id} {joined_to if quote.merged_into else 'was dismissed'}.")


def read(project: Project, quote_ids: Sequence[int]) -> Iterator[Laid]:
    """Quotes with all their renderings in the project's language, in the order asked for."""
    store = project.store
    quotes: dict[int, _Quote] = defaultdict(_Quote)
    for row in store.rows_in(_RENDERINGS, quote_ids):
        if project.is_target(LanguageTag(row["lang"])):
            quotes[row["quote_id"]].renderings.append(row)
    for row in store.rows_in(_PAIRS, quote_ids):
        quotes[row["quote_id"]].pairs.append(row)
    rows = [row for quote in quotes.values() for row in quote.renderings]
    words = store.renderings.segments_of([row["id"] for row in rows])
    sources = store.quotes.segments_of(quote_ids)
    printed = store.documents.sources(row["document_id"] for row in rows if row["document_id"])
    for quote_id in quote_ids:
        yield _laid(quote_id, quotes[quote_id], sources.get(quote_id, []), words, printed)


def _laid(
    quote_id: int,
    quote: _Quote,
    source: Sequence[Segment],
    words: Mapping[int, list[Segment]],
    printed: Mapping[int, Source],
) -> Laid:
    """One quote: its beads by family, the segments they agree on, and a column for each version."""
    families = _families(quote, words)
    beads = [bead for family in families.values() for bead in family]
    places = common_ranges([s.position for s in source], [b.source for b in beads if not b.source.empty])
    places = places or [Span(0, 0)]
    columns: list[_Column] = []
    for row in sorted(quote.renderings, key=lambda row: _key(row, printed)):
        if row["reprint_of"] is not None:
            continue
        parent = row["derived_from"]
        family = families.get(parent or row["id"], [])
        own = family if _is_evidence(row) else [b for b in family if b.rendering_id == row["id"]]
        cells = _cells(row, own, words, places)
        if cells:
            _add(columns, _Column(_version(row, quote, printed, cells), cells))
    segments = tuple(
        values.Segment(place, _text(source, place), tuple(column.cells.get(number) for column in columns))
        for number, place in enumerate(places)
    )
    return Laid(quote_id, tuple(column.version for column in columns), segments)


def _is_evidence(row: Any) -> bool:
    """Whether a rendering never changes: its words are compared even where no pair shows them any more."""
    return bool(row["origin"] != Origin.HUMAN)


def _families(quote: _Quote, words: Mapping[int, list[Segment]]) -> dict[int, list[_Bead]]:
    """The beads of each rendering and what was derived from it, by the former."""
    roots = {row["id"]: row["derived_from"] or row["id"] for row in quote.renderings}
    found: dict[int, list[_Bead]] = defaultdict(list)
    for row in quote.pairs:
        if row["rendering_id"] in roots:
            held = Held(row["id"], row["revision"], Status(row["status"]))
            source = Span(row["source_start"], row["source_end"])
            target = Span(row["target_start"], row["target_end"])
            found[roots[row["rendering_id"]]].append(_Bead(source, target, row["rendering_id"], (held,)))
    for row in quote.renderings:
        if row["origin"] == Origin.DRAFT:  # its sentences stand where those of the quote do
            taken = {position for bead in found[row["id"]] for position in range(*bead.target)}
            for segment in words.get(row["id"], []):
                if segment.position not in taken:
                    place = Span(segment.position, segment.position + 1)
                    found[row["id"]].append(_Bead(place, place, row["id"], ()))
    return found


def _cells(
    row: Any, beads: Sequence[_Bead], words: Mapping[int, list[Segment]], places: Sequence[Span]
) -> dict[int, Cell]:
    """What a rendering makes of each segment, by the number of the segment."""
    ordered = sorted(beads, key=lambda bead: bead.target)
    by_segment: dict[int, list[_Bead]] = defaultdict(list)
    before = 0
    for bead in ordered:
        within = (number for number, place in enumerate(places) if bead.source.start in range(*place))
        number = before if bead.source.empty else next(within, before)
        by_segment[number].append(bead)
        before = number
    own, parent = words.get(row["id"], []), words.get(row["derived_from"] or 0, [])
    found = {number: _cell(row, group, own, parent) for number, group in by_segment.items()}
    if places[0].empty:  # the original is missing: that nothing stands beside the words says nothing
        found = {number: replace(cell, alone=()) for number, cell in found.items()}
    return {number: cell for number, cell in found.items() if cell.text.strip()}


def _cell(row: Any, beads: Sequence[_Bead], own: Sequence[Segment], parent: Sequence[Segment]) -> Cell:
    """The words of a rendering in one segment, and what is known of them."""
    parts: list[Segment] = []
    alone: list[Span] = []
    same = row["derived_from"] is not None
    for bead in beads:
        sentences = _within(own, bead.target)
        if bead.source.empty and sentences:
            start = len(joined((*parts, sentences[0]))) - len(sentences[0].text) if parts else 0
            alone.append(Span(start, start + len(joined(tuple(sentences)))))
        parts += sentences
        same = same and [s.id for s in sentences] == [s.id for s in _within(parent, bead.target)]
    human = row["origin"] == Origin.HUMAN
    return Cell(
        text=joined(tuple(parts)),
        rendering_id=row["id"],
        pairs=tuple(held for bead in beads for held in bead.held),
        alone=tuple(alone),
        taken_from=row["derived_from"] if same else None,
        derived_from=row["derived_from"],
        authors=tuple(dict.fromkeys(s.author or row["author"] for s in parts)) if human else (),
    )


def _add(columns: list[_Column], column: _Column) -> None:
    """Add a column; what persons wrote joins that of other persons' words where both have room."""
    if column.version.origin is Origin.HUMAN:
        for other in columns:
            if other.version.origin is Origin.HUMAN and other.cells.keys().isdisjoint(column.cells):
                other.version = _together(other.version, column.version)
                other.cells.update(column.cells)
                return
    columns.append(column)


def _together(one: Version, other: Version) -> Version:
    return Version(
        one.rendering_id,
        (*one.renderings, *other.renderings),
        one.origin,
        one.lang,
        ", ".join(dict.fromkeys([*one.by.split(", "), *other.by.split(", ")])),
        date=max(one.date, other.date),
    )


def _version(row: Any, quote: _Quote, printed: Mapping[int, Source], cells: Mapping[int, Cell]) -> Version:
    """What is known of a rendering."""
    told: dict[Origin, Callable[[], tuple[str, str, str]]] = {
        Origin.PUBLISHED: lambda: _printed(printed[row["document_id"]]),
        Origin.DRAFT: lambda: (_package(row["engine"]), "", row["created_at"][:_DAY]),
        Origin.HUMAN: lambda: (_persons(cells) or row["author"], "", row["created_at"][:_DAY]),
    }
    origin = Origin(row["origin"])
    by, agency, date = told[origin]()
    reprints = [r for r in quote.renderings if r["reprint_of"] == row["id"]]
    engine = signature_of(row["engine"])
    return Version(
        row["id"],
        (row["id"], *(r["id"] for r in reprints)),
        origin,
        LanguageTag(row["lang"]),
        by,
        agency,
        row["translator"],
        str(engine) if engine else "",
        date,
        tuple(_printed(printed[r["document_id"]])[0] for r in reprints),
    )


def _printed(source: Source) -> tuple[str, str, str]:
    """Where words were printed, by whose dispatch, and when."""
    return source.outlet or source.name, source.agency, source.date


def _package(engine: str) -> str:
    signature = signature_of(engine)
    return f"{signature.package} {signature.version}".strip() if signature else ""


def _persons(cells: Mapping[int, Cell]) -> str:
    return ", ".join(dict.fromkeys(author for cell in cells.values() for author in cell.authors if author))


def _key(row: Any, printed: Mapping[int, Source]) -> tuple[int, str, int]:
    """Published renderings by date, then drafts; what persons make of them comes last, letters stay."""
    source = printed.get(row["document_id"] or 0)
    return _ORDER.index(Origin(row["origin"])), source.date if source else "", row["id"]


def _within(segments: Sequence[Segment], span: Span) -> list[Segment]:
    return [segment for segment in segments if span.start <= segment.position < span.end]


def _text(segments: Sequence[Segment], span: Span) -> str:
    return joined(tuple(_within(segments, span)))
