"""Which quoted words of one text have no counterpart between the marks of the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from db.records import LanguageTag
from workbench.checks.marks.matching import left_over
from workbench.checks.marks.quotations import Quoted, Reading
from workbench.quotes.lexicon import load, plain

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[,?!…–—-]\s*((?:[^.,;:?!…«»“”\"–—]|\.(?!\s)){2,90})(?=[,;:.?!…–—»”\"])")
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on|je|nous|vous)\b", re.IGNORECASE)
_LONGEST_GAP = 140
_EARLY = 6
"""Words of a clause among which a verb of speech shows that somebody is named as the speaker."""
_SHORTER, _LONGER = 0.65, 1.4
"""How much the quoted words of the target may measure beside those of the source."""


class Side(NamedTuple):
    """One text with its quotation marks."""

    text: str
    lang: LanguageTag
    reading: Reading


class Lost(NamedTuple):
    """Quotations that the other text does not have."""

    source: tuple[Quoted, ...]
    target: tuple[Quoted, ...]


def unmatched(source: Side, target: Side) -> Lost:
    """The quotations of either side that are none on the other; nothing where both have equally many.

    A quotation that a reporting clause interrupts counts as one or as two, whatever the other side has:
    « Nous venons, a-t-il dit, demain » is “We are coming,” he said, “tomorrow”.
    """
    ours, theirs = source.reading.quoted, target.reading.quoted
    if len(ours) == len(theirs) or _split_differently(source, target):
        return Lost((), ())
    if len(ours) > len(theirs):
        return Lost(_left_over(source, target), ())
    return Lost((), _left_over(target, source))


def _split_differently(source: Side, target: Side) -> bool:
    """Whether the two count the same quotations in another way; those inside quotations are never split."""
    inner = [sum(quoted.depth > 0 for quoted in side.reading.quoted) for side in (source, target)]
    if inner[0] != inner[1]:
        return False
    least = [len(side.reading.quoted) - _joints(side) for side in (source, target)]
    cuts = [_incises(side) for side in (source, target)]
    most = [len(side.reading.quoted) + len(cut) for side, cut in zip((source, target), cuts, strict=True)]
    if least[0] > most[1] or least[1] > most[0]:
        return False
    ours, theirs = (_quoted_length(side) - sum(cut) for side, cut in zip((source, target), cuts, strict=True))
    return ours > 0 and theirs > 0 and _SHORTER <= theirs / ours <= _LONGER


def _quoted_length(side: Side) -> int:
    return sum(quoted.inner.end - quoted.inner.start for quoted in side.reading.quoted if not quoted.depth)


def _joints(side: Side) -> int:
    """How many gaps between neighbouring quotations say only who speaks, or nothing."""
    found = 0
    latest: dict[int, Quoted] = {}
    for quoted in side.reading.quoted:
        before = latest.get(quoted.depth)
        latest[quoted.depth] = quoted
        if before is None or not before.outer.end <= quoted.outer.start <= before.outer.end + _LONGEST_GAP:
            continue
        gap = side.text[before.outer.end : quoted.outer.start]
        found += gap.isspace() or _says_who(gap, side.lang)
    return found


def incises(text: str, lang: LanguageTag) -> bool:
    """Whether a clause between commas, or behind the last one, says who speaks: `…, a-t-il dit.`"""
    return any(_INVERTED.search(clause[1]) or _says_who(clause[1], lang) for clause in _CLAUSE.finditer(text))


def _incises(side: Side) -> list[int]:
    """Lengths of the clauses inside quotations that say who speaks: `, a-t-il dit,`."""
    found = []
    for quoted in side.reading.quoted:
        if quoted.depth:
            continue
        for clause in _CLAUSE.finditer(side.text, quoted.inner.start, quoted.outer.end):
            if _INVERTED.search(clause[1]) or _says_who(clause[1], side.lang):
                found.append(len(clause[0]))
    return found


def _says_who(clause: str, lang: LanguageTag) -> bool:
    told = load(lang).told
    return any(plain(word) in told for word in _WORD.findall(clause)[:_EARLY])


def _left_over(more: Side, fewer: Side) -> tuple[Quoted, ...]:
    """The quotations of `more` that are left when each of `fewer` is laid beside one of them."""
    many, few = ([quoted.outer for quoted in side.reading.quoted] for side in (more, fewer))
    places = left_over(many, few, len(more.text), len(fewer.text))
    return tuple(more.reading.quoted[place] for place in places)
