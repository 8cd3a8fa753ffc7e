"""Whether a draft leaves part of its source out, or says far more than it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from db.records import Flag
from workbench.draft.flaws.language import TRACE_LENGTH
from workbench.draft.flaws.sides import Side, Sides

DENSE_SCRIPTS = frozenset({"zh", "ja", "ko"})
"""Languages whose texts have far fewer letters than the same text in an alphabet."""

PER_RUN, PER_DEVIATION, PER_RATIO, CONSTANT = 0.54, 0.51, -6.8, 2.46
"""Logistic regression of a clause's having been dropped on three measures: the score of the longest stretch
without a trace; the letters missing, by the root of those expected; the ratio of the letters to those
expected. Fitted on newstest2013: references beside references from which a clause was taken away."""
CERTAIN_ENOUGH = 2.6
"""Log odds (where both kinds are as frequent) from which on a clause counts as dropped."""
COMPLETE = 0.88
"""Ratio of the letters to those expected from which on nothing can be missing that would be found."""
SHORT, LONG = 0.42, 2.1
"""Ratios to the expected letters below and above which no language pair needs explaining."""
FEW_LETTERS = 30
"""Texts of fewer letters vary too much in length to be compared."""
MOST_SHOWN = 8
"""Words of what was left out that a message shows."""


def missing_clauses(sides: Sides) -> Iterator[Flag]:
    """`dropped` with the words left out, or `short`, or `long`."""
    languages = sides.pair.from_tag, sides.pair.to_tag
    if len(DENSE_SCRIPTS.intersection(languages)) == 1:
        return
    given = sides.source.letters * sides.pair.target.letters / sides.pair.source.letters
    written = sides.draft.letters
    ratio = written / given if given else 1.0
    if ratio < COMPLETE and given > FEW_LETTERS:
        score, first, last = _untraced(sides)
        deviation = (given - written) / math.sqrt(given)
        if PER_RUN * score + PER_DEVIATION * deviation + PER_RATIO * ratio + CONSTANT > CERTAIN_ENOUGH:
            yield Flag("dropped", f"seems to be left out: {_shown(sides.source, first, last)}")
        elif ratio < SHORT:
            yield Flag("short", "much shorter than the source")
    elif written > FEW_LETTERS and ratio > LONG:
        yield Flag("long", "much longer than the source")


def _untraced(sides: Sides) -> tuple[float, int, int]:
    """The stretch of the source most likely dropped: its score, and the numbers of its outer words.

    The score is a log likelihood ratio, summed over the words with a known translation: for each one
    of which there is no trace, how much likelier that is if it was dropped; against it those with one.
    A trace is the word itself, or one that begins as it does, or as one of its renderings does.
    """
    best, running, start = (0.0, 0, -1), 0.0, 0
    numbers = sides.pair.source.number_words
    words, known, stems = sides.pair.words, sides.draft.known, sides.draft.stems
    for place, word in enumerate(sides.source.folded):
        rendered = words[word]
        if not rendered.stems or word in numbers:
            continue
        if word in known or word[:TRACE_LENGTH] in stems or not rendered.stems.isdisjoint(stems):
            running += rendered.seen
            if running <= 0.0:
                running, start = 0.0, place + 1
        else:
            running += rendered.unseen
            if running > best[0]:
                best = running, start, place
    return best


def _shown(source: Side, first: int, last: int) -> str:
    """The words of the source between two of them, as they stand there."""
    if last < first or not source.aligned:
        return "part of the source"
    spans = source.spans[first : last + 1]
    more = " …" if len(spans) > MOST_SHOWN else ""
    spans = spans[:MOST_SHOWN]
    return f"“{source.text[spans[0].start : spans[-1].end]}{more}”"
