"""Lines of JSON objects, as programs hand texts to one another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from db.errors import UnreadableInput

_MARK = b"\xef\xbb\xbf"


def json_rows(lines: Iterable[bytes], called: str, example: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The objects of a file, each behind the number of its line, from 1, and its place (`called, line 7`).

    Blank lines are passed over. Raises UnreadableInput with the place for a line that is no object;
    `example` shows one that is.
    """
    for number, line in enumerate(lines, 1):
        if line.removeprefix(_MARK).strip():
            place = f"{called}, line {number}"
            yield number, place, _object(line, place, example)


def text_field(row: dict[str, Any], name: str, place: str, *, needed: bool = False) -> str:
    """A field that is a text; one that is not there, or null, is empty unless it is needed.

    Raises UnreadableInput with the place.
    """
    value = row.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise UnreadableInput(f"{place} has no `{name}` that is a text; write it in quotation marks.")
    return value


def _object(line: bytes, place: str, example: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{place}: byte {error.start + 1} is not UTF-8; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"{place} is no JSON; write one object a line: {example}.") from error
    if not isinstance(row, dict):
        raise UnreadableInput(f"{place} is no JSON object; write one a line: {example}.")
    return row


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
