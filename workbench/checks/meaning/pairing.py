"""Joining what stands in one text to what renders it in the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from workbench.checks.meaning.links import Links
from workbench.checks.meaning.phrases import Match

_MOST = 60
"""Phrases beyond which only those at the same place in the list are tried, so that time stays linear."""


class Pairing(NamedTuple):
    """What renders what."""

    pairs: list[tuple[Match, Match]]
    left: list[Match]
    """What nothing renders."""
    new: list[Match]
    """What renders nothing."""


def pairing(
    wanted: Sequence[Match],
    given: Sequence[Match],
    links: Links,
    reach: Callable[[Match, Match], float],
    *,
    forth: bool = True,
    shared: frozenset[str] = frozenset(),
) -> Pairing:
    """Join each of `wanted` to the one of `given` that stands closest to where it is to be expected.

    `wanted` stands in the source (`forth`) or in the target. Each of `given` is taken once, but for the
    kinds in `shared`. `reach(wanted, given)` is how many words the two may stand apart, negative for two
    that have nothing to do with each other.
    """
    if not wanted or not given:
        return Pairing([], list(wanted), list(given))
    costs = []
    for i, one in enumerate(wanted):
        expected = links.expected(one.first, forth=forth)
        for j in _nearby(len(given), i, len(wanted)):
            away = abs(given[j].first - expected)
            if away <= reach(one, given[j]):
                costs.append((away, i, j))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(costs):
        if i not in taken and (j not in used or given[j].kind in shared):
            taken[i] = j
            used.add(j)
    return Pairing(
        [(wanted[i], given[j]) for i, j in sorted(taken.items())],
        [one for i, one in enumerate(wanted) if i not in taken],
        [other for j, other in enumerate(given) if j not in used],
    )


def _nearby(size: int, i: int, other_size: int) -> range:
    if size <= _MOST:
        return range(size)
    start = max(0, i * size // other_size - _MOST // 2)
    return range(start, min(size, start + _MOST))
