"""What is decoded together, and how a decoder is kept busy."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.draft.decoding.batches import Batch, Search, batches, output_bound
from workbench.draft.decoding.queue import Cancelled, DecodingQueue

LENGTHS = st.lists(st.integers(1, 90), max_size=60)


def inputs_of(lengths: Sequence[int]) -> list[list[str]]:
    return [["▁a"] * length for length in lengths]


@given(LENGTHS, st.integers(1, 400))
def test_every_input_is_in_one_batch_and_none_is_too_large(lengths: list[int], most: int) -> None:
    made = batches(inputs_of(lengths), Search(), most)
    assert sorted(place for batch in made for place in batch.places) == list(range(len(lengths)))
    for batch in made:
        assert [len(pieces) for pieces in batch.inputs] == [lengths[place] for place in batch.places]
        padded = len(batch.inputs) * max(map(len, batch.inputs))
        assert padded <= most or len(batch.inputs) == 1
        assert {output_bound(len(pieces)) for pieces in batch.inputs} == {batch.bound}


@given(LENGTHS)
def test_batches_do_not_depend_on_anything_but_the_inputs(lengths: list[int]) -> None:
    assert batches(inputs_of(lengths), Search(), 200) == batches(inputs_of(lengths), Search(), 200)


class Result:
    """A promise that is kept some milliseconds later."""

    def __init__(self, seconds: float) -> None:
        self._when = time.monotonic() + seconds

    def done(self) -> bool:
        return time.monotonic() >= self._when


class Machine:
    """A decoder that takes its time, and notes how much it was given at once."""

    def __init__(self, workers: int, seconds: float = 0.003) -> None:
        self.workers = workers
        self.seconds = seconds
        self.submitted: list[Batch] = []
        self.most = 0

    def submit(self, batch: Batch) -> None:
        results: list[Any] = [Result(self.seconds) for _ in batch.inputs]
        batch.results = results
        self.submitted.append(batch)
        self.most = max(self.most, sum(not each.done for each in self.submitted))


def singles(count: int) -> list[Batch]:
    return [Batch([number], [["▁a"]], Search(), 64) for number in range(count)]


def test_batches_are_submitted_in_their_order_and_a_few_at_a_time() -> None:
    machine = Machine(workers=2)
    queue, wanted = DecodingQueue(machine, lambda: False), singles(20)
    queue.add(wanted)
    for batch in wanted:
        queue.wait(batch)
    assert machine.submitted == wanted
    assert 2 <= machine.most <= 4


def test_who_stops_waits_for_nothing() -> None:
    machine = Machine(workers=1, seconds=60)
    queue, wanted = DecodingQueue(machine, lambda: True), singles(20)
    queue.add(wanted)
    began = time.process_time()
    with pytest.raises(Cancelled):
        queue.wait(wanted[-1])
    assert time.process_time() - began < 1
    assert len(machine.submitted) <= 2
