"""Clauses of a text that another text, its translation, seems not to have."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from db.records import Span
from workbench.checks.words import table
from workbench.draft.flaws.clauses import DENSE_SCRIPTS
from workbench.draft.flaws.language import TRACE_LENGTH, Language, Pair
from workbench.draft.flaws.sides import Side
from workbench.text.fold import fold

MARKS = re.compile(r"[,;:](?=\s)|\s[–—-]\s|--|[()]|[.!?…](?=\s)")
"""Where a clause may end."""
COMPLETE = 0.95
"""Ratio of the letters to those expected from which on nothing can be missing that would be found."""
NAME_LETTERS = 4
"""Letters at the beginning of a name by which it is known again in the other language; shorter ones vary."""
NAME_SEEN, NAME_UNSEEN = -2.2, 1.5
"""Scores of a name that has a trace, and of one that has none; names may be replaced by pronouns."""
PER_RUN, PER_CLAUSE, PER_DEVIATION, PER_RATIO, PER_MARK, CONSTANT = 0.34, 0.25, -0.23, -15.2, 0.57, 10.9
"""Logistic regression of a clause's having been dropped on the score of the longest stretch without a trace
and of the clause with the highest one, the letters missing by the root of those expected, the ratio of the
letters to those expected, and the marks between clauses that are missing. Fitted on newstest2013: references
beside references from which a clause of four words or more was taken away."""
LEAST_WORDS, LEAST_UNSEEN = 3, 2
"""Words of a stretch that may be a clause, and of those the ones without a trace."""
GONE_UNSEEN, GONE_LETTERS = 2, 0.5
"""Words without a trace in a clause that has no other, and the share of its letters that the other text must
lack, if it counts as gone whatever the odds; so it does …"""
GONE_RATIO, MORE_LETTERS = 0.75, 0.8
"""… with a single such word if the whole text has so few letters of those expected, and the clause alone has
about as many as are missing."""


def left_out(text: Side, other: Side, pair: Pair, least_odds: float, letters: int) -> Span | None:
    """Where `text` has a clause that `other`, its translation by `pair`, seems not to have.

    `least_odds` are log odds, where complete translations and others are as frequent. None also where nothing
    can be said: a text of fewer `letters`, unlike scripts, languages without a list of words that render each
    other.
    """
    if not pair.words or len(DENSE_SCRIPTS.intersection((pair.from_tag, pair.to_tag))) == 1:
        return None
    per_letter = pair.target.letters / pair.source.letters
    if text.letters < letters or other.letters > COMPLETE * text.letters * per_letter or not text.aligned:
        return None
    expected = _letters(text, pair.source) * per_letter
    written = _letters(other, pair.target)
    if not expected or written > COMPLETE * expected:
        return None
    evidence = _evidence(text, other, pair)
    run, first, last = _longest(evidence)
    clauses = _clauses(text, _conjunctions(pair.from_tag))
    if _is_long_enough(evidence[first:last]) and least_odds < (
        PER_RUN * run
        + PER_CLAUSE * max(sum(evidence[start:end]) for start, end in clauses)
        + PER_DEVIATION * (expected - written) / math.sqrt(expected)
        + PER_RATIO * written / expected
        + PER_MARK * max(0, len(MARKS.findall(text.text)) - len(MARKS.findall(other.text)))
        + CONSTANT
    ):
        return Span(text.spans[first].start, text.spans[last - 1].end)
    if _joints(text, pair.from_tag) <= _joints(other, pair.to_tag):
        return None
    for start, end in clauses:
        missing = (expected - written) / per_letter / max(1, sum(map(len, text.folded[start:end])))
        if _is_gone(evidence[start:end], missing, written / expected):
            return Span(text.spans[start].start, text.spans[end - 1].end)
    return None


def _letters(side: Side, language: Language) -> int:
    """Letters of a text without its number words, which the other side may write in figures."""
    numbers = language.number_words
    return side.letters - sum(len(word) for word in side.folded if word in numbers)


def _is_long_enough(evidence: Sequence[float]) -> bool:
    return len(evidence) >= LEAST_WORDS and sum(score > 0.0 for score in evidence) >= LEAST_UNSEEN


def _is_gone(evidence: Sequence[float], missing: float, ratio: float) -> bool:
    """Whether a clause counts as gone: all its words without a trace, and as many letters missing.

    `missing` are the letters that the other text lacks for each one of the clause, `ratio` those it has.
    """
    if len(evidence) < LEAST_WORDS or min(evidence) < 0.0:
        return False
    unseen = sum(score > 0.0 for score in evidence)
    if unseen >= GONE_UNSEEN and missing >= GONE_LETTERS:
        return True
    return unseen > 0 and ratio <= GONE_RATIO and missing >= MORE_LETTERS


def _evidence(text: Side, other: Side, pair: Pair) -> list[float]:
    """For each word how much it speaks for its having been dropped: a log likelihood ratio.

    A trace of a word is the word itself, or one that begins as it does, or as one of its renderings does.
    """
    known, stems, numbers, function = other.known, other.stems, pair.source.number_words, pair.source.function
    renderings, empty = pair.words, _words_of(pair.from_tag, "empty")
    names = {word[:NAME_LETTERS] for word in known}
    scores = []
    for place, word in enumerate(text.folded):
        rendered = renderings[word]
        if rendered.stems and word not in numbers and word not in empty:
            seen = word in known or word[:TRACE_LENGTH] in stems or not rendered.stems.isdisjoint(stems)
            scores.append(rendered.seen if seen else rendered.unseen)
        elif place and len(word) >= NAME_LETTERS and text.words[place][0].isupper() and word not in function:
            scores.append(NAME_SEEN if word[:NAME_LETTERS] in names else NAME_UNSEEN)
        else:
            scores.append(0.0)
    return scores


@cache
def _words_of(tag: str, key: str) -> frozenset[str]:
    """A list of words of a language, folded."""
    return frozenset(fold(table("completeness", tag).get(key, "")).split())


def _longest(evidence: Sequence[float]) -> tuple[float, int, int]:
    """The stretch with the highest sum, its first word and the one after its last (Kadane)."""
    best, first, last = 0.0, 0, 0
    running, start = 0.0, 0
    for place, score in enumerate(evidence):
        running += score
        if running <= 0.0:
            running, start = 0.0, place + 1
        elif running > best:
            best, first, last = running, start, place + 1
    return best, first, last


def _clauses(text: Side, conjunctions: frozenset[str]) -> list[tuple[int, int]]:
    """The first word of each clause and the one after its last; a conjunction begins one."""
    marks = [found.start() for found in MARKS.finditer(text.text)]
    starts = [0]
    number = 0
    for place, span in enumerate(text.spans):
        passed = number
        while number < len(marks) and marks[number] <= span.start:
            number += 1
        if place and (number > passed or text.folded[place] in conjunctions):
            starts.append(place)
    return list(zip(starts, [*starts[1:], len(text.spans)], strict=True))


def _joints(text: Side, tag: str) -> int:
    """How many marks and words of a text part its clauses; the mark that ends it parts none."""
    joining = _words_of(tag, "joining")
    end = text.spans[-1].end if text.spans else 0
    return len(MARKS.findall(text.text, 0, end)) + sum(map(joining.__contains__, text.folded))


def _conjunctions(tag: str) -> frozenset[str]:
    return _words_of(tag, "joining") | _words_of(tag, "subordinating")
