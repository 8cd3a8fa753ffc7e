"""Text that runs in circles, as machines write it and pasting may leave it."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from db.records import Span
from workbench.checks.fluency.doubled import may_double
from workbench.checks.subject import Subject
from workbench.draft.flaws.sides import Side
from workbench.text.fold import fold

LONGEST = 24
"""Words in the longest phrase of which an immediate repetition is looked for."""
LEAST_TIMES = {1: 3, 2: 3}
"""How often a phrase of so many words must stand in a row to be a loop; longer ones twice."""
ECHO, ECHO_TIMES = 4, 3
"""Words of a phrase that comes again at a distance, and how often it must …"""
LONG_ECHO = 7
"""… or the words of one for which twice is enough."""
SHORT_ECHO = 3
"""Words of a phrase that the source says as often for the same reason."""
MANY = 5
"""Times that even a word stands too often in a row that may stand twice."""
LEAST_COMPRESSED = 160
"""Characters of a text from which on it is asked how well it compresses."""
TIGHT, TIGHTER = 2.2, 1.5
"""Ratio of compression of a text that runs in circles, and how many times that of the other side it is."""
MOST_COMPRESSED = 20_000
"""Characters that are looked at for it."""
LEVEL = 1
TOKEN = re.compile(r"\w+")
RUN = re.compile(r"([^\W\d_])\1{3,}|([^\s\w])\2{11,}")
"""A letter four times, or another character a dozen times."""
STUTTER = re.compile(r"([^\W\d_]{2,5})\1{2,}", re.IGNORECASE)
"""A few letters three times."""
LAUGHTER = frozenset({"ha", "he", "hi", "ho", "bla", "la", "na", "ah", "eh", "ta"})
MOST_SHOWN = 6
"""Words of a loop that a message shows."""


class Loop(NamedTuple):
    """A phrase that a text says too often."""

    times: int
    words: str
    span: Span


def loop(subject: Subject) -> Loop | None:
    """What the target says again and again where the source does not."""
    if not _has_repetitions(subject.target_side):
        return None
    tokens = _tokens(subject.target)
    found = _in_a_row(tokens) or _echo(tokens, subject.pair.target.function)
    if found is None:
        return None
    if " " not in found.words and found.times < MANY and may_double(found.words, subject.target_lang):
        return None
    given = _times_given(subject, one_word=" " not in found.words)
    return found if found.times > given + (given > 1) * given else None


def _times_given(subject: Subject, *, one_word: bool) -> int:
    """How often the source says a phrase, or a word that is not just a small one."""
    tokens = _tokens(subject.source)
    row = _in_a_row(tokens)
    times = max(row.times if row else 1, _most_frequent([token.folded for token in tokens], SHORT_ECHO))
    if one_word:
        function = subject.pair.source.function
        words = [
            t.folded for t in tokens if t.folded not in function or may_double(t.folded, subject.source_lang)
        ]
        times = max(times, _most_frequent(words, 1))
    return times


class _Token(NamedTuple):
    folded: str
    span: Span


def _tokens(text: str) -> list[_Token]:
    return [_Token(fold(found[0]), Span(*found.span())) for found in TOKEN.finditer(text)]


def _has_repetitions(side: Side) -> bool:
    """Whether two words stand beside each other twice."""
    words = side.folded
    return len(set(pairwise(words))) < len(words) - 1


def _in_a_row(tokens: Sequence[_Token]) -> Loop | None:
    """The phrase that stands most often in a row, if often enough."""
    best: Loop | None = None
    words = [token.folded for token in tokens]
    for size in range(1, min(LONGEST, len(words) // 2) + 1):
        run = 0
        for place in range(size, len(words)):
            run = run + 1 if words[place] == words[place - size] else 0
            times = run // size + 1
            if times >= LEAST_TIMES.get(size, 2) and (best is None or times > best.times):
                first = place - run - size + 1
                phrase = " ".join(words[first : first + min(size, MOST_SHOWN)])
                best = Loop(times, phrase, Span(tokens[first].span.start, tokens[place].span.end))
    return best


def _echo(tokens: Sequence[_Token], function: frozenset[str]) -> Loop | None:
    """A long phrase that comes again at a distance."""
    for size, times in ((ECHO, ECHO_TIMES), (LONG_ECHO, 2)):
        places: dict[tuple[str, ...], list[int]] = {}
        words = [token.folded for token in tokens]
        for place in range(len(words) - size + 1):
            places.setdefault(tuple(words[place : place + size]), []).append(place)
        for phrase, some in places.items():
            content = sum(word not in function and not word.isdigit() for word in phrase)
            if len(some) >= times and content >= size // 2:
                span = Span(tokens[some[1]].span.start, tokens[some[1] + size - 1].span.end)
                return Loop(len(some), " ".join(phrase[:MOST_SHOWN]), span)
    return None


def _most_frequent(words: Sequence[str], size: int) -> int:
    """How often the commonest phrase of so many words stands in a text."""
    counts = Counter(zip(*(words[shift:] for shift in range(size)), strict=False))
    return max(counts.values(), default=1)


def turns_in_circles(source: str, target: str) -> bool:
    """Whether the target compresses far better than the source, as text with many repetitions does."""
    if len(target) < LEAST_COMPRESSED:
        return False
    ratio = _compression(target)
    return ratio > TIGHT and ratio > TIGHTER * _compression(source)


def _compression(text: str) -> float:
    data = text[:MOST_COMPRESSED].encode("utf-8", "surrogatepass")
    return len(data) / len(zlib.compress(data, LEVEL)) if data else 1.0


def stutter(source: str, target: str) -> Span | None:
    """Letters or marks that the target repeats within a word, where the source does nothing alike."""
    for pattern in (RUN, STUTTER):
        for found in pattern.finditer(target):
            if (found[1] or "").lower() not in LAUGHTER and not pattern.search(source):
                return Span(*found.span())
    return None
