"""Make the list of words that render each other, from the lexicon that comes with the workbench.

    python -m tools.draft.counterparts fr en workbench/draft/flaws/counterparts/fr-en.txt.xz

The detection of flaws asks of every draft which words of the source left a trace in it. The lexicon
itself would answer, but it takes most of a second and 80 MB to read. This list is what is left of it
when rare links are dropped: a line is `word translation translation …`, all words folded.
"""

from __future__ import annotations

import argparse
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from db.records import LanguageTag
from workbench.align.known_words import NOTHING, shipped

LEAST_MET = 4
"""Words met less often are left out."""
LEAST_ALONE = 0.5
"""Words that are as often without a counterpart say nothing of what is missing; they are left out."""
LEAST_SHARE = 0.02
"""Of the links of the source word …"""
LEAST_SHARE_BACK = 0.2
"""… or of those of the target word that a link must make up."""
LEAST_LINKED = 2
LEAST_ALIKE = 2
"""A word met so often in the other language, too, …"""
MOST_COPIED = 0.5
"""… and opposite itself in no larger share of these places, is a word of both."""
MOST = 10
"""Translations of one word."""


def main() -> None:
    """Write the list of the pair of languages named on the command line."""
    parser = argparse.ArgumentParser(description="Make the list of words that render each other.")
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    lexicon = shipped(LanguageTag(asked.source), LanguageTag(asked.target))
    if lexicon is None:
        parser.error(f"There is no lexicon for {asked.source} and {asked.target}.")
    text = "\n".join(lines(lexicon.items()))
    asked.out.write_bytes(lzma.compress(text.encode(), preset=9))


def lines(items: Iterable[tuple[str, str, float]]) -> Iterator[str]:
    """The lines of the list, from source word, target word and how often they were linked."""
    of: dict[str, dict[str, float]] = defaultdict(dict)
    totals: dict[str, float] = defaultdict(float)
    for source, target, count in items:
        of[source][target] = count
        totals[target] += count
    for source, row in of.items():
        met, alone = sum(row.values()), row.pop(NOTHING, 0.0)
        if source.isalpha() and len(source) > 1 and met >= LEAST_MET and alone <= LEAST_ALONE * met:
            kept = _kept(row, totals)
            copied = row.get(source, 0.0)
            if source in kept and copied < LEAST_SHARE * sum(row.values()):
                kept.remove(source)  # left over in some translations
            if (
                totals[source] >= LEAST_ALIKE
                and copied <= MOST_COPIED * totals[source]
                and source not in kept
            ):
                kept.append(source)
            if kept:
                share = sum(row.get(target, 0.0) for target in kept) / met
                yield " ".join([source, str(min(9, max(1, round(10 * share)))), *kept])


def _kept(row: Mapping[str, float], totals: Mapping[str, float]) -> list[str]:
    linked = sum(row.values())
    ranked = sorted(row, key=lambda target: (-row[target], target))
    return [
        target
        for target in ranked
        if target.isalpha()
        and row[target] >= LEAST_LINKED
        and (row[target] >= LEAST_SHARE * linked or row[target] >= LEAST_SHARE_BACK * totals[target])
    ][:MOST]


if __name__ == "__main__":
    main()
