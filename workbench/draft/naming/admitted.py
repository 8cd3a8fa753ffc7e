"""Which name of a concept belongs into a draft: by status, by date, by the form that the source has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus, Span
from workbench.glossary.dates import within_dates
from workbench.glossary.words import words
from workbench.text.language import same_language

_ADMITTED = (NameStatus.PREFERRED, NameStatus.ADMITTED)
_ALIKE = 0.4
"""Share of common letter triples from which a name says the same in the same shape as the source's."""
_PREFERENCE = 0.15
"""What the status `preferred` counts beside such a share, except for a short form."""

_BEGINNING = 0.7
"""Share of the shorter word that a common beginning must make up for two words to be alike."""
_PAIRS, _PAIRS_OF_ACRONYM = 0.6, 0.5
"""The share of letter pairs in common from which two words are alike."""
_ACRONYM = 3
"""The most letters of words that are compared as acronyms are."""

_PROTECTED = re.compile(
    r"(?:https?://|www\.)\S+"  # addresses
    r"|(?<![\w.+-])[\w.+-]++@[\w.-]+"  # e-mail
    r"|(?<!\w)[#@][\w-]+"  # hashtags and handles
)


def protected(text: str) -> list[Span]:
    """Addresses, hashtags and handles: a name in them is part of something that nobody translates."""
    if not any(sign in text for sign in ("@", "#", "://", "www.")):
        return []
    return [Span(*match.span()) for match in _PROTECTED.finditer(text)]


def admitted_names(concept: Concept, lang: LanguageTag, date: str) -> tuple[Name, ...]:
    """The names of `concept` in `lang` that may stand in a draft of a text of `date`, in their order.

    Preferred and admitted ones, and superseded ones whose own dates take in the date of the text.
    """
    return tuple(
        name
        for name in concept.names
        if same_language(name.lang, lang)
        and (
            within_dates(name.since, name.until, date)
            if name.status in _ADMITTED
            else name.status is NameStatus.SUPERSEDED and _certainly_within(name, date)
        )
    )


def _certainly_within(name: Name, date: str) -> bool:
    return bool(date and (name.since or name.until)) and within_dates(name.since, name.until, date)


def ranked(names: Sequence[Name], form: NameForm, source: str) -> list[Name]:
    """`names` (not empty) with the best first for a mention of this form that reads `source`.

    A full name for a full name, an acronym for an acronym; a short form or a spelling of its own gets
    the name that is most like it (`Conseil de sécurité`, `Security Council`), and where none is alike, the
    preferred one.
    """
    if form in (NameForm.FULL, NameForm.ACRONYM):
        return sorted(names, key=lambda name: (name.form is not form, _rank(name)))
    bonus = 0.0 if form is NameForm.SHORT else _PREFERENCE
    return sorted(names, key=lambda name: _by_likeness(name, source, bonus))


def _rank(name: Name) -> tuple[bool, bool, bool]:
    forms = name.form is not NameForm.FULL, name.form is not NameForm.ACRONYM
    return (name.status is not NameStatus.PREFERRED, *forms)


def _by_likeness(name: Name, source: str, bonus: float) -> tuple[float, tuple[bool, bool, bool]]:
    like = likeness(name.text, source)
    if like < _ALIKE:
        return 0.0, _rank(name)
    return -like - (bonus if name.status is NameStatus.PREFERRED else 0.0), _rank(name)


def likeness(one: str, other: str) -> float:
    """The share of letter triples that two names have in common, 0..1, whatever the order of the words."""
    first, second = _triples(one), _triples(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _triples(text: str) -> set[str]:
    padded = [f" {word.folded} " for word in words(text)]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def alike(word: str, known: Iterable[str]) -> bool:
    """True when a folded word reads like one of some others: `mouvement` like `movement`, `fmb` like `fmm`.

    They are alike when the shorter one is most of the other's beginning or half of the other, or when
    they share most of their letter pairs; for short words such as acronyms half of the pairs is enough.
    """
    return any(word == each or _alike(word, each) for each in known)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    if short in long and 2 * len(short) >= len(long):
        return True
    begun = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    if begun >= 3 and begun >= _BEGINNING * len(short):
        return True
    first, second = _pairs(short), _pairs(long)
    common = sum(min(first.count(pair), second.count(pair)) for pair in set(first))
    share = _PAIRS if len(short) > _ACRONYM else _PAIRS_OF_ACRONYM
    return 2 * common >= share * (len(first) + len(second))


def _pairs(word: str) -> list[str]:
    return [f"^{word}$"[at : at + 2] for at in range(len(word) + 1)]


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """True when `span` has a code point in common with one of the others."""
    return any(span.start < other.end and other.start < span.end for other in others)


class Places:
    """Spans that do not overlap each other (equal ones aside), for many questions."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._ends = [span.end for span in self._spans]

    def add(self, span: Span) -> None:
        """Take one more span, which overlaps none of the others."""
        place = bisect_right(self._ends, span.start)
        self._spans.insert(place, span)
        self._ends.insert(place, span.end)

    def meeting(self, span: Span) -> list[Span]:
        """Those that have a code point in common with `span`, in order."""
        first = bisect_right(self._ends, span.start)
        last = first
        while last < len(self._spans) and self._spans[last].start < span.end:
            last += 1
        return self._spans[first:last]
