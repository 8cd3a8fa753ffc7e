"""Which words of two languages may stand for each other: by a lexicon, by their stems, by their looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.bags import bags, grouped, spread
from workbench.align.known_words import Entries, Lexicon, by_stems
from workbench.align.tokens import STEM_LENGTH

_UNSEEN = 1.0
"""Count kept back for translations that the lexicon has not seen."""
_BY_STEM = 0.35
"""What a link of two stems is worth beside one of two words."""
_SHORTEST_STEM = 4

_SAME = 0.9
"""Probability that a word which is the same in both languages stands for itself."""
_SAME_SHORT = 0.3
"""The same for words of up to three letters, which mean something else in each language."""
_ALIKE = 0.6
"""The same for words that look alike, times the square of how much."""
_LEAST_LIKENESS = 0.5
_ALSO_KNOWN = 0.2
"""What is left of a likeness where the lexicon knows both words well: it would have linked them."""
_KNOWN_AT = 4.0
"""Times a word was met from which the lexicon is trusted to know what it means."""
_GRAM = 3
_MOST_BEARERS = 2000
"""Words with a letter group in common beyond which it tells nothing."""


class Links(NamedTuple):
    """For each word of one vocabulary the words of the other that may stand for it."""

    starts: Ints
    """Where the links of each word begin; one more at the end."""
    to: Ints
    share: Floats
    """Probability of this word of the other vocabulary, given the one: 0..1."""


class _Found(NamedTuple):
    """Links in no order: words of both vocabularies, and the probability of either given the other."""

    source: Ints
    target: Ints
    ahead: Floats
    back: Floats


def links(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon | None = None
) -> tuple[Links, Links]:
    """The links from the words of `source` to those of `target`, and back.

    Both are folded words without repetition. Where several ways link two words, the surest counts. A
    look alike counts less for two words that the lexicon knows well: it would know.
    """
    met = np.zeros(len(source)), np.zeros(len(target))
    found = []
    if lexicon is not None:
        entries = lexicon.for_words(source, target)
        met = entries.source_totals, entries.target_totals
        found = [_listed(entries), _by_stems(source, target, by_stems(lexicon))]
    found.append(_alike(source, target, *met))
    source_, target_, ahead, back = (np.concatenate(column) for column in zip(*found, strict=True))
    cells = source_ * max(1, len(target)) + target_
    order = np.argsort(cells, kind="stable")
    firsts = np.flatnonzero(np.diff(cells[order], prepend=-1))
    if len(firsts):
        ahead, back = (np.maximum.reduceat(share[order], firsts) for share in (ahead, back))
    source_, target_ = source_[order][firsts], target_[order][firsts]
    return _rows(source_, target_, ahead, len(source)), _rows(target_, source_, back, len(target))


def _rows(of: Ints, to: Ints, share: Floats, size: int) -> Links:
    order, starts = grouped(of, size)
    return Links(starts, to[order], share[order])


def _listed(entries: Entries) -> _Found:
    counts = entries.counts
    return _Found(
        entries.source,
        entries.target,
        counts / (entries.source_totals[entries.source] + _UNSEEN),
        counts / (entries.target_totals[entries.target] + _UNSEEN),
    )


def _by_stems(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> _Found:
    """Links of words whose stems are linked, so that a form that was never met has those of its kin."""
    ours, theirs = bags([_stem(word) for word in source]), bags([_stem(word) for word in target])
    entries = lexicon.for_words(ours.words, theirs.words)
    listed = _listed(entries)
    bearers, starts = grouped(ours.flat, len(ours.words))
    others, other_starts = grouped(theirs.flat, len(theirs.words))
    ours_with = np.flatnonzero(np.diff(ours.starts))
    theirs_with = np.flatnonzero(np.diff(theirs.starts))
    places, entry = spread(starts, listed.source)
    owners = ours_with[bearers[places]]
    places, owner = spread(other_starts, listed.target[entry])
    entry = entry[owner]
    return _Found(
        owners[owner],
        theirs_with[others[places]],
        _BY_STEM * listed.ahead[entry],
        _BY_STEM * listed.back[entry],
    )


def _stem(word: str) -> list[str]:
    """The stem of a word, as a text; empty for a number or a short word, which have no other forms."""
    return [word[:STEM_LENGTH]] if len(word) >= _SHORTEST_STEM and word.isalpha() else []


def _alike(source: Sequence[str], target: Sequence[str], met: Floats, others_met: Floats) -> _Found:
    """Links of words that are the same or look alike: names, numbers, and words of one origin."""
    of, to, likeness = _similar(source, target)
    same = np.array([source[one] == target[other] for one, other in zip(of, to, strict=True)], dtype=bool)
    short = np.array([len(source[one]) <= _GRAM for one in of], dtype=bool)
    number = np.array([source[one].isdigit() for one in of], dtype=bool)
    trust = 1.0 / (1.0 + np.minimum(met[of], others_met[to]) / _KNOWN_AT)
    share = np.where(same, np.where(short, _SAME_SHORT, _SAME), _ALIKE * likeness**2)
    share = np.where(number, _SAME, share * (_ALSO_KNOWN + (1.0 - _ALSO_KNOWN) * trust))
    return _Found(of, to, share, share)


def _similar(source: Sequence[str], target: Sequence[str]) -> tuple[Ints, Ints, Floats]:
    """Pairs of words that look alike, and how much: the Dice coefficient of their groups of letters."""
    theirs = bags([_grams(word) for word in target])
    bearers, starts = grouped(theirs.flat, len(theirs.words))
    owners = np.repeat(np.arange(len(target)), theirs.sizes)[bearers]
    telling = np.diff(starts) <= _MOST_BEARERS
    numbers = {gram: number for number, gram in enumerate(theirs.words) if telling[number]}
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for row, word in enumerate(source):
        grams = _grams(word)
        known = np.array([numbers[gram] for gram in grams if gram in numbers], dtype=np.int64)
        shared = np.bincount(owners[spread(starts, known)[0]], minlength=len(target))
        near = np.flatnonzero(shared)
        likeness = 2 * shared[near] / (len(grams) + theirs.sizes[near])
        near, likeness = near[likeness >= _LEAST_LIKENESS], likeness[likeness >= _LEAST_LIKENESS]
        found.append((np.full(len(near), row), near, likeness))
    of, to, likeness = (np.concatenate(column) for column in zip(*found, strict=True))
    return of, to, likeness


def _grams(word: str) -> list[str]:
    """The groups of three letters of a word, each once; a number or a short word is one group by itself."""
    if len(word) <= _GRAM or not word.isalpha():
        return [word]
    padded = f" {word} "
    return sorted({padded[start : start + _GRAM] for start in range(len(padded) - _GRAM + 1)})
