"""Whether the target says all that the source says, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.fluency.left_out import left_out
from workbench.checks.subject import Subject
from workbench.draft.flaws.language import pair
from workbench.draft.flaws.sides import Side

LEFT_OUT = 2.0
"""Log odds from which on a clause counts as left out."""
ADDED = 1.0
"""The same for one that was added; words that render each other are known less well in that direction."""
FEW_LETTERS, FEW_ADDED = 32, 50
"""Texts of fewer letters vary too much in length to say that something was left out, or added."""
MOST_SHOWN = 70
"""Characters of a clause that a message shows."""
ANY = re.compile(r"\w")
GLOSS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def _clauses(subject: Subject) -> Iterator[Found]:
    if not ANY.search(subject.target):
        if ANY.search(subject.source):
            yield Found("nothing stands in the target", Span(0, len(subject.source)))
        return
    there, back = subject.pair, pair(subject.pair.to_tag, subject.pair.from_tag)
    missing = left_out(subject.source_side, subject.target_side, there, LEFT_OUT, FEW_LETTERS)
    if missing:
        yield Found(f"nothing in the target renders {_quoted(subject.source, missing)}", source=missing)
        return
    added = left_out(_without_glosses(subject), subject.source_side, back, ADDED, FEW_ADDED)
    if added:
        yield Found(f"nothing in the source explains {_quoted(subject.target, added)}", target=added)


def _without_glosses(subject: Subject) -> Side:
    """The target with blanks for what stands in brackets, where translators explain."""
    if "(" not in subject.target and "[" not in subject.target:
        return subject.target_side
    return Side(GLOSS.sub(lambda found: " " * len(found[0]), subject.target))


def _quoted(text: str, place: Span) -> str:
    words = text[place.start : place.end]
    return f"“{words[:MOST_SHOWN]}{' …' * (len(words) > MOST_SHOWN)}”"


CHECKS = (
    Check(
        id="omit.clause",
        severity=Severity.WARNING,
        title="A clause left out or added",
        explanation=(
            "A stretch of the source has no counterpart in the target, which is shorter than the source lets "
            "expect, or the other way round; or there is no target. What is said in fewer words is right."
        ),
        wrong=Example(
            "Le gouverneur a promis de rouvrir l'école, mais les parents refusent de renvoyer leurs enfants "
            "en classe.",
            "The governor promised to reopen the school.",
        ),
        right=(
            Example(
                "Le gouverneur a promis de rouvrir l'école, mais les parents n'y envoient pas leurs enfants.",
                "The governor promised to reopen the school, but parents do not send their children.",
            ),
            Example(
                "En ce qui concerne le marché, il sera fermé ; quant aux écoles, elles rouvriront lundi.",
                "The market will close; schools reopen on Monday.",
            ),
            Example("Il va de soi que nous viendrons.", "Of course we will come."),
            Example("…", ""),
        ),
        find=_clauses,
    ),
)
