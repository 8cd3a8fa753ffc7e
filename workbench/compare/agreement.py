"""What one version leaves out, in the light of those that render it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.align.word_links import WordLink
from workbench.align.word_places import Word

_SURE = 0.9
"""Probability from which a link tells that a version renders a word."""
_ENOUGH = 2
"""Other versions that must render a word before one is said to leave it out."""
_SHORTEST = 4
"""Letters from which a word that nothing explains may be a free rendering."""


class Linked(NamedTuple):
    """A version with its links to the original."""

    words: Sequence[Word]
    links: Sequence[WordLink]
    counts: bool = True
    """Whether it speaks for itself: words that a person took over do not."""


def left_out(versions: Sequence[Linked], telling: Collection[Span]) -> list[list[Span]]:
    """For each version the words of the original that it leaves out and most others render surely.

    `telling` are the words of which that can be said: not `is`, not `of`. Two others at least must render
    such a word, the version have no link there and none of their words for it, and between the links
    around the word nothing that could render it freely.
    """
    found: list[list[Span]] = []
    for number, version in enumerate(versions):
        others = [other for n, other in enumerate(versions) if n != number and other.counts]
        linked = {link.source for link in version.links}
        spans = set(telling) - linked
        found.append(sorted(span for span in spans if _is_left_out(span, version, others)))
    return found


def _is_left_out(span: Span, version: Linked, others: Sequence[Linked]) -> bool:
    rendered = [_partner(span, other) for other in others]
    sure = [word for word in rendered if word]
    if len(sure) < _ENOUGH or 2 * len(sure) <= len(others):
        return False
    return not {word.text for word in version.words}.intersection(sure) and not _stand_in(span, version)


def _partner(span: Span, version: Linked) -> str:
    """The folded word that a version surely has for a word of the original; empty where it has none."""
    for link in version.links:
        if link.source == span and link.probability >= _SURE:
            return next((word.text for word in version.words if word.span == link.target), "")
    return ""


def _stand_in(span: Span, version: Linked) -> bool:
    """Whether a word that nothing explains stands between the links on either side of a word."""
    before = max((link for link in version.links if link.source < span), default=None)
    after = min((link for link in version.links if link.source > span), default=None)
    start = before.target.end if before else 0
    end = after.target.start if after else max((word.span.end for word in version.words), default=0)
    explained = {link.target for link in version.links}
    return any(
        word.span not in explained and len(word.text) >= _SHORTEST
        for word in version.words
        if min(start, end) <= word.span.start and word.span.end <= max(start, end)
    )
