"""Fits workbench/match/weights.toml on newstest2013 and tells how good it is on the gold sets of matching.

    .venv/bin/python tools/match/fit.py ../shared/gold                        # tell only, without drafts
    .venv/bin/python tools/match/fit.py ../shared/gold --drafts FILE --write  # fit all, write the weights

The gold sets of matching have no part in the fit: their figures are those of texts that the weights have
not seen. What is measured, and the constants by hand, were chosen with an eye on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from measured import Measured
from pools import Pool, drafted, testing, training
from report import report

from db.records import LanguageTag
from workbench.align.arrays import Floats
from workbench.align.known_words import Lexicon, shipped
from workbench.match.measures import DRAFT_MEASURES, MEASURES, Weights, section_name

WEIGHTS = Path(__file__).parents[2] / "workbench" / "match" / "weights.toml"

_HARD = 20
"""Wrong targets of each source that are all learned from: the most likely ones."""
_EASY = 5
"""Other wrong targets of each source; these stand for all the rest."""
_BEST = 3
"""Targets of each source that the probabilities are calibrated on."""
_RIDGE = 1e-3
_OF_PARTS = ("base", "length", "size", "others", "fit_of_shorter", "draft_fit_of_shorter")
"""What is looked at where one text renders a part of the other: how well that explains the shorter one."""
_RARE = 4.0
"""How much rarer parts are than wholes, as the logarithm. Chosen so that wholes are found as well as without
parts: at 2 the area under the curve of the gold sets falls by half a point, at 4 by a fifth of that."""


class Sample(NamedTuple):
    """Some pairs: what is known of each in a row, whether it is right, and how many pairs it stands for."""

    known: Floats
    right: Floats
    count: Floats


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, help="the folder of the gold sets")
    parser.add_argument("--drafts", type=Path, help="a file where machine translations are kept between runs")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    if options.write and not options.drafts:
        parser.error("--write needs --drafts: the file has weights with drafts as well.")
    pools, tests = training(options.gold), testing(options.gold)
    if options.drafts:
        pools, tests = drafted(pools, options.drafts), drafted(tests, options.drafts)
    sections = []
    for lexicon in (shipped(LanguageTag("fr"), LanguageTag("en")), None):
        for draft in (False, True) if options.drafts else (False,):
            weights = fitted(pools, lexicon, draft=draft)
            name = section_name(lexicon=lexicon is not None, draft=draft)
            sections.append(section(weights, name, draft=draft))
            print(sections[-1])
            report((Measured.of(pool, lexicon, draft=draft) for pool in tests), weights)
    if options.write:
        head = "# What the measures of workbench.match.measures weigh. Made by tools/match/fit.py.\n"
        WEIGHTS.write_text("\n".join([head, *sections]), encoding="utf-8")


def fitted(pools: Sequence[Pool], lexicon: Lexicon | None, *, draft: bool) -> Weights:
    """The weights by logistic regression; how the rest becomes a probability as in Platt (1999)."""
    names = DRAFT_MEASURES if draft else MEASURES
    samples: tuple[list[Sample], list[Sample]] = [], []
    for pool in pools:
        samples[pool.parts].append(sample(Measured.of(pool, lexicon, draft=draft)))
    of_parts = np.array([name in _OF_PARTS for name in names])
    part = np.zeros(len(names))
    part[of_parts] = logistic([each._replace(known=each.known[:, of_parts]) for each in samples[True]])
    part[names.index("base")] -= _RARE
    weights = Weights(logistic(samples[False]), part, 1.0, 0.0)
    usual = [pool for pool in pools if not pool.parts and not pool.retold]
    offset, slope = logistic([best(Measured.of(pool, lexicon, draft=draft), weights) for pool in usual])
    return weights._replace(slope=float(slope), offset=float(offset))


def sample(measured: Measured) -> Sample:
    """The pairs of a pool that are right, the likeliest of the wrong ones, and a few of the others."""
    pool, rng = measured.pool, np.random.default_rng(0)
    likely = np.where(measured.right > 0, -np.inf, measured.measures[..., MEASURES.index("fit")])
    bound = np.sort(likely, axis=1)[:, -min(_HARD, likely.shape[1] - 1) :][:, :1]
    right = np.zeros(likely.shape, dtype=bool)
    right[np.arange(pool.pairs), np.arange(pool.pairs)] = True
    hard = np.isfinite(likely) & (likely >= bound)
    easy = np.flatnonzero(np.isfinite(likely) & ~hard)
    few = rng.choice(easy, min(len(easy), _EASY * len(likely)), replace=False)
    flat = measured.measures.reshape(-1, measured.measures.shape[-1])
    known = [flat[right.ravel()], flat[hard.ravel()], flat[few]]
    sizes = [len(part) for part in known]
    counts = [1.0, 1.0, len(easy) / max(1, len(few))]
    return Sample(np.concatenate(known), np.repeat([1.0, 0.0, 0.0], sizes), np.repeat(counts, sizes))


def best(measured: Measured, weights: Weights) -> Sample:
    """The best targets of each source by what is left of their odds, half of the targets being taken out."""
    odds = measured.odds(weights)
    found = []
    for targets in measured.halves(2):
        left = measured.left(odds, targets)
        chosen = np.argsort(-left, axis=1)[:, :_BEST]
        found.append(
            (np.take_along_axis(left, chosen, 1), np.take_along_axis(measured.right[:, targets], chosen, 1))
        )
    left_, right = (np.concatenate([part.ravel() for part in column]) for column in zip(*found, strict=True))
    return Sample(np.stack([np.ones(len(left_)), left_], axis=1), right, np.ones(len(left_)))


def logistic(samples: Sequence[Sample]) -> Floats:
    """The weights of a logistic regression with a small ridge, by Newton's method."""
    known, right, count = (np.concatenate(column) for column in zip(*samples, strict=True))
    weights = np.zeros(known.shape[1])
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(known @ weights, -30.0, 30.0)))
        slope = known.T @ (count * (right - chance)) - _RIDGE * weights
        curve = (known * (count * chance * (1.0 - chance))[:, None]).T @ known + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights += step * min(1.0, 2.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-7:
            break
    return weights


def section(weights: Weights, name: str, *, draft: bool) -> str:
    """The weights as tables of the file."""
    lines = [f"[{name}]", f"slope = {weights.slope:.4f}", f"offset = {weights.offset:.4f}"]
    for kind in ("whole", "part"):
        known = zip(DRAFT_MEASURES if draft else MEASURES, getattr(weights, kind), strict=True)
        lines += ["", f"[{name}.{kind}]", *(f"{key} = {value:.4f}" for key, value in known if value)]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
