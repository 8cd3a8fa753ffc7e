"""How good weights are: recall at 1, telling what has no counterpart, and whether probabilities are true."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from measured import Measured

from workbench.align.arrays import Floats, Ints
from workbench.match.measures import Weights

_DRAWS = 4
"""How often half of the targets are taken out."""
_STEPS = np.array([0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0])


def report(sets: Iterable[Measured], weights: Weights) -> None:
    """Print a line for each set and kind of quote, then the reliability of all probabilities together."""
    stated: list[Floats] = []
    right: list[Floats] = []
    print(f"{'':24}{'recall at 1':>12}{'AUC, one out':>14}{'half out':>10}")
    for measured in sets:
        pool, odds = measured.pool, measured.odds(weights)
        whole = measured.left(odds, np.arange(odds.shape[1]))
        alone = np.where(measured.right > 0, -np.inf, odds).max(axis=1)
        draws = [_draw(measured, odds, targets) for targets in measured.halves(_DRAWS)]
        for kind, rows in _kinds(measured).items():
            recall = measured.right[rows, whole[rows].argmax(axis=1)].mean()
            out = area(odds[rows].max(axis=1), alone[rows])
            half = np.mean(
                [area(left[rows][there[rows] > 0], left[rows][there[rows] == 0]) for left, there, _ in draws]
            )
            print(f"{pool.name + ' ' + kind:24}{recall:12.4f}{out:14.4f}{half:10.4f}")
        stated += [weights.probability(left) for left, _, _ in draws]
        right += [hit for _, _, hit in draws]
    print(reliability(np.concatenate(stated), np.concatenate(right)))


def _draw(measured: Measured, odds: Floats, targets: Ints) -> tuple[Floats, Floats, Floats]:
    """For each source: what is left of its best target, whether its own is there, whether the best is it."""
    left, right = measured.left(odds, targets), measured.right[:, targets]
    best = left.argmax(axis=1)
    rows = np.arange(len(left))
    return left[rows, best], right.any(axis=1).astype(float), right[rows, best]


def _kinds(measured: Measured) -> dict[str, Ints]:
    """The pairs of each kind of quote, or all."""
    kinds = measured.pool.kinds or [""] * measured.pool.pairs
    return {kind: np.array([n for n, k in enumerate(kinds) if k == kind]) for kind in dict.fromkeys(kinds)}


def area(with_one: Floats, without: Floats) -> float:
    """The area under the ROC curve: how often what has a counterpart scores above what has none."""
    ranked = np.concatenate([with_one, without])
    _, inverse, counts = np.unique(ranked, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse][: len(with_one)]
    return float((ranks.sum() - len(with_one) * (len(with_one) + 1) / 2) / (len(with_one) * len(without)))


def reliability(stated: Floats, right: Floats) -> str:
    """A table of the probabilities stated for best candidates and of how many of them are right."""
    lines = ["   stated     pairs  mean    right"]
    for low, high in pairwise(_STEPS):
        within = (stated >= low) & ((stated < high) | (high == 1.0))
        if within.any():
            means = f"{stated[within].mean():7.3f} {right[within].mean():7.3f}"
            lines.append(f"{low:4.2f} – {high:4.2f} {within.sum():8} {means}")
    return "\n".join([*lines, ""])
