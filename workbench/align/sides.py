"""What is known of the sentences of one text by themselves: lengths, how they begin and end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workbench.align.arrays import Floats

USUAL_LENGTH = 64.0
"""Characters of a usual sentence."""

END_MARKS = {"asks": "?؟？", "calls": "!！", "announces": ":："}
"""Marks at the end that a translation mostly keeps."""

_FIRM = dict.fromkeys(".!?…؟۔।॥。！？", 1.0) | dict.fromkeys(":;؛：；", 0.5)
"""How firmly a mark ends a sentence; others end it not at all."""
_CLOSERS = "»”’\"')]›」』）】 \u00a0\u202f"
_OPENERS = "«“‘\"'([‹「『（【—–- \u00a0\u202f"
_SPEECH = re.compile(r"\s*[«“\"„—–-]")
_SHORTENED = re.compile(r"(?:\A|\W)[^\W\d_]{1,3} ?\.[\s»”\"')]*\Z")
_FEW_LETTERS = 4
_PAIRS = {"brackets": ("([", ")]"), "quotes": ("«“", "»”")}


@dataclass(frozen=True)
class Side:
    """The sentences of one text. All arrays have one entry per sentence, if nothing else is said."""

    texts: Sequence[str]

    def _each(self, tell: Callable[[str], float]) -> Floats:
        return np.array([float(tell(text)) for text in self.texts])

    @cached_property
    def begins(self) -> Floats:
        """Characters before each sentence, and behind the last; each counts one more than it has."""
        return before(self._each(len) + 1.0)

    @cached_property
    def firmness(self) -> Floats:
        """How firmly each sentence ends, 0..1."""
        return self._each(lambda text: _FIRM.get(_end(text), 0.0))

    @cached_property
    def shortened(self) -> Floats:
        """1 where the last word before a full stop is so short that it may be an abbreviation."""
        return self._each(lambda text: _SHORTENED.search(text[-20:]) is not None)

    @cached_property
    def marks(self) -> dict[str, Floats]:
        """1 where a sentence ends with a mark of each kind in END_MARKS."""
        return {
            kind: np.array([float(_ends_in(text, marks)) for text in self.texts])
            for kind, marks in END_MARKS.items()
        }

    @cached_property
    def lower(self) -> Floats:
        """1 where a sentence begins with a small letter."""
        return self._each(lambda text: text.lstrip(_OPENERS)[:1].islower())

    @cached_property
    def speech(self) -> Floats:
        """1 where a sentence begins with a dash or a quotation mark."""
        return self._each(lambda text: _SPEECH.match(text) is not None)

    @cached_property
    def running(self) -> dict[str, Floats]:
        """Running sums over the sentences, one more than there are; of brackets and quotation marks,
        how many are opened beyond those that are closed.
        """
        values = {"firmness": self.firmness, "shortened": self.shortened}
        values |= {"lower": self.lower, "speech": self.speech}
        for name, (opening, closing) in _PAIRS.items():
            values[name] = np.array(
                [float(_count(text, opening) - _count(text, closing)) for text in self.texts]
            )
        return {name: before(found) for name, found in values.items()}

    @cached_property
    def left_out(self) -> dict[str, Floats]:
        """What speaks for and against leaving a sentence out, by the names of the weights."""
        letters = self._each(lambda text: sum(map(str.isalpha, text)))
        visible = self._each(lambda text: max(1, sum(not character.isspace() for character in text)))
        return {
            "left": np.ones(len(self.texts)),
            "left length": np.log(np.diff(self.begins) / USUAL_LENGTH),
            "left few": (letters < _FEW_LETTERS).astype(float),
            "left letters": letters / visible,
        }


def before(values: Floats) -> Floats:
    """Running sums from 0 along the last axis, so that the sum over a range is a difference of two."""
    return np.concatenate([np.zeros((*values.shape[:-1], 1)), values.cumsum(axis=-1)], axis=-1)


def _end(text: str) -> str:
    """The last character of a sentence that is no closing mark."""
    return text.rstrip(_CLOSERS)[-1:]


def _ends_in(text: str, marks: str) -> bool:
    end = _end(text)
    return bool(end) and end in marks


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))
