"""The wrong forms of a name in a draft: which are known, and which mention a form stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.records import LanguageTag, NameForm, Span
from workbench.draft.naming.admitted import Places, alike, overlaps
from workbench.draft.naming.forcing import told_beside
from workbench.draft.naming.patches import bare_phrase, places
from workbench.draft.naming.values import AMBIGUOUS, BAD, Required
from workbench.glossary.matcher import NameMark
from workbench.glossary.words import words

Links = Sequence[tuple[Span, Span]]
"""Words that correspond by attention, in source and draft."""


_MOST_GUESSES = 10
"""Places that are looked at; two already leave it open which is meant."""


class Wrong(NamedTuple):
    """A wrong form of a name in a draft."""

    span: Span
    kind: str
    """The kind of the flag where it stays."""
    copied: bool = False
    """True for a name of the source's language that the model left as it was."""
    guessed: bool = False
    """True where it is only known from drafts of the name alone."""


def listed(marks: Iterable[NameMark]) -> list[Wrong]:
    """The marks of names that may not stand in the draft."""
    return [Wrong(mark.span, BAD.get(mark.status, AMBIGUOUS)) for mark in marks]


def copies(marks: Iterable[NameMark], others: Iterable[Span]) -> list[Wrong]:
    """The marks of names in the source's language; none within or across the names at `others`.

    A copy may hold a shorter name: `Front Polisario` holds `Polisario`.
    """
    places = Places(others)
    return [Wrong(mark.span, AMBIGUOUS, copied=True) for mark in marks if _holds(mark.span, places)]


def guesses(
    mention: Required,
    bare: Iterable[str],
    draft: str,
    known: frozenset[str],
    others: Iterable[Span],
    lang: LanguageTag,
) -> list[Wrong]:
    """Where the words stand that a model wrote for a mention alone (`bare`).

    Left out are places beside which more words render the name (`known`), such as touch `others`, and what
    looks nothing like an acronym that it is made of: `U.S.` may stand for itself.
    """
    phrases = sorted({bare_phrase(text, lang) for text in bare})
    if mention.form is NameForm.ACRONYM:
        phrases = [phrase for phrase in phrases if _same_letters(phrase, mention.source)]
    spans = [span for phrase in phrases for span in places(draft, phrase)][:_MOST_GUESSES]
    taken = Places(others)
    return [
        Wrong(span, AMBIGUOUS, guessed=True)
        for span in spans
        if not taken.meeting(span) and not told_beside(draft, span, known)
    ]


def _same_letters(one: str, other: str) -> bool:
    """True when two acronyms read alike, or one holds the other: `UA` and `OUA`, `A QMI` and `AQMI`."""
    first, second = ("".join(word.folded for word in words(text)) for text in (one, other))
    return first in second or second in first or alike(first, (second,))


def longest(found: Iterable[Wrong]) -> list[Wrong]:
    """Those that do not overlap a longer one, in order."""
    kept: list[Wrong] = []
    taken = Places(())
    for wrong in sorted(found, key=lambda each: (each.span.start - each.span.end, each.span.start)):
        if not taken.meeting(wrong.span):
            kept.append(wrong)
            taken.add(wrong.span)
    return sorted(kept, key=lambda each: each.span)


def certain(
    mention: Required, wrong: Wrong, draft: str, lost: Iterable[Required], links: Links | None
) -> bool:
    """True when nothing speaks against the only wrong form standing for a mention.

    Against a copied form speaks that it reads like another name, one that is `lost` from the draft; against
    one known from drafts of the name alone, that the words of the mention correspond to others.
    """
    if wrong.guessed:
        targets = [target for source, target in links or () if overlaps(source, [mention.span])]
        return not targets or overlaps(wrong.span, targets)
    letters = wrong.span.of(draft)
    return not (wrong.copied and any(_same_letters(letters, each.source) for each in lost))


def _holds(span: Span, others: Places) -> bool:
    """True when `span` overlaps none of the others, except for those that it holds whole and more."""
    return all(
        span != other and span.start <= other.start and other.end <= span.end
        for other in others.meeting(span)
    )
