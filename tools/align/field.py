"""A conditional random field over alignment paths: likelihood and gradient of many pieces at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from tools.align.pieces import Piece
from workbench.align.arrays import Floats
from workbench.align.lattice import LINKS

OMISSION = ("left", "left length", "left few", "left letters")
_NEVER = -1e30
_HARDLY = -1e4
"""For omissions that are not right: they are summed up along a row, and must not swallow other terms."""
_FREE = 0.1
"""How strictly weights of moves and omissions are held near 0, beside those of the features."""


class _Paths(NamedTuple):
    total: Floats
    links: Floats
    source: Floats
    target: Floats
    openings: Floats


class Batch:
    """Pieces padded to one size."""

    def __init__(self, pieces: Sequence[Piece], names: Sequence[str], weight: float) -> None:
        self.weight = weight
        self.ends = np.array([piece.end for piece in pieces])
        self.rows, self.columns = (int(size) for size in self.ends.max(axis=0))
        places, cells, right = [], [], []
        count = len(pieces)
        self.source = np.zeros((len(OMISSION), count, self.rows + 1))
        self.target = np.zeros((len(OMISSION), count, self.columns + 1))
        self.allowed = np.zeros((2, count, self.rows + 1), bool), np.zeros((2, count, self.columns + 1), bool)
        for number, piece in enumerate(pieces):
            at = np.nonzero(piece.possible)
            places.append(np.stack([np.full(len(at[0]), number), *at]))
            cells.append(
                np.stack(
                    [
                        piece.features[name][at]
                        if name in piece.features
                        else np.zeros(len(at[0]), np.float32)
                        for name in names
                    ],
                    axis=1,
                )
            )
            right.append(piece.right[at])
            for side, array in enumerate((self.source, self.target)):
                size = piece.end[side]
                for row, name in enumerate(OMISSION):
                    array[row, number, :size] = piece.left_out[side][name]
                self.allowed[side][0, number, :size] = True
                self.allowed[side][1, number, :size] = piece.right_left_out[side]
        self.places = tuple(np.concatenate(places, axis=1))
        self.cells = np.concatenate(cells)
        self.right = np.concatenate(right)

    def loss(self, weights: Floats, omission: Floats, opening: float) -> tuple[float, Floats]:
        """Minus the log likelihood of the right paths, and its gradient."""
        scores = self.cells @ weights
        found = []
        for which in range(2):
            links = np.full((len(self.ends), len(LINKS), self.rows + 1, self.columns + 1), _NEVER)
            links[self.places] = np.where(self.right, scores, _NEVER) if which else scores
            source = np.where(self.allowed[0][which], np.tensordot(omission, self.source, 1), _HARDLY)
            target = np.where(self.allowed[1][which], np.tensordot(omission, self.target, 1), _HARDLY)
            found.append(self._paths(links, source, target, opening))
        every, right = found
        sound = right.total > _HARDLY / 2
        loss = (every.total - right.total)[sound].sum()
        surplus = (every.links - right.links)[self.places] * sound[self.places[0]]
        ours, theirs = (every.source - right.source)[sound], (every.target - right.target)[sound]
        left = [
            (ours * self.source[k][sound]).sum() + (theirs * self.target[k][sound]).sum()
            for k in range(len(OMISSION))
        ]
        opened = (every.openings - right.openings)[sound].sum()
        return self.weight * float(loss), self.weight * np.concatenate([surplus @ self.cells, left, [opened]])

    def _paths(self, links: Floats, source: Floats, target: Floats, opening: float) -> _Paths:
        """Forward-backward, as in `workbench.align.lattice`, over all pieces at once."""
        join, rows, columns, count = np.logaddexp, self.rows, self.columns, len(self.ends)
        empty = np.full((count, columns + 1), _NEVER)
        costs = np.concatenate([np.zeros((count, 1)), np.cumsum(target[:, :columns], axis=1)], axis=1)
        linked, after_source, after_target, left = ([empty.copy() for _ in range(rows + 5)] for _ in range(4))
        for row in range(rows, -1, -1):
            here = empty.copy()
            ended = self.ends[:, 0] == row
            here[ended, self.ends[ended, 1]] = 0.0
            if row < rows:
                for move, (ours, theirs) in enumerate(LINKS):
                    here = join(here, links[:, move, row] + _left(linked[row + ours], theirs))
            below = source[:, row : row + 1] + after_source[row + 1] if row < rows else empty
            targets = join.accumulate((here + costs)[:, ::-1], axis=1)[:, ::-1] - costs
            beside = empty.copy()
            beside[:, :-1] = target[:, :columns] + targets[:, 1:]
            left[row] = join(below, beside)
            after_target[row], after_source[row] = targets, join(here, left[row])
            linked[row] = join(here, opening + left[row])
        total = linked[0][:, 0]
        reached = [empty.copy() for _ in range(rows + 5)]
        reached[0][:, 0] = 0.0
        from_source = empty
        found = _Paths(
            total, np.zeros_like(links), np.zeros_like(source), np.zeros_like(target), np.zeros(count)
        )
        for row in range(rows + 1):
            before = join(reached[row] + opening, from_source)
            entered = empty.copy()
            entered[:, 1:] = before[:, :-1] + target[:, :columns]
            targets = join.accumulate(entered - costs, axis=1) + costs
            every = join(join(reached[row], from_source), targets)
            found.openings[:] += _share(reached[row] + opening + left[row], total).sum(axis=1)
            found.target[:, :-1] += _share(
                join(before, targets)[:, :-1] + target[:, :columns] + after_target[row][:, 1:], total
            )
            if row < rows:
                for move, (ours, theirs) in enumerate(LINKS):
                    taken = every + links[:, move, row]
                    found.links[:, move, row] = _share(taken + _left(linked[row + ours], theirs), total)
                    arriving = empty.copy()
                    arriving[:, theirs:] = taken[:, : columns + 1 - theirs]
                    reached[row + ours] = join(reached[row + ours], arriving)
                found.source[:, row] = _share(
                    before + source[:, row : row + 1] + after_source[row + 1], total
                ).sum(axis=1)
                from_source = before + source[:, row : row + 1]
        return found


def _left(values: Floats, columns: int) -> Floats:
    """Each row moved to the left."""
    return np.concatenate([values[:, columns:], np.full((len(values), columns), _NEVER)], axis=1)


def _share(weights: Floats, total: Floats) -> Floats:
    return np.exp(np.minimum(weights - total[:, None], 0.0))


def fit(
    batches: Sequence[Batch], names: Sequence[str], start: Mapping[str, float], held: float, rounds: int
) -> dict[str, float]:
    """The weights under which the right paths are most likely, by L-BFGS from `start`.

    `held` times the squares of the weights is added to the loss.
    """
    every = [*names, *OMISSION, "opening"]
    first = np.array([start.get(name, 0.0) for name in every])
    strict = np.array([held if name in names and name[0].isalpha() else held * _FREE for name in every])

    def loss(weights: Floats) -> tuple[float, Floats]:
        parts = [
            batch.loss(weights[: len(names)], weights[len(names) : -1], float(weights[-1]))
            for batch in batches
        ]
        gradient = sum((part[1] for part in parts), 2 * strict * weights)
        return sum(part[0] for part in parts) + float((strict * weights**2).sum()), gradient

    result = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return dict(zip(every, result.x.tolist(), strict=True))
