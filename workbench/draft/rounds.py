"""Plans that are decoded together, and their outputs in the order of the plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.draft.batches import Batch, Hypothesis, Search, batches, output_bound
from workbench.draft.decoding_queue import DecodingQueue
from workbench.draft.plans import Plan

Outputs = list[list[Hypothesis]]
"""For each part of a plan that has words, its hypotheses, the likeliest first; none where it failed."""


class Source(Protocol):
    """Where outputs come from; `draft.decoder.Decoder` is one."""

    @property
    def batch_pieces(self) -> int:
        """How many source pieces are decoded together."""

    def hypotheses(self, batch: Batch, place: int) -> list[Hypothesis]:
        """What came out for one input of a batch."""


class Round:
    """One way of some plans through the decoder: add them all, start, then ask for the outputs."""

    def __init__(self, decoder: Source, queue: DecodingQueue) -> None:
        self._decoder = decoder
        self._queue = queue
        self._sizes: list[int] = []
        self._inputs: dict[Search, list[tuple[int, list[str]]]] = {}
        self._count = 0
        self._batches: list[Batch] = []
        self._places: list[list[int]] = []

    def add(self, plan: Plan, search: Search) -> None:
        """Let all parts of a plan be decoded."""
        wanted = self._inputs.setdefault(search, [])
        for pieces in plan.pieces:
            wanted.append((self._count, pieces))
            self._count += 1
        self._sizes.append(len(plan.pieces))

    def add_forced(self, pieces: list[str], prefix: list[str], search: Search) -> None:
        """Let one input be decoded whose output has to begin with `prefix`."""
        bound = max(output_bound(len(pieces)), 2 * len(prefix))
        self._batches.append(Batch([0], [pieces], search, bound, [prefix]))
        self._places.append([self._count])
        self._count += 1
        self._sizes.append(1)

    def start(self) -> None:
        """Queue everything that was added."""
        for search, wanted in self._inputs.items():
            made = batches([pieces for _, pieces in wanted], search, self._decoder.batch_pieces)
            self._batches += made
            self._places += [[wanted[place][0] for place in batch.places] for batch in made]
        self._queue.add(self._batches)

    def outputs(self) -> list[Outputs]:
        """The outputs for each plan in the order they were added, when all are there. Raises Cancelled."""
        found: list[list[Hypothesis]] = [[] for _ in range(self._count)]
        for batch, places in zip(self._batches, self._places, strict=True):
            self._queue.wait(batch)
            for place, number in enumerate(places):
                found[number] = self._decoder.hypotheses(batch, place)
        return _grouped(found, self._sizes)


def _grouped(found: Sequence[list[Hypothesis]], sizes: Sequence[int]) -> list[Outputs]:
    groups, start = [], 0
    for size in sizes:
        groups.append(list(found[start : start + size]))
        start += size
    return groups
