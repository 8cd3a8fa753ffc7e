"""Which words of a translation a package would not have written: how likely each of them is right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.align.word_places import Word, located
from workbench.draft.confidence.sentences import Calibration, probability
from workbench.draft.decoding.attention import words_of_pieces

_LEAST = -1e4
"""In place of lower log-probabilities, and of those that a damaged model makes no numbers of."""


class Weighed(NamedTuple):
    """A word of a translation, and what a package makes of it."""

    word: Word
    log_probability: float
    """Natural logarithm, summed over its pieces; at most 0."""
    of_sentence: float
    """Mean over all pieces of the text."""

    def quantities(self) -> dict[str, float]:
        """What `Calibration.words` is multiplied with, by the same names, for the log odds."""
        return {
            "base": 1.0,
            "doubt": math.sqrt(-self.log_probability),
            "letters": math.log(len(self.word.text)),
            "sentence": math.sqrt(-self.of_sentence),
        }


def word_confidences(
    text: str, pieces: Sequence[str], log_probabilities: Sequence[float], calibration: Calibration
) -> list[tuple[Span, float]]:
    """The words of `text` with the probability that each is right, 0..1, in the order of the text.

    Right means, as it was fitted, that the word stands in a translator's version, whatever its case and
    accents; a synonym is right as well, so that this errs on the low side. `log_probabilities` are those
    of the pieces, and may hold that of the end behind them (`Decoder.log_probabilities`). The pieces are
    SentencePiece's or BPE's. Words that no piece was found for are left out, as are marks.
    """
    return [
        (
            weighed.word.span,
            probability(sum(calibration.words[n] * v for n, v in weighed.quantities().items())),
        )
        for weighed in weighed_words(text, pieces, log_probabilities)
    ]


def weighed_words(text: str, pieces: Sequence[str], log_probabilities: Sequence[float]) -> Iterator[Weighed]:
    """The words of `text` that pieces were found for, in order, with what their pieces say."""
    known = [_LEAST if math.isnan(each) else max(_LEAST, min(0.0, each)) for each in log_probabilities]
    words = located(text)
    sums: dict[int, float] = {}
    for word, each in zip(words_of_pieces(pieces, text, words).tolist(), known, strict=False):
        if word >= 0:
            sums[word] = sums.get(word, 0.0) + each
    for number in sorted(sums):
        yield Weighed(words[number], sums[number], sum(known) / len(known))
