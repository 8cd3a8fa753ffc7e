"""What a decoder is given together, and what comes back: inputs, searches, hypotheses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

OUTPUT_BOUNDS = (64, 208)
"""The most output pieces: the first of these that allows a good double of the input."""

SHORT = 15
"""Pieces below which an input goes with its like alone. With its end such a one fits into 16 lanes of a
processor, where sums are rounded in another order than in longer inputs: kept apart, a sentence is drafted
in any batch as it is alone (with AVX-512: 986 of 986 of newstest2013; mixed, 984)."""

LEAST_COUNTED = 16
"""Pieces that an input counts for, however short. Many short ones would take much memory and be no faster:
each has a row for every hypothesis, and each row a number for every piece of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Search:
    """How hypotheses are looked for; the fields are those of `ctranslate2.Translator.translate_batch`."""

    beam_size: int = 4
    hypotheses: int = 4
    length_penalty: float = 0.2
    """As Argos Translate decodes, so that drafts read like its own."""
    no_repeat_ngram_size: int = 0
    alternatives: bool = False
    """Whether each hypothesis is to begin with another piece, after the prefix if there is one."""


class Hypothesis(NamedTuple):
    """One translation of an input."""

    pieces: list[str]
    """Without the target prefix of the package, and without the end."""
    log_probability: float
    """Natural logarithm, summed over the pieces and the end."""
    complete: bool
    """False when the output was cut off at its bound."""

    @property
    def length(self) -> int:
        """Pieces that were decided about: the end is one, though it is not returned."""
        return len(self.pieces) + self.complete


@dataclass(slots=True)
class Batch:
    """Inputs that are decoded together."""

    places: list[int]
    """Which of all inputs these are."""
    inputs: list[list[str]]
    search: Search
    bound: int
    """The most output pieces, those of a prefix among them."""
    prefixes: list[list[str]] = field(default_factory=list)
    """Pieces that each output has to begin with; empty where it is free."""
    results: list[Any] = field(default_factory=list)
    """One promise for each input, once it has been submitted."""

    @property
    def done(self) -> bool:
        """Whether all of it has come out of the model."""
        return bool(self.results) and bool(self.results[-1].done())  # they come all at once, in order


def output_bound(pieces: int) -> int:
    """The most output pieces for an input of so many.

    It depends on the input alone, never on its neighbours, so that a model which falls into a loop gives
    the same loop in any batch, and a short one for a short input.
    """
    return next((bound for bound in OUTPUT_BOUNDS if bound >= 2 * pieces + 16), OUTPUT_BOUNDS[-1])


def batches(
    inputs: Sequence[list[str]],
    search: Search,
    most_pieces: int,
    prefixes: Sequence[Sequence[str]] | None = None,
) -> list[Batch]:
    """All inputs in batches of at most `most_pieces`, padding included; an input may be larger alone.

    Those of one bound go together, the longest first, so that there is little to pad, and short ones apart
    from others. `prefixes` are the pieces that the outputs have to begin with; they add to the bounds.
    """
    made: list[Batch] = []
    kind: tuple[int, bool] | None = None
    for place in sorted(range(len(inputs)), key=lambda place: -len(inputs[place])):
        length = len(inputs[place])
        before, kind = kind, (output_bound(length), length < SHORT)
        last = made[-1] if made else None
        if last is None or kind != before or _full(last, most_pieces):
            made.append(last := Batch([], [], search, kind[0]))
        last.places.append(place)
        last.inputs.append(inputs[place])
    for batch in made if prefixes else ():
        batch.prefixes = [list(prefixes[place]) for place in batch.places] if prefixes else []
        batch.bound += max(map(len, batch.prefixes))
    return made


def _full(batch: Batch, most_pieces: int) -> bool:
    """Whether another input is too much; the first one is the longest."""
    return (len(batch.inputs) + 1) * max(LEAST_COUNTED, len(batch.inputs[0])) > most_pieces
