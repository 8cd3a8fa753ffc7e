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
    the same answer.
    """
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _LEAST_LETTERS:
        return UNDETERMINED, 0.0
    label, probability = _identifier().classify(sample)
    if probability < _LEAST_PROBABILITY or label == "zxx":
        return UNDETERMINED, 0.0
    return normalise(_VARIETIES.get(label, label)), probability
