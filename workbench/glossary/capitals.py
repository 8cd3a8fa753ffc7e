"""Which capitals a word of a name must have where it is found in a text."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from db.records import CaseRule, NameForm

_SHORT_ACRONYM = 3
"""Letters; acronyms up to this length are ordinary words when not in capitals (`ONU`, `UA`, `au`)."""


class Capitals(NamedTuple):
    """What is asked of the letters of a word, accents aside; positions count letters only."""

    spelled: bool
    """True for an acronym: it takes no ending but an s."""
    large: tuple[int, ...]
    """Which letters must be capitals."""
    small: tuple[int, ...] = ()
    """Which must not."""


def asked_of(word: str, form: NameForm, rule: CaseRule) -> Capitals:
    """What the rule asks of a word, written so in a name of this form.

    By its form an acronym of up to three letters needs the capitals that it is written with, a longer one
    the first of them, also as a word of a longer name, and a short form those it is written with.
    """
    letters = _letters(word)
    large = tuple(at for at, letter in enumerate(letters) if letter.isupper())
    spelled = form is NameForm.ACRONYM or (len(letters) > 1 and len(large) == len(letters))
    if rule is CaseRule.ANY:
        return Capitals(spelled, ())
    if rule is CaseRule.EXACT:
        return Capitals(spelled, large, tuple(at for at in range(len(letters)) if at not in large))
    if rule is CaseRule.CAPS:
        return Capitals(
            spelled,
            tuple(at for at, letter in enumerate(letters) if letter != letter.upper() or letter.isupper()),
        )
    if spelled:
        return Capitals(True, large if len(letters) <= _SHORT_ACRONYM else large[:1])
    return Capitals(False, large if form is NameForm.SHORT else ())


def has_them(word: str, asked: Capitals) -> bool:
    """True when a word of a text has the capitals that are asked for."""
    if not asked.large and not asked.small:
        return True
    if asked.large and word.islower():
        return False
    letters = _letters(word)
    return all(letters[at].isupper() for at in asked.large if at < len(letters)) and not any(
        letters[at].isupper() for at in asked.small if at < len(letters)
    )


def _letters(word: str) -> list[str]:
    """The letters of a word without their accents."""
    return [char for char in unicodedata.normalize("NFKD", word) if char.isalpha()]
