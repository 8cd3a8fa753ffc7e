"""Which texts render the same source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from itertools import islice
from typing import Generic, TypeVar

from workbench.text.fold import fold

MOST_OTHERS = 20
"""Other renderings of a source that a pair is compared with."""
_WORD = re.compile(r"\w+")
_KEPT = 256
"""Texts whose words are kept, since the pairs of one source are compared with the same ones."""

Key = TypeVar("Key", bound=Hashable)
Words = tuple[str, ...]


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> Words:
    """The folded words of a text; renderings that have the same ones count as one."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=_KEPT)
def counted(words: Words) -> Counter[str]:
    """How often each word stands there."""
    return Counter(words)


class SameSource(Generic[Key]):
    """The renderings of each source, whatever its case, accents and spaces."""

    def __init__(self) -> None:
        self._put: dict[Key, tuple[str, Words]] = {}
        self._renderings: defaultdict[str, dict[Words, tuple[str, set[Key]]]] = defaultdict(dict)

    def fill(self, pairs: Iterable[tuple[Key, str, str]]) -> None:
        """Take in pairs that nobody has asked about yet: key, source and target."""
        for key, source, target in pairs:
            self._take_in(key, source, target)

    def put(self, key: Key, source: str, target: str) -> tuple[Key, ...]:
        """Take in a pair, or what has become of it; without a target it is forgotten.

        Gives the keys of the other pairs of which something else is to be told from now on.
        """
        changed = self._take_in(key, source, target)
        return tuple(
            other
            for same in dict.fromkeys(changed)
            for _, keys in self._renderings.get(same, {}).values()
            for other in keys
            if other != key
        )

    def others(self, source: str, target: str) -> tuple[str, ...]:
        """`MOST_OTHERS` other renderings of this source at most, one text for those of the same words."""
        renderings = self._renderings.get(_same(source))
        if not renderings:
            return ()
        own = words_of(target)
        return tuple(islice((text for words, (text, _) in renderings.items() if words != own), MOST_OTHERS))

    def _take_in(self, key: Key, source: str, target: str) -> list[str]:
        """Gives the sources that have gained or lost a rendering."""
        before = self._put.get(key)
        after = (_same(source), words_of(target)) if source and target else None
        changed = [before[0]] if before and before != after and self._leaves(key, *before) else []
        if after is None:
            self._put.pop(key, None)
            return changed
        self._put[key] = after
        same, words = after
        known = self._renderings[same].get(words)
        keys = known[1] if known else set()
        keys.add(key)
        self._renderings[same][words] = target, keys
        return changed if known else [*changed, same]

    def _leaves(self, key: Key, same: str, words: Words) -> bool:
        """Take a pair out; whether a rendering has gone with it."""
        renderings = self._renderings[same]
        renderings[words][1].discard(key)
        if renderings[words][1]:
            return False
        del renderings[words]
        return True


def _same(source: str) -> str:
    return " ".join(fold(source).split())
