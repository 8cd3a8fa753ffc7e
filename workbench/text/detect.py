"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from db.records import UNDETERMINED, LanguageTag
from workbench.text.language import normalise

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000
"""Code points looked at; more text does not change the answer."""

_PART, _PARTS = 2_000, 12
"""Code points of a part, and how many are looked at, spread over a text that is unclear as a whole."""
_LEAST_OF_A_PART = 0.5
"""More than for a whole text: of several parts of no language one is easily taken for something."""

_LEAST_LETTERS = 4
_LEAST_PROBABILITY = 0.3
"""Below it fewer than two answers in three are right (French and English sentence beginnings)."""

_VARIETIES = {"ary": "ar", "arz": "ar", "fuv": "ff", "uzs": "uz", "wuu": "zh"}
"""Labels of the model that stand for the written standard of a macrolanguage."""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> tuple[LanguageTag, float]:
    """The language of `text` and its probability (0..1); `und` and 0 when there is too little text.

    The model is that of py3langid (Lui and Baldwin, langid.py, ACL 2012); the same text always gives
    the same answer. Where a text is unclear as a whole, as one with a sign repeated all over a page, its
    parts decide: the language of the most of them, with their mean probability.
    """
    label, probability = _classified(text[:_SAMPLE], _LEAST_PROBABILITY)
    if not label and len(text) > _PART:
        label, probability = _of_parts(text)
    return (normalise(_VARIETIES.get(label, label)), probability) if label else (UNDETERMINED, 0.0)


def _classified(sample: str, least: float) -> tuple[str, float]:
    """The label of the model and its probability; nothing and 0 for too few letters or below `least`."""
    if sum(char.isalpha() for char in sample) < _LEAST_LETTERS:
        return "", 0.0
    label, probability = _identifier().classify(sample)
    return ("", 0.0) if probability < least or label == "zxx" else (label, probability)


def _of_parts(text: str) -> tuple[str, float]:
    """The label that most parts of a text have; nothing where none has one."""
    last = len(text) - _PART
    count = min(_PARTS, len(text) // _PART)
    votes: dict[str, list[float]] = {}
    for number in range(count):
        start = last * number // max(1, count - 1)
        label, probability = _classified(text[start : start + _PART], _LEAST_OF_A_PART)
        if label:
            votes.setdefault(label, []).append(probability)
    best = max(votes, key=lambda label: sum(votes[label]), default="")
    return (best, sum(votes[best]) / len(votes[best])) if best else ("", 0.0)
