"""How far probabilities can be believed, and how well they tell good from bad."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from workbench.align.arrays import Floats

BINS = 10


class Reliability(NamedTuple):
    """Figures about some stated probabilities."""

    size: int
    stated: float
    """Their mean."""
    right: float
    """The share of those that were right."""
    by_mass: float
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015), in bins of equally many."""
    by_width: float
    """The same in bins of equal width."""
    brier: float
    area: float
    """How often one that was right is above one that was not: the area under the ROC curve."""

    def __str__(self) -> str:
        return (
            f"{self.size:6} stated {self.stated:.3f} right {self.right:.3f} ECE {self.by_mass:.3f}"
            f" / {self.by_width:.3f} Brier {self.brier:.4f} AUC {self.area:.3f}"
        )


def reliability(stated: Floats, right: Floats) -> Reliability:
    """Figures about probabilities and what was right, 0 or 1, in the same order."""
    return Reliability(
        len(stated),
        float(stated.mean()),
        float(right.mean()),
        _error(stated, right, np.array_split(np.argsort(stated, kind="stable"), BINS)),
        _error(stated, right, _equal_widths(stated)),
        float(((stated - right) ** 2).mean()),
        _area(stated, right),
    )


def _equal_widths(stated: Floats) -> Iterator[np.ndarray]:
    bins = np.minimum((stated * BINS).astype(int), BINS - 1)
    return (np.flatnonzero(bins == number) for number in range(BINS))


def _error(stated: Floats, right: Floats, groups: Iterator[np.ndarray] | list[np.ndarray]) -> float:
    return float(sum(abs(stated[group].sum() - right[group].sum()) for group in groups) / len(stated))


def _area(stated: Floats, right: Floats) -> float:
    _, place, count = np.unique(stated, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    positive = right.sum()
    negative = len(right) - positive
    if not positive or not negative:
        return 0.5
    return float((ranks[right > 0].sum() - positive * (positive + 1) / 2) / (positive * negative))
