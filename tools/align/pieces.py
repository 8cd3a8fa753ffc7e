"""Texts cut into pieces of some two dozen sentences, with the features of all beads in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from db.records import Span
from tools.align.texts import Gold, Link
from workbench.align.arrays import Floats
from workbench.align.features import MOVE_NAMES, Rectangle, Tally, add_features
from workbench.align.known_words import Lexicon
from workbench.align.lattice import LINKS
from workbench.align.passes import Aligner, Stretch
from workbench.align.sides import Side

_SENTENCES = 24
_MOST_TARGETS = 140


class Collected(Tally):
    """All features by name: arrays [link, row, column]."""

    def __init__(self, height: int, width: int) -> None:
        self.shape = len(LINKS), height, width
        self.features: dict[str, Floats] = {}
        self.possible = np.zeros(self.shape, dtype=bool)

    def add(self, name: str, link: int, values: Floats) -> None:
        """See `Tally.add`."""
        array = self.features.setdefault(name, np.zeros(self.shape, dtype=np.float32))
        height, width = values.shape
        if name == MOVE_NAMES[link]:
            self.possible[link, :height, :width] = True
            self.height, self.width = height, width
        array[link, : self.height, : self.width] = values


@dataclass(frozen=True)
class Piece:
    """Two short stretches that translate each other, and what is right of them."""

    features: dict[str, Floats]
    """[link, row, column]"""
    possible: Floats
    left_out: tuple[dict[str, Floats], dict[str, Floats]]
    right: Floats
    """Whether a link may be on a right path, [link, row, column]."""
    right_left_out: tuple[Floats, Floats]
    """Whether each sentence may be left out on a right path."""

    @property
    def end(self) -> tuple[int, int]:
        """The numbers of sentences."""
        return self.possible.shape[1], self.possible.shape[2] - 1


def prepared(texts: Sequence[Gold], lexicon: Lexicon | None) -> tuple[Aligner, list[list[Piece]]]:
    """Texts aligned together up to the last pass, and the pieces of each."""
    whole = [[(Span(0, len(one.text.source)), Span(0, len(one.text.target)))] for one in texts]
    aligner = Aligner([one.text for one in texts], whole, lexicon)
    aligner.prepare()
    return aligner, [
        list(_pieces(aligner, stretch, one.links)) for stretch, one in zip(aligner.open, texts, strict=True)
    ]


def _pieces(aligner: Aligner, stretch: Stretch, links: Sequence[Link]) -> Iterator[Piece]:
    start, end = (0, 0), (0, 0)
    inside: list[Link] = []
    for number, (ours, theirs) in enumerate(links):
        inside.append((ours, theirs))
        end = (ours[-1] + 1 if ours else end[0], theirs[-1] + 1 if theirs else end[1])
        last = number == len(links) - 1
        if last or (ours and theirs and end[0] - start[0] >= _SENTENCES):
            if start[0] < end[0] and start[1] < end[1] <= start[1] + _MOST_TARGETS:
                yield _piece(aligner, stretch, start, end, inside)
            start, inside = end, []


def _piece(
    aligner: Aligner, stretch: Stretch, start: tuple[int, int], end: tuple[int, int], links: Sequence[Link]
) -> Piece:
    part = replace(
        stretch,
        rows=slice(stretch.rows.start + start[0], stretch.rows.start + end[0]),
        columns=slice(stretch.columns.start + start[1], stretch.columns.start + end[1]),
        source=Side(stretch.source.texts[start[0] : end[0]]),
        target=Side(stretch.target.texts[start[1] : end[1]]),
    )
    height, width = end[0] - start[0], end[1] - start[1]
    found = Collected(height, width + 1)
    add_features(
        aligner.last_look(part), Rectangle(slice(0, height), slice(0, width), height, width + 1), found
    )
    right = np.zeros(found.shape, dtype=bool)
    left = np.zeros(height, dtype=bool), np.zeros(width, dtype=bool)
    for ours, theirs in links:
        rows, columns = [i - start[0] for i in ours], [j - start[1] for j in theirs]
        _mark(rows, columns, right, left)
    return Piece(found.features, found.possible, (part.source.left_out, part.target.left_out), right, left)


def _mark(rows: list[int], columns: list[int], right: Floats, left: tuple[Floats, Floats]) -> None:
    """Mark a bead as right; of one that no move can make, everything inside."""
    if not columns:
        left[0][rows] = True
    elif not rows:
        left[1][columns] = True
    elif (len(rows), len(columns)) in LINKS and columns == list(range(columns[0], columns[-1] + 1)):
        right[LINKS.index((len(rows), len(columns))), rows[0], columns[0]] = True
    else:
        left[0][rows] = left[1][columns] = True
        for link, (ours, theirs) in enumerate(LINKS):
            right[link, rows[0] : rows[-1] + 2 - ours, columns[0] : columns[-1] + 2 - theirs] = True
