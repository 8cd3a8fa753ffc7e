"""Keeping a decoder busy: batches wait here, a few at a time are in the model."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from workbench.draft.decoding.batches import Batch

POLL_SECONDS = (0.001, 0.008)
"""Between two looks at a batch: at first, and at most."""
AHEAD_SECONDS = 0.4
"""Batches that take longer are not submitted ahead of time: whoever stops would have to wait for them."""


class Cancelled(Exception):
    """Whoever wanted the drafts wants no more of them."""


class Decoding(Protocol):
    """Where batches go; `decoding.decoder.Decoder` is one."""

    @property
    def workers(self) -> int:
        """How many batches it decodes at the same time."""

    def submit(self, batch: Batch) -> None:
        """Begin with a batch, whose results come later."""


class DecodingQueue:
    """Batches on their way through a decoder, first come, first served.

    Only as many are submitted as keep every worker busy, so that little is in vain when somebody stops.
    """

    def __init__(self, decoder: Decoding, cancelled: Callable[[], bool]) -> None:
        self._decoder = decoder
        self._cancelled = cancelled
        self._waiting: deque[Batch] = deque()
        self._running: list[tuple[Batch, float]] = []
        self._slow = False

    def add(self, batches: Iterable[Batch]) -> None:
        """Queue these batches, and submit what the decoder can take."""
        self._waiting.extend(batches)
        self.tend()

    def tend(self) -> None:
        """Submit what the decoder can take now. Whoever computes for long calls this between."""
        now = time.monotonic()
        for batch, since in self._running:
            if batch.done:
                self._slow = now - since > AHEAD_SECONDS * 2
        self._running = [(batch, since) for batch, since in self._running if not batch.done]
        most = self._decoder.workers if self._slow else 2 * self._decoder.workers
        while self._waiting and len(self._running) < most:
            batch = self._waiting.popleft()
            self._decoder.submit(batch)
            self._running.append((batch, now))

    def wait(self, batch: Batch) -> None:
        """Return when all of a queued batch has come out. Raises Cancelled within milliseconds."""
        pause, longest = POLL_SECONDS
        while not batch.done:
            if self._cancelled():
                raise Cancelled
            self.tend()
            time.sleep(pause)
            pause = min(longest, 1.5 * pause)
        self.tend()
