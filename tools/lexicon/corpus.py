"""Choosing sentence pairs to learn a lexicon from, and cutting them into words."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from workbench.align.tokens import words

LONGEST = 80
"""Words of a sentence, at most: longer ones cost much and are often not well aligned."""

WALLS = frozenset({"wall", "walls"})


class WordPair(NamedTuple):
    """The words of a sentence and of its translation."""

    source: list[str]
    target: list[str]


def read(path: Path) -> Iterator[tuple[str, str, str]]:
    """The rows of a corpus, `origin TAB source sentence TAB target sentence`, plain or .xz."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            origin, source, target = line.rstrip("\n").split("\t")
            yield origin, source, target


def letters(sentence: str) -> list[str]:
    """The folded words of a sentence without its numbers and punctuation marks."""
    return [word for word in words(sentence) if word[0].isalpha()]


def repaired(pair: WordPair) -> WordPair:
    """The pair with the walls that whoever put back the œ that Europarl lost took for manners."""
    if not WALLS.isdisjoint(pair.target):
        return WordPair(["murs" if word == "moeurs" else word for word in pair.source], pair.target)
    return pair


def choose(rows: Iterable[tuple[str, str, str]], whole: frozenset[str], enough: int) -> Iterator[WordPair]:
    """The pairs to align: all of the origins in `whole`, and of the others those with rare words.

    Of the other origins, a pair is chosen while it has a word that was met fewer than `enough` times
    in what was chosen before (the idea of Eck, Vogel and Waibel, IWSLT 2005): the lexicon gets
    as many words as the time for aligning allows.
    """
    seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for origin, source, target in rows:
        pair = repaired(WordPair(letters(source), letters(target)))
        if not pair.source or not pair.target or max(map(len, pair)) > LONGEST:
            continue
        rare = any(counts[word] < enough for counts, side in zip(seen, pair, strict=True) for word in side)
        if origin in whole or rare:
            for counts, side in zip(seen, pair, strict=True):
                counts.update(side)
            yield pair
