"""The measures of all pairs of a pool, and what is left of them where half of the targets are taken out."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from pools import Pool

from workbench.align.arrays import Floats, Ints
from workbench.align.bags import tokens
from workbench.align.known_words import Lexicon
from workbench.match.agreement import by_speaker
from workbench.match.compare import View, copies
from workbench.match.measures import Weights, measures
from workbench.match.rivals import contested
from workbench.match.speakers import Speakers


@dataclass(frozen=True, slots=True)
class Measured:
    """All pairs of a pool, source by source; arrays have a row for each source, a column for each target."""

    pool: Pool
    measures: Floats
    """By source, target and measure."""
    speakers: Floats
    right: Floats
    """1 where the target renders the source, or has the same words as the one that does."""
    copies: Ints

    @classmethod
    def of(cls, pool: Pool, lexicon: Lexicon | None, *, draft: bool) -> Measured:
        """Compare all texts of a pool."""
        shape = len(pool.source), len(pool.target)
        source, target = (place.ravel() for place in np.indices(shape))
        words = [tokens(text) for text in pool.target]
        view = View.of([tokens(text) for text in pool.source], words, lexicon)
        views = [view] + ([View.of([tokens(text) for text in pool.drafts], words, None)] if draft else [])
        lengths = [np.array([len(text) for text in side], dtype=float) for side in (pool.source, pool.target)]
        found = measures(
            (lengths[0][source], lengths[1][target]),
            max(shape),
            *(each.fit(source, target) for each in views),
        )
        speakers = np.zeros(len(source))
        if pool.speakers:
            speakers = by_speaker(Speakers.of(*pool.speakers, lexicon), source, target).odds
        ours, theirs = copies(view.ahead.given), copies(view.ahead.told)
        right = np.zeros(shape)
        for pair in range(pool.pairs):
            right[np.ix_(ours == ours[pair], theirs == theirs[pair])] = 1.0
        return cls(pool, found.reshape(*shape, -1), speakers.reshape(shape), right, ours)

    def odds(self, weights: Weights) -> Floats:
        """The log odds of each pair by itself."""
        odds: Floats = weights.odds(self.measures) + self.speakers
        return odds

    def left(self, odds: Floats, targets: Ints) -> Floats:
        """What is left of these odds where there are only some of the targets."""
        source, place = (index.ravel() for index in np.indices((len(odds), len(targets))))
        left = contested(source, place, odds[:, targets].ravel(), self.copies)
        return left.reshape(len(odds), len(targets))

    def halves(self, count: int) -> list[Ints]:
        """Some of the targets, `count` times: without those of about half of the pairs, drawn by lot."""
        rng = random.Random(self.pool.name)
        chosen = []
        for _ in range(count):
            gone = np.array([rng.random() < 0.5 for _ in range(self.pool.pairs)], dtype=bool)
            without = self.right[: self.pool.pairs][gone].any(axis=0)
            chosen.append(np.flatnonzero(~without))
        return chosen
