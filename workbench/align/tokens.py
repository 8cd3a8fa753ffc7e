"""What the aligner compares: word stems, numbers and telling punctuation; character n-grams."""

from __future__ import annotations

import re

from workbench.text.fold import fold

STEM_LENGTH = 6
"""Letters kept of a word: enough to tell words apart, few enough to join their inflected forms."""

NGRAM_LENGTH = 4

NOTHING = ""
"""The token of a sentence that has none."""

PARTED_NUMBER = r"(?<![\d.,])\d{1,3}(?:[ .,]\d{3})+(?!\d)"
"""A number in folded text whose thousands are parted: 12 500, 12,500 or 12.500."""
DIGIT_MARKS = re.compile(r"[ .,]")
"""What parts the digits of such a number."""

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"  # numbers
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces
    r"|[^\W\d_]+"
    r"|[?!:;(\"]"
)
_SEPARATORS = re.compile(r"[.,]")


def words(sentence: str) -> list[str]:
    """The folded words, numbers and telling punctuation marks of a sentence; words in full length."""
    found = _TOKEN.findall(fold(sentence))
    return [_SEPARATORS.sub("", token) if token[0].isdigit() else token for token in found]


def stems(sentence: str) -> list[str]:
    """The tokens of `words`, words cut to their first STEM_LENGTH letters; never empty."""
    return [token if token[0].isdigit() else token[:STEM_LENGTH] for token in words(sentence)] or [NOTHING]


def ngrams(sentence: str) -> list[str]:
    """The character n-grams of all words of a sentence; never empty."""
    return [gram for word in words(sentence) for gram in word_ngrams(word)] or [NOTHING]


def word_ngrams(word: str) -> list[str]:
    """The character n-grams of a word with a space at either end; a shorter word as it is."""
    if len(word) < NGRAM_LENGTH:
        return [word]
    padded = f" {word} "
    return [padded[start : start + NGRAM_LENGTH] for start in range(len(padded) - NGRAM_LENGTH + 1)]
