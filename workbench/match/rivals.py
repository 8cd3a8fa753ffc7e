"""What is left of a match where another quote claims the same rendering."""

from __future__ import annotations

import numpy as np

from workbench.align.arrays import Floats, Ints

WEIGHT = 0.8
"""How strictly a rendering has one quote: 1 would be strictly."""
_HIGHEST = 30.0
"""Log odds beyond which a claim is no stronger."""


def contested(source: Ints, target: Ints, odds: Floats, copies: Ints) -> Floats:
    """The log odds of pairs of texts when every target renders one source, or none.

    `source` and `target` say which texts each pair joins, `odds` are its log odds by itself. `copies`
    gives every source a number; sources of one number have the same words and are no rivals.

    A pair loses the log of one plus the odds of all rival pairs with its target, times WEIGHT. A source
    may well have several renderings, so pairs with the same source are no rivals.
    """
    claims = np.exp(np.minimum(odds, _HIGHEST))
    width = int(copies.max(initial=0)) + 1
    _, mine = np.unique(target * width + copies[source], return_inverse=True)
    all_claims = np.bincount(target, claims)[target] if len(target) else claims
    own_claims = np.bincount(mine, claims)[mine] if len(target) else claims
    left: Floats = odds - WEIGHT * np.log1p(np.maximum(all_claims - own_claims, 0.0))
    return left
