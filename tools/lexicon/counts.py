"""From word links to joint counts, and which of them are worth keeping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

Link = tuple[int, int]
"""The place of a word in the source sentence and of one in the target sentence."""

Counts = Counter[tuple[str, str]]
"""How often a source and a target word were linked; "" for a word that was linked to nothing."""

NOTHING = ""

_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def links(line: str) -> set[Link]:
    """The links of a sentence pair as aligners write them: `0-0 1-2`."""
    pairs = (item.split("-") for item in line.split())
    return {(int(source), int(target)) for source, target in pairs}


def grown(ahead: set[Link], back: set[Link]) -> set[Link]:
    """The links of two directions joined by grow-diag-final-and (Koehn, Och and Marcu, HLT-NAACL 2003)."""
    both = ahead & back
    either = ahead | back
    rows, columns = {row for row, _ in both}, {column for _, column in both}
    found = set(both)
    border = sorted(both)
    while border:
        added = []
        for row, column in border:
            for down, right in _NEIGHBOURS:
                link = row + down, column + right
                if link in either and link not in found and (link[0] not in rows or link[1] not in columns):
                    found.add(link)
                    added.append(link)
                    rows.add(link[0])
                    columns.add(link[1])
        border = added
    for link in (*sorted(ahead), *sorted(back)):
        if link[0] not in rows and link[1] not in columns:
            found.add(link)
            rows.add(link[0])
            columns.add(link[1])
    return found


def count(pairs: Iterable[tuple[list[str], list[str], set[Link]]]) -> Counts:
    """How often words were linked, over sentence pairs with their links."""
    counts: Counts = Counter()
    for source, target, found in pairs:
        counts.update((source[i], target[j]) for i, j in found)
        left, right = {i for i, _ in found}, {j for _, j in found}
        counts.update((word, NOTHING) for i, word in enumerate(source) if i not in left)
        counts.update((NOTHING, word) for j, word in enumerate(target) if j not in right)
    return counts


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which joint counts stay."""

    share: float
    """Part of the occurrences of one of the two words that the links make up, at least (0..1)."""
    share_of_one: float
    """The same for two words that were linked once only."""

    def kept(self, counts: Counts) -> Counts:
        """The counts that stay; what is dropped is added to those of words linked to nothing.

        A word that keeps no counterpart is left out.
        """
        sources, targets = totals(counts)
        strong: Counts = Counter()
        for (source, target), number in counts.items():
            share = number / min(sources[source], targets[target])
            if source and target and share >= (self.share if number > 1 else self.share_of_one):
                strong[source, target] = number
        kept_sources, kept_targets = totals(strong)
        rest = {(word, NOTHING): sources[word] - number for word, number in kept_sources.items()}
        rest |= {(NOTHING, word): targets[word] - number for word, number in kept_targets.items()}
        return strong + Counter(rest)


def totals(counts: Counts) -> tuple[Counter[str], Counter[str]]:
    """How often each source and each target word was met."""
    sources: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    for (source, target), number in counts.items():
        sources[source] += number
        targets[target] += number
    return sources, targets


def rounded(counts: Counts) -> Counts:
    """Counts to two significant digits, which compress better than exact ones."""
    return Counter({pair: int(float(f"{number:.1e}")) for pair, number in counts.items()})
