"""Make workbench/draft/confidence/calibration.toml from a development set, and tell how well it holds.

python -m tools.draft.calibrate ../shared/gold/mt [--write]
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tools.draft.drafted import Row, WordRow, drafted, lines, words
from tools.draft.reliability import reliability
from workbench.align.arrays import Floats
from workbench.draft.confidence.sentences import (
    GOOD,
    Calibration,
    confidence,
    probability,
    quantities,
    recalibrated,
    restated,
)
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.packages.installed import PackageInfo, installed

CALIBRATION = Path(__file__).parents[2] / "workbench" / "draft" / "confidence" / "calibration.toml"
DEVELOPMENT, TESTS = "newstest2013", ("newstest2014", "tatoeba-test")
FOLDS = 10
HISTORIES = (25, 100, 400)
"""Approved drafts from which a project is supposed to have learned."""
_RIDGE = 1e-2
_ROUNDS = 50


class Measured(NamedTuple):
    """A sentence, and the words of its draft."""

    row: Row
    words: list[WordRow]


def main() -> None:
    """Draft, fit, tell, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, help="the folder with NAME.fr and NAME.en")
    parser.add_argument("--write", action="store_true", help="write the calibration")
    options = parser.parse_args()
    [package] = [each for each in installed({"HOME": os.devnull}) if each.bundled]
    decoder = Decoder.load(package)
    seen = measured(options.gold, DEVELOPMENT, decoder)
    calibration = fitted(seen, f"drafts of {len(seen)} sentences of {DEVELOPMENT} by {package.name}")
    if options.write:
        CALIBRATION.write_text(section(calibration, package), encoding="utf-8")
    print("ECE in ten bins of equal mass / of equal width")
    report_left_out(seen)
    for name in TESTS:
        report(name, measured(options.gold, name, decoder), calibration)


def measured(gold: Path, name: str, decoder: Decoder) -> list[Measured]:
    """The drafts of a gold set."""
    langs = decoder.package.from_lang, decoder.package.to_lang
    sources, references = (lines(gold / f"{name}.{lang}") for lang in langs)
    rows = drafted(decoder, sources, references)
    return [Measured(*each) for each in zip(rows, words(decoder, rows), strict=True)]


def fitted(seen: Sequence[Measured], on: str) -> Calibration:
    """The calibration that explains these drafts best."""
    rows = [each.row for each in seen]
    values = [quantities(row.features) for row in rows]
    level_values, spread_values = _table([each.level for each in values]), _table([e.spread for e in values])
    excess = np.array([each.excess for each in values])
    level, spread = _normal(level_values, spread_values, np.array([row.chrf for row in rows]) + excess)
    distance = (level_values @ level - excess - GOOD) / np.exp(spread_values @ spread)
    shift, slope = _logistic(np.stack([np.ones(len(rows)), distance], axis=1), _good(rows))
    of_words = [word for each in seen for word in each.words]
    known = [word.weighed.quantities() for word in of_words]
    weights = _logistic(_table(known), np.array([word.right for word in of_words], dtype=float))
    return Calibration(
        fitted_on=on,
        borrowed=False,
        level=dict(zip(values[0].level, level.tolist(), strict=True)),
        spread=dict(zip(values[0].spread, spread.tolist(), strict=True)),
        shift=float(shift),
        slope=float(slope),
        words=dict(zip(known[0], weights.tolist(), strict=True)),
    )


def report_left_out(seen: Sequence[Measured]) -> None:
    """How good a calibration is on tenths of the sentences that it has not seen."""
    fold = np.random.default_rng(0).permutation(len(seen)) % FOLDS
    found: list[tuple[Measured, Calibration]] = []
    for number in range(FOLDS):
        calibration = fitted([each for each, at in zip(seen, fold, strict=True) if at != number], "")
        found += [(each, calibration) for each, at in zip(seen, fold, strict=True) if at == number]
    print(f"{DEVELOPMENT}, each tenth by the others")
    _told(found)


def report(name: str, seen: Sequence[Measured], calibration: Calibration) -> None:
    """How good a calibration is on other texts, and what it learns from some of them about the rest."""
    print(name)
    _told([(each, calibration) for each in seen])
    order = np.random.default_rng(0).permutation(len(seen))
    stated = [confidence(each.row.features, calibration) or 0.0 for each in seen]
    for many in HISTORIES:
        history = [(stated[place], seen[place].row.good) for place in order[:many]]
        learned = recalibrated(calibration, history)
        anew = np.array([restated(stated[place], calibration, learned) for place in order[many:]])
        print(f"  after {many:4}", reliability(anew, _good([seen[place].row for place in order[many:]])))


def _told(found: Sequence[tuple[Measured, Calibration]]) -> None:
    stated = np.array(
        [confidence(each.row.features, calibration) for each, calibration in found], dtype=float
    )
    print("  sentences ", reliability(stated, _good([each.row for each, _ in found])))
    of_words = [(word, calibration.words) for each, calibration in found for word in each.words]
    chances = np.array([_word_probability(word.weighed.quantities(), weights) for word, weights in of_words])
    print("  words     ", reliability(chances, np.array([word.right for word, _ in of_words], dtype=float)))


def _word_probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return probability(sum(weights[name] * value for name, value in values.items()))


def _good(rows: Sequence[Row]) -> Floats:
    return np.array([row.good for row in rows], dtype=float)


def _table(rows: Sequence[Mapping[str, float]]) -> Floats:
    return np.array([list(row.values()) for row in rows])


def _normal(level_values: Floats, spread_values: Floats, found: Floats) -> tuple[Floats, Floats]:
    """The likeliest mean and logarithm of the standard deviation, both linear, of normal observations."""
    spread: Floats = np.zeros(spread_values.shape[1])
    spread[0] = np.log(found.std())
    level: Floats = np.zeros(level_values.shape[1])
    ridge = 1e-6 * np.eye(len(spread))
    for _ in range(_ROUNDS):
        weighted = level_values * np.exp(-2.0 * spread_values @ spread)[:, None]
        level = np.linalg.solve(weighted.T @ level_values, weighted.T @ found)
        share = (found - level_values @ level) ** 2 * np.exp(-2.0 * spread_values @ spread)
        curve = 2.0 * (spread_values * share[:, None]).T @ spread_values + ridge
        spread = spread + np.linalg.solve(curve, spread_values.T @ (share - 1.0))
    return level, spread


def _logistic(values: Floats, right: Floats) -> Floats:
    """The weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(values.shape[1])
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(values @ weights, -30.0, 30.0)))
        slope = values.T @ (right - chance) - _RIDGE * weights
        curve = (values * (chance * (1.0 - chance))[:, None]).T @ values + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights += step * min(1.0, 2.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-7:
            break
    return weights


def section(calibration: Calibration, package: PackageInfo) -> str:
    """The calibration as the file holds it."""
    digest = hashlib.sha256((package.path / "model" / "model.bin").read_bytes()).hexdigest()
    name = package.name
    rows = [
        "# How likely drafts are good; see workbench.draft.confidence.sentences."
        " Made by tools/draft/calibrate.py.",
        f"\n[{name}]",
        f'model_sha256 = "{digest}"',
        f'fitted_on = "{calibration.fitted_on}"',
    ]
    odds = {"shift": calibration.shift, "slope": calibration.slope}
    parts = {
        "level": calibration.level,
        "spread": calibration.spread,
        "odds": odds,
        "words": calibration.words,
    }
    for part, weights in parts.items():
        rows += [f"\n[{name}.{part}]", *(f"{key} = {weight:.4f}" for key, weight in weights.items())]
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    main()
