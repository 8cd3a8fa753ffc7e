"""Which words of a language have a capital, and which have none: counted by `tools.checks.casing`."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ROOM = "workbench.checks.words"


@dataclass(frozen=True, slots=True)
class Casing:
    """Folded words of one language; both sets are empty for a language without a list."""

    names: frozenset[str] = frozenset()
    """Words that hardly ever stand without a capital."""
    ordinary: frozenset[str] = frozenset()
    """Words that do."""

    def __bool__(self) -> bool:
        """Whether anything is known of the language."""
        return bool(self.ordinary)


@cache
def casing(primary_tag: str) -> Casing:
    """The lists for the language with this two- or three-letter tag; reading them takes 30 ms."""
    file = files(_ROOM).joinpath(f"casing.{primary_tag}.txt.xz")
    if not primary_tag.isalpha() or not file.is_file():
        return Casing()
    names, ordinary = lzma.decompress(file.read_bytes()).decode().split("\n")
    return Casing(frozenset(names.split()), frozenset(ordinary.split()))
