"""What a decoder is given together, and what comes back: inputs, searches, hypotheses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

OUTPUT_BOUNDS = (64, 208)
"""The most output pieces: the first of these that allows a good double of the input."""


@dataclass(frozen=True, slots=True)
class Search:
    """How hypotheses are looked for; the fields are those of `ctranslate2.Translator.translate_batch`."""

    beam_size: int = 4
    hypotheses: int = 4
    length_penalty: float = 0.2
    """As Argos Translate decodes, so that drafts read like its own."""
    coverage_penalty: float = 0.0
    no_repeat_ngram_size: int = 0


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
        return bool(self.results) and all(result.done() for result in self.results)


def output_bound(pieces: int) -> int:
    """The most output pieces for an input of so many.

    It depends on the input alone, never on its neighbours, so that a model which falls into a loop gives
    the same loop in any batch, and a short one for a short input.
    """
    return next((bound for bound in OUTPUT_BOUNDS if bound >= 2 * pieces + 16), OUTPUT_BOUNDS[-1])


def batches(inputs: Sequence[list[str]], search: Search, most_pieces: int) -> list[Batch]:
    """All inputs in batches of at most `most_pieces`, padding included; an input may be larger alone.

    Those of one bound go together, the longest first, so that there is little to pad.
    """
    made: list[Batch] = []
    order = sorted(range(len(inputs)), key=lambda place: -len(inputs[place]))
    for place in order:
        bound = output_bound(len(inputs[place]))
        last = made[-1] if made else None
        if last is None or last.bound != bound or (len(last.places) + 1) * len(last.inputs[0]) > most_pieces:
            made.append(last := Batch([], [], search, bound))
        last.places.append(place)
        last.inputs.append(inputs[place])
    return made
