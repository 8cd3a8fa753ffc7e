"""Quotes and texts that may render them, as lines of JSON objects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.match.score import Candidate
from workbench.text.json_rows import json_rows, text_field
from workbench.text.language import LanguageTagError, normalise, same_language

_EXAMPLE = '{"id": 1, "lang": "fr", "text": "…"}'


@dataclass(frozen=True, slots=True)
class Side:
    """The rows of one language, in their order."""

    ids: list[str | int] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in a file of rows."""

    sources: Side
    targets: Side
    ignored: int
    """Rows in other languages."""


def read_rows(
    lines: Iterable[bytes], called: str, source_lang: LanguageTag, target_lang: LanguageTag
) -> Rows:
    """The rows of two languages: objects with `id`, `lang`, `text` and perhaps `speaker` and `date`.

    An id is a text or a whole number, once in each language. Blank lines are passed over, and so are
    fields of other names. Raises UnreadableInput, with the line of `called`, for what is no such row.
    """
    sides: tuple[Side, Side] = Side(), Side()
    seen: dict[tuple[bool, str | int], int] = {}
    ignored = 0
    for line, place, row in json_rows(lines, called, _EXAMPLE):
        lang = _language(row, place)
        is_source = same_language(lang, source_lang)
        if not is_source and not same_language(lang, target_lang):
            ignored += 1
            continue
        identifier = _identifier(row, place)
        first = seen.setdefault((is_source, identifier), line)
        if first != line:
            raise UnreadableInput(
                f"{place}: the id {json.dumps(identifier)} stands on line {first} already; give each its own."
            )
        side = sides[not is_source]
        side.ids.append(identifier)
        side.candidates.append(
            Candidate(
                text_field(row, "text", place, needed=True),
                lang,
                text_field(row, "speaker", place),
                text_field(row, "date", place),
            )
        )
    return Rows(*sides, ignored)


def _language(row: dict[str, Any], place: str) -> LanguageTag:
    tag = row.get("lang")
    if not isinstance(tag, str):
        raise UnreadableInput(f"{place} has no `lang`; give the language of the text, for instance fr.")
    try:
        return normalise(tag)
    except LanguageTagError as error:
        raise UnreadableInput(f"{place}: {error}") from error


def _identifier(row: dict[str, Any], place: str) -> str | int:
    identifier = row.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise UnreadableInput(f"{place} has no `id`; give a text or a whole number.")
    return identifier
