"""Alignment in passes: align, learn a lexicon from the links, look again close to the path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.records import Bead, Span
from workbench.align.anchors import band_around, chain
from workbench.align.features import Texts
from workbench.align.known_words import Lexicon, by_stems
from workbench.align.lattice import (
    LEAVE_SOURCE,
    LEAVE_TARGET,
    Band,
    Step,
    best_path,
    probabilities,
)
from workbench.align.pool import Bitext
from workbench.align.scores import score
from workbench.align.sides import Side
from workbench.align.tokens import stems
from workbench.align.views import Views
from workbench.align.weights import EARLY, Weights, fitted

_EARLY_DOUBTS = (0.95, 0.85)
_DOUBT = 0.85
"""How likely it is in the early passes, and in the last, that a word of a translation comes from nowhere."""

_FULL = 400_000
"""Nodes of a lattice that is searched as a whole in the first pass."""
_WIDTH_FIRST = 64
_WIDTH_LATER = 12
_WIDTH_MOST = 512
"""Columns on either side of the expected path: in the first pass, later, and at most."""
_NEAR_EDGE = 3

_LENGTH_PRIOR = 1000.0
"""Characters for which a length ratio of 1 is assumed before any sentence is linked."""


@dataclass(slots=True)
class Stretch:
    """A part of a text that is aligned by itself, and how far that has come."""

    text: int
    """Which of the texts it is a part of."""
    ours: Span
    theirs: Span
    """Its sentences, counted in that text."""
    rows: slice
    columns: slice
    """Its sentences, counted in all texts together."""
    source: Side
    target: Side
    path: list[tuple[Step, float]]
    """The best path found so far; each step with its probability."""

    @property
    def end(self) -> tuple[int, int]:
        """The numbers of sentences."""
        return len(self.source.texts), len(self.target.texts)

    def beads(self) -> Iterator[Bead]:
        """The beads of the path, over the sentences of the text."""
        for step, probability in self.path:
            row, column = self.ours.start + step.row, self.theirs.start + step.column
            yield Bead(Span(row, row + step.move[0]), Span(column, column + step.move[1]), probability)


class Aligner:
    """Texts that are aligned together, and what has been learned of them."""

    def __init__(
        self,
        texts: Sequence[Bitext],
        stretches: Sequence[Sequence[tuple[Span, Span]]],
        lexicon: Lexicon | None,
        progress: Callable[[int, int], None] = lambda done, every: None,
    ) -> None:
        """`stretches` are those of each text; `lexicon` knows words of the two languages.

        `progress` gets the number of searches done, and of all.
        """
        self.texts = texts
        self.rows = _starts([len(text.source) for text in texts])
        self.columns = _starts([len(text.target) for text in texts])
        self.stretches = [
            self._stretch(number, ours, theirs)
            for number, parts in enumerate(stretches)
            for ours, theirs in parts
        ]
        self.open = [stretch for stretch in self.stretches if all(stretch.end)]
        """The stretches that have sentences on both sides."""
        self.with_lexicon = lexicon is not None
        self.ratio = 1.0
        self._progress = progress
        self._searches = 0
        if self.open:
            self.views = Views(texts, by_stems(lexicon) if lexicon else None)

    def align(self) -> list[list[list[Bead]]]:
        """The beads of each stretch of each text."""
        if self.open:
            self.prepare()
        for stretch in self.open:
            weights = self.weights(stretch)
            self.search(stretch, self.last_look(stretch), weights.features)
            stretch.path = [(step, weights.calibrated(posterior)) for step, posterior in stretch.path]
        found: list[list[list[Bead]]] = [[] for _ in self.texts]
        for stretch in self.stretches:
            found[stretch.text].append(list(stretch.beads()))
        return found

    def prepare(self) -> None:
        """All passes but the last: a path through each stretch, and words learned from the links on it."""
        for doubt in _EARLY_DOUBTS:
            self._learn()
            for stretch in self.open:
                views = self.views.early(self.texts[stretch.text], stretch.rows, stretch.columns)
                self.search(stretch, Texts(views, stretch.source, stretch.target, self.ratio, doubt), EARLY)
        self._learn()

    def last_look(self, stretch: Stretch) -> Texts:
        """What the last pass looks at."""
        views = self.views.last(self.texts[stretch.text], stretch.rows, stretch.columns)
        return Texts(views, stretch.source, stretch.target, self.ratio, _DOUBT)

    def weights(self, stretch: Stretch) -> Weights:
        """The weights for what is known of a stretch."""
        text = self.texts[stretch.text]
        return fitted(bool(text.drafts) + bool(text.back_drafts), lexicon=self.with_lexicon)

    def search(self, stretch: Stretch, texts: Texts, weights: Mapping[str, float]) -> None:
        """The best path through a stretch, near the path found before; the band widens as it must."""
        end = stretch.end
        if stretch.path:
            nodes, width = [(step.row, step.column) for step, _ in stretch.path], _WIDTH_LATER
        elif end[0] * end[1] <= _FULL:
            nodes, width = [], end[1]
        else:
            nodes, width = self._anchors(stretch), _WIDTH_FIRST
        while True:
            band = band_around(nodes, end, width)
            lattice = score(texts, band, weights)
            found = best_path(lattice)
            if width >= _WIDTH_MOST or not _touches(found, band, end):
                break
            width *= 2
        stretch.path = list(zip(found, probabilities(lattice, found), strict=True))
        self._searches += 1
        self._progress(self._searches, len(self.open) * (len(_EARLY_DOUBTS) + 1))

    def _learn(self) -> None:
        """Learn words, and how long translations are, from the links found so far."""
        beads = [(stretch.text, bead) for stretch in self.open for bead in stretch.beads()]
        beads += [(number, bead) for number, text in enumerate(self.texts) for bead in text.fixed]
        links, weights = [], []
        ours = theirs = 0
        for number, bead in beads:
            if bead.source.empty or bead.target.empty:
                continue
            row, column = self.rows[number], self.columns[number]
            links.append(
                (
                    range(row + bead.source.start, row + bead.source.end),
                    range(column + bead.target.start, column + bead.target.end),
                )
            )
            weights.append(bead.probability)
            ours += sum(map(len, self.texts[number].source[slice(*bead.source)]))
            theirs += sum(map(len, self.texts[number].target[slice(*bead.target)]))
        self.views.learn(links, weights)
        self.ratio = (theirs + _LENGTH_PRIOR) / (ours + _LENGTH_PRIOR)

    def _stretch(self, text: int, ours: Span, theirs: Span) -> Stretch:
        row, column = self.rows[text], self.columns[text]
        source, target = self.texts[text].source[slice(*ours)], self.texts[text].target[slice(*theirs)]
        path: list[tuple[Step, float]] = []
        if not source or not target:
            path += [(Step(number, 0, LEAVE_SOURCE), 1.0) for number in range(len(source))]
            path += [(Step(0, number, LEAVE_TARGET), 1.0) for number in range(len(target))]
        return Stretch(
            text,
            ours,
            theirs,
            slice(row + ours.start, row + ours.end),
            slice(column + theirs.start, column + theirs.end),
            Side(source),
            Side(target),
            path,
        )

    def _anchors(self, stretch: Stretch) -> list[tuple[int, int]]:
        """Nodes between sentences that alone share a word."""
        text = self.texts[stretch.text]
        source = (text.drafts or text.source)[slice(*stretch.ours)]
        return chain(
            [stems(sentence) for sentence in source], [stems(sentence) for sentence in stretch.target.texts]
        )


def _starts(sizes: Sequence[int]) -> list[int]:
    """Where each of several texts begins, one behind the other."""
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size)
    return starts


def _touches(path: list[Step], band: Band, end: tuple[int, int]) -> bool:
    """Whether a path comes so close to the edge of its band that a better one may lie outside."""
    return any(
        0 < band.first[row] > column - _NEAR_EDGE or end[1] > band.last[row] < column + _NEAR_EDGE
        for row, column, _ in path
    )
