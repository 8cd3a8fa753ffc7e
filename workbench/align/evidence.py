"""How likely sentences are to translate each other, by their words and by machine drafts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import copy
from typing import Self

import numpy as np

from workbench.align.lexicon import Floats, Ints, Table, Vocabulary, cognates, train
from workbench.align.tokens import ngrams, stems

LONGEST = 4
"""Most sentences on one side of a bead."""

_BACKGROUND = 700.0
"""Strength, in tokens, of what is assumed about frequencies before any text is seen."""
_ASSUMED_FREQUENCY = (0.02, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005)
"""Assumed relative frequency of a word by its length: short words are common (Zipf)."""

_MOST_TOKENS = 400
"""Tokens that are looked at of one sentence; more would only be a text that nobody has split."""


class View(ABC):
    """One way to compare the two texts, each cut into tokens."""

    def __init__(self, source: list[Ints], target: list[Ints]) -> None:
        self.source, self.target = source, target

    def part(self, rows: slice, columns: slice) -> Self:
        """The view of a part of the two texts, with all that is known of the whole."""
        view = copy(self)
        view.source, view.target = self.source[rows], self.target[columns]
        return view

    @abstractmethod
    def block(self, rows: slice, columns: slice, doubt: float) -> tuple[Floats, Floats]:
        """Log-likelihood ratios of sentences against spans, for a rectangle of the two texts.

        Returns two arrays [length - 1, row, column]: of the target sentence `column` against the
        source sentences `row` … `row + length - 1`, and of the source sentence `row` against the
        target sentences `column` … `column + length - 1`. `doubt` (0..1) is the probability
        that a word of a translation comes from nowhere.
        """


def _spans(counts: Floats) -> list[Floats]:
    """Token counts of the spans of 1 … LONGEST bags that begin at each bag."""
    spans = [counts]
    for length in range(1, LONGEST):
        following = np.zeros_like(counts)
        following[:-length] = counts[length:]
        spans.append(spans[-1] + following)
    return spans


def _flat(bags: list[Ints]) -> tuple[Ints, Ints]:
    """All tokens of some bags in a row, and where each bag begins."""
    sizes = np.array([len(bag) for bag in bags], dtype=np.int64)
    return np.concatenate(bags), np.cumsum(sizes) - sizes


def _sizes(bags: list[Ints]) -> Floats:
    """How many tokens each bag has, as a column."""
    return np.array([[len(bag)] for bag in bags], dtype=float)


def _sums(values: Floats, places: Ints, starts: Ints) -> Floats:
    """For each row of `values`, the sums over the columns that belong to each bag."""
    sums: Floats = np.add.reduceat(values[:, places], starts, axis=1)
    return sums


def _frequencies(bags: list[Ints], tokens: list[str]) -> Floats:
    """Relative frequency of each type, drawn towards what is assumed of words of its length."""
    assumed = np.array([_ASSUMED_FREQUENCY[min(len(token), len(_ASSUMED_FREQUENCY) - 1)] for token in tokens])
    counts = np.bincount(np.concatenate(bags), minlength=len(tokens)) + _BACKGROUND * assumed
    frequencies: Floats = counts / (sum(map(len, bags)) + _BACKGROUND)
    return frequencies


class WordView(View):
    """Source words against target words, through a lexicon learned while aligning."""

    def __init__(self, source: Sequence[str], target: Sequence[str], drafts: Sequence[str] | None) -> None:
        ours, theirs = Vocabulary(), Vocabulary()
        super().__init__(
            [ours.bag(stems(sentence)[:_MOST_TOKENS]) for sentence in source],
            [theirs.bag(stems(sentence)[:_MOST_TOKENS]) for sentence in target],
        )
        drafted = [theirs.bag(stems(sentence)[:_MOST_TOKENS]) for sentence in drafts or ()]
        self._known = list(zip(self.source, drafted, strict=True)) if drafted else []
        self._source_frequency = _frequencies(self.source, ours.tokens)
        self._target_frequency = _frequencies(self.target + drafted, theirs.tokens)
        self._prior = cognates(ours.tokens, theirs.tokens)
        self._forward: Table
        self._backward: Table

    def learn(self, links: Sequence[tuple[range, range]], weights: Sequence[float]) -> None:
        """Train both tables on the links found so far, each counted by its weight; before any `block`."""
        pairs = [
            (np.concatenate([self.source[i] for i in ours]), np.concatenate([self.target[j] for j in theirs]))
            for ours, theirs in links
        ]
        pairs += self._known
        weighted = np.array([*weights, *[1.0] * len(self._known)])
        sizes = len(self._source_frequency), len(self._target_frequency)
        self._forward = train(pairs, weighted, self._prior, sizes)
        swapped = [(theirs, ours) for ours, theirs in pairs]
        self._backward = train(swapped, weighted, self._prior.swapped(), (sizes[1], sizes[0]))

    def block(self, rows: slice, columns: slice, doubt: float) -> tuple[Floats, Floats]:
        """See `View.block`."""
        source, target = self.source[rows], self.target[columns]
        ahead = _ratios(source, target, self._forward, self._target_frequency, doubt)
        back = _ratios(target, source, self._backward, self._source_frequency, doubt)
        return ahead, back.transpose(0, 2, 1)


def _ratios(given: list[Ints], told: list[Ints], table: Table, frequency: Floats, doubt: float) -> Floats:
    """How much likelier spans of `given` make each sentence of `told`: logs [length - 1, span, sentence]."""
    given_tokens, given_starts = _flat(given)
    told_tokens, told_starts = _flat(told)
    given_types, given_places = np.unique(given_tokens, return_inverse=True)
    told_types, told_places = np.unique(told_tokens, return_inverse=True)
    expected = np.add.reduceat(table.dense(given_types, told_types)[given_places], given_starts, axis=0)
    null, usual = table.null[told_types], frequency[told_types]
    ratios = []
    for span, size in zip(_spans(expected), _spans(_sizes(given)), strict=True):
        likelihood = (span + null) / (size + 1.0)
        ratios.append(_sums(np.log((1.0 - doubt) * likelihood / usual + doubt), told_places, told_starts))
    return np.stack(ratios)


class DraftView(View):
    """Machine translations of the source against the target, by character n-grams."""

    def __init__(self, drafts: Sequence[str], target: Sequence[str]) -> None:
        vocabulary = Vocabulary()
        draft_bags = [vocabulary.bag(ngrams(sentence)[:_MOST_TOKENS]) for sentence in drafts]
        target_bags = [vocabulary.bag(ngrams(sentence)[:_MOST_TOKENS]) for sentence in target]
        super().__init__(draft_bags, target_bags)
        self._frequency = _frequencies(draft_bags + target_bags, vocabulary.tokens)

    def block(self, rows: slice, columns: slice, doubt: float) -> tuple[Floats, Floats]:
        """See `View.block`."""
        drafts, target = self.source[rows], self.target[columns]
        ahead = _identity_ratios(drafts, target, self._frequency, doubt)
        back = _identity_ratios(target, drafts, self._frequency, doubt)
        return ahead, back.transpose(0, 2, 1)


def _identity_ratios(given: list[Ints], told: list[Ints], frequency: Floats, doubt: float) -> Floats:
    """As `_ratios` where each type translates itself only, so that only shared types need a column."""
    told_tokens, told_starts = _flat(told)
    shared = np.intersect1d(np.concatenate(given), told_tokens)
    counts = _shared_counts(given, shared)
    places = _places(told_tokens, shared)
    usual = np.append(frequency[shared], 1.0)
    ratios = []
    for span, size in zip(_spans(counts), _spans(_sizes(given)), strict=True):
        gains = np.log1p((1.0 - doubt) / doubt * span / (size + 1.0) / usual)
        ratios.append(_sums(gains, places, told_starts) + np.log(doubt) * _sizes(told).T)
    return np.stack(ratios)


def _places(tokens: Ints, types: Ints) -> Ints:
    """The index of each token in `types` (ascending); their number for a token that is not there."""
    places = np.searchsorted(types, tokens)
    found = np.append(types, -1)[places] == tokens
    return np.where(found, places, len(types))


def _shared_counts(bags: list[Ints], types: Ints) -> Floats:
    """How often each bag (row) has each of `types` (column); a last column of zeros for all others."""
    tokens, _ = _flat(bags)
    rows = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    width = len(types) + 1
    cells = np.bincount(rows * width + _places(tokens, types), minlength=len(bags) * width)
    counts: Floats = cells.reshape(len(bags), width).astype(np.float64)
    counts[:, -1] = 0.0
    return counts
