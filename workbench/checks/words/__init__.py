"""The words of languages for families of checks: `FAMILY.LANG.toml`; those of no language: `FAMILY.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from db.records import LanguageTag
from workbench.text.fold import fold
from workbench.text.language import primary


def table(family: str, tag: str = "") -> Mapping[str, Any]:
    """What is known of the language of a normalised tag, as it stands in its file; empty without a file.

    Without a tag it is what holds for any language. All callers share what they get.
    """
    return _table(family, primary(LanguageTag(tag)))


def folded(words: Mapping[str, Any], key: str) -> frozenset[str]:
    """The folded words of a list in such a table; none if it has no such list."""
    return frozenset(fold(words.get(key, "")).split())


@cache
def _table(family: str, tag: str) -> Mapping[str, Any]:
    if tag and not tag.isalpha():
        return MappingProxyType({})
    file = files(__name__).joinpath(f"{family}.{tag}.toml" if tag else f"{family}.toml")
    if not file.is_file():
        return MappingProxyType({})
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))
