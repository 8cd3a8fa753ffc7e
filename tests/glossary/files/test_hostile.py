"""Glossary files that mean harm, or have come to harm."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput, WrongUse
from db.records import Concept, Name
from tests.glossary.files.samples import EN, FOLDER, FR, LANGS, NAMES
from workbench.glossary.files import delimited
from workbench.glossary.files.delimited import Dialect, Quoting, put_together, taken_apart
from workbench.glossary.files.registry import formats, read, read_files, write, write_new

HEADER = NAMES.splitlines()[1]


def row(text: str, note: str = "", status: str = "admitted") -> str:
    return f"a\tclub\tfr\t{text}\tfull\t{status}\t\t\tyes\t\t{note}"


GOOD = row("Ligue")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("L\0gue"), "“L␀gue” holds a control character; take it out."),
        (row("Li\u202egue"), "“Li⇤gue” holds a control character; take it out."),
        (row("Li\x1b[31mgue"), "“Li␛[31mgue” holds a control character; take it out."),
        (row("x", "\u2066y"), "“⇨y” holds a control character; take it out."),
        (row("Li\udcffgue"), "the text is not UTF-8; save it as UTF-8."),
        (row("Li\ud800gue"), "the text is not UTF-8; save it as UTF-8."),
        (row("L" * 501), "the text has 501 characters; 500 is the most."),
        (row("L", "x" * 20_001), "a cell of 20,001 characters stands here; 20,000 is the most."),
        (row('"Ligue'), "a quotation mark is not closed, or text follows it; check the quotation marks."),
        (row('"Li"gue'), "a quotation mark is not closed, or text follows it; check the quotation marks."),
        (GOOD + "\t", "12 cells stand here; the header has 11."),
        ("a", "one cell stands here; the header has 11."),
        (GOOD, "a has the name “Ligue” (fr) already; take one away."),
        (
            row("L", status="good"),
            "“good” is no status; use one of: preferred, admitted, superseded, deprecated, forbidden.",
        ),
    ],
)
def test_a_bad_row_is_told_with_file_line_and_reason_and_the_others_load(bad: str, reason: str) -> None:
    data = f"{HEADER}\n{GOOD}\n{bad}\n{row('Union')}\n".encode(
        "utf-8", "surrogatepass" if "\ud800" in bad else "surrogateescape"
    )
    file = read_files({"names.tsv": data}, LANGS)
    assert [str(each) for each in file.complaints] == [f"names.tsv, line 3: {reason}"]
    assert [name.text for name in file.concepts[0].names] == ["Ligue", "Union"]
    assert write(file.concepts, file.layout).files["names.tsv"] == data


def test_a_second_preferred_name_is_left_out() -> None:
    lines = [HEADER, row("Ligue", status="preferred"), row("Union", status="preferred"), row("Club")]
    file = read_files({"names.tsv": "\n".join(lines).encode()}, LANGS)
    assert [name.text for name in file.concepts[0].names] == ["Ligue", "Club"]
    assert "line 3: a has a preferred full name in fr already (“Ligue”)" in str(file.complaints[0])


def test_a_relation_to_a_concept_of_another_file_is_taken() -> None:
    assert read_files(FOLDER, LANGS).concepts[0].relations[0].target == "elsewhere"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("fr\ten\n".encode("utf-16"), r"^a\.tsv is in UTF-16; save it as UTF-8\.$"),
        (b"", r"^a\.tsv holds no names; write a term"),
        (
            b"concept\ttype\ttarget\tconfirmed\tnote\n",
            r"^a\.tsv: it belongs to a folder of tables, beside names\.tsv",
        ),
    ],
)
def test_what_is_no_glossary_at_all_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        read_files({"a.tsv": data}, LANGS)


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_BYTES", 2**20)
    with pytest.raises(UnreadableInput, match=r"^a\.tsv has 2 MiB, over the limit of 1; split it\.$"):
        read_files({"a.tsv": b"a\tb\n" * 2**19}, LANGS)


def test_paths(tmp_path: Path) -> None:
    for name, data in FOLDER.items():
        (tmp_path / name).write_bytes(data)
    assert read(tmp_path, LANGS).layout.files == FOLDER
    assert len(read(tmp_path / "names.tsv", LANGS).concepts) == 2
    (tmp_path / "names.tsv").unlink()
    with pytest.raises(UnreadableInput, match=r"holds no names\.tsv and is no folder of tables"):
        read(tmp_path, LANGS)
    with pytest.raises(UnreadableInput, match="cannot be read: No such file"):
        read(tmp_path / "nowhere", LANGS)


def test_an_unknown_format() -> None:
    with pytest.raises(WrongUse, match="no glossary format “doc”; choose one of: csv, omegat, sheet, tables"):
        write_new([], "doc", LANGS)


def term(text: str, note: str = "") -> Concept:
    return Concept(key="a", kind="term", names=(Name(lang=FR, text=text), Name(lang=EN, text="x")), note=note)


@pytest.mark.parametrize("name", ["csv", "tsv", "tables", "sheet"])
@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@cmd", "'=x", "''-x", "'x"])
def test_no_cell_is_a_formula_for_a_spreadsheet_and_none_is_altered(name: str, text: str) -> None:
    written = write_new([term(text, "\r=x" if name == "tables" else text)], name, LANGS)
    for file, data in written.files.items():
        delimiter = "," if file.endswith("csv") else "\t"
        for cells in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert read_files(written.files, LANGS).concepts[0].names[0].text == text


@pytest.mark.parametrize("name", sorted(formats()))
@pytest.mark.parametrize("text", ["a\0b", "a\u202eb", "\udc80", "\ud800"])
def test_what_could_not_be_read_again_is_not_written(name: str, text: str) -> None:
    with pytest.raises(WrongUse, match=r"This does not fit into a file: .* holds a control character"):
        write_new([term(text)], name, LANGS)


def spent(data: bytes) -> float:
    """CPU seconds, the better of two: a collection of garbage falls into one of them at times."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        file = read_files({"names.tsv": data}, LANGS)
        taken.append(time.process_time() - start)
        assert len(file.concepts) + len(file.complaints) > 1
    return min(taken)


@pytest.mark.parametrize(
    "line",
    [
        'a{0}\tclub\tfr\t"Ligue\tfull\tadmitted\t\t\tyes\t\t',
        'a{0}\tclub\tfr\t"Li ""gue\tfull\tadmitted\t\t\tyes\t\t"',
        'a{0}\tclub\tfr\tLigue\tfull\tadmitted\t\t\tyes\t\t"',
        '"',
        '"" "',
        "a\tclub\tfr\tLigue {0}\tfull\tadmitted\t\t\tyes\t\t",
    ],
)
def test_time_is_linear_whatever_the_quotation_marks(line: str) -> None:
    def many(count: int) -> bytes:
        return "\n".join((HEADER, GOOD, *(line.format(number) for number in range(count)), "x")).encode()

    few, more = spent(many(4_000)), spent(many(16_000))
    assert more < 12 * max(few, 0.05)


DIALECTS = st.builds(Dialect, st.sampled_from("\t;,"), st.sampled_from(Quoting), st.booleans())
RAW = st.text(st.sampled_from("ab\"\t;,\n\r#='é \ufeff\udcff")).map(
    lambda text: text.encode("utf-8", "surrogateescape")
)


@given(RAW | st.binary(), DIALECTS)
def test_any_bytes_can_be_taken_apart_and_put_together(data: bytes, dialect: Dialect) -> None:
    try:
        text = taken_apart("x", data, dialect)
    except UnreadableInput:
        return
    assert put_together(text.records, text) == data
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert all(1 <= record.number <= len(lines) for record in text.records)


@given(
    st.lists(st.lists(st.text("ab\"\t;,\n\r#='é"), min_size=2, max_size=4), max_size=4),
    st.sampled_from("\t;,"),
)
def test_what_a_spreadsheet_writes_is_read_as_it_meant(rows: list[list[str]], delimiter: str) -> None:
    rows = [["k", *cells] for cells in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    text = taken_apart("x", out.getvalue().encode(), Dialect(delimiter, Quoting.FULL, guarded=False))
    assert [list(record.cells) for record in text.records] == rows
