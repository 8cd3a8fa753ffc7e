"""Rows of sources and targets, and findings as SARIF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import Finding, LanguageTag, Severity, Span
from workbench.checks.registry import checks
from workbench.checks.rows import read_rows
from workbench.checks.sarif import Located, sarif

LANGS = LanguageTag("fr"), LanguageTag("en")


def rows(*values: object) -> list[bytes]:
    return [json.dumps(value).encode() for value in values]


def test_a_row_has_what_it_says_and_defaults_for_the_rest() -> None:
    lines = rows(
        {
            "id": "a",
            "source": "x",
            "target": "y",
            "source_lang": "FR-ca",
            "target_lang": "en",
            "date": "2012",
        },
        {"id": None, "source": "x", "target": "", "date": None, "more": [1]},
    )
    full, bare = read_rows([lines[0], b"  \n", lines[1]], "f.jsonl", LANGS)
    assert full == ("a", "x", "y", ("fr-CA", "en"), "2012", 1)
    assert bare == (3, "x", "", LANGS, "", 3)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([], "no JSON object"),
        ({"id": 1, "source": "x"}, "`target`"),
        ({"id": 1, "source": 2, "target": "y"}, "`source`"),
        ({"id": True, "source": "x", "target": "y"}, "`id`"),
        ({"id": 1, "source": "x", "target": "y", "source_lang": "?!"}, "line 1"),
        ({"id": 1, "source": "x", "target": "y", "date": 2012}, "`date`"),
    ],
)
def test_what_is_no_row_is_told_with_its_line(row: object, said: str) -> None:
    with pytest.raises(
        UnreadableInput, match=f"f.jsonl, line 1.*{said}|{said}.*f.jsonl, line 1|f.jsonl, line 1"
    ):
        list(read_rows(rows(row), "f.jsonl", LANGS))


@given(st.binary(max_size=80))
def test_any_bytes_are_rows_or_a_sentence(data: bytes) -> None:
    try:
        list(read_rows([data], "f.jsonl", LANGS))
    except UnreadableInput as error:
        assert str(error).startswith("f.jsonl, line 1")


def test_sarif_says_level_place_and_why_it_was_waived() -> None:
    known = tuple(checks().values())
    finding = Finding("num.value", Severity.ERROR, "“43” in the source", Span(1, 3), None)
    log = sarif(
        [Located(finding, "row-7", 4), Located(finding, "pair 2", waived="a misprint")],
        known,
        file=Path("p.jsonl"),
        version="1",
    )
    (run,) = log["runs"]
    first, second = run["results"]
    assert (log["version"], first["ruleId"], first["level"]) == ("2.1.0", "num.value", "error")
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "num.value"
    (place,) = first["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "p.jsonl"}, "region": {"startLine": 4}}
    assert place["logicalLocations"] == [{"name": "row-7"}]
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert second["suppressions"] == [{"kind": "external", "justification": "a misprint"}]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/é%.jsonl", "a%20b/%C3%A9%25.jsonl"),
        ("a:b.jsonl", "a%3Ab.jsonl"),
        ("/x y/p.db", "file:///x%20y/p.db"),
        ("\udcff.db", "%FF.db"),
    ],
)
def test_a_file_is_named_by_a_uri(file: str, uri: str) -> None:
    finding = Finding("num.value", Severity.ERROR, "“43” in the source")
    log = sarif([Located(finding, "row-7", 4)], tuple(checks().values()), file=Path(file), version="1")
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == uri
