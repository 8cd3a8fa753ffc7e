"""Which speakers of texts in two languages may be the same person or body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.align.arrays import Floats, Ints
from workbench.align.bags import bags, distinct, grouped, spread, tokens
from workbench.align.counterparts import links
from workbench.align.known_words import Lexicon

UNKNOWN, SAME, OTHER = range(3)
"""How the speakers of two texts stand to each other."""

_SHORT_WORD = 3
"""Letters up to which a word of a name tells nothing (de, the, Mr)."""
_LIKELY = 0.05
"""Probability from which a word of a name is taken for the translation of another."""

Renders = Mapping[str, frozenset[str]]
"""For each word of the names of one side those of the other that may stand for it."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speakers of two collections of texts."""

    _of: tuple[Ints, Ints]
    """The number of each text's speaker, on either side."""
    _named: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]
    """Whether that speaker has a name: a description (`a spokesman`) contradicts none."""
    _same: Ints
    """Rows of a speaker of the source and one of the target that may be the same."""

    @classmethod
    def of(cls, source: Sequence[str], target: Sequence[str], lexicon: Lexicon | None = None) -> Speakers:
        """The speakers of two collections, given as a name for each text, or an empty one."""
        (ours, of), (theirs, of_target) = distinct(source), distinct(target)
        same = np.array(same_speakers(ours, theirs, lexicon), dtype=np.int64).reshape(-1, 2)
        return cls((of, of_target), (_named(ours), _named(theirs)), same)

    def kinds(self, source: Ints, target: Ints) -> Ints:
        """UNKNOWN, SAME or OTHER for each pair of texts."""
        one, other = self._of[0][source], self._of[1][target]
        width = len(self._named[1])
        same = np.isin(one * width + other, self._same[:, 0] * width + self._same[:, 1])
        return np.where(same, SAME, np.where(self._named[0][one] & self._named[1][other], OTHER, UNKNOWN))

    def met(self) -> Floats:
        """By source text and kind: of how many target texts the speaker is the same, or another."""
        ours, theirs = (len(named) for named in self._named)
        texts = np.bincount(self._of[1], minlength=theirs)
        one, other = self._same.T
        both = self._named[0][one] & self._named[1][other]
        counts = np.zeros((ours, 3))
        counts[:, SAME] = np.bincount(one, texts[other], ours)
        named = texts[self._named[1]].sum() - np.bincount(one[both], texts[other[both]], ours)
        counts[:, OTHER] = np.where(self._named[0], named, 0)
        return counts[self._of[0]]

    def pairs(self, most: int) -> tuple[Ints, Ints]:
        """The pairs of texts of one speaker, for speakers with up to `most` texts on the target's side."""
        texts, starts = grouped(self._of[1], len(self._named[1]))
        speakers, speaker_starts = grouped(self._same[:, 0], len(self._named[0]))
        places, one = spread(speaker_starts, self._of[0])
        places, pair = spread(starts, self._same[speakers[places], 1])
        source, target = one[pair], texts[places]
        few = np.bincount(source, minlength=len(self._of[0]))[source] <= most
        return source[few], target[few]


def same_speakers(
    source: Sequence[str], target: Sequence[str], lexicon: Lexicon | None = None
) -> list[tuple[int, int]]:
    """The pairs of names, by their places in the two lists, that may mean the same, in order.

    They do when their last words, or all telling words of the shorter, are alike or translate each
    other: `Ri Yong Ho` and `Mr Ri Yong-ho`, `la Corée du Nord` and `North Korea`.
    """
    ours, theirs = [tokens(name) for name in source], [tokens(name) for name in target]
    renders = _renders(ours, theirs, lexicon)
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for place, words in enumerate(theirs):
        for word in words:
            holders[word].add(place)
    found = []
    for one, words in enumerate(ours):
        keys = {word for word in words if len(word) > _SHORT_WORD} | set(words[-1:])
        near = {place for word in keys for other in renders[word] for place in holders[other]}
        found += [(one, other) for other in sorted(near) if _agree(words, theirs[other], renders)]
    return found


def _named(speakers: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.array([any(map(str.isupper, speaker)) for speaker in speakers], dtype=bool)


def _renders(
    ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], lexicon: Lexicon | None
) -> Renders:
    source, target = bags(ours), bags(theirs)
    ahead, _ = links(source.words, target.words, lexicon)
    renders = {}
    for number, word in enumerate(source.words):
        linked = slice(ahead.starts[number], ahead.starts[number + 1])
        likely = ahead.to[linked][ahead.share[linked] >= _LIKELY]
        renders[word] = frozenset(target.words[other] for other in likely)
    return renders


def _agree(ours: Sequence[str], theirs: Sequence[str], renders: Renders) -> bool:
    if theirs[-1] in renders[ours[-1]]:
        return True
    telling = [word for word in ours if len(word) > _SHORT_WORD]
    others = [word for word in theirs if len(word) > _SHORT_WORD]
    if len(telling) <= len(others):
        return bool(telling) and all(renders[word].intersection(others) for word in telling)
    return bool(others) and frozenset[str]().union(*map(renders.__getitem__, telling)).issuperset(others)
