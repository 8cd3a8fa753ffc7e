"""How much longer something takes when there is more of it."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

ROUNDS = 6


def grows_at_most(factor: float, small: Callable[[], object], large: Callable[[], object]) -> bool:
    """True when `large` takes at most `factor` times the CPU time of `small`, run before and after it.

    The speed of a shared machine may halve between two runs, so one fair round of a few is enough: work
    that grows faster than it should fails all of them.
    """
    for _ in range(ROUNDS):
        before, took, after = _seconds(small), _seconds(large), _seconds(small)
        if took <= factor * (before + after) / 2:
            return True
    return False


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
