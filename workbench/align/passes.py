"""Alignment in passes: align, learn a lexicon from the links, look again close to the path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.records import Bead, Span
from workbench.align.anchors import band_around, chain
from workbench.align.evidence import DraftView, View, WordView
from workbench.align.lattice import Band, Step, best_path
from workbench.align.scores import Lengths, Weights, score
from workbench.align.tokens import stems

_LAST = Weights()
_PASSES = (replace(_LAST, doubt=0.95, omission=-6.0), replace(_LAST, omission=-6.0), _LAST)
"""The first passes link more than the last: a lexicon learns little from omitted sentences."""

_DRAFT_WEIGHT = 0.25
"""What an n-gram of a draft weighs beside a word of the source: several n-grams make a word."""

_FULL = 400_000
"""Nodes of a lattice that is searched as a whole in the first pass."""
_WIDTH_FIRST = 64
_WIDTH_LATER = 12
_WIDTH_MOST = 512
"""Columns on either side of the expected path: in the first pass, later, and at most."""
_EDGE = 3

_LENGTH_PRIOR = 1000.0
"""Characters for which a length ratio of 1 is assumed before any sentence is linked."""


class Aligner:
    """Two texts, and what has been learned of them."""

    def __init__(self, source: Sequence[str], target: Sequence[str], drafts: Sequence[str] | None) -> None:
        self.source, self.target, self.drafts = source, target, drafts
        self.words = WordView(source, target, drafts)
        self.views: list[tuple[View, float]] = [(self.words, 1.0)]
        if drafts is not None:
            self.views.append((DraftView(drafts, target), _DRAFT_WEIGHT))
        self.ratio = 1.0

    def align(self, stretches: Sequence[tuple[Span, Span]], known: Sequence[Bead]) -> list[list[Bead]]:
        """The beads of each stretch of the two texts; `known` are links that stand between them."""
        paths: list[list[Step]] = [[]] * len(stretches)
        for number, weights in enumerate(_PASSES):
            self._learn([*self._beads(stretches, paths), *known])
            for place, (ours, theirs) in enumerate(stretches):
                paths[place] = self._search(ours, theirs, paths[place] if number else None, weights)
        return [
            [_bead(step, ours, theirs) for step in path]
            for (ours, theirs), path in zip(stretches, paths, strict=True)
        ]

    def _beads(self, stretches: Sequence[tuple[Span, Span]], paths: Sequence[list[Step]]) -> list[Bead]:
        return [
            _bead(step, ours, theirs)
            for (ours, theirs), path in zip(stretches, paths, strict=True)
            for step in path
        ]

    def _learn(self, beads: Sequence[Bead]) -> None:
        links = [bead for bead in beads if not bead.source.empty and not bead.target.empty]
        self.words.learn(
            [(range(*bead.source), range(*bead.target)) for bead in links],
            [bead.probability for bead in links],
        )
        ours = sum(len(self.source[i]) for bead in links for i in range(*bead.source))
        theirs = sum(len(self.target[j]) for bead in links for j in range(*bead.target))
        self.ratio = (theirs + _LENGTH_PRIOR) / (ours + _LENGTH_PRIOR)

    def _search(self, ours: Span, theirs: Span, path: list[Step] | None, weights: Weights) -> list[Step]:
        """The best path through a stretch, near the path found before; the band widens as it must."""
        rows, columns = slice(*ours), slice(*theirs)
        end = ours.end - ours.start, theirs.end - theirs.start
        views = [(view.part(rows, columns), weight) for view, weight in self.views]
        lengths = Lengths.of(self.source[rows], self.target[columns], self.ratio)
        if path is not None:
            nodes, width = [(step.row, step.column) for step in path], _WIDTH_LATER
        elif end[0] * end[1] <= _FULL:
            nodes, width = [], end[1]
        else:
            nodes, width = self._anchors(rows, columns), _WIDTH_FIRST
        while True:
            band = band_around(nodes, end, width)
            found = best_path(score(views, lengths, band, weights))
            if width >= _WIDTH_MOST or not _touches(found, band, end):
                return found
            width *= 2

    def _anchors(self, rows: slice, columns: slice) -> list[tuple[int, int]]:
        ours = self.source if self.drafts is None else self.drafts
        return chain([stems(text) for text in ours[rows]], [stems(text) for text in self.target[columns]])


def _touches(path: list[Step], band: Band, end: tuple[int, int]) -> bool:
    """Whether a path comes so close to the edge of its band that a better one may lie outside."""
    return any(
        0 < band.first[step.row] > step.column - _EDGE or end[1] > band.last[step.row] < step.column + _EDGE
        for step in path
    )


def _bead(step: Step, ours: Span, theirs: Span) -> Bead:
    row, column = ours.start + step.row, theirs.start + step.column
    return Bead(Span(row, row + step.move[0]), Span(column, column + step.move[1]), step.probability)
