"""Quotes and texts that may render them, as lines of JSON objects."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.match.score import Candidate
from workbench.text.language import LanguageTagError, normalise, same_language

_MARK = b"\xef\xbb\xbf"
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
    for number, line in enumerate(lines, 1):
        if not line.removeprefix(_MARK).strip():
            continue
        place = f"{called}, line {number}"
        row = _object(line, place)
        lang = _language(row, place)
        is_source = same_language(lang, source_lang)
        if not is_source and not same_language(lang, target_lang):
            ignored += 1
            continue
        identifier = _identifier(row, place)
        first = seen.setdefault((is_source, identifier), number)
        if first != number:
            raise UnreadableInput(
                f"{place}: the id {json.dumps(identifier)} stands on line {first} already; give each its own."
            )
        side = sides[not is_source]
        side.ids.append(identifier)
        side.candidates.append(
            Candidate(
                _text(row, "text", place), lang, _text(row, "speaker", place), _text(row, "date", place)
            )
        )
    return Rows(*sides, ignored)


def _object(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{place}: byte {error.start + 1} is not UTF-8; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"{place} is no JSON; write one object a line: {_EXAMPLE}.") from error
    if not isinstance(row, dict):
        raise UnreadableInput(f"{place} is no JSON object; write one a line: {_EXAMPLE}.")
    return row


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


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


def _text(row: dict[str, Any], name: str, place: str) -> str:
    """A field that is a text; only `text` itself must be there."""
    value = row.get(name)
    if value is None and name != "text":
        return ""
    if not isinstance(value, str):
        raise UnreadableInput(f"{place} has no `{name}` that is a text; write it in quotation marks.")
    return value
