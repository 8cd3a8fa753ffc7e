"""Aligning the texts of a table: what is made, what is kept, what is left; all texts are made up."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import WrongUse
from db.records import LanguageTag
from workbench.align import runs
from workbench.align.ledger import NAME
from workbench.align.line_files import table_of
from workbench.align.runs import Outcome, Settings, align_rows

FRENCH = "Le pont est fermé.\nLe maire Oumar Inventé est parti en 2019.\nIl reviendra.\n"
ENGLISH = "The bridge is closed.\nMayor Oumar Inventé left in 2019.\nHe will be back.\n"
MORE_FRENCH = "Awa Fictive chante.\nLe puits de Bourg-Imaginaire est plein.\n"
MORE_ENGLISH = "Awa Fictive sings.\nThe well of Bourg-Imaginaire is full.\n"

SETTINGS = Settings(LanguageTag("fr"), LanguageTag("en"))
ALONE = replace(SETTINGS, pooled=False)


class Folder:
    """A folder with two bitexts, a list of them, and the results of runs in `out`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.out = path / "out"
        for name, text in {
            "a.src": FRENCH,
            "a.tgt": ENGLISH,
            "b.src": MORE_FRENCH,
            "b.tgt": MORE_ENGLISH,
        }.items():
            self.put(name, text)
        self.put("list.tsv", "a.src\ta.tgt\nb.src\tb.tgt\n")

    def put(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def run(self, settings: Settings = SETTINGS) -> list[Outcome]:
        return list(
            align_rows(table_of(self.path / "list.tsv"), self.out, settings, lambda done, total: None)
        )

    def outcomes(self, settings: Settings = SETTINGS) -> list[str]:
        return [outcome.outcome for outcome in self.run(settings)]

    def results(self) -> dict[str, str]:
        found = [path for path in self.out.iterdir() if path.name != NAME]
        return {path.name: path.read_text(encoding="utf-8") for path in found}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_each_row_has_a_result(folder: Folder) -> None:
    outcomes = folder.run()
    assert [(o.result, o.outcome, o.beads, o.left) for o in outcomes] == [
        (folder.out / "a.beads", "new", 3, False),
        (folder.out / "b.beads", "new", 2, False),
    ]
    links = [line.rsplit(":", 1)[0] for line in folder.results()["a.beads"].splitlines()]
    assert links == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert sorted(folder.results()) == ["a.beads", "b.beads"]


def test_nothing_is_written_twice(folder: Folder) -> None:
    folder.run()
    for path in folder.out.iterdir():
        os.utime(path, (1, 1))
    assert [(o.outcome, o.beads) for o in folder.run()] == [("unchanged", 3), ("unchanged", 2)]
    assert {path.stat().st_mtime for path in folder.out.iterdir()} == {1}


def test_what_is_missing_is_made_again_as_it_was(folder: Folder) -> None:
    folder.run()
    before = folder.results()
    (folder.out / "b.beads").unlink()
    assert folder.outcomes() == ["unchanged", "new"]
    assert folder.results() == before


def drafts(folder: Folder) -> None:
    folder.put("a.drafts", ENGLISH)
    folder.put("list.tsv", "a.src\ta.tgt\ta.drafts\nb.src\tb.tgt\n")


def back_drafts(folder: Folder) -> None:
    folder.put("a.drafts", FRENCH)
    folder.put("list.tsv", "a.src\ta.tgt\t\ta.drafts\nb.src\tb.tgt\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: folder.put("a.src", FRENCH + "Adieu.\n"),
        lambda folder: folder.put("a.tgt", ENGLISH + "\n"),
        drafts,
        back_drafts,
    ],
)
def test_alone_only_what_has_changed_is_made_again(folder: Folder, change: Callable[[Folder], None]) -> None:
    folder.run(ALONE)
    change(folder)
    assert folder.outcomes(ALONE) == ["updated", "unchanged"]
    assert folder.outcomes(ALONE) == ["unchanged", "unchanged"]


def test_in_a_pool_a_change_reaches_all(folder: Folder) -> None:
    folder.run()
    folder.put("b.tgt", MORE_ENGLISH + "And the road.\n")
    assert folder.outcomes() == ["updated", "updated"]
    folder.put("list.tsv", "a.src\ta.tgt\n")
    assert folder.outcomes() == ["updated"]


def test_texts_with_other_line_ends_are_the_same_texts(folder: Folder) -> None:
    folder.run()
    (folder.path / "a.src").write_bytes(b"\xef\xbb\xbf" + FRENCH.replace("\n", "\r\n").encode())
    assert folder.outcomes() == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    "settings",
    [
        ALONE,
        replace(SETTINGS, source_lang=LanguageTag("fr-CA")),
        replace(SETTINGS, target_lang=LanguageTag("en-GB")),
        replace(SETTINGS, lexicon_digest="another"),
    ],
)
def test_other_settings_make_all_again(folder: Folder, settings: Settings) -> None:
    folder.run()
    assert folder.outcomes(settings) == ["updated", "updated"]
    assert folder.outcomes(settings) == ["unchanged", "unchanged"]


def test_another_aligner_makes_all_again(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.run()
    monkeypatch.setattr(runs, "_aligner", lambda: "another")
    assert folder.outcomes() == ["updated", "updated"]


def test_every_format_has_files_of_its_own(folder: Folder) -> None:
    for form in ("beads", "tsv", "json", "tmx"):
        assert folder.outcomes(replace(SETTINGS, form=form)) == ["new", "new"]
    assert folder.outcomes() == ["unchanged", "unchanged"]
    assert len(folder.results()) == 8


def test_what_a_person_changed_is_kept(folder: Folder) -> None:
    folder.run()
    (folder.out / "a.beads").write_text("[0, 1, 2]:[0, 1, 2]:1.0\n")
    kept, unchanged = folder.run()
    assert (kept.outcome, kept.left, unchanged.outcome) == ("kept", False, "unchanged")
    folder.put("a.src", FRENCH + "Adieu.\n")
    kept, updated = folder.run()
    assert (kept.outcome, kept.left, updated.outcome) == ("kept", True, "updated")
    assert "remove it" in kept.reason
    assert folder.results()["a.beads"] == "[0, 1, 2]:[0, 1, 2]:1.0\n"
    (folder.out / "a.beads").unlink()
    assert folder.outcomes() == ["new", "unchanged"]


def test_what_was_there_before_is_kept(folder: Folder) -> None:
    folder.out.mkdir()
    (folder.out / "a.beads").write_text("gold\n")
    kept, new = folder.run()
    assert (kept.outcome, kept.left, new.outcome) == ("kept", True, "new")
    assert folder.results()["a.beads"] == "gold\n"


def test_rows_that_cannot_be_read_are_skipped(folder: Folder) -> None:
    folder.put("list.tsv", "a.src\ta.tgt\nno.src\tb.tgt\nc.src\tb.tgt\nb.src\tb.tgt\tshort\n")
    (folder.path / "c.src").write_bytes(b"caf\xe9\n")
    folder.put("short", "one\n")
    outcomes = folder.run()
    assert [(outcome.outcome, outcome.left) for outcome in outcomes] == [("new", False)] + [
        ("skipped", True)
    ] * 3
    assert "line 2: there is no file no.src" in outcomes[1].reason
    assert "c.src, line 1: byte 4 is not UTF-8" in outcomes[2].reason
    assert "1 line and" in outcomes[3].reason
    folder.put("short", "one\ntwo\n")
    assert folder.outcomes(ALONE)[3] == "new"


def test_a_result_never_replaces_what_it_is_made_from(folder: Folder) -> None:
    folder.put("x.beads", "Le pont.\n")
    folder.put("list.tsv", "a.src\ta.tgt\nx.src\tx.beads\n")
    folder.put("x.src", "The bridge.\n")
    folder.out = folder.path
    with pytest.raises(WrongUse, match="line 2: the result would replace"):
        folder.run()
    assert not (folder.path / "a.beads").exists()


def test_a_run_that_is_cut_off_goes_on(folder: Folder) -> None:
    complete = Folder(folder.path)
    complete.out = folder.path / "complete"
    complete.run(ALONE)
    rows = table_of(folder.path / "list.tsv")
    cut_off = align_rows(rows, folder.out, ALONE, lambda done, total: None)
    assert next(cut_off).outcome == "new"
    cut_off.close()
    with (folder.out / NAME).open("ab") as ledger:
        ledger.write(b'\n{"name": "b.beads", "inp')  # the machine stopped while this was written
    assert folder.outcomes(ALONE) == ["unchanged", "new"]
    assert folder.outcomes(ALONE) == ["unchanged", "unchanged"]
    assert folder.results() == complete.results()


def test_a_file_that_was_not_yet_renamed_is_made_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.run(ALONE)
    folder.put("a.src", FRENCH + "Adieu.\n")

    def stops(path: Path, writer: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(runs, "write_atomically", stops)
        with pytest.raises(KeyboardInterrupt):
            folder.run(ALONE)
    assert folder.outcomes(ALONE) == ["updated", "unchanged"]


def test_a_long_table_is_aligned_in_parts(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in another part of the table has no influence."""
    monkeypatch.setattr(runs, "POOL", 6)
    folder.run()
    folder.put("b.tgt", MORE_ENGLISH + "And the road.\n")
    assert folder.outcomes() == ["unchanged", "updated"]


def test_progress_counts_rows(folder: Folder) -> None:
    seen: list[tuple[int, int]] = []
    list(align_rows(table_of(folder.path / "list.tsv"), folder.out, SETTINGS, lambda *at: seen.append(at)))
    assert seen == sorted(seen)
    assert seen[-1] == (2, 2)


def test_no_lexicon_is_read_when_nothing_is_to_be_aligned(folder: Folder) -> None:
    folder.run()

    def read() -> None:
        raise AssertionError

    assert folder.outcomes(replace(SETTINGS, lexicon=read)) == ["unchanged", "unchanged"]
