"""What the features of a bead weigh: logarithms, to base e, fitted on aligned texts."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EARLY = {
    "words": 1.0,
    "drafts": 1.0,
    "grams": 0.25,
    "length": 1.0,
    "1-2": -1.5,
    "2-1": -1.5,
    "1-3": -3.0,
    "3-1": -3.0,
    "2-2": -3.5,
    "1-4": -4.5,
    "4-1": -4.5,
    "2-3": -6.0,
    "3-2": -6.0,
    "left": -6.0,
}
"""For the first passes, which link as much as they can: a lexicon learns little from omissions."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights for one kind of texts, and what makes their probabilities true."""

    features: Mapping[str, float]
    slope: float
    """What the log odds of a bead are multiplied by."""
    shift: float
    """What is added to them then; it errs on the strict side."""

    def calibrated(self, probability: float) -> float:
        """How often beads of this posterior probability were right (Platt 1999); 0..1."""
        if not 0.0 < probability < 1.0:
            return probability
        odds = math.log(probability / (1.0 - probability))
        return 1.0 / (1.0 + math.exp(-(self.slope * odds + self.shift)))


@cache
def fitted(drafts: int, *, lexicon: bool) -> Weights:
    """The weights for texts with machine drafts in 0, 1 or 2 directions, with or without a known lexicon."""
    tables = tomllib.loads((files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    table = tables[("words", "draft", "drafts")[drafts] + ("-lexicon" if lexicon else "")]
    calibration = table["calibration"]
    return Weights(table["features"], calibration["slope"], calibration["shift"])
