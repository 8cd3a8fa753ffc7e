"""Which words of two texts that translate each other correspond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from db.records import Span
from workbench.align.arrays import Floats
from workbench.align.known_words import Lexicon
from workbench.align.word_evidence import Bools, Evidence, evidence

_NOWHERE = 0.01
"""What a word that comes from nowhere is worth beside the probability of a translation."""
_SLANT = 3.0
"""How fast the likelihood of a link falls with the distance from the diagonal; both texts are 1 long."""
_FALL = 0.35
"""How fast it falls with each word between it and where the words around it are linked to."""
_FAR = 0.08
"""What is left of it at any distance: phrases change their places."""
_ANCHOR = 0.5
"""Probability from which a link says where the words around it should be linked."""
_REACH = 2.5
"""Over how many words it does."""
_DIAGONAL = 1e-3
"""Weight of the diagonal beside that of the anchors: it tells where none is near."""
_LEAST = 0.3
_LEAST_FREQUENT = 0.35
_LEAST_MORE = 0.45
"""Probabilities from which two words are linked; two frequent ones; a further word to one that is linked."""


class WordLink(NamedTuple):
    """A word of the source and one of the target that correspond: code points of either text."""

    source: Span
    target: Span
    probability: float
    """0..1: how sure the link is; not calibrated."""


def word_links(source: str, target: str, lexicon: Lexicon | None = None) -> list[WordLink]:
    """The links between the words of a text and those of its translation, in the order of the source.

    Probabilities are those of IBM model 1 with fixed tables (lexicon, likeness, numbers) and a preference
    for the diagonal, as in Dyer, Chahuneau and Smith (NAACL 2013), in both directions, joined as in
    Liang, Taskar and Klein (NAACL 2006). A second look prefers what lies beside sure links. Then words
    compete for each other, as in Melamed (Computational Linguistics 26(2), 2000); a word is linked to
    several only where these stand side by side.
    """
    found = evidence(source, target, lexicon)
    ours, theirs = found.source.words, found.target.words
    return [
        WordLink(ours[row].span, theirs[column].span, probability)
        for row, column, probability in links_of(found)
    ]


def links_of(found: Evidence) -> list[tuple[int, int, float]]:
    """The links by the places of the words on both sides, with their probabilities."""
    if not found.ahead.size:
        return []
    shape = found.ahead.shape
    rows, columns = np.indices(shape)
    slant = np.abs((rows + 0.5) / shape[0] - (columns + 0.5) / shape[1])
    posteriors = _posteriors(found, np.exp(-_SLANT * slant))
    for _ in range(2):
        expected = _expected(posteriors[2], ~found.source.frequent)
        away = np.abs(columns - expected[:, None])
        posteriors = _posteriors(found, _FAR + (1.0 - _FAR) * np.exp(-_FALL * away))
    return _chosen(found, *posteriors)


def _posteriors(found: Evidence, nearness: Floats) -> tuple[Floats, Floats, Floats]:
    """The probability of each link as seen from its target word, from its source word, and from both."""
    forward, backward = found.ahead * nearness, found.back * nearness
    forward /= forward.sum(axis=0, keepdims=True) + _NOWHERE
    backward /= backward.sum(axis=1, keepdims=True) + _NOWHERE
    return forward, backward, np.sqrt(forward * backward)


def _expected(joint: Floats, telling: Bools) -> Floats:
    """Where the links of each source word should lie, going by the sure links of the words around it."""
    best = joint.argmax(axis=1)
    sure = joint.max(axis=1)
    mutual = joint.argmax(axis=0)[best] == np.arange(len(best))
    sure = np.where(mutual & telling & (sure >= _ANCHOR), sure, 0.0)
    places = np.arange(len(best))
    slope = joint.shape[1] / joint.shape[0]
    apart = places[:, None] - places[None, :]
    weights = sure * np.exp(-np.abs(apart) / _REACH)
    np.fill_diagonal(weights, 0.0)
    told = best[None, :] + apart * min(1.5, max(0.67, slope))
    plain = (places + 0.5) * slope - 0.5
    told = (weights * told).sum(axis=1) + _DIAGONAL * plain
    expected: Floats = told / (weights.sum(axis=1) + _DIAGONAL)
    return expected


def _chosen(
    found: Evidence, forward: Floats, backward: Floats, joint: Floats
) -> list[tuple[int, int, float]]:
    """The links that win, the likeliest first chosen, in the order of the source."""
    of_source: dict[int, list[int]] = {}
    of_target: dict[int, list[int]] = {}
    frequent, frequent_there = found.source.frequent, found.target.frequent
    linked = []
    rows, columns = np.nonzero(np.maximum(joint, np.maximum(forward, backward)) >= _LEAST)
    order = np.argsort(-joint[rows, columns], kind="stable")
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        probability = float(joint[row, column])
        taken, taken_there = of_source.get(row, []), of_target.get(column, [])
        if taken and taken_there:
            continue
        if taken or taken_there:
            # The further word has only this one to come from; that it is one of several is no news.
            probability = float((forward if taken else backward)[row, column])
            beside = _touches(column, taken) if taken else _touches(row, taken_there)
            if not beside or probability < _LEAST_MORE:
                continue
        both_frequent = frequent[row] and frequent_there[column]
        if probability < (_LEAST_FREQUENT if both_frequent else _LEAST):
            continue
        of_source.setdefault(row, []).append(column)
        of_target.setdefault(column, []).append(row)
        linked.append((row, column, probability))
    return sorted(linked)


def _touches(place: int, others: Sequence[int]) -> bool:
    return place + 1 in others or place - 1 in others
