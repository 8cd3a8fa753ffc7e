"""The lattice of two texts: the scores of all beads in a band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from workbench.align.arrays import Floats
from workbench.align.evidence import LONGEST
from workbench.align.features import Rectangle, Score, Texts, add_features
from workbench.align.lattice import Band, Lattice
from workbench.align.sides import Side

_BLOCK = 32
"""Rows scored at once, at most."""
_AREA = 4e8
"""Source characters times target characters scored at once, so that long lines take no more memory."""

_EDGE_SHARE = 0.5
"""What a run that is left out costs where the texts begin or end, beside one between links."""


def score(texts: Texts, band: Band, weights: Mapping[str, float]) -> Lattice:
    """All beads that begin and end in a band, scored by the weighted sum of their features."""
    links: list[Floats] = []
    for at in _rectangles(texts, band):
        scores = Score(weights, at.height, at.width)
        add_features(texts, at, scores)
        for row in range(at.height):
            first, last = (int(edge[at.rows.start + row]) - at.columns.start for edge in band)
            links.append(scores.total[:, row, first : last + 1])
    opening = weights.get("opening", 0.0)
    return Lattice(
        band,
        links,
        _omissions(texts.source, weights),
        _omissions(texts.target, weights),
        opening,
        _EDGE_SHARE * opening,
    )


def _rectangles(texts: Texts, band: Band) -> Iterator[Rectangle]:
    """Blocks of rows with all columns that the band has in any of them."""
    source, target = texts.source.begins, texts.target.begins
    sources, targets = len(texts.source.texts), len(texts.target.texts)
    start = 0
    while start < sources:
        furthest = min(start + _BLOCK, sources)
        left, right = int(band.first[start]), int(band.last[furthest - 1])
        width = target[min(right + LONGEST, targets)] - target[left]
        within = int(np.searchsorted(source, source[start] + _AREA / max(width, 1.0), side="right")) - 1
        stop = min(max(within, start + 1), furthest)
        right = int(band.last[stop - 1])
        rows = slice(start, min(stop + LONGEST - 1, sources))
        columns = slice(left, min(right + LONGEST, targets))
        yield Rectangle(rows, columns, stop - start, right - left + 1)
        start = stop


def _omissions(side: Side, weights: Mapping[str, float]) -> Floats:
    """The score of leaving out each sentence."""
    total = np.zeros(len(side.texts))
    for name, values in side.left_out.items():
        total += weights.get(name, 0.0) * values
    return total
