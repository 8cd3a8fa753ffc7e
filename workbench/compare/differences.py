"""Which words of a version are its own, and where it differs from another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from db.records import Span
from workbench.compare.values import Cell, Segment

_Place = tuple[int | None, ...]


class Mark(Enum):
    """How a piece of a version stands to the others, or to the base."""

    PLAIN = "plain"
    SOME = "some"
    """Some others have it, not all."""
    ALONE = "alone"
    """No other version has it."""
    INSERTED = "inserted"
    DELETED = "deleted"
    """Words of the base that the version lacks; no words of the version."""
    BETWEEN = "between"
    """White space between such words and those of the version; it belongs to neither."""


class Shaded(NamedTuple):
    """A word of a version that not all others have in its place."""

    span: Span
    """Code points of the cell's text."""
    mark: Mark
    """`SOME` or `ALONE`."""


class Piece(NamedTuple):
    """A piece of what is shown of a version."""

    text: str
    mark: Mark


class Difference(NamedTuple):
    """A place where a version has other words than the base."""

    span: Span
    """Code points of the version's text; empty where it lacks what the base has."""
    before: str
    """What the base has there; empty where it has nothing."""


class Locus(NamedTuple):
    """A place where the versions differ, with the reading of each."""

    readings: tuple[str | None, ...]
    """By version: its words there, empty where it has none; None where it leaves the whole segment out."""


def shaded(segment: Segment, version: int) -> list[Shaded]:
    """The words of a version that some others lack, in order; words that were taken over count once."""
    cell = segment.cells[version]
    voters = [n for n, other in enumerate(segment.cells) if other and other.words and not other.taken_from]
    if cell is None or len(voters) < 2:
        return []
    found = []
    for place in segment.places:
        number = place[version]
        if number is None:
            continue
        word = cell.words[number]
        having = sum(_word(segment, place, voter) == word.text for voter in voters)
        if having < len(voters):
            found.append(Shaded(word.span, Mark.ALONE if having < 2 else Mark.SOME))
    return found


def against(segment: Segment, version: int, base: int) -> list[Difference]:
    """Where a version differs from the base, in order and apart; nothing where one leaves the segment out."""
    cell, other = segment.cells[version], segment.cells[base]
    if cell is None or other is None:
        return []
    found: list[Difference] = []
    done = 0
    there = [place for place in segment.places if place[version] is not None or place[base] is not None]
    for run, differs in _runs(
        there, lambda place: _word(segment, place, version) == _word(segment, place, base)
    ):
        own = _stretch(cell, [place[version] for place in run])
        before = _stretch(other, [place[base] for place in run])
        if differs and (own or before):
            found.append(Difference(own or Span(done, done), before.of(other.text) if before else ""))
        done = own.end if own else done
    return found


def pieces(segment: Segment, version: int, base: int | None = None) -> list[Piece]:
    """What is shown of a version: its text in pieces, with what it lacks of the base where there is one."""
    cell = segment.cells[version]
    if cell is None:
        return []
    if base is None:
        return _shaded_pieces(cell.text, shaded(segment, version))
    found: list[Piece] = []
    done = 0
    for span, before in against(segment, version, base) if version != base else ():
        found.append(Piece(cell.text[done : span.start], Mark.PLAIN))
        if before:
            lead, trail = (" " if span.start and span.empty else "", "" if span.start and span.empty else " ")
            found += [Piece(lead, Mark.BETWEEN), Piece(before, Mark.DELETED), Piece(trail, Mark.BETWEEN)]
        found.append(Piece(span.of(cell.text), Mark.INSERTED))
        done = span.end
    found.append(Piece(cell.text[done:], Mark.PLAIN))
    return [piece for piece in found if piece.text]


def _shaded_pieces(text: str, words: Sequence[Shaded]) -> list[Piece]:
    found: list[Piece] = []
    done = 0
    marked = [
        (span, mark)
        for mark in (Mark.SOME, Mark.ALONE)
        for span in stretches(text, [word.span for word in words if word.mark is mark])
    ]
    for span, mark in sorted(marked, key=lambda one: one[0]):
        found += [Piece(text[done : span.start], Mark.PLAIN), Piece(span.of(text), mark)]
        done = span.end
    found.append(Piece(text[done:], Mark.PLAIN))
    return [piece for piece in found if piece.text]


def loci(segment: Segment) -> list[Locus]:
    """The places where those versions differ that have the segment, with what each of them says there."""
    there = [number for number, cell in enumerate(segment.cells) if cell is not None]

    def alike(place: _Place) -> bool:
        return len({_word(segment, place, number) for number in there}) < 2

    found = []
    for run, differs in _runs(segment.places, alike):
        if differs:
            found.append(Locus(tuple(_reading(segment, run, number) for number in range(len(segment.cells)))))
    return found


def stretches(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of a text in order, those joined that overlap or have nothing but white space between them."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _reading(segment: Segment, run: Sequence[_Place], version: int) -> str | None:
    cell = segment.cells[version]
    if cell is None:
        return None
    stretch = _stretch(cell, [place[version] for place in run])
    return stretch.of(cell.text) if stretch else ""


def _runs(places: Sequence[_Place], alike: Callable[[_Place], bool]) -> Iterator[tuple[list[_Place], bool]]:
    """Places in runs that are alike or differ throughout."""
    run: list[_Place] = []
    differing = False
    for place in places:
        differs = not alike(place)
        if run and differs != differing:
            yield run, differing
            run = []
        differing = differs
        run.append(place)
    if run:
        yield run, differing


def _word(segment: Segment, place: _Place, version: int) -> str:
    """The folded word of a version in a place, empty where it has none."""
    cell, number = segment.cells[version], place[version]
    return cell.words[number].text if cell is not None and number is not None else ""


def _stretch(cell: Cell, numbers: Sequence[int | None]) -> Span | None:
    """From the first of some words of a cell to the last; None where there are none."""
    there = [number for number in numbers if number is not None]
    return Span(cell.words[there[0]].span.start, cell.words[there[-1]].span.end) if there else None
