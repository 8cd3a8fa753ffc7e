"""Scores of all beads in a band: words, drafts, lengths, and how common each kind of bead is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.align.evidence import LONGEST, View
from workbench.align.lattice import LINKS, Band, Lattice
from workbench.align.lexicon import Floats

_BLOCK = 32
"""Rows scored at once."""

_VARIANCE = 6.8
"""Variance of the target length per source character (Gale and Church 1993)."""

_USUAL_LENGTH = 64.0
"""Characters; longer beads hold more words that witness the same, so each counts for less."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parts of a bead's score weigh; logarithms, to base e."""

    doubt: float = 0.85
    length: float = 1.0
    length_floor: float = -8.0
    omission: float = -2.5
    links: tuple[float, ...] = (0.0, -1.5, -1.5, -3.5, -3.0, -3.0, -4.5, -4.5)
    """Of each link in LINKS: rarer kinds of bead need more evidence."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Where each sentence begins, in characters, and how many target characters one source one gives."""

    source: Floats
    target: Floats
    ratio: float

    @classmethod
    def of(cls, source: Sequence[str], target: Sequence[str], ratio: float) -> Lengths:
        """The lengths of two texts; a sentence counts one more character than it has."""
        return cls(
            np.cumsum([0.0, *(len(sentence) + 1.0 for sentence in source)]),
            np.cumsum([0.0, *(len(sentence) + 1.0 for sentence in target)]),
            ratio,
        )


def score(views: Sequence[tuple[View, float]], lengths: Lengths, band: Band, weights: Weights) -> Lattice:
    """The lattice of two texts; `views` come with their weights."""
    rows = len(band.first) - 1
    links: list[Floats] = []
    for start in range(0, rows, _BLOCK):
        stop = min(start + _BLOCK, rows)
        links.extend(_score_block(views, lengths, band, weights, start, stop))
    return Lattice(band, links, weights.omission)


def _score_block(
    views: Sequence[tuple[View, float]], lengths: Lengths, band: Band, weights: Weights, start: int, stop: int
) -> list[Floats]:
    """The scores [link, node] of each row from `start` to `stop`."""
    texts = len(lengths.source) - 1, len(lengths.target) - 1
    left, right = int(band.first[start]), int(band.last[stop - 1])
    rows = slice(start, min(stop + LONGEST - 1, texts[0]))
    columns = slice(left, min(right + LONGEST, texts[1]))
    words = _word_scores(views, rows, columns, weights)
    block = np.full((len(LINKS), stop - start, right - left + 1), -np.inf)
    for link, (ours, theirs) in enumerate(LINKS):
        height = min(stop - start, texts[0] - ours - start + 1)
        width = min(right - left + 1, texts[1] - theirs - left + 1)
        if height <= 0 or width <= 0:
            continue
        source = (lengths.source[start + ours :] - lengths.source[start:-ours])[:height, None]
        target = (lengths.target[left + theirs :] - lengths.target[left:-theirs])[None, :width]
        damping = ((source + target / lengths.ratio) / 2 / _USUAL_LENGTH) ** 0.25
        block[link, :height, :width] = (
            words[link][:height, :width] / damping
            + weights.length * np.maximum(_length_scores(source, target, lengths.ratio), weights.length_floor)
            + weights.links[link]
        )
    return [
        block[:, row - start, int(band.first[row]) - left : int(band.last[row]) - left + 1]
        for row in range(start, stop)
    ]


def _word_scores(
    views: Sequence[tuple[View, float]], rows: slice, columns: slice, weights: Weights
) -> list[Floats]:
    """For each link, the weighted evidence of the views at each place of a rectangle."""
    height, width = rows.stop - rows.start, columns.stop - columns.start
    totals = [np.zeros((max(0, height - a + 1), max(0, width - b + 1))) for a, b in LINKS]
    if not height or not width:
        return totals
    for view, weight in views:
        ahead, back = view.block(rows, columns, weights.doubt)
        ahead = np.concatenate([np.zeros((LONGEST, height, 1)), ahead.cumsum(axis=2)], axis=2)
        back = np.concatenate([np.zeros((LONGEST, 1, width)), back.cumsum(axis=1)], axis=1)
        for total, (ours, theirs) in zip(totals, LINKS, strict=True):
            if not total.size:
                continue
            of_targets = ahead[ours - 1, :, theirs:] - ahead[ours - 1, :, :-theirs]
            of_sources = back[theirs - 1, ours:] - back[theirs - 1, :-ours]
            total += weight / 2 * (of_targets[: len(total)] + of_sources[:, : total.shape[1]])
    return totals


def _length_scores(source: Floats, target: Floats, ratio: float) -> Floats:
    """The log density of a target length given the source length, but for a constant."""
    expected = source * ratio
    return -((target - expected) ** 2) / (_VARIANCE * (target + expected))
