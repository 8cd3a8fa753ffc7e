"""Laying the marked stretches of two texts beside each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from db.records import Span

_MOST = 40
"""Stretches that are matched one by one; of more, the last ones are left over."""


def left_over(many: Sequence[Span], few: Sequence[Span], many_size: int, few_size: int) -> list[int]:
    """Which of `many` are left when each of `few` is laid beside one of them, in order, at least cost.

    Two stretches go together that are about as long and begin at about the same place of texts that
    measure `many_size` and `few_size` code points. Returns places in `many`, ascending.
    """
    if len(many) > _MOST:
        return list(range(len(few), len(many)))
    sizes = max(1, many_size), max(1, few_size)
    costs = [[0.0] * (len(many) + 1)] + [[math.inf] * (len(many) + 1) for _ in few]
    for i, one in enumerate(few, 1):
        for j in range(i, len(many) + 1):
            match = costs[i - 1][j - 1] + _unlike(many[j - 1], one, sizes)
            costs[i][j] = min(costs[i][j - 1], match)
    left = []
    i, j = len(few), len(many)
    while j:
        if i and costs[i][j] < costs[i][j - 1]:
            i -= 1
        else:
            left.append(j - 1)
        j -= 1
    return left[::-1]


def _unlike(one: Span, other: Span, sizes: tuple[int, int]) -> float:
    place = abs(one.start / sizes[0] - other.start / sizes[1])
    lengths = max(1, one.end - one.start), max(1, other.end - other.start)
    return 2 * place + abs(math.log(lengths[0] / lengths[1]))
