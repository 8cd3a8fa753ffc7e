"""Verbs that became their contrary: "accepté" in the one text, "refused" in the other.

A text may say the same with the contrary denied, or in quite other words. So only texts are looked at of
which the one has nothing but the verb, the other nothing but its contrary, and neither denies anything else.
The words are in the tables `contraries` of `words/negation.LANG.toml`, by keys that all languages share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.text.fold import fold

Beginnings = tuple[str, ...]
"""How words begin, folded."""


class Contrary(NamedTuple):
    """How the words of a language begin that affirm something, and those that say the contrary."""

    yes: Beginnings
    no: Beginnings


def contraries(words: Mapping[str, Mapping[str, str]]) -> dict[str, Contrary]:
    """The table of one language: by key the two lists `yes` and `no`."""
    return {
        key: Contrary(*(tuple(fold(lists[name]).split()) for name in Contrary._fields))
        for key, lists in words.items()
    }


def turned(
    ours: Mapping[str, Contrary], source: Iterable[str], theirs: Mapping[str, Contrary], target: Iterable[str]
) -> Iterator[tuple[Beginnings, Beginnings, bool]]:
    """What the target turned into its contrary, for folded words of both texts.

    How the words of both begin, and whether it is the source that has the verb which affirms.
    """
    for key in ours.keys() & theirs.keys():
        one, other = ours[key], theirs[key]
        source_yes, source_no = (_any(source, some) for some in one)
        target_yes, target_no = (_any(target, some) for some in other)
        if source_yes and target_no and not (source_no or target_yes):
            yield one.yes, other.no, True
        elif source_no and target_yes and not (source_yes or target_no):
            yield one.no, other.yes, False


def _any(words: Iterable[str], beginnings: Beginnings) -> bool:
    return any(word.startswith(beginnings) for word in words)
