"""Stretches of a text, and what is known about where a fact came from."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, NewType

LanguageTag = NewType("LanguageTag", str)
"""A BCP 47 tag as `workbench.text.language.normalise` writes it: `fr`, `pt-BR`, `und`."""

UNDETERMINED = LanguageTag("und")


class Span(NamedTuple):
    """A half-open range: code points of a text, or segments of a quote or rendering."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """True when the range covers nothing."""
        return self.end <= self.start

    def of(self, text: str) -> str:
        """The part of `text` that the range covers."""
        return text[self.start : self.end]

    @staticmethod
    def united(spans: Iterable[Span]) -> list[Span]:
        """Spans in order, those that overlap as one; those that only touch stay apart."""
        united: list[Span] = []
        for span in sorted(spans):
            if united and span.start < united[-1].end:
                united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
            else:
                united.append(span)
        return united


class Bead(NamedTuple):
    """One m-n link of a sentence alignment: source segments beside target segments.

    Either side may be empty (a deletion or an insertion); `probability` is in 0..1.
    """

    source: Span
    target: Span
    probability: float


class Basis(StrEnum):
    """Where a fact about a text came from."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"
