"""Texts as files of one sentence a line, and tables of such files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput, WrongUse
from db.records import Bead, Span
from workbench.align.line_files import BitextFiles, Row, beads_of, bitext_of, lines_of, table_of

NBSP, NNBSP, SEPARATOR = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{LINE SEPARATOR}"


def file(folder: Path, content: bytes | str, name: str = "a.src") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"\r\n", [""]),
        (b"\xef\xbb\xbf", []),
        (b"\xef\xbb\xbfun\ndeux", ["un", "deux"]),
        (b"un\r\ndeux\n", ["un", "deux"]),
        (b"un\n\n\ndeux\n", ["un", "", "", "deux"]),
        (b"un\n\n", ["un", ""]),
        (b"un\rdeux\r", ["un\rdeux\r"]),
        (b"un\r\r\n", ["un\r"]),
        (b" un\t \n", [" un\t "]),
        (b"\x0b\x0c\x1c\x1d\x1e\x00", ["\x0b\x0c\x1c\x1d\x1e\x00"]),
        (f"un{SEPARATOR}deux\x85\u2029".encode(), [f"un{SEPARATOR}deux\x85\u2029"]),
        (f"«{NBSP}Oui{NNBSP}!{NBSP}»\n\ufeff".encode(), [f"«{NBSP}Oui{NNBSP}!{NBSP}»", "\ufeff"]),
    ],
)
def test_only_a_line_feed_ends_a_line(tmp_path: Path, content: bytes, lines: list[str]) -> None:
    assert lines_of(file(tmp_path, content)) == lines


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_every_line_comes_back(tmp_path: Path, lines: list[str]) -> None:
    path = file(tmp_path, b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode())
    assert lines_of(path) == lines


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"un\nca\xe9\n", "line 2: byte 3"),
        (b"\xff", "line 1: byte 1"),
        (b"\xef\xbb\xbfa\xe9", "line 1: byte 2"),
        (b"un\xe2\x80", "line 1: byte 3"),
    ],
)
def test_bytes_that_are_not_utf_8_are_named(tmp_path: Path, content: bytes, place: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"a\.src, {place} is not UTF-8"):
        lines_of(file(tmp_path, content))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="There is no file"):
        lines_of(tmp_path / "none")
    with pytest.raises(UnreadableInput, match="cannot be read"):
        lines_of(tmp_path)


def test_drafts_are_as_many_as_what_they_translate(tmp_path: Path) -> None:
    source, target = file(tmp_path, "un\ndeux\n"), file(tmp_path, "one\n", "a.tgt")
    drafts, back = file(tmp_path, "one\ntwo", "drafts"), file(tmp_path, "un", "back")
    text = bitext_of(BitextFiles(source, target, drafts, back))
    assert (text.source, text.target) == (["un", "deux"], ["one"])
    assert (text.drafts, text.back_drafts) == (["one", "two"], ["un"])
    assert bitext_of(BitextFiles(source, target)).drafts is None
    with pytest.raises(UnreadableInput, match=r"back has 1 line and .*a\.src 2 lines"):
        bitext_of(BitextFiles(source, target, back))
    with pytest.raises(UnreadableInput, match=r"drafts has 2 lines and .*a\.tgt 1 line:"):
        bitext_of(BitextFiles(source, target, None, drafts))


def test_fixed_beads(tmp_path: Path) -> None:
    path = file(tmp_path, "[0]:[0]\n[1]:[]\n[]:[1, 2]:0.5\n[7]:[9]\n")
    assert beads_of(path) == [
        Bead(Span(0, 1), Span(0, 1), 1.0),
        Bead(Span(1, 2), Span(1, 1), 1.0),
        Bead(Span(2, 2), Span(1, 3), 0.5),
        Bead(Span(7, 8), Span(9, 10), 1.0),
    ]
    with pytest.raises(UnreadableInput, match=r"line 2 of .*a\.src"):
        beads_of(file(tmp_path, "[0]:[0]\nhello"))


def test_a_table(tmp_path: Path) -> None:
    path = file(tmp_path, "a.src\ta.tgt\r\n\nb.src\tb.tgt\t\tb.back\nc.src\tc.tgt\tc.drafts", "list.tsv")
    assert table_of(path) == [
        Row(path, 1, ("a.src", "a.tgt", "", "")),
        Row(path, 3, ("b.src", "b.tgt", "", "b.back")),
        Row(path, 4, ("c.src", "c.tgt", "c.drafts", "")),
    ]


@pytest.mark.parametrize("row", ["a.src", "a.src\t", "\ta.tgt", "a.src a.tgt", "a\tb\tc\td\te", "a\tb\t\t\t"])
def test_rows_that_name_too_few_or_too_many_files(tmp_path: Path, row: str) -> None:
    with pytest.raises(UnreadableInput, match=r"list\.tsv, line 2: a row is"):
        table_of(file(tmp_path, f"x.src\tx.tgt\n{row}\n", "list.tsv"))


@pytest.mark.parametrize("other", ["a.src", "one/a.src", "a.fr", "two/a"])
def test_equal_stems_are_refused(tmp_path: Path, other: str) -> None:
    with pytest.raises(WrongUse, match="lines 1 and 2: both results would be called a;"):
        table_of(file(tmp_path, f"a.src\ta.tgt\n{other}\tb.tgt\n", "list.tsv"))


def test_files_are_looked_for_beside_the_table_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists, work = tmp_path / "lists", tmp_path / "work"
    lists.mkdir()
    work.mkdir()
    monkeypatch.chdir(work)
    for folder, name in [(lists, "a.src"), (work, "a.src"), (work, "a.tgt")]:
        file(folder, "x", name)
    (row,) = table_of(file(lists, "a.src\ta.tgt", "list.tsv"))
    assert row.files() == BitextFiles(lists / "a.src", Path("a.tgt"))
    assert row.paths() == [lists / "a.src", Path("a.tgt")]
    (row,) = table_of(file(lists, f"a.src\t{work / 'a.tgt'}\tno.drafts", "list.tsv"))
    with pytest.raises(UnreadableInput, match=r"list\.tsv, line 1: there is no file no\.drafts"):
        row.files()
