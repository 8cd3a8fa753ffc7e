"""Reading rows: what they must have, and that what fails is told with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.match.rows import Rows, read_rows

FR, EN = LanguageTag("fr"), LanguageTag("en")


def read(*lines: Any) -> Rows:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines]
    return read_rows(raw, "rows.jsonl", FR, EN)


def test_rows_of_both_languages() -> None:
    rows = read(
        b"\xef\xbb\xbf"
        + b'{"id": 1, "lang": "fr-FR", "text": "Oui.", "speaker": "Awa", "date": "2012-05-30"}\n',
        b" \r\n",
        {"id": "a", "lang": "en", "text": "Yes.", "speaker": None, "more": [1]},
        {"id": "x", "lang": "es", "text": "Sí."},
        {"id": 1, "lang": "English", "text": ""},
    )
    assert rows.sources.ids == [1]
    assert rows.targets.ids == ["a", 1]
    assert rows.ignored == 1
    said = rows.sources.candidates[0]
    assert (said.text, said.speaker, said.date) == ("Oui.", "Awa", "2012-05-30")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b"[" * 100_000, "no JSON"),
        (b'{"id": 1, "lang": "fr", "text": "\xff"}', "not UTF-8"),
        (b'{"id": NaN, "lang": "fr", "text": ""}', "no JSON"),
        ({"id": 2, "text": "Oui."}, "no `lang`"),
        ({"id": 2, "lang": "§", "text": "Oui."}, "not a known language"),
        ({"lang": "fr", "text": "Oui."}, "no `id`"),
        ({"id": True, "lang": "fr", "text": "Oui."}, "no `id`"),
        ({"id": 1.5, "lang": "fr", "text": "Oui."}, "no `id`"),
        ({"id": 2, "lang": "fr"}, "no `text`"),
        ({"id": 2, "lang": "fr", "text": 3}, "no `text`"),
        ({"id": 2, "lang": "fr", "text": "Oui.", "speaker": ["Awa"]}, "no `speaker`"),
        ({"id": 1, "lang": "fr", "text": "Oui."}, "the id 1 stands on line 1 already"),
    ],
)
def test_what_is_no_row_is_told_with_its_line(line: Any, told: str) -> None:
    with pytest.raises(UnreadableInput) as failure:
        read({"id": 1, "lang": "fr", "text": "Oui."}, line)
    assert str(failure.value).startswith("rows.jsonl, line 2")
    assert told in str(failure.value)


@given(st.lists(st.binary(max_size=40), max_size=4))
def test_any_bytes_are_rows_or_refused(lines: list[bytes]) -> None:
    try:
        rows = read_rows(lines, "x", FR, EN)
    except UnreadableInput as failure:
        assert "line " in str(failure)
    else:
        assert len(rows.sources.ids) == len(rows.sources.candidates)
