"""What is measured of a quote and a text that may render it, and what that says together."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from workbench.align.arrays import Floats, Ints

_WORDS = ("fit", "fit_per_word", "fit_of_shorter")
MEASURES = ("base", "length", "size", "others", *_WORDS)
"""What is measured of each pair; what it weighs is in weights.toml, fitted by tools/match/fit.py."""
DRAFT_MEASURES = (*MEASURES, *(f"draft_{name}" for name in _WORDS))
"""The same where there is a machine translation of the quote, which is compared as well."""

_FEWEST = 10
"""Texts there always are to choose from: in a small collection the right one may well be missing."""
_LENGTH_SLACK = 8
"""Characters added to both lengths, so that very short texts may differ."""


class Fit(NamedTuple):
    """How well the words of two texts explain each other, pair by pair: log-likelihood ratios."""

    ahead: Floats
    """Of all words of the target, given those of the source."""
    back: Floats
    words: tuple[Ints, Ints]
    """How many words the source has, and the target."""


class Weights(NamedTuple):
    """What the measures weigh where the target renders all of the source, and where it renders a part.

    (Or where the source is what the target renders, and more.)
    """

    whole: Floats
    part: Floats
    """Parts are the rarer; their weights say so as well."""
    slope: float
    """With `offset` it turns the log odds that rivals leave into those of the probability."""
    offset: float

    def odds(self, measured: Floats) -> Floats:
        """The log odds of pairs, given their measures in rows: of one or the other."""
        odds: Floats = np.logaddexp(measured @ self.whole, measured @ self.part)
        return odds

    def probability(self, odds: Floats) -> Floats:
        """How probable pairs with these log odds are, 0..1."""
        calibrated: Floats = 1.0 / (1.0 + np.exp(-np.clip(self.slope * odds + self.offset, -50.0, 50.0)))
        return calibrated


def measures(lengths: tuple[Floats, Floats], others: int, *fits: Fit) -> Floats:
    """The measures of pairs of texts, a row each: MEASURES for one fit, DRAFT_MEASURES for two.

    `lengths` are those of the sources and the targets in characters; `others` is how many texts there
    were to choose from: the more, the less likely each.
    """
    source, target = (np.maximum(words, 1) for words in fits[0].words)
    ratio = np.log((lengths[1] + _LENGTH_SLACK) / (lengths[0] + _LENGTH_SLACK))
    columns = [
        np.ones(len(source)),
        np.abs(ratio),
        np.log(source * target) / 2,
        np.full(len(source), np.log(max(others, _FEWEST) + 1)),
    ]
    for fit in fits:
        source, target = (np.maximum(words, 1) for words in fit.words)
        columns += [
            (fit.ahead + fit.back) / (source * target) ** 0.25,
            fit.ahead / target + fit.back / source,
            np.where(source < target, fit.back / np.sqrt(source), fit.ahead / np.sqrt(target)),
        ]
    return np.stack(columns, axis=1)


@cache
def weights(*, lexicon: bool, draft: bool) -> Weights:
    """The weights for pairs compared with a lexicon or without, and with a draft or without."""
    table = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    section = table[section_name(lexicon=lexicon, draft=draft)]
    names = DRAFT_MEASURES if draft else MEASURES
    whole, part = (np.array([section[kind].get(name, 0.0) for name in names]) for kind in ("whole", "part"))
    return Weights(whole, part, section["slope"], section["offset"])


def section_name(*, lexicon: bool, draft: bool) -> str:
    """The section of weights.toml for such pairs."""
    return ("lexicon" if lexicon else "looks") + ("_and_draft" if draft else "")
