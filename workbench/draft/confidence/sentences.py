"""How likely a draft is good: log-probabilities of a package made into a probability that can be checked.

A draft counts as good when its chrF against a good translation is 70 or more. What chrF to expect, and how
far off that may be, follows from few quantities that any text has that a package can score, whether it or
a person wrote it: a normal distribution whose mean and spread are linear in them. The share of it above 70
becomes the probability by a logistic curve (Platt 1999), whose two numbers a project can learn anew.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

GOOD = 70.0
"""The chrF from which a draft counts as good."""

_USUAL_PIECES = (1.6, 4.0)
"""Times the source's pieces, and pieces more, that a translation has at most; further ones are excess."""
_EXCESS = 25.0
"""What chrF loses by the logarithm of the length with the excess to that without: by its definition, 17
of a text to which as much again has been added."""
_MOST_RATIO = 0.25
"""Logarithm of target to source pieces from which more pieces are no better sign."""
_MOST_FLAWS = 3
_MOST_ODDS, _LEAST = 30.0, 1e-13

_SHIFT_SPREAD, _SLOPE_SPREAD = 0.7, 0.2
"""What a project's texts may do to the odds, before anything is known of them: double or halve them, and
make them a fifth steeper or flatter (standard deviations)."""
_LEAST_SLOPE = 0.05
_MOST_STEPS, _SMALL_STEP = 100, 1e-9


class Features(NamedTuple):
    """What is known of a text as the translation of a source."""

    log_probability: float
    """Natural logarithm, summed over the pieces and the ends of the parts."""
    pieces: int
    """Pieces that were decided about, the ends of the parts among them; 0 where the model wrote nothing."""
    source_pieces: int
    flaws: int = 0
    """Flags of flaws: loops, lost numbers …; not those about names of the glossary."""


class Quantities(NamedTuple):
    """What `Calibration.level` and `.spread` are multiplied with, by the same names."""

    level: dict[str, float]
    spread: dict[str, float]
    excess: float
    """What is taken from the chrF to expect, for pieces that no translation of the source can need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What the quantities of a text weigh."""

    fitted_on: str
    """The package and the texts."""
    borrowed: bool
    """True when the package in use is another one, so that the probabilities only rank its drafts."""
    level: Mapping[str, float]
    """Of the chrF to expect."""
    spread: Mapping[str, float]
    """Of the logarithm of its standard deviation."""
    shift: float
    slope: float
    """Log odds are `shift + slope * (chrF to expect - 70) / standard deviation`."""
    words: Mapping[str, float]
    """Of the log odds that a word is right; see `word_confidence`."""
    learned_from: int = 0
    """Approved drafts of a project that moved `shift` and `slope`."""


def calibration_for(model_sha256: str) -> Calibration:
    """The calibration for the package whose `model.bin` has this SHA-256, given in full.

    Where there is none, that of the bundled package, marked as borrowed.
    """
    known = _fitted()
    return known.get(model_sha256) or replace(next(iter(known.values())), borrowed=True)


def confidence(features: Features, calibration: Calibration) -> float | None:
    """The probability that a text is good, between 0 and 1; None where the model wrote nothing of it."""
    if not features.pieces:
        return None
    return probability(calibration.shift + calibration.slope * _distance(features, calibration))


def joined(parts: Iterable[Features]) -> Features:
    """What is known of a text that went through the model in parts: all of it adds up."""
    whole = Features(0.0, 0, 0)
    for part in parts:
        whole = Features(
            whole.log_probability + part.log_probability,
            whole.pieces + part.pieces,
            whole.source_pieces + part.source_pieces,
            whole.flaws + part.flaws,
        )
    return whole


def recalibrated(calibration: Calibration, history: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration with what a project's own history teaches.

    `history` holds, for each draft that a person has approved as it was or changed, the confidence that
    `calibration` states and whether the draft was good (`chrf(draft, approved) >= GOOD`). Shift and slope
    become the most probable ones, given the history and what such texts may do to the fitted ones. So one
    draft moves little and some hundred settle it: the fitted shift counts as much as 8 drafts of which
    half are good, or 36 of which two are. The order of drafts by confidence stays.
    """
    if not history:
        return calibration
    odds = [_odds(stated) for stated, _ in history]
    shift, slope = _learned(odds, [good for _, good in history])
    return replace(
        calibration,
        shift=shift + slope * calibration.shift,
        slope=slope * calibration.slope,
        learned_from=calibration.learned_from + len(history),
    )


def quantities(features: Features) -> Quantities:
    """What a calibration weighs of a text that the model wrote something of."""
    pieces, source_pieces = features.pieces, max(1, features.source_pieces)
    factor, more = _USUAL_PIECES
    usual = min(float(pieces), factor * source_pieces + more)
    mean = features.log_probability / pieces
    sureness = 0.0 if math.isnan(mean) else math.exp(min(0.0, mean))
    spread = {"base": 1.0, "sureness": sureness, "length": math.log(usual)}
    ratio = min(_MOST_RATIO, math.log(pieces / source_pieces))
    level = {**spread, "ratio": ratio, "flaws": float(min(_MOST_FLAWS, features.flaws))}
    return Quantities(level, spread, _EXCESS * math.log(pieces / usual))


def probability(odds: float) -> float:
    """The probability whose natural log odds these are: above 0 and below 1, whatever they are."""
    return 1.0 / (1.0 + math.exp(-max(-_MOST_ODDS, min(_MOST_ODDS, odds))))


def _odds(stated: float) -> float:
    inside = max(_LEAST, min(1.0 - _LEAST, stated))
    return math.log(inside / (1.0 - inside))


def _distance(features: Features, calibration: Calibration) -> float:
    """From a chrF of 70 to the one to expect, in standard deviations."""
    level, spread, excess = quantities(features)
    expected = sum(calibration.level[name] * value for name, value in level.items()) - excess
    width = sum(calibration.spread[name] * value for name, value in spread.items())
    return (expected - GOOD) / math.exp(width)


def _learned(odds: Sequence[float], good: Sequence[bool]) -> tuple[float, float]:
    """Shift and slope of a logistic regression on `odds`, drawn towards 0 and 1; by Newton's method."""
    shift, slope = 0.0, 1.0
    for _ in range(_MOST_STEPS):
        by_shift, by_slope = shift / _SHIFT_SPREAD**2, (slope - 1.0) / _SLOPE_SPREAD**2
        of_shift, of_both, of_slope = 1.0 / _SHIFT_SPREAD**2, 0.0, 1.0 / _SLOPE_SPREAD**2
        for at, right in zip(odds, good, strict=True):
            chance = probability(shift + slope * at)
            weight = chance * (1.0 - chance)
            by_shift += chance - right
            by_slope += (chance - right) * at
            of_shift += weight
            of_both += weight * at
            of_slope += weight * at * at
        area = of_shift * of_slope - of_both**2
        step = (of_both * by_slope - of_slope * by_shift) / area
        turn = (of_both * by_shift - of_shift * by_slope) / area
        if slope + turn <= _LEAST_SLOPE:
            step, turn = -by_shift / of_shift, _LEAST_SLOPE - slope
        shift, slope = shift + max(-1.0, min(1.0, step)), slope + max(-1.0, min(1.0, turn))
        if max(abs(step), abs(turn)) < _SMALL_STEP:
            break
    return shift, slope


@cache
def _fitted() -> dict[str, Calibration]:
    """What has been fitted, by the SHA-256 of the model; that of the bundled package comes first."""
    text = (files(__package__) / "calibration.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {
        table["model_sha256"]: Calibration(
            fitted_on=table["fitted_on"],
            borrowed=False,
            level=table["level"],
            spread=table["spread"],
            shift=table["odds"]["shift"],
            slope=table["odds"]["slope"],
            words=table["words"],
        )
        for table in tables.values()
    }
