"""The words of religion that a language writes with a capital, and those that it writes without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from workbench.checks.words import table


@dataclass(frozen=True, slots=True)
class Religion:
    """Words of one language in small letters; all empty for a language without a file."""

    capital: frozenset[str] = frozenset()
    """Words with a capital."""
    small: frozenset[str] = frozenset()
    """Words without one in running text."""
    heads: frozenset[str] = frozenset()
    """Those of them that may begin a name."""
    links: frozenset[str] = frozenset()
    """What stands between the words of a name."""
    fixed: tuple[str, ...] = ()
    """Names of two words of which the first always has a capital."""
    needed: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """By language of the source: words that count only where the source has one of others, as written."""
    parts: frozenset[str] = frozenset()
    """All the words, or of those with an apostrophe the longest part: texts without any need no look."""


@cache
def religion(primary_tag: str) -> Religion:
    """What is known of the language with this two- or three-letter tag."""
    lists = table("style", primary_tag)
    if not lists:
        return Religion()
    capital, small, heads, links = (
        frozenset(lists[key].split()) for key in ("capital", "small", "heads", "links")
    )
    return Religion(
        *(capital, small, heads, links),
        fixed=tuple(lists["fixed"]),
        needed={
            tag: {word: frozenset(others.split()) for word, others in row.items()}
            for tag, row in lists["needed"].items()
        },
        parts=frozenset(max(word.split("'"), key=len) for word in capital | small),
    )
