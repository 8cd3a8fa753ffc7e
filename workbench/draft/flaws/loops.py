"""Words, phrases and letters that a draft repeats and its source does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.records import Flag, Span
from workbench.draft.flaws.sides import Side, Sides

LONGEST = 12
"""Words in the longest phrase that is looked for."""
DOUBLED = frozenset({"had", "that", "very", "so", "no", "bye", "ha", "bla", "blah"})
"""Words that may rightly stand twice where those of the source do not."""
ECHO = 3
"""Words of a phrase that should not come again even at a distance …"""
ECHO_CONTENT = 2
"""… if so many of them have a content."""
SHORTEST_CONTENT = 4
"""Letters of a word that has a content, if it is no function word."""
STUTTER = re.compile(r"([^\W\d_])\1\1|([^\W\d_]{3,6})\2")
"""Within a word: a letter three times, or a few letters twice."""
SHORTEST_STUTTER, LONGEST_STUTTER = 4, 40
"""Letters of the words in which that is looked for."""


def repetitions(sides: Sides) -> Iterator[Flag]:
    """What is repeated at once, or a phrase that comes again, where the source repeats nothing."""
    found = _found(sides, sides.draft)
    if found and not _found(sides, sides.source):
        yield _flag(sides.draft, *found)
    else:
        yield from _stutters(sides)


def _found(sides: Sides, side: Side) -> tuple[int, int] | None:
    """The numbers of the first and the last word of what is repeated."""
    words = side.folded
    following = words[1:]
    pairs = list(zip(words, following, strict=False))
    doubled = any(map(str.__eq__, words, following)) and _doubled(sides, side)
    if doubled or len(set(pairs)) == len(pairs):
        return doubled or None
    return _repeated(words) or _echo(sides, side)


def _doubled(sides: Sides, side: Side) -> tuple[int, int] | None:
    """A word that stands twice with nothing but a space, a comma or a hyphen between."""
    words = side.folded
    spans = side.spans if side.aligned else []
    for place in range(1, len(words)):
        word = words[place]
        if word != words[place - 1] or word in DOUBLED or len(word) < 2:
            continue
        between = side.text[spans[place - 1].end : spans[place].start] if spans else " "
        function = word in sides.pair.target.function or word in sides.pair.source.function
        if between.strip(", \u00a0-\"'“”") == "" and (not function or between == " "):
            return place - 1, place
    return None


def _repeated(words: Sequence[str]) -> tuple[int, int] | None:
    """A phrase of two words or more that stands twice without a break, or one word three times."""
    for size in range(1, min(LONGEST, len(words) // 2) + 1):
        run = 0
        for place in range(size, len(words)):
            run = run + 1 if words[place] == words[place - size] else 0
            if run >= max(size, 2) and (size > 1 or words[place] not in DOUBLED):
                return place - run - size + 1, place
    return None


def _echo(sides: Sides, side: Side) -> tuple[int, int] | None:
    """Where a phrase stands for the second time."""
    words = side.folded
    function = sides.pair.target.function
    seen = set()
    for place in range(len(words) - ECHO + 1):
        phrase = tuple(words[place : place + ECHO])
        if phrase in seen:
            content = [word for word in phrase if len(word) >= SHORTEST_CONTENT and word not in function]
            if len(content) >= ECHO_CONTENT or side is sides.source:
                return place, place + ECHO - 1
        seen.add(phrase)
    return None


def _stutters(sides: Sides) -> Iterator[Flag]:
    known = sides.source.known
    for word in sorted(sides.draft.known - known - sides.pair.words.targets):
        if SHORTEST_STUTTER <= len(word) <= LONGEST_STUTTER:
            stutter = STUTTER.search(word)
            if stutter and not any(stutter.group() in other for other in known):
                yield Flag("loop", f"stutters: {word}", sides.draft.find(word))
                return


def _flag(draft: Side, first: int, last: int) -> Flag:
    spans = draft.spans if draft.aligned else []
    span = Span(spans[first].start, spans[last].end) if spans else None
    words = " ".join(draft.folded[first : last + 1][:LONGEST])
    return Flag("loop", f"repeats itself: {words}", span)
