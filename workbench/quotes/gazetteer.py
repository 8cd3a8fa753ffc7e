"""What given names tell of a person, and which names are those of places."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
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
    return {
        fold(row["name"]): GivenName(row["gender"].replace("u", ""), bool(row.get("weak")))
        for row in _rows("first_names.tsv")
    }


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in _rows("places.tsv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath("lexicons", name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
