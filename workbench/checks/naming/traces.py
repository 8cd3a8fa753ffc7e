"""What in one text may stand for a name of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from workbench.checks.naming.capitals import Capital, Group, Kind
from workbench.checks.naming.casing import Casing
from workbench.checks.naming.spelling import first_sound, plain, same_name
from workbench.draft.flaws.language import Language
from workbench.draft.flaws.sides import Side
from workbench.quotes.gazetteer import is_place

_LEAST_JOINED = 6
"""Letters of a name that may stand in parts or joined to others: `Bitcoin` in `bitcoins`."""
_LEAST_KNOWN = 4
"""Letters of a word without a capital that may be a name, and of what others are derived from."""
_MOST_ALIKE = 500
"""Names of one sound that one is compared with: more would be quadratic in the text."""
_SHORTEST = 3
_INITIALS = 2
"""Capitals that make a word an acronym, also with an ending: `STIs`."""


class Traces:
    """The words of one text, to be asked for names of the other."""

    def __init__(self, side: Side, language: Language, casing: Casing, groups: Iterable[Group]) -> None:
        self._side = side
        self._language = language
        self._casing = casing
        self._groups = list(groups)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Folded words that may be a name in another spelling, by their first sound."""
        capitals = [each.folded for group in self._groups for each in group if len(each.word) >= _SHORTEST]
        ordinary = self._casing.ordinary
        unknown = [word for word in self._side.known if len(word) >= _LEAST_KNOWN and word not in ordinary]
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys([*capitals, *unknown]):
            found[first_sound(word)].append(word)
        return found

    @cached_property
    def _letters(self) -> str:
        return "".join(self._side.folded)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Words with several capitals, folded."""
        words = (word for word in self._side.words if sum(map(str.isupper, word)) >= _INITIALS)
        return frozenset(word.lower() for word in words)

    def of(self, name: Capital, renderings: tuple[str, ...]) -> bool:
        """Whether anything stands here for a name, given the words that are known to render it."""
        folded = name.folded
        if folded in self._side.known or f"{folded}s" in self._side.known:
            return True
        known = self._rendering(name, renderings)
        if not self._side.known.isdisjoint(known):
            return True
        if name.kind is Kind.ACRONYM:
            return False
        if len(folded) >= _LEAST_JOINED and folded in self._letters:
            return True
        derived = (word for word in known[:2] if len(word) >= _LEAST_KNOWN and word in self._casing.names)
        return any(self._spelt_otherwise(word, known) for word in (folded, *derived))

    def has_same_letters(self, name: Capital) -> bool:
        """Whether a name stands here, but for letters that languages write for each other."""
        alike = self._names.get(first_sound(name.folded), ())
        return name.folded in self._side.known or any(plain(name.folded) == plain(other) for other in alike)

    def _rendering(self, name: Capital, renderings: Iterable[str]) -> list[str]:
        """Those of the words that may stand for a name: a name that is no ordinary word, or has a capital."""
        words = [word for word in renderings if word not in self._language.function]
        if name.kind is Kind.ORDINARY and name.person:
            return [word for word in words if word in self._casing.names]
        if name.kind is Kind.NAME:
            return [word for word in words if word not in self._casing.ordinary or word in self._capitals]
        return words

    @cached_property
    def _capitals(self) -> frozenset[str]:
        return frozenset(each.folded for group in self._groups for each in group)

    def _spelt_otherwise(self, folded: str, known: Iterable[str]) -> bool:
        names = self._names.get(first_sound(folded), ())
        alike = (other for other in names[:_MOST_ALIKE] if same_name(folded, other))
        return any(not _other_place(folded, other, known) for other in alike)

    def joined(self, group: Group) -> bool:
        """Whether a name of several words stands here as one, or by its first letters."""
        if len(group) < 2:
            return False
        if "".join(each.folded[:1] for each in group) in self.acronyms:
            return True
        letters = "".join(each.folded for each in group)
        return len(letters) >= _LEAST_KNOWN and letters in self._side.known


def _other_place(one: str, other: str, known: Iterable[str]) -> bool:
    """Whether two places only sound alike, as Niger and Nigeria do: the one is known by another name."""
    return bool(known) and is_place(one) and is_place(other) and plain(one) != plain(other)
