"""Plans that are decoded together, and their outputs in the order of the plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from workbench.draft.decoding.batches import Batch, Hypothesis, Search, batches
from workbench.draft.decoding.plans import Plan
from workbench.draft.decoding.queue import DecodingQueue

Outputs = list[list[Hypothesis]]
"""For each part of a plan that has words, its hypotheses, the likeliest first; none where it failed."""


class Source(Protocol):
    """Where outputs come from; `decoding.decoder.Decoder` is one."""

    @property
    def batch_pieces(self) -> int:
        """How many source pieces are decoded together."""

    def hypotheses(self, batch: Batch, place: int) -> list[Hypothesis]:
        """What came out for one input of a batch."""


class _Input(NamedTuple):
    """One part of a plan."""

    number: int
    """Among all parts of all plans."""
    pieces: list[str]
    prefix: Sequence[str]


class Round:
    """One way of some plans through the decoder: add them all, start, then ask for the outputs."""

    def __init__(self, decoder: Source, queue: DecodingQueue) -> None:
        self._decoder = decoder
        self._queue = queue
        self._sizes: list[int] = []
        self._inputs: dict[tuple[Search, bool], list[_Input]] = {}
        self._count = 0
        self._batches: list[Batch] = []
        self._places: list[list[int]] = []

    def add(self, plan: Plan, search: Search, prefix: Sequence[str] = ()) -> None:
        """Let all parts of a plan be decoded. The output of each has to begin with the pieces of `prefix`."""
        wanted = self._inputs.setdefault((search, bool(prefix)), [])
        wanted += [_Input(self._count + part, pieces, prefix) for part, pieces in enumerate(plan.pieces)]
        self._count += len(plan.pieces)
        self._sizes.append(len(plan.pieces))

    def start(self) -> None:
        """Queue everything that was added."""
        for (search, forced), wanted in self._inputs.items():
            inputs, prefixes = [each.pieces for each in wanted], [each.prefix for each in wanted]
            made = batches(inputs, search, self._decoder.batch_pieces, prefixes if forced else None)
            self._batches += made
            self._places += [[wanted[place].number for place in batch.places] for batch in made]
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
