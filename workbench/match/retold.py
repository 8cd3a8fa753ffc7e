"""Do two quotes in one language tell the same story in other words, as on two occasions?"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench.text.fold import fold

ACCEPT = 0.45
"""Score from which two quotes of one speaker are linked."""

_FEWEST = 7
"""Content words that both must tell, however short they are."""
SHORTEST = 9
"""Content words that each must have: a story is told in some length."""
_ORDER = 0.7
"""Share of the shared words that must come in the same order: a story keeps it, a topic does not."""

_STEM = 5
"""Letters of a word that inflection leaves alone."""
_NAME = 1.3
_NUMBER = 1.5
"""How much more a name or a number tells than another word."""
_UNSEEN = 20
"""Texts that are taken to lack each word, so that few texts do not make every word rare."""

_WORD = re.compile(r"\w+(?:[-‐‑]\w+)*")
_INSERTED = re.compile(r"\[[^\[\]\n]{0,120}\]")


@dataclass(frozen=True, slots=True)
class Content:
    """What a text tells: its content words by their stems, in the order of their first use."""

    order: Mapping[str, int]
    weights: Mapping[str, float]


@lru_cache(maxsize=8192)
def content(text: str) -> Content:
    """The content words of a text in any language; common words of the known ones do not count."""
    weights: dict[str, float] = {}
    order: dict[str, int] = {}
    plain = _INSERTED.sub(" ", text)
    for found in _WORD.finditer(plain):
        word = fold(found[0]).replace("-", "")
        stem = word if word.isdigit() else word[:_STEM]
        if not word or (not word.isdigit() and (len(word) < 3 or word in _common())):
            continue
        order.setdefault(stem, len(order))
        weights[stem] = max(weights.get(stem, 1.0), _weight(plain, found, word))
    return Content(order, weights)


def _weight(text: str, found: re.Match[str], word: str) -> float:
    if word.isdigit():
        return _NUMBER
    inside = text[: found.start()].rstrip()[-1:] not in ("", ".", "!", "?", "…", "«", "“", '"')
    return _NAME if found[0][0].isupper() and inside else 1.0


def rarity(contents: Iterable[Content]) -> Mapping[str, float]:
    """How telling each stem is among these texts: inverse document frequency (Spärck Jones 1972)."""
    count = 0
    seen: Counter[str] = Counter()
    for one in contents:
        count += 1
        seen.update(one.order.keys())
    return {stem: math.log((count + _UNSEEN) / (1 + uses)) for stem, uses in seen.items()}


def likeness(one: Content, other: Content, rare: Mapping[str, float]) -> float:
    """How much two texts tell the same, 0..1: the weighted Dice coefficient of their content words.

    0 where too little is told, or the words they share come in another order.
    """
    if min(len(one.order), len(other.order)) < SHORTEST:
        return 0.0
    shared = sorted(one.order.keys() & other.order.keys(), key=one.order.__getitem__)
    if len(shared) < _FEWEST or _in_order([other.order[stem] for stem in shared]) < _ORDER * len(shared):
        return 0.0
    common = sum(min(one.weights[stem], other.weights[stem]) * rare.get(stem, 1.0) for stem in shared)
    return 2 * common / (_total(one, rare) + _total(other, rare))


def _total(told: Content, rare: Mapping[str, float]) -> float:
    return sum(weight * rare.get(stem, 1.0) for stem, weight in told.weights.items())


def _in_order(positions: list[int]) -> int:
    """Length of the longest ascending subsequence (patience sorting)."""
    piles: list[int] = []
    for position in positions:
        at = bisect_left(piles, position)
        piles[at : at + 1] = [position]
    return len(piles)


@cache
def _common() -> frozenset[str]:
    """The words that stand in every text, of all languages together, folded."""
    table = files("workbench.match").joinpath("common_words.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in table.splitlines() for word in line.partition("\t")[2].split())
