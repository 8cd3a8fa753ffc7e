"""Sources beside their targets as lines of JSON objects, without a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.text.json_rows import json_rows, text_field
from workbench.text.language import LanguageTagError, normalise

_EXAMPLE = '{"id": 1, "source": "…", "target": "…", "source_lang": "fr", "target_lang": "en"}'


class Row(NamedTuple):
    """One source and its target."""

    id: str | int
    source: str
    target: str
    languages: tuple[LanguageTag, LanguageTag]
    date: str
    line: int
    """Where it stands in the file, from 1."""


def read_rows(
    lines: Iterable[bytes], called: str, languages: tuple[LanguageTag, LanguageTag]
) -> Iterator[Row]:
    """The rows of a file: objects with `source` and `target`, and perhaps the others of `Row`.

    A row that does not say its languages has `languages`; one without an `id`, or with null, gets the
    number of its line. Fields of other names are passed over. Raises UnreadableInput, with the line,
    for what is no such row.
    """
    for line, place, row in json_rows(lines, called, _EXAMPLE):
        yield Row(
            _identifier(row, line, place),
            text_field(row, "source", place, needed=True),
            text_field(row, "target", place, needed=True),
            (
                _language(row, "source_lang", languages[0], place),
                _language(row, "target_lang", languages[1], place),
            ),
            text_field(row, "date", place),
            line,
        )


def _identifier(row: dict[str, Any], line: int, place: str) -> str | int:
    identifier = row.get("id")
    if identifier is None:
        return line
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise UnreadableInput(f"{place}: the `id` is neither a text nor a whole number; write one of these.")
    return identifier


def _language(row: dict[str, Any], name: str, default: LanguageTag, place: str) -> LanguageTag:
    tag = text_field(row, name, place)
    try:
        return normalise(tag) if tag else default
    except LanguageTagError as error:
        raise UnreadableInput(f"{place}: {error}") from error
