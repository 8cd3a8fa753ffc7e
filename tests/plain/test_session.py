"""A review line by line: every command, on a project, through a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from db.errors import UnreadableInput
from db.records import Origin, Status
from tests.support.projects import Said, make_project
from tui.plain.lines import Lines
from tui.plain.reader import Reader
from tui.plain.session import converse
from tui.plain.speech import Level
from workbench.project import Project, open_project
from workbench.review import service

QUOTES = (
    Said(source=["Il reste 43 chèvres."], target=["There are 42 goats left."]),
    Said(source=["C’est fini\u202f!"], target=["It's over."], origin=Origin.DRAFT, note="ask again"),
    Said(source=["La CÉDÉAO attend."]),
    Said(source=["La trêve tient."], target=["The truce holds."], status=Status.APPROVED),
    Said(target=["Nobody said so."], speaker=""),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterable[Project]:
    with make_project(tmp_path / "work.db", QUOTES) as opened:
        yield opened


class Typed(BytesIO):
    """Lines that are typed one after the other; it is noted how much had been said before each."""

    def __init__(self, lines: Sequence[bytes], out: StringIO, before: Callable[[bytes], None]) -> None:
        super().__init__(b"".join(line + b"\n" for line in lines))
        self.out, self.before = out, before
        self.marks: list[int] = []

    def readline(self, size: int | None = -1) -> bytes:
        self.marks.append(self.out.tell())
        line = super().readline()
        self.before(line.rstrip())
        return line


def talk(
    project: Project,
    *typed: str | bytes,
    level: Level = Level.NORMAL,
    before: Callable[[bytes], None] = lambda line: None,
) -> list[list[str]]:
    """What is said to each line, the first pair first. `before` is called before a line is answered."""
    out = StringIO()
    lines = [line.encode() if isinstance(line, str) else line for line in typed]
    answers = Typed(lines, out, before)
    converse(Reader(project, Lines(answers, out, interactive=False), level))
    ends = [*answers.marks, len(out.getvalue())]
    told = [out.getvalue()[start:end].splitlines() for start, end in pairwise(ends)]
    return [out.getvalue()[: ends[0]].splitlines()[1:], *told[: len(typed)]]


def test_a_pair_is_told_in_sentences(project: Project) -> None:
    first, full, second, brief, loud, unknown, one, every = talk(
        project, "v", "n", "v brief", "v loud", "hm", "? a", "?"
    )
    assert first == [
        "Pair 1 of 5, published, waits for review.",
        "Speaker: Amadou Kéravel, porte-parole. Le Courrier du Fleuve, 2012-05-31.",
        "French: Il reste 43 chèvres.",
        "English: There are 42 goats left.",
        "1 check: error, “43” in the source, “42” in the target.",
    ]
    assert full[0] == "Said of each pair: full."
    assert "Note: ask again" in second
    assert brief[1:] == [
        "Pair 2 of 5, draft by machine.",
        "French: C’est fini\u202f!",
        "English: It's over.",
        "1 check.",
    ]
    assert loud == ["Levels are brief, normal and full."]
    assert unknown == ["“hm” is no command; ? and Enter list them."]
    assert one == ["a or approve: approve the pair and go on."]
    assert len(every) > 25


def test_going_about(project: Project) -> None:
    told = talk(project, "", "n", "p", "g last", "n", "w", "3", "g first", "p", "g 99", "g", ".", "l")
    assert [reply[0].split(",")[0] for reply in told] == [
        *(f"Pair {number} of 5" for number in (1, 2, 3, 2, 5)),
        "This is the last pair of the list.",
        *(f"Pair {number} of 5" for number in (1, 3, 1)),
        "This is the first pair of the list.",
        "There is no pair 99 in this list.",
        "Go where? Type g and the number of a pair",
        *(f"Pair {number} of 5" for number in (1, 1)),
    ]


def test_decisions_are_stored_and_taken_back(project: Project) -> None:
    told = talk(project, "a", "r", "a", "g 4", "reopen")
    assert [reply[0] for reply in told[1:4]] == [
        "Pair 1 approved.",
        "Pair 2 rejected.",
        "Pair 3 cannot be approved: its rendering is missing.",
    ]
    assert told[1][1].startswith("Pair 2 of 5")
    rows = {pair: project.store.pairs.row(pair).status for pair in (1, 2, 4)}
    assert rows == {1: Status.APPROVED, 2: Status.REJECTED, 4: Status.TRANSLATED}
    told = talk(project, "u", "u", "U", "h", "U", "U")
    assert told[1][:2] == ["Taken back: pair 4 translated.", "Pair 4 of 5, published, approved."]
    assert told[2][0] == "Taken back: pair 2 rejected."
    assert told[3][:2] == ["Done again: pair 2 rejected.", "Pair 2 of 5, draft by machine, rejected."]
    assert told[4][0].endswith("Nadia: done again: pair 2 rejected; from draft to rejected.")
    assert told[6] == ["There is nothing to do again."]


def test_words_keep_every_character(project: Project) -> None:
    words = "Fin\u00a0\u202f\u200c\u200f\u00ad\u2028{x}"
    typed = [
        "n",
        "e",
        words,
        "x",
        "e",
        ".",
        "e .",
        "e",
        "",
        "4",
        "e The truce is holding.",
        "1",
        "e {nbsp}a{LF}b",
    ]
    told = talk(project, *typed)
    assert project.store.pairs.row(2).target == words
    assert told[3][0] == "Saved."
    assert "English: Fin\u00a0\u202f\u200c\u200f\u00ad␤{x}" in told[3]
    assert "English: Fin{NBSP}{NNBSP}{ZWNJ}{RLM}{SHY}{U+2028}{x}" in told[4]
    assert told[6] == told[7] == ["Left as it was."]
    assert told[9][0].startswith("The rendering of pair 2 cannot be emptied")
    assert told[11][:2] == [
        "Saved, and waits for review again.",
        "Pair 4 of 5, by a person, waits for review.",
    ]
    assert project.store.pairs.row(1).target == "\u00a0a\nb"
    talk(project, "4", "e")  # and no more input
    assert project.store.pairs.row(4).target == "The truce is holding."


def test_the_same_pair_changed_elsewhere_meanwhile(project: Project) -> None:
    def meanwhile(line: bytes) -> None:
        if line in (b"e Mine.", b"a"):
            with open_project(project.path, person="bo") as other:
                service.edit(other, 1, f"Theirs, before {line.decode()}")

    told = talk(project, "e Mine.", "e Mine after all.", "1", "a", "a", level=Level.BRIEF, before=meanwhile)
    assert "last changed by bo" in told[1][0]
    assert told[1][1:4] == [
        "As you knew it, translated. English: There are 42 goats left.",
        "As it is now, translated. English: Theirs, before e Mine.",
        "You typed: Mine.",
    ]
    assert told[2][0] == "Saved."
    assert told[4][1:] == [
        "As you knew it, translated. English: Mine after all.",
        "As it is now, translated. English: Theirs, before a",
    ]
    assert told[5][0] == "Pair 1 approved."


def test_narrowing_the_list(project: Project) -> None:
    typed = [
        "/treve",
        "/xyz",
        "f missing",
        "f",
        "g 1",
        "/",
        "f missing",
        "f all",
        "f nonsense",
        "f lost",
        "a",
    ]
    told = talk(project, *typed)
    assert told[1][:2] == ["1 pair: search “treve”.", "Pair 4, 1 of 1, published, approved."]
    assert told[2] == ["No pair for search “xyz”; the list stays as it was."]
    assert told[3] == ["No pair for no rendering, search “treve”; the list stays as it was."]
    assert told[4][0] == "Listed: search “treve”."
    assert told[5] == ["There is no pair 1 in this list."]
    assert told[6][:2] == ["5 pairs: all.", "Pair 4 of 5, published, approved."]
    assert told[7][:2] == ["1 pair: no rendering.", "Pair 3, 1 of 1, no rendering yet."]
    assert told[8][0] == "5 pairs: all."
    assert told[9][0].startswith("“nonsense” is nothing to filter by.")
    assert told[10][1] == "Pair 5, 1 of 1, published, waits for review."


def test_what_is_known_of_a_pair(project: Project) -> None:
    typed = ["t", "k", "i", "s", "h", "2", "o", "d", "3", "t", "d", "5", "s", "d"]
    told = dict(zip(enumerate(typed), talk(project, *typed)[1:], strict=True))
    assert told[0, "t"] == ["No name of the glossary is in this pair."]
    assert told[1, "k"] == ["Check 1, error: “43” in the source, “42” in the target (num.value)."]
    assert any(line.startswith("Said in: entretien-1.txt, Le Courrier") for line in told[2, "i"])
    assert "This sentence: Il reste 43 chèvres." in told[3, "s"]
    assert "Article of the rendering: dispatch-1.txt, Harbour Wire, 2012-06-01." in told[3, "s"]
    assert told[4, "h"] == ["Nobody has decided anything about this pair yet."]
    assert told[6, "o"][0].startswith("Rendering 1, that of this pair, draft by machine: ")
    assert told[6, "o"][0].endswith(" It's over.")
    assert told[7, "d"] == ["Pair 2 has a rendering already."]
    assert told[9, "t"][0].startswith("Name: CÉDÉAO → ")
    assert "This sentence: Nobody said so." in told[12, "s"]
    assert told[13, "d"] == ["Pair 5 has no original to draft from."]


def test_what_was_approved_for_sentences_like_it(tmp_path: Path) -> None:
    quotes = [
        Said(source=["La trêve tient bon."], target=["The truce is holding."], status=Status.APPROVED),
        Said(source=["La trêve tient bon."]),
        Said(source=["Rien à voir."], target=["Unrelated."]),
    ]
    with make_project(tmp_path / "memory.db", quotes) as project:
        told = talk(project, "2", "m", "m 2", "m 1", "3", "m", "m 1")
        assert told[2] == ["Match 1, 100%, pair 1: La trêve tient bon. = The truce is holding."]
        assert told[3][0].startswith("Which one?")
        assert told[4][0] == "Saved."
        assert told[6] == ["Nothing like it is approved in this project."]
        assert told[7][0].startswith("Which one?")
        assert project.store.pairs.row(2).target == "The truce is holding."


def test_a_note_and_a_waiver(project: Project) -> None:
    told = talk(
        project, "note", "not sure", "note", "", "waive 2 x", "waive 1", "waive 1 misprint", "k", "u", "k"
    )
    assert told[2] == ["Note: not sure"]
    assert told[4] == ["No note."]
    assert told[5] == ["Waive which? k numbers the checks; type waive, the number and the reason."]
    assert told[6][0].startswith("A waiver needs a reason")
    assert told[7][0] == "Waived: “43” in the source, “42” in the target."
    assert told[8][0].startswith("Waived by Nadia: “43” in the source")
    assert told[9][0].startswith("Taken back: num.value waived on pair 1")
    assert told[10][0].startswith("Check 1, error")


def test_comments_and_another_rendering(project: Project) -> None:
    told = talk(
        project, "2", "e It is finished.", "o", "o 2", "c", "too short?", "c", "", "c So{NBSP}be it", ".", "u"
    )
    assert [line.split(",")[0] for line in told[3]] == ["Rendering 1", "Rendering 2"]
    assert told[4][0] == "Saved."
    assert project.store.pairs.row(2).target == "It's over."
    assert told[6] == ["Comment by Nadia, 2012-06-02T09:30:00Z: too short?"]
    assert told[8][-1] == "No comment added."
    assert told[9][1].endswith(": So\u00a0be it")
    assert "2 comments." in told[10]
    assert "1 comment." in told[11]


def test_an_empty_project(tmp_path: Path) -> None:
    every = [*" pwarecdkmtoshixvuUfl.", "/x", "f draft", "g first", "waive 1 x", "reopen", "q", "a"]
    with make_project(tmp_path / "empty.db", []) as empty:
        told = talk(empty, *every)
    assert told[0] == ["This project has no pairs yet: `workbench import` brings articles in."]
    assert len(told) == len(every)  # nothing is answered behind q


def test_hostile_text_is_told_in_stand_ins(tmp_path: Path) -> None:
    nasty = "\x1b]0;owned\x07\x9b31m[red]{LF}\u202e\u0301\n\u2028."
    said = Said(source=[nasty], target=[nasty], speaker=nasty, role=nasty, note=nasty)
    long = Said(source=["é" * 100_000], target=["e\u0301" * 50_000])
    typed = ["i", "k", "t", "o", "s", "h", "x", "n", "i", "s", "h", "1", "e " + nasty.replace("\n", "{LF}")]
    with make_project(tmp_path / "hostile.db", [said, long]) as hostile:
        told = [line for reply in talk(hostile, *typed) for line in reply]
        assert hostile.store.pairs.row(1).target == nasty.replace("{LF}", "\n")
    assert not set("".join(told)) & set("\x1b\x07\x9b\u202e\u2028")
    assert max(map(len, told)) > 100_000


def test_a_pipe_that_is_no_text(project: Project) -> None:
    with pytest.raises(UnreadableInput, match="Line 2 of the input is not UTF-8 text"):
        talk(project, "n", b"\xff\xfe")
