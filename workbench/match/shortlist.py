"""Which pairs of texts are worth comparing: those that share the most telling words."""

from __future__ import annotations

import numpy as np

from workbench.align.arrays import Ints
from workbench.match.explained import Explainer
from workbench.match.speakers import Speakers

KEEP = 40
"""Texts of the other side kept for each text."""
_FEW = 300_000
"""Pairs of texts up to which all are compared."""


def shortlist(
    ahead: Explainer, back: Explainer, speakers: Speakers | None = None, *, keep: int = KEEP, few: int = _FEW
) -> tuple[Ints, Ints]:
    """The pairs of a source and a target text worth comparing, in order.

    These are the `keep` texts of either side that each text explains best, and those of a speaker with
    no more texts than that, since fragments of a few words may share nothing with their rendering.
    `few` pairs or fewer are all kept, but for texts without a word. Memory grows with the pairs kept.
    """
    sources, targets = len(ahead.given), len(ahead.told)
    if sources * targets <= few:
        said, printed = np.flatnonzero(ahead.given.sizes), np.flatnonzero(ahead.told.sizes)
        return np.repeat(said, len(printed)), np.tile(printed, len(said))
    near, near_target = ahead.nearest(keep)
    far_target, far = back.nearest(keep)
    rows, columns = [near, far], [near_target, far_target]
    if speakers is not None:
        said, printed = speakers.pairs(keep)
        rows.append(said)
        columns.append(printed)
    source, target = np.divmod(np.unique(np.concatenate(rows) * targets + np.concatenate(columns)), targets)
    worded = (ahead.given.sizes[source] > 0) & (ahead.told.sizes[target] > 0)
    return source[worded], target[worded]
