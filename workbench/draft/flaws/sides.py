"""A source and its draft, cut into words once for all the looks that are taken at them."""

from __future__ import annotations

import re
from functools import cached_property

from db.records import Span
from workbench.draft.flaws.language import TRACE_LENGTH, Pair
from workbench.text.fold import fold

WORD = re.compile(r"[^\W\d_]+")


class Side:
    """One of the two texts. What is not asked of every text is worked out when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.lower() if text.isascii() else fold(text)  # the same for words, and much faster
        self.folded: list[str] = WORD.findall(plain)
        """The words, folded."""
        self.known = frozenset(self.folded)

    @cached_property
    def words(self) -> list[str]:
        """The words as they stand."""
        return WORD.findall(self.text)

    @cached_property
    def written(self) -> frozenset[str]:
        """All different words as they stand."""
        return frozenset(self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """How the words begin."""
        return frozenset([word[:TRACE_LENGTH] for word in self.known])

    @cached_property
    def letters(self) -> int:
        """How many letters there are, as they are folded."""
        return len("".join(self.folded))

    @cached_property
    def spans(self) -> list[Span]:
        """Where the words stand."""
        return [Span(*found.span()) for found in WORD.finditer(self.text)]

    @cached_property
    def aligned(self) -> bool:
        """Whether the folded words are the words one by one; a rare character folds to two words."""
        return len(self.spans) == len(self.folded)

    def find(self, folded: str) -> Span | None:
        """Where the first word stands that folds to `folded`."""
        if folded in self.known and self.aligned:
            return self.spans[self.folded.index(folded)]
        return None


class Sides:
    """A source and a draft, and what is known of their languages."""

    __slots__ = ("draft", "pair", "source")

    def __init__(self, source: str, draft: str, pair: Pair) -> None:
        self.source = Side(source)
        self.draft = Side(draft)
        self.pair = pair
