"""What speakers and dates tell about who renders whom: the more, the rarer they agree by chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from workbench.align.arrays import Floats, Ints
from workbench.align.bags import distinct
from workbench.match.speakers import Speakers

UNKNOWN, EARLY, SOON, LATE = range(4)
"""When one text was printed, seen from when the other was said; UNKNOWN where a day is missing."""

_SPEAKERS = np.array([1.0, 0.85, 0.15])
"""How often the speaker of a quote and that of its rendering are found to be the same, or not to be."""
_TIMES = np.array([1.0, 0.04, 0.76, 0.2])
"""How often a rendering is printed before the time for it, in time, and later."""
_FIRST, _LAST = -3, 14
"""The time for a rendering: days from what was said to what was printed."""

_MOST = 50.0
"""How many times likelier than by chance an agreement may make a match: it ranks, it does not decide."""


class Agreement(NamedTuple):
    """How pairs of texts stand to each other in one respect, and what that tells."""

    kinds: Ints
    odds: Floats
    """Log-likelihood ratio of a match to chance."""


def by_speaker(speakers: Speakers, source: Ints, target: Ints) -> Agreement:
    """How the speakers of pairs of texts agree: UNKNOWN, SAME, OTHER of `speakers`."""
    return _told(speakers.kinds(source, target), _SPEAKERS, speakers.met()[source])


def by_date(said: Sequence[str], printed: Sequence[str], source: Ints, target: Ints) -> Agreement:
    """When the second text of each pair was printed: UNKNOWN, EARLY, SOON, LATE.

    Dates are given for all texts of either side, as ISO 8601; anything else names no day.
    """
    (ours, of), (theirs, of_target) = distinct(said), distinct(printed)
    begin, printed_on = _days(ours), _days(theirs)
    days = np.sort(printed_on[of_target])
    days = days[: np.searchsorted(days, np.nan)]
    first, last = np.searchsorted(days, [begin + _FIRST, begin + _LAST + 1])
    met = np.stack([np.zeros(len(ours)), first, last - first, len(days) - last], axis=1)
    after = printed_on[of_target[target]] - begin[of[source]]
    kinds = np.select([np.isnan(after), after < _FIRST, after <= _LAST], [UNKNOWN, EARLY, SOON], LATE)
    return _told(kinds, _TIMES, met[of[source]])


def _told(kinds: Ints, expected: Floats, met: Floats) -> Agreement:
    """What each kind tells where `met` (pair, kind) says how many targets stand so to the pair's source."""
    chance = (met[np.arange(len(kinds)), kinds] + 0.5) / (met.sum(axis=1) + 1.0)
    ratios = np.clip(expected[kinds] / chance, 1.0 / _MOST, _MOST)
    return Agreement(kinds, np.where(kinds == UNKNOWN, 0.0, np.log(ratios)))


def _days(values: Sequence[str]) -> Floats:
    """Dates as the number of the day; not a number where no day is named."""
    return np.array([_day(value) for value in values], dtype=float)


def _day(value: str) -> float:
    try:
        return float(date.fromisoformat(value).toordinal())
    except ValueError:
        return float("nan")
