"""How likely sentences are to translate each other: by their words, by drafts, by numbers."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import NamedTuple, Self

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.lexicon import Prior, Table, Vocabulary, train
from workbench.align.tokens import ngrams

LONGEST = 4
"""Most sentences on one side of a bead."""

_BACKGROUND = 700.0
"""Strength, in tokens, of what is assumed about frequencies before any text is seen."""
_ASSUMED_FREQUENCY = (0.02, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005)
"""Assumed relative frequency of a word by its length: short words are common (Zipf)."""
_USUAL_WORDS = 8.0
"""Words of a sentence among which a translation is sought, where only the best of them counts."""

_MOST_TOKENS = 400
"""Tokens that are looked at of one sentence; more would only be a text that nobody has split."""
_MOST_LEARNED = 150
"""Tokens of either side of a bead from which words are learned: each is set beside each of the other side."""

_NUMBER = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")


class Ratios(NamedTuple):
    """Log-likelihood ratios of sentences against spans, for a rectangle of the two texts.

    Arrays [length - 1, row, column]. They add up: a bead's target sentences against its source
    span, and its source sentences against its target span.
    """

    ahead: Floats
    """Of the target sentence `column` against the source sentences `row` … `row + length - 1`."""
    back: Floats
    """Of the source sentence `row` against the target sentences `column` … `column + length - 1`."""


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
    def ratios(self, rows: slice, columns: slice, doubt: float) -> Ratios:
        """The evidence for a rectangle; `doubt` (0..1): that a word of a translation comes from nowhere."""


def _spans(counts: Floats, join: np.ufunc = np.add) -> list[Floats]:
    """What the spans of 1 … LONGEST bags that begin at each bag (row) have together."""
    spans = [counts]
    for length in range(1, LONGEST):
        longer = spans[-1].copy()
        longer[:-length] = join(longer[:-length], counts[length:])
        spans.append(longer)
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
    """Words against words, through a lexicon learned while aligning.

    `source` and `target` hold the tokens of each sentence; `known` are token lists that translate
    each other; `prior` tells of two vocabularies which types go together before anything is learned.
    """

    def __init__(
        self,
        source: Sequence[Sequence[str]],
        target: Sequence[Sequence[str]],
        prior: Callable[[list[str], list[str]], Prior],
        known: Sequence[tuple[Sequence[str], Sequence[str]]] = (),
    ) -> None:
        ours, theirs = Vocabulary(), Vocabulary()
        super().__init__(_bags(ours, source), _bags(theirs, target))
        examples = _bags(ours, [one for one, _ in known]), _bags(theirs, [other for _, other in known])
        self._known = list(zip(*examples, strict=True))
        self._frequency = (
            _frequencies(self.source + examples[0], ours.tokens),
            _frequencies(self.target + examples[1], theirs.tokens),
        )
        self._prior = prior(ours.tokens, theirs.tokens)
        self._forward: Table
        self._backward: Table
        self._strongest = False

    def learn(self, links: Sequence[tuple[range, range]], weights: Sequence[float]) -> None:
        """Train both tables on the links found so far, each counted by its weight; before any `ratios`."""
        pairs = [(_learned(self.source, ours), _learned(self.target, theirs)) for ours, theirs in links]
        pairs += self._known
        weighted = np.array([*weights, *[1.0] * len(self._known)])
        sizes = len(self._frequency[0]), len(self._frequency[1])
        self._forward = train(pairs, weighted, self._prior, sizes)
        swapped = [(theirs, ours) for ours, theirs in pairs]
        self._backward = train(swapped, weighted, self._prior.swapped(), (sizes[1], sizes[0]))

    def by_strongest(self) -> WordView:
        """The same view, where a word is explained by its strongest link and not by all words together.

        So a longer span never explains less; it wants a lexicon that has learned something.
        """
        view = copy(self)
        view._strongest = True
        return view

    def ratios(self, rows: slice, columns: slice, doubt: float) -> Ratios:
        """See `View.ratios`."""
        source, target = self.source[rows], self.target[columns]
        compute = _strongest_links if self._strongest else _mixtures
        ahead = compute(source, target, self._forward, self._frequency[1], doubt)
        back = compute(target, source, self._backward, self._frequency[0], doubt)
        return Ratios(ahead, back.transpose(0, 2, 1))


def _learned(bags: list[Ints], numbers: range) -> Ints:
    """The tokens of some sentences together, as far as they are learned from."""
    return np.concatenate([bags[number] for number in numbers])[:_MOST_LEARNED]


def _bags(vocabulary: Vocabulary, sentences: Iterable[Sequence[str]]) -> list[Ints]:
    return [vocabulary.bag(tokens[:_MOST_TOKENS]) for tokens in sentences]


class _Cells(NamedTuple):
    """Some sentences (`given`) against others (`told`), type by type."""

    links: Floats
    """t(told type | given token), [given token, told type]."""
    given_starts: Ints
    told_types: Ints
    told_places: Ints
    """The told type of each told token."""
    told_starts: Ints


def _cells(given: list[Ints], told: list[Ints], table: Table) -> _Cells:
    given_tokens, given_starts = _flat(given)
    told_tokens, told_starts = _flat(told)
    given_types, given_places = np.unique(given_tokens, return_inverse=True)
    told_types, told_places = np.unique(told_tokens, return_inverse=True)
    links = table.dense(given_types, told_types)[given_places]
    return _Cells(links, given_starts, told_types, told_places, told_starts)


def _mixtures(given: list[Ints], told: list[Ints], table: Table, frequency: Floats, doubt: float) -> Floats:
    """How much likelier spans of `given` make each sentence of `told` by IBM model 1.

    Logs [length - 1, span, sentence].
    """
    cells = _cells(given, told, table)
    expected = np.add.reduceat(cells.links, cells.given_starts, axis=0)
    null, usual = table.null[cells.told_types], frequency[cells.told_types]
    ratios = []
    for span, size in zip(_spans(expected), _spans(_sizes(given)), strict=True):
        likelihood = (span + null) / (size + 1.0)
        gains = np.log((1.0 - doubt) * likelihood / usual + doubt)
        ratios.append(_sums(gains, cells.told_places, cells.told_starts))
    return np.stack(ratios)


def _strongest_links(
    given: list[Ints], told: list[Ints], table: Table, frequency: Floats, doubt: float
) -> Floats:
    """As `_mixtures`, but each word of `told` comes from that word of the span that best explains it."""
    cells = _cells(given, told, table)
    strongest = np.maximum.reduceat(cells.links, cells.given_starts, axis=0)
    usual = frequency[cells.told_types] * _USUAL_WORDS
    ratios = []
    for span in _spans(strongest, np.maximum):
        gains = np.log((1.0 - doubt) * span / usual + doubt)
        ratios.append(_sums(gains, cells.told_places, cells.told_starts))
    return np.stack(ratios)


class GramView(View):
    """Two texts in one language (a draft, and what is printed), by character n-grams."""

    def __init__(self, source: Sequence[str], target: Sequence[str]) -> None:
        vocabulary = Vocabulary()
        super().__init__(_bags(vocabulary, map(ngrams, source)), _bags(vocabulary, map(ngrams, target)))
        self._frequency = _frequencies(self.source + self.target, vocabulary.tokens)

    def ratios(self, rows: slice, columns: slice, doubt: float) -> Ratios:
        """See `View.ratios`."""
        source, target = self.source[rows], self.target[columns]
        ahead = _identity_ratios(source, target, self._frequency, doubt)
        back = _identity_ratios(target, source, self._frequency, doubt)
        return Ratios(ahead, back.transpose(0, 2, 1))


def _identity_ratios(given: list[Ints], told: list[Ints], frequency: Floats, doubt: float) -> Floats:
    """As `_mixtures` where each type translates itself only, so that only shared types need a column."""
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


class NumberView(View):
    """The numbers of a sentence: those that stand in the span, less those that do not."""

    def __init__(self, source: Sequence[str], target: Sequence[str]) -> None:
        vocabulary = Vocabulary()
        super().__init__(_bags(vocabulary, map(_numbers, source)), _bags(vocabulary, map(_numbers, target)))

    def ratios(self, rows: slice, columns: slice, doubt: float) -> Ratios:
        """See `View.ratios`; here no likelihoods, but counts."""
        source, target = self.source[rows], self.target[columns]
        types = np.unique(np.concatenate([*source, *target]))
        ours, theirs = (np.minimum(_shared_counts(bags, types), 1.0) for bags in (source, target))
        return Ratios(
            np.stack([span @ theirs.T - (1.0 - span) @ theirs.T for span in _spans(ours, np.maximum)]),
            np.stack([ours @ span.T - ours @ (1.0 - span).T for span in _spans(theirs, np.maximum)]),
        )


def _numbers(text: str) -> list[str]:
    """The different numbers of a text, without what separates their digits."""
    return sorted({re.sub(r"\D", "", found) for found in _NUMBER.findall(text)})
