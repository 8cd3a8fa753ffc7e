"""News agencies and other well-known media, from `media.tsv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from db.records import UNDETERMINED, LanguageTag
from workbench.text.fold import fold


class Medium(NamedTuple):
    """A medium as the table knows it."""

    name: str
    agency: bool
    lang: LanguageTag = UNDETERMINED
    """The language it speaks; undetermined for one that speaks several."""


def medium(name: str) -> Medium | None:
    """The well-known medium of that name or short name, accents, case and outer space aside."""
    return _table().get(fold(" ".join(name.split())))


@cache
def longest_name() -> int:
    """Words in the longest name of the table."""
    return max(len(name.split()) for name in _table())


@cache
def _table() -> dict[str, Medium]:
    found: dict[str, Medium] = {}
    table = files(__package__).joinpath("media.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        name, kind, lang, others = (*line.split("\t"), "", "")[:4]
        known = Medium(name, kind == "agency", LanguageTag(lang or UNDETERMINED))
        for form in (name, *filter(None, others.split(", "))):
            found.setdefault(fold(form), known)
    return found
