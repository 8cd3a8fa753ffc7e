"""How one rendering of a sentence differs from another, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from db.records import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_TOKENS = 400
"""Beyond so many words that differ, all of them are called one difference: comparing takes quadratic time."""


class Difference(NamedTuple):
    """A place where a text has other words than the one it is compared with."""

    span: Span
    """Code points of the text; empty where it lacks something."""
    before: str
    """What the other text has there; empty where it has nothing."""

    @property
    def kind(self) -> str:
        """`inserted`, `deleted` or `replaced`."""
        if self.span.empty:
            return "deleted"
        return "replaced" if self.before else "inserted"


def differences(first: str, text: str) -> list[Difference]:
    """Where `text` differs from `first`, in order and apart: whole words and marks, case and all.

    White space makes no difference. Texts are compared as by Ratcliff and Obershelp (`difflib`).
    """
    ours, theirs = _tokens(text), _tokens(first)
    words, others = [span.of(text) for span in ours], [span.of(first) for span in theirs]
    head = _alike(words, others)
    tail = _alike(words[head:][::-1], others[head:][::-1])
    middle, other = words[head : len(words) - tail], others[head : len(others) - tail]
    return [
        Difference(
            _stretch(ours, head + start, head + end, text),
            _stretch(theirs, head + before, head + after, first).of(first),
        )
        for before, after, start, end in _moves(other, middle)
    ]


def marked(text: str, unlike: Sequence[Difference]) -> str:
    """A text with its differences in brackets; `[]` where it lacks something."""
    parts, done = [], 0
    for span, _ in unlike:
        parts += [text[done : span.start], "[", span.of(text), "]"]
        done = span.end
    return "".join([*parts, text[done:]])


def _tokens(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words two lists have in common at their beginning."""
    count = 0
    for one, other in zip(words, others, strict=False):
        if one != other:
            break
        count += 1
    return count


def _moves(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Ranges of both lists that stand for each other and differ."""
    if not before and not after:
        return []
    if max(len(before), len(after)) > _MOST_TOKENS:
        return [(0, len(before), 0, len(after))]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [move[1:] for move in matcher.get_opcodes() if move[0] != "equal"]


def _stretch(tokens: Sequence[Span], first: int, last: int, text: str) -> Span:
    """From the first to the last of some tokens; where there are none, the place after the one before."""
    if first < last:
        return Span(tokens[first].start, tokens[last - 1].end)
    place = tokens[first - 1].end if first else min([*(span.start for span in tokens[:1]), len(text)])
    return Span(place, place)
