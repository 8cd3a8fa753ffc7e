"""The same source with other words elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.same_source import MOST_OTHERS, Words, counted, words_of
from workbench.checks.subject import Subject
from workbench.text.fold import fold

WORD = re.compile(r"\w+")
MOST_SHOWN = 60
"""Characters of the other rendering that a message shows."""


def _other_renderings(subject: Subject) -> Iterator[Found]:
    if not subject.others:
        return
    own = words_of(subject.target)
    different = {words: text for text in subject.others if (words := words_of(text))}
    different.pop(own, None)
    if not own or not different:
        return
    nearest = max(different, key=lambda words: (_likeness(own, words), words))
    here, there = _difference(subject.target, different[nearest])
    instead = different[nearest][there.start : there.end].strip()
    shown = instead[:MOST_SHOWN] + " …" * (len(instead) > MOST_SHOWN)
    told = f"the nearest has “{shown}”" if shown else "the nearest has nothing"
    number = 1 + len(different) if len(different) < MOST_OTHERS else f"more than {MOST_OTHERS}"
    yield Found(
        f"{number} different renderings of this source; {told} here",
        Span(0, len(subject.source)),
        here,
    )


def _likeness(words: Words, others: Words) -> float:
    """0..1, the words in common (Dice)."""
    return 2 * (counted(words) & counted(others)).total() / (len(words) + len(others))


def _difference(text: str, other: str) -> tuple[Span, Span]:
    """The stretches between the words that both begin and end with."""
    here, there = list(WORD.finditer(text)), list(WORD.finditer(other))
    shorter = min(len(here), len(there))
    alike = [fold(one[0]) == fold(two[0]) for one, two in zip(here, there, strict=False)]
    first = [*alike, False].index(False)
    from_end = [
        fold(one[0]) == fold(two[0]) for one, two in zip(reversed(here), reversed(there), strict=False)
    ]
    last = min([*from_end, False].index(False), shorter - first)
    return _stretch(here, first, last, text), _stretch(there, first, last, other)


def _stretch(words: Sequence[re.Match[str]], first: int, last: int, text: str) -> Span:
    """From the word after `first` words to the one before the `last` words."""
    inner = words[first : len(words) - last]
    if inner:
        return Span(inner[0].start(), inner[-1].end())
    place = words[first - 1].end() if first else 0
    return Span(place, words[first].start() if first < len(words) else len(text))


CHECKS = (
    Check(
        id="incons.same",
        severity=Severity.NOTE,
        title="Rendered otherwise elsewhere",
        explanation=(
            "The same source has another rendering in this project that differs by more than capitals, "
            "spaces and marks. Several renderings of one quotation are no fault; it is good to know of them."
        ),
        wrong=Example("Le pont tiendra.", "The bridge will hold.", others=("The bridge will stand.",)),
        right=(
            Example("Le pont tiendra.", "The bridge will hold."),
            Example("Rien ne presse.", "There is no hurry.", others=("There is no hurry.",)),
            Example("Nous verrons bien.", "We shall see.", others=("We shall see!", "we  shall see")),
        ),
        find=_other_renderings,
        across=True,
    ),
)
