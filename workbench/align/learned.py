"""A lexicon learned from pairs of texts that a person has approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.known_words import NOTHING, Lexicon
from workbench.align.lexicon import Prior, Table, Vocabulary, train
from workbench.align.prior import cognates, known
from workbench.align.word_evidence import MOST_WORDS
from workbench.align.word_places import located

_LEAST = 0.05
"""Expected occurrences of a link from which it is listed."""
_LEAST_ONCE = 0.01
"""Probability of a single link from which it is counted."""
_DIGITS = 3
"""Decimal places of the counts: what is rarer is noise."""


def learned_lexicon(pairs: Sequence[tuple[str, str]], shipped: Lexicon | None = None) -> Lexicon:
    """How often words of these pairs of texts correspond; `shipped` tells what is known beforehand.

    IBM model 1 is trained in both directions (`lexicon.train`). The count of two words is the sum, over
    all places where they stand in one pair, of the product of both posterior probabilities, as in Liang,
    Taskar and Klein (NAACL 2006); what is left of a word's occurrences corresponds to nothing. Only the
    pairs are counted: merge the result with `shipped` to have both. Numbers are left out.
    """
    ours, theirs = Vocabulary(), Vocabulary()
    bags = []
    for source, target in pairs:
        bag, other = ours.bag(_words(source)), theirs.bag(_words(target))
        if len(bag) and len(other):
            bags.append((bag, other))
    if not bags:
        return Lexicon.of(())
    prior = _prior(ours.tokens, theirs.tokens, shipped)
    sizes = len(ours), len(theirs)
    weights = np.ones(len(bags))
    ahead = train(bags, weights, prior, sizes)
    back = train([(other, bag) for bag, other in bags], weights, prior.swapped(), sizes[::-1])
    return Lexicon.of(_counts(bags, ahead, back, ours.tokens, theirs.tokens))


def _words(text: str) -> list[str]:
    return [word.text for word in located(text)[:MOST_WORDS] if not word.text.isdecimal()]


def _prior(source: list[str], target: list[str], shipped: Lexicon | None) -> Prior:
    alike = cognates(source, target)
    return alike.joined(known(shipped, source, target)) if shipped else alike


def _counts(
    bags: Sequence[tuple[Ints, Ints]], ahead: Table, back: Table, source: list[str], target: list[str]
) -> Iterator[tuple[str, str, float]]:
    """The counts of all links, and of the words without one."""
    linked: defaultdict[tuple[int, int], float] = defaultdict(float)
    alone = np.zeros(len(source)), np.zeros(len(target))
    for bag, other in bags:
        joint = _posterior(ahead, bag, other) * _posterior(back, other, bag).T
        np.add.at(alone[0], bag, 1.0)
        np.add.at(alone[1], other, 1.0)
        for row, column in np.argwhere(joint >= _LEAST_ONCE).tolist():
            linked[int(bag[row]), int(other[column])] += float(joint[row, column])
    for (row, column), number in linked.items():
        if number >= _LEAST:
            alone[0][row] -= number
            alone[1][column] -= number
            yield source[row], target[column], round(number, _DIGITS)
    for number, word in zip(alone[0].tolist(), source, strict=True):
        if number >= _LEAST:
            yield word, NOTHING, round(number, _DIGITS)
    for number, word in zip(alone[1].tolist(), target, strict=True):
        if number >= _LEAST:
            yield NOTHING, word, round(number, _DIGITS)


def _posterior(table: Table, given: Ints, told: Ints) -> Floats:
    """By given token (rows): the probability that the told token (columns) comes from it and no other."""
    types, column = np.unique(told, return_inverse=True)
    likely = table.dense(given, types)[:, column]
    posterior: Floats = likely / (likely.sum(axis=0) + table.null[told] + np.finfo(float).tiny)
    return posterior
