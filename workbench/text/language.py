"""BCP 47 language tags: one spelling of each, whatever a file or a person wrote."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from db.errors import WrongUse
from db.records import LanguageTag
from workbench.text.fold import fold
from workbench.text.visible import visible

_TAG = re.compile(
    r"""
    (?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}   # with extended language subtags
    (?:-[a-z]{4})?                               # script
    (?:-(?:[a-z]{2}|[0-9]{3}))?                  # region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*     # variants
    (?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*         # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?                   # private use
    """,
    re.VERBOSE,
)
_PRIVATE_TAG = re.compile(r"x(?:-[a-z0-9]{1,8})+")
_POSIX_TAIL = re.compile(r"[.@].*", re.DOTALL)
_TWO_LETTERS = 2


class LanguageTagError(WrongUse):
    """A text that is neither a BCP 47 tag nor the name of a known language."""


@cache
def _languages() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """By `languages.tsv`: the subtag of each ISO 639 code and of each folded name, and English names."""
    by_code: dict[str, str] = {}
    by_name: dict[str, str] = {}
    english: dict[str, str] = {}
    table = files(__package__).joinpath("languages.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        subtag, codes, names = (*line.split("\t"), "", "")[:3]
        by_code.update(dict.fromkeys((subtag, *codes.split()), subtag))
        english[subtag] = names.partition(", ")[0]
        for name in filter(None, names.split(", ")):
            by_name.setdefault(fold(name), subtag)
    return by_code, by_name, english


def normalise(tag: str) -> LanguageTag:
    """The BCP 47 tag (RFC 5646) meant by a tag, a POSIX locale, an ISO 639 code or a language name.

    `FR_fr.UTF-8` gives `fr-FR`, `fra` and `français` give `fr`. Well-formed tags with subtags that
    nobody registered are accepted, except that a two-letter language must be one of ISO 639-1.
    Raises LanguageTagError for everything else.
    """
    by_code, by_name, _ = _languages()
    named = by_name.get(fold(tag.strip()))
    if named:
        return LanguageTag(named)
    subtags = _POSIX_TAIL.sub("", tag.strip()).replace("_", "-").lower()
    if _PRIVATE_TAG.fullmatch(subtags):
        return LanguageTag(subtags)
    match = _TAG.fullmatch(subtags)
    if match is None:
        raise _not_a_language(tag)
    written = match["language"]
    language = by_code.get(written, written)
    if len(language) == _TWO_LETTERS and language not in by_code:
        raise _not_a_language(tag)
    return LanguageTag("-".join((language, *_cased(subtags[len(written) + 1 :]))))


def _not_a_language(tag: str) -> LanguageTagError:
    if not tag.strip():
        return LanguageTagError("The language is empty; give a tag such as fr, en or pt-BR.")
    shown = visible(tag.strip()[:40])
    return LanguageTagError(f"“{shown}” is not a known language; give a tag such as fr, en or pt-BR.")


def _cased(rest: str) -> list[str]:
    """The subtags after the language, in the letter case of RFC 5646 section 2.1.1."""
    cased = []
    plain = False
    for subtag in filter(None, rest.split("-")):
        plain = plain or len(subtag) == 1
        if plain or not subtag.isalpha():
            cased.append(subtag)
        elif len(subtag) == _TWO_LETTERS:
            cased.append(subtag.upper())
        elif len(subtag) == _TWO_LETTERS * 2:
            cased.append(subtag.title())
        else:
            cased.append(subtag)
    return cased


def primary(tag: LanguageTag) -> str:
    """The language subtag of a normalised tag: `pt` of `pt-BR`; a private-use tag is its own."""
    return tag if tag.startswith("x-") else tag.partition("-")[0]


def same_language(a: LanguageTag, b: LanguageTag) -> bool:
    """True when two normalised tags name the same language, whatever the script or region."""
    return primary(a) == primary(b)


def english_name(tag: LanguageTag) -> str:
    """The English name of a language, or its tag where none is known."""
    return _languages()[2].get(primary(tag)) or str(tag)
