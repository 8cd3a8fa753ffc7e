"""What given names tell of a person, and which names are those of places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.text.fold import fold


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name: its bearers are `m`, `f`, or either when empty."""

    gender: str
    weak: bool
    """True when it is as often another word: `Grace`, `Paris`."""


def given_name(word: str) -> GivenName | None:
    """What is known of a word as a given name; of `Jean-Marie` by its first part when it is not listed."""
    folded = fold(word)
    names = _given_names()
    return names.get(folded) or names.get(folded.partition("-")[0])


def is_place(name: str) -> bool:
    """True for the name of a country, a region or a city."""
    return fold(name) in _places()


@cache
def _given_names() -> Mapping[str, GivenName]:
    rows = _rows("first_names.tsv")
    names = _folded([row[0] for row in rows])
    return {
        name: GivenName(row[1].replace("u", ""), len(row) > 2) for name, row in zip(names, rows, strict=True)
    }


@cache
def _places() -> frozenset[str]:
    return frozenset(_folded([row[0] for row in _rows("places.tsv")]))


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath("lexicons", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _folded(names: Sequence[str]) -> list[str]:
    """All names folded at once, which takes a fifth of the time."""
    return fold("|".join(names)).split("|")
