"""Beads without a screen. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.support.projects import Said, make_project

SAID = Said(
    source=["Le pont est fermé.", "Nous attendons.", "Revenez lundi."],
    target=["The bridge is closed.", "We are waiting.", "Come back on Monday."],
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    make_project(tmp_path / "w.db", [SAID, Said(source=["Oui."])], person="ada").close()
    return Program(tmp_path)


def test_beads_are_listed_sentence_by_sentence(program: Program) -> None:
    first, *_, last = program.objects("bead", "list", "w.db")
    assert first == {
        "pair": 1,
        "quote": 1,
        "rendering": 1,
        "source": ["Le pont est fermé."],
        "target": ["The bridge is closed."],
        "source_numbers": [1],
        "target_numbers": [1],
        "probability": 0.9,
        "aligned_by": "",
        "status": "translated",
        "revision": 1,
    }
    assert (last["source"], last["target"]) == (["Oui."], [])
    printed = program.run("bead", "list", "w.db", "--quote", "1")
    assert (
        "pair 1 of quote 1, published, translated, 0.90\n  1 < Le pont est fermé.\n  1 > The bridge"
        in printed
    )
    assert "Oui." not in printed


def test_a_bead_is_merged_split_moved_and_unlinked(program: Program) -> None:
    merged, gone = program.objects("bead", "merge", "w.db", "1")
    assert (merged["source"], gone) == (["Le pont est fermé.", "Nous attendons."], {"pair": 2, "gone": True})
    assert (merged["aligned_by"], merged["probability"]) == ("ada", 1.0)
    one, two = program.objects("bead", "split", "w.db", "1", "--source", "1", "--target", "1")
    assert (one["target"], two["target"]) == (["The bridge is closed."], ["We are waiting."])
    told = program.run("bead", "move", "w.db", "1", "source", "next")
    assert "  1 < Le pont est fermé.\n  2 < Nous attendons.\n  2 > We are waiting." in told
    assert "by ada" in told
    told = program.run("bead", "unlink", "w.db", "3")
    assert "pair 3 of quote 1, published, translated, by ada\n  3 > Come back on Monday.\n" in told
    for _ in range(4):
        program.run("undo", "w.db")
    assert [bead["source"] for bead in program.objects("bead", "list", "w.db", "--quote", "1")] == [
        [sentence] for sentence in SAID.source
    ]


def test_a_split_without_a_place_asks_the_aligner(program: Program) -> None:
    program.run("bead", "merge", "w.db", "1", "2")
    one, two = program.objects("bead", "split", "w.db", "1")
    assert [one["source"], two["source"]] == [["Le pont est fermé."], ["Nous attendons."]]


def test_the_project_is_aligned_anew_around_what_was_accepted(program: Program) -> None:
    program.run("bead", "move", "w.db", "1", "target", "next")
    program.run("bead", "accept", "w.db", "3")
    assert program.objects("bead", "align", "w.db") == [{"renderings": 1, "quotes": [], "crossing": []}]
    assert "1 renderings aligned; quotes with other beads than before: none." in program.run(
        "bead", "align", "w.db", "1"
    )


def test_the_least_sure_come_first_and_accepted_ones_are_done(program: Program) -> None:
    assert program.objects("bead", "progress", "w.db") == [{"beads": 3, "seen": 0, "doubtful": 0}]
    assert program.objects("bead", "list", "w.db", "--doubtful") == []
    program.run("bead", "accept", "w.db", "2")
    program.run("pair", "approve", "w.db", "3")
    assert [bead["pair"] for bead in program.objects("bead", "list", "w.db", "--below", "0.95")] == [1, 3]
    below = program.objects("bead", "list", "w.db", "--below", "0.95", "--doubtful", "--quote", "1")
    assert [bead["pair"] for bead in below] == [1]
    told = program.run("bead", "progress", "w.db", "--quote", "1")
    assert told == "2 of 3 beads seen, 0 doubtful left.\n"


def test_sentences_are_linked_and_stand_alone_by_their_numbers(program: Program) -> None:
    beads = program.objects("bead", "insert", "w.db", "--quote", "1", "--source", "2")
    assert sorted((bead["source_numbers"], bead["target_numbers"]) for bead in beads) == [
        ([], [2]),
        ([2], []),
    ]
    linked = program.objects(
        "bead",
        "link",
        "w.db",
        "--quote",
        "1",
        "--source",
        "2",
        "--source",
        "3",
        "--target",
        "2",
        "--target",
        "3",
    )
    assert [bead["source"] for bead in linked if "source" in bead] == [SAID.source[1:]]
    assert "2 < Nous attendons.\n  3 < Revenez" in program.run("bead", "list", "w.db", "--quote", "1")
    assert "sentences of one side" in program.sentence("bead", "insert", "w.db", "--quote", "1")
    assert "no sentence 9" in program.sentence("bead", "insert", "w.db", "--quote", "1", "--source", "9")
    assert "on each side" in program.sentence(
        "bead", "link", "w.db", "--quote", "1", "--source", "1", expect=1
    )
    assert "have none" in program.sentence("bead", "link", "w.db", "--quote", "2", "--source", "1")


def test_every_failure_is_a_sentence(program: Program) -> None:
    assert "There is no pair 99" in program.sentence("bead", "merge", "w.db", "99")
    assert "Nothing follows pair 4" in program.sentence("bead", "merge", "w.db", "4", expect=1)
    assert "between" in program.sentence("bead", "merge", "w.db", "1", "3", expect=1)
    assert "different quotes" in program.sentence("bead", "merge", "w.db", "1", "4", expect=1)
    assert "one sentence on each side" in program.sentence("bead", "split", "w.db", "1", expect=1)
    assert "stands alone" in program.sentence("bead", "move", "w.db", "4", "source", "next", expect=1)
    assert "one side only" in program.sentence("bead", "unlink", "w.db", "4", expect=1)
    assert "revision 1" in program.sentence("bead", "merge", "w.db", "1", "--revision", "7", expect=1)
    assert "There is no quote 9" in program.sentence("bead", "align", "w.db", "9")
    assert "no id" in program.sentence("bead", "unlink", "w.db", "0")


def test_the_history_says_what_became_of_a_bead(program: Program) -> None:
    program.run("bead", "merge", "w.db", "1")
    told = program.run("history", "w.db", "--pair", "2")
    assert "bead merge: pair 1 merged with what follows it" in told
    assert "pair 2: translated → none" in told
    assert "    - Nous attendons. ↔ We are waiting." in told
