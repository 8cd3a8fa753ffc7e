"""Why a text may render a quote, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from workbench.align.bags import spread, tokens
from workbench.match import agreement, speakers
from workbench.match.compare import CONCEPT, Comparison
from workbench.match.explained import DOUBT
from workbench.match.score import Candidate, Evidence
from workbench.text.fold import fold

_MOST = 4
"""Words, numbers or names that are told."""
_EXPLAINED = -math.log(DOUBT)
"""Gain from which a word is likelier to come from the quote than from anywhere."""
_CLAIMED = 1.0
"""Log odds lost to other quotes from which that is told."""
_LONGER = math.log(2)
"""How much longer one text is than the other, from which that is told."""

_SPEAKERS = {speakers.SAME: "same speaker", speakers.OTHER: "other speaker"}
_DATES = {agreement.EARLY: "printed before it was said", agreement.SOON: "about the same date"}

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a quote explains of the other side's words."""

    gains: dict[int, float]
    """What each word tells that it explains better than nothing would."""
    by: dict[int, int]
    """The quote's own word that most probably stands for each."""
    surfaces: dict[str, str]

    @classmethod
    def of(cls, comparison: Comparison, source: int) -> _Said:
        view = comparison.view.ahead
        words, gains = view.gains(source)
        bag = view.given.bag(source)
        places, owners = spread(view.links.starts, bag)
        # The surest link of each word comes last, and stays.
        order = np.argsort(view.links.share[places], kind="stable")
        by = dict(zip(view.links.to[places][order].tolist(), bag[owners][order].tolist(), strict=True))
        told = zip(words.tolist(), gains.tolist(), strict=True)
        known = {word: gain for word, gain in told if gain > _EXPLAINED}
        return cls(known, by, _surfaces(comparison.sources[source].text))


def evidence(comparison: Comparison, pairs: Iterable[int]) -> list[Evidence]:
    """The probability of each pair, and what speaks for it and against it."""
    said: dict[int, _Said] = {}
    found = []
    for pair in pairs:
        source = int(comparison.source[pair])
        if source not in said:
            said[source] = _Said.of(comparison, source)
        reasons = tuple(filter(None, _reasons(comparison, pair, said[source])))
        found.append(Evidence(float(comparison.probability[pair]), reasons))
    return found


def _reasons(comparison: Comparison, pair: int, said: _Said) -> Iterator[str]:
    """Short phrases; empty where there is nothing to say."""
    source = comparison.sources[int(comparison.source[pair])]
    target = comparison.targets[int(comparison.target[pair])]
    yield _words(comparison, int(comparison.target[pair]), said)
    yield _draft(source, target)
    yield from _numbers(source, target)
    yield _listed("both name", sorted(source.concepts & target.concepts))
    yield _SPEAKERS.get(int(comparison.speakers[pair]), "")
    yield _DATES.get(int(comparison.dates[pair]), "")
    yield _length(source.text, target.text)
    yield "nearer to another quote" if comparison.odds_lost[pair] > _CLAIMED else ""


def _words(comparison: Comparison, target: int, said: _Said) -> str:
    """How many words of the target are explained, and the most telling ones beside what explains them."""
    view = comparison.view.ahead
    bag = [word for word in view.told.bag(target).tolist() if not view.told.words[word].startswith(CONCEPT)]
    found = [word for word in bag if word in said.gains]
    surfaces = _surfaces(comparison.targets[target].text)
    shown = []
    for word in sorted(set(found), key=lambda word: (-said.gains[word], word))[:_MOST]:
        one, other = view.given.words[said.by[word]], view.told.words[word]
        one, other = said.surfaces.get(one, one), surfaces.get(other, other)
        shown.append(one if one == other else f"{one}–{other}")
    return _listed(f"{len(found)} of {len(bag)} words:", shown)


def _surfaces(text: str) -> dict[str, str]:
    """The words of a text as it writes them, by their folded form."""
    return {fold(found[0]): found[0] for found in _WORD.finditer(text)}


def _draft(source: Candidate, target: Candidate) -> str:
    if source.draft is None:
        return ""
    ours, theirs = set(tokens(source.draft)), set(tokens(target.text))
    likeness = 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
    return f"draft similarity {likeness:.2f}" if likeness else ""


def _numbers(source: Candidate, target: Candidate) -> tuple[str, str]:
    said, printed = ({word for word in tokens(c.text) if word.isdigit()} for c in (source, target))
    return (
        _listed("numbers", sorted(said & printed, key=_by_value)),
        _listed("numbers not in the quote", sorted(printed - said, key=_by_value)),
    )


def _by_value(number: str) -> tuple[int, str]:
    return len(number), number


def _listed(what: str, found: Iterable[str]) -> str:
    shown = list(found)[:_MOST]
    return f"{what} {', '.join(shown)}" if shown else ""


def _length(said: str, printed: str) -> str:
    """A rendering may well be shorter than the quote, hardly longer."""
    ratio = math.log((len(printed) + 1) / (len(said) + 1))
    if abs(ratio) < _LONGER:
        return ""
    return "longer than the quote" if ratio > 0 else "a part of the quote"
