from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import PairRow
from tests.exchange.rows import HEAD, NBSP, SOURCE, any_row, row
from workbench.exchange.format import ExportReport
from workbench.exchange.formats import csv_table, jsonl
from workbench.exchange.formats.csv_table import guarded, unguarded


def as_csv(*rows: PairRow) -> tuple[bytes, ExportReport]:
    out = io.BytesIO()
    report = csv_table.write(iter(rows), out, HEAD)
    return out.getvalue(), report


def as_jsonl(*rows: PairRow) -> tuple[bytes, ExportReport]:
    out = io.BytesIO()
    report = jsonl.write(iter(rows), out, HEAD)
    return out.getvalue(), report


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def in_cells(pair: PairRow) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in pair._asdict().items()}


def test_csv_has_a_header_and_crlf_and_no_byte_order_mark() -> None:
    data, report = as_csv(row())
    header, line, end = data.split(b"\r\n")
    assert header.startswith(b"id,quote_id,rendering_id,source_lang,target_lang,source,target,")
    assert (line.startswith(b"12,7,9,fr,en,"), end) == (True, b"")
    assert report == ExportReport(written=1)


def test_the_tables_say_how_words_reached_the_articles() -> None:
    read = read_csv(as_csv(row())[0])[0]
    assert (read["told_to"], read["occasion"], read["source_agency"]) == (
        "Agence des Dunes",
        "interview",
        "AD",
    )
    told = json.loads(as_jsonl(row())[0])
    assert (told["source_via"], told["source_also"]) == ("Radio Dunes < AD", "Le Matin des Dunes")


def test_pairs_with_a_missing_side_are_in_the_tables() -> None:
    missing = row(target="", origin=None, rendering_id=None)
    data, report = as_csv(missing)
    assert (read_csv(data)[0]["origin"], report.left_out) == ("", {})
    data, report = as_jsonl(missing)
    assert json.loads(data)["rendering_id"] is None
    assert (json.loads(data)["target"], report.written) == ("", 1)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_as_a_formula(start: str) -> None:
    data, _ = as_csv(row(source=start + "1+1", speaker=start))
    read = read_csv(data)[0]
    assert (read["source"], read["speaker"]) == ("'" + start + "1+1", "'" + start)


def test_an_ordinary_apostrophe_is_left_alone() -> None:
    assert guarded("'tis") == "'tis"
    assert unguarded("'tis") == "'tis"


@given(st.text(alphabet="'=+-@\t\r ab"))
def test_the_guard_can_be_taken_off(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in set("=+-@\t\r")


@given(st.lists(any_row(st.text() | st.text(alphabet="'=-\r\n\",; x")), max_size=3))
def test_csv_reads_back_exactly(rows: list[PairRow]) -> None:
    data, report = as_csv(*rows)
    read = [{name: unguarded(cell) for name, cell in line.items()} for line in read_csv(data)]
    assert read == [in_cells(each) for each in rows]
    assert report.written == len(rows)


@given(st.lists(any_row(st.text() | st.text(alphabet='\x85\u2028\u2029\n\\"\u00a0é')), max_size=3))
def test_jsonl_reads_back_exactly_line_by_line(rows: list[PairRow]) -> None:
    data, report = as_jsonl(*rows)
    lines = data.decode().splitlines()
    assert [PairRow(**json.loads(line)) for line in lines] == rows
    assert data.endswith(b"\n") == bool(rows)
    assert report.written == len(rows)


def test_jsonl_keeps_letters_readable() -> None:
    data, _ = as_jsonl(row())
    assert NBSP.encode() in data
    assert SOURCE.encode() in data
