"""Make the lists of the words that a language writes with a capital, and of those that it writes without.

    python -m tools.checks.casing CORPUS.tsv.xz 1 workbench/checks/words/casing.fr.txt.xz
    python -m tools.checks.casing CORPUS.tsv.xz 2 workbench/checks/words/casing.en.txt.xz

The corpus has tab-separated columns; the one with the sentences is named by its number from 0. Only words
inside a sentence are counted. The outcome has two lines of folded words: the names, and the ordinary words.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from workbench.text.fold import fold

LEAST_CAPITAL = 3
"""Times that a name was met with a capital, at least, …"""
MOST_SMALL = 0.05
"""… and its places without one for each with one, at most."""
LEAST_SMALL = 2
"""Times that an ordinary word was met without a capital, at least."""
LINES = 5000
WORD = re.compile(r"[^\W\d_]{2,}")
FIRST = re.compile(r"(?:^|[.!?:…\"«»“”(\-–—]\s*)[^\W\d_]+", re.MULTILINE)
"""A word that may owe its capital to its place."""


def main() -> None:
    """Write the lists for the column of the corpus named on the command line."""
    parser = argparse.ArgumentParser(description="Make the lists of names and of ordinary words.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("column", type=int)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    written: Counter[str] = Counter()
    for block in _blocks(asked.corpus, asked.column):
        written.update(WORD.findall(FIRST.sub(" ", block)))
    names, ordinary = lists(written)
    text = f"{' '.join(names)}\n{' '.join(ordinary)}"
    asked.out.write_bytes(lzma.compress(text.encode(), preset=9))


def lists(written: Counter[str]) -> tuple[list[str], list[str]]:
    """Names and ordinary words, folded, from how often words were written in which way."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, count in written.items():
        if word[0].islower():
            small[fold(word)] += count
        elif not word.isupper():
            capital[fold(word)] += count
    names = [
        word
        for word, count in capital.items()
        if count >= LEAST_CAPITAL and small[word] <= MOST_SMALL * count and word.isalpha()
    ]
    ordinary = [word for word, count in small.items() if count >= LEAST_SMALL and word.isalpha()]
    return sorted(names), sorted(set(ordinary).difference(names))


def _blocks(corpus: Path, column: int) -> Iterator[str]:
    with lzma.open(corpus, "rt", encoding="utf-8", newline="\n") as lines:
        while block := [line.rstrip("\n").split("\t")[column] for line in islice(lines, LINES)]:
            yield "\n".join(block)


if __name__ == "__main__":
    main()
