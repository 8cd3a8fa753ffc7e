"""How much better than chance the words of one text explain those of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.bags import Bags, grouped, spread
from workbench.align.counterparts import Links
from workbench.align.known_words import Lexicon

DOUBT = 0.15
"""Probability that a word of a rendering comes from nowhere."""

_KNOWN_STRENGTH = 10_000.0
"""Strength, in words, of the frequencies that a lexicon knows beside those in the texts."""
_ASSUMED_STRENGTH = 2000.0
"""The same of frequencies that are only assumed."""
_ASSUMED = (0.02, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0003)
"""Assumed relative frequency of a word by its length: short words are common (Zipf)."""

_READ = 20_000
"""Places of words that are read to find what is near one text, the most telling words first."""

Step = Callable[[], None]
"""Called after each text."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """The words of the texts `given` as an explanation of those of the texts `told`."""

    given: Bags
    told: Bags
    links: Links
    usual: Floats
    """Relative frequency of each word of `told` in any text."""
    step: Step = lambda: None

    def gains(self, number: int) -> tuple[Ints, Floats]:
        """The words that a text of `given` explains, ascending, and what each of them tells.

        A word is drawn from the translations of all words of the text alike, or else, with
        probability DOUBT, from anywhere (IBM model 1; Brown et al., Computational Linguistics 19(2),
        1993). What it tells is the log-likelihood ratio to a word that is not explained at all.
        """
        bag = self.given.bag(number)
        places, _ = spread(self.links.starts, bag)
        words, where = np.unique(self.links.to[places], return_inverse=True)
        expected = np.bincount(where, self.links.share[places], len(words)) / max(1, len(bag))
        return words, np.log1p((1.0 - DOUBT) / DOUBT * expected / self.usual[words])

    def ratios(self, given: Ints, told: Ints) -> Floats:
        """For pairs of texts the log-likelihood ratio of all words of the one told to words from anywhere."""
        order, starts = grouped(given, len(self.given))
        worth = np.zeros(len(self.told.words))
        sums = np.zeros(len(given))
        for number in range(len(self.given)):
            pairs = order[starts[number] : starts[number + 1]]
            words, gains = self.gains(number)
            worth[words] = gains
            places, pair = spread(self.told.starts, told[pairs])
            sums[pairs] = np.bincount(pair, worth[self.told.flat[places]], len(pairs))
            worth[words] = 0.0
            self.step()
        ratios: Floats = sums + np.log(DOUBT) * self.told.sizes[told]
        return ratios

    def nearest(self, keep: int) -> tuple[Ints, Ints]:
        """Pairs of each text of `given` and up to `keep` of `told` that it explains best.

        Only texts that share a telling word with it are found.
        """
        holders, starts = grouped(self.told.flat, len(self.told.words))
        owners = np.repeat(np.arange(len(self.told)), self.told.sizes)[holders]
        scale = 1.0 / np.sqrt(np.maximum(self.told.sizes, 1))
        lost = np.log(DOUBT) * self.told.sizes
        found = [np.zeros((2, 0), dtype=np.int64)]
        for number in range(len(self.given)):
            words, gains = _telling(starts, *self.gains(number))
            places, word = spread(starts, words)
            sums = np.bincount(owners[places], gains[word], len(self.told))
            near = np.flatnonzero(sums)
            best = near[_highest((sums[near] + lost[near]) * scale[near], keep)]
            found.append(np.stack([np.full(len(best), number), best]))
            self.step()
        given, told = np.concatenate(found, axis=1)
        return given, told


def _telling(starts: Ints, words: Ints, gains: Floats) -> tuple[Ints, Floats]:
    """The most telling words, as many as may be read; the first in any case."""
    order = np.argsort(-gains, kind="stable")
    read = np.cumsum(starts[words[order] + 1] - starts[words[order]])
    kept = order[: max(1, int(np.searchsorted(read, _READ, side="right")))]
    return words[kept], gains[kept]


def _highest(values: Floats, keep: int) -> Ints:
    """The places of the `keep` highest values; of equal ones the first."""
    if len(values) <= keep:
        return np.arange(len(values))
    candidates = np.flatnonzero(values >= np.partition(values, -keep)[-keep])
    return candidates[np.argsort(-values[candidates], kind="stable")[:keep]]


def usual(source: Bags, target: Bags, lexicon: Lexicon | None = None) -> tuple[Floats, Floats]:
    """Relative frequency of each word of either side in any text: as here, drawn to what is known of it.

    That is how often the lexicon has met it; without one, its length is all there is to go by.
    """
    ours, theirs = _assumed(source), _assumed(target)
    if lexicon is None:
        return _drawn(source, ours, _ASSUMED_STRENGTH), _drawn(target, theirs, _ASSUMED_STRENGTH)
    entries, total = lexicon.for_words(source.words, target.words), lexicon.total + _ASSUMED_STRENGTH
    ours = (entries.source_totals + _ASSUMED_STRENGTH * ours) / total
    theirs = (entries.target_totals + _ASSUMED_STRENGTH * theirs) / total
    return _drawn(source, ours, _KNOWN_STRENGTH), _drawn(target, theirs, _KNOWN_STRENGTH)


def _assumed(texts: Bags) -> Floats:
    return np.array([_ASSUMED[min(len(word), len(_ASSUMED)) - 1] for word in texts.words])


def _drawn(texts: Bags, known: Floats, strength: float) -> Floats:
    counts = np.bincount(texts.flat, minlength=len(texts.words)) + strength * known
    frequencies: Floats = counts / (len(texts.flat) + strength)
    return frequencies
