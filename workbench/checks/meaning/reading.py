"""A text as words for the checks of meaning: folded, with the places where one thought ends."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from db.records import Span
from workbench.draft.flaws.sides import Side
from workbench.text.fold import fold

STOP = re.compile(r"[.!?;:…()\n]|\s[-–—]+\s")
"""What ends a thought, or begins one, when it stands between two words."""


CLOSING = re.compile(r"[.!?…]")
MARKS = re.compile(r"[«»“”„\"]")
OPENING_MARKS = "«“„"
INNER_MARKS = "‘‹'"
"""What opens a quotation within another one, behind a space or another mark."""


class Reading:
    """The words of a text, and what stands between them."""

    def __init__(self, side: Side) -> None:
        self.text = side.text
        self.spans: list[Span] = side.spans
        self.words: list[str] = side.folded if side.aligned else [fold(word) for word in side.words]
        """Each word folded; as many as there are spans."""
        self.known = frozenset(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def written(self) -> list[str]:
        """Each word as it stands."""
        return [self.text[span.start : span.end] for span in self.spans]

    @cached_property
    def gaps(self) -> list[str]:
        """What stands before each word, and last what follows the last one."""
        ends = [0, *(span.end for span in self.spans)]
        starts = [*(span.start for span in self.spans), len(self.text)]
        return [self.text[end:start] for end, start in zip(ends, starts, strict=True)]

    @cached_property
    def thoughts(self) -> list[int]:
        """For each word the number of the thought in which it stands."""
        numbers, number = [], 0
        for gap in self.gaps[:-1]:
            if gap != " " and STOP.search(gap):
                number += 1
            numbers.append(number)
        return numbers

    @cached_property
    def asked(self) -> list[bool]:
        """For each word whether it stands in a question."""
        return [mark == "?" for mark in self._closing]

    @cached_property
    def called(self) -> list[bool]:
        """For each word whether its sentence ends with an exclamation mark."""
        return [mark == "!" for mark in self._closing]

    def begins(self, place: int) -> bool:
        """Whether a thought or a quotation begins with a word."""
        if not place or self.thoughts[place] != self.thoughts[place - 1]:
            return True
        gap = self.gaps[place]
        if len(gap) < 2:
            return False
        return gap[-1] in INNER_MARKS or (self.quoted[place] and MARKS.search(gap) is not None)

    @cached_property
    def quoted(self) -> list[bool]:
        """For each word whether it stands between quotation marks."""
        depth, straight, inside = 0, False, []
        for gap in self.gaps[:-1]:
            for mark in MARKS.findall(gap) if gap != " " else ():
                if mark == '"':
                    straight = not straight
                else:
                    depth = depth + 1 if mark in OPENING_MARKS else max(0, depth - 1)
            inside.append(straight or depth > 0)
        return inside

    @cached_property
    def _closing(self) -> list[str]:
        """For each word the first mark behind it that ends a sentence."""
        marks, mark = [], ""
        for gap in reversed(self.gaps[1:]):
            found = CLOSING.search(gap) if gap != " " else None
            mark = found.group() if found else mark
            marks.append(mark)
        marks.reverse()
        return marks

    def span(self, first: int, last: int) -> Span:
        """From one word to another, both included."""
        return Span(self.spans[first].start, self.spans[last].end)

    def shown(self, first: int, last: int) -> str:
        """These words as they stand."""
        return self.text[self.spans[first].start : self.spans[last].end]


@lru_cache(maxsize=8)
def reading(side: Side) -> Reading:
    """The reading of a side, which all checks of it share."""
    return Reading(side)
