"""How one rendering of a sentence differs from another, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.records import Span
from workbench.review import wording


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
    """Where `text` differs from `first`, in order and apart, as `workbench.review.wording` tells it."""
    return [Difference(here, there.of(first)) for here, there in wording.differences(text, first)]


def marked(text: str, unlike: Sequence[Difference]) -> str:
    """A text with its differences in brackets; `[]` where it lacks something."""
    parts, done = [], 0
    for span, _ in unlike:
        parts += [text[done : span.start], "[", span.of(text), "]"]
        done = span.end
    return "".join([*parts, text[done:]])
