"""How much longer something takes when there is more of it."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time


def cpu_seconds(work: Callable[[], object], runs: int = 3) -> float:
    """CPU seconds of the fastest of some runs: other programs make a machine slower, never faster."""
    took = []
    for _ in range(runs):
        start = process_time()
        work()
        took.append(process_time() - start)
    return min(took)
