"""Quotations between single marks, told from apostrophes, also inside other quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.checks.marks.habits import Habits

_OPENING = re.compile(r"(?<![\w‘’'.,;!?…»”)\]])[‘‚'](?=[^\s.,;:!?)\]»”‘’'\"])")
_CLOSING = re.compile(r"(?<=[^\s(\[‘'«“„])[’'‘](?![\w’'])")
_CLOSED_BY = {"‘": "’'", "‚": "‘’", "'": "'’"}
_DECADE = re.compile(r"\d\ds?\b")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\Z")
_GOES_ON = re.compile(r"\s+[a-z]")
_LONGEST_WORD = 30
_SENTENCE_END = frozenset(".,!?…;")


class Single(NamedTuple):
    """Where the two marks of a pair stand."""

    opening: int
    closing: int
    doubtful: bool = False
    """Whether the second may be an apostrophe."""


class Singles(NamedTuple):
    """The single marks of a text that are no apostrophes."""

    pairs: tuple[Single, ...] = ()
    unclosed: tuple[Span, ...] = ()
    unopened: tuple[Span, ...] = ()

    @property
    def doubtful(self) -> int:
        """How many pairs may be none."""
        return sum(pair.doubtful for pair in self.pairs)


def singles(text: str, doubles: Sequence[Span], habits: Habits) -> Singles:
    """Pairs of single marks that do not cross the ranges in `doubles` (in order, nested), and lone ones.

    Lone ones are told only for a language that has quotations between single marks.
    """
    opening = [found.start() for found in _OPENING.finditer(text) if not _elided(text, found.start(), habits)]
    if not opening and not habits.singles:
        return Singles()
    closing = [found.start() for found in _CLOSING.finditer(text)]
    if not opening and not closing:
        return Singles()
    owner = _owners(doubles, sorted({*opening, *closing}))
    pairs, unclosed = _pairs(text, opening, closing, owner, habits)
    if not habits.singles:
        return Singles(tuple(pairs))
    used = {pair.closing for pair in pairs}
    return Singles(
        tuple(pairs),
        tuple(Span(at, at + 1) for at in unclosed),
        tuple(Span(at, at + 1) for at in closing if at not in used and not _is_apostrophe(text, at, habits)),
    )


def _owners(doubles: Sequence[Span], places: Iterable[int]) -> dict[int, int]:
    """For each place the start of the innermost range around it, -1 for none."""
    owner = {}
    around: list[Span] = []
    coming = 0
    for place in places:
        while coming < len(doubles) and doubles[coming].start <= place:
            around.append(doubles[coming])
            coming += 1
        # Ranges are nested, so whatever has ended lies on top of what has not.
        while around and around[-1].end <= place:
            around.pop()
        owner[place] = around[-1].start if around else -1
    return owner


def _pairs(
    text: str, opening: Sequence[int], closing: Sequence[int], owner: dict[int, int], habits: Habits
) -> tuple[list[Single], list[int]]:
    """Pairs and marks left open; a mark is closed before the next one of its kind opens beside it."""
    inside: dict[int, list[int]] = {}
    for at in closing:
        inside.setdefault(owner[at], []).append(at)
    limits: dict[int, int] = {}
    coming: dict[tuple[int, str], int] = {}
    for at in reversed(opening):
        kind = (owner[at], text[at])
        limits[at] = coming.get(kind, len(text))
        coming[kind] = at
    pairs: list[Single] = []
    unclosed = []
    ended: dict[int, int] = {}
    for at in opening:
        if at < ended.get(owner[at], 0):
            continue
        pair = _closed(text, inside.get(owner[at], []), at, limits[at], habits)
        if pair is None:
            unclosed.append(at)
        else:
            pairs.append(pair)
            ended[owner[at]] = pair.closing
    return pairs, unclosed


def _closed(text: str, closing: Sequence[int], start: int, limit: int, habits: Habits) -> Single | None:
    """The pair that begins at `start`; it ends with a possible apostrophe only if nothing better follows."""
    second_best = None
    for at in closing[bisect_right(closing, start) :]:
        if at >= limit:
            break
        if text[at] not in _CLOSED_BY[text[start]]:
            continue
        if not (_is_apostrophe(text, at, habits) and _GOES_ON.match(text, at + 1)):
            return Single(start, at)
        second_best = second_best or Single(start, at, doubtful=True)
    return second_best


def _elided(text: str, at: int, habits: Habits) -> bool:
    """True for an apostrophe in front of what is left of a word or a year: `'90s`, `'em`."""
    if _DECADE.match(text, at + 1):
        return True
    word = _WORD_AFTER.match(text, at + 1, at + _LONGEST_WORD)
    return word is not None and word.group().lower() in habits.elided_before


def _is_apostrophe(text: str, at: int, habits: Habits) -> bool:
    """True where a mark behind a word may belong to it: `workers'`, `o'`, a transcribed `Shari'`, feet."""
    before = text[at - 1]
    if before.isdigit():
        return True
    if before in _SENTENCE_END or not before.isalpha():
        return False
    word = _WORD_BEFORE.search(text, max(0, at - _LONGEST_WORD), at)
    lower = word.group().lower() if word else ""
    return lower.endswith(habits.endings) or lower in habits.elided_behind
