"""What a line asks for, and what may be filtered by."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import Origin, PairFilter, Status
from tui.plain.commands import COMMANDS, parsed
from tui.plain.narrowing import asked


@pytest.mark.parametrize(
    ("line", "name", "argument"),
    [
        ("", "next", ""),
        ("  ", "next", ""),
        ("n", "next", ""),
        ("NEXT", "next", ""),
        ("12", "go", "12"),
        ("g 12", "go", "12"),
        ("/fin de", "search", "fin de"),
        ("/ fin", "search", " fin"),
        ("search fin", "search", "fin"),
        ("?", "help", ""),
        ("? a", "help", " a"),
        ("u", "undo", ""),
        ("U", "redo", ""),
        ("e It is  over. ", "edit", "It is  over. "),
        ("quit", "quit", ""),
    ],
)
def test_letters_and_words(line: str, name: str, argument: str) -> None:
    command, rest = parsed(line)
    assert command is not None
    assert (command.words[0], rest) == (name, argument)


@pytest.mark.parametrize("line", ["A", "nn", "zz", "approve!", "٣x"])
def test_what_is_no_command(line: str) -> None:
    assert parsed(line)[0] is None


@given(st.text())
def test_no_line_fails(line: str) -> None:
    parsed(line)


def test_every_command_has_one_name_of_its_own_and_a_help() -> None:
    names = [name for command in COMMANDS for name in (command.letter, *command.words) if name]
    assert len(names) == len(set(names))
    assert all(command.help for command in COMMANDS)
    assert all(len(command.letter) <= 1 for command in COMMANDS)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("draft", PairFilter(statuses=(Status.DRAFT,))),
        ("Waiting, machine", PairFilter(statuses=(Status.DRAFT, Status.TRANSLATED), origins=(Origin.DRAFT,))),
        ("approved rejected", PairFilter(statuses=(Status.APPROVED, Status.REJECTED))),
        ("missing", PairFilter(missing_target=True)),
        ("lost", PairFilter(missing_source=True)),
        (
            "published speaker  Oumou Tessaly",
            PairFilter(origins=(Origin.PUBLISHED,), speaker="Oumou Tessaly"),
        ),
        ("speaker draft", PairFilter(speaker="draft")),
        ("all", PairFilter()),
    ],
)
def test_filters(words: str, wanted: PairFilter) -> None:
    assert asked(words) == wanted


@given(st.text(string.ascii_letters + " ,"))
def test_a_filter_is_understood_or_refused_by_its_word(words: str) -> None:
    try:
        asked(words)
    except WrongUse as error:
        assert "There are: draft" in str(error)


def test_the_page_of_the_line_mode_has_every_command() -> None:
    page = (Path(__file__).parents[2] / "docs" / "plain.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        letter = f" `{command.letter}`" if command.letter else ""
        words = ", ".join(f"`{word}`" for word in command.words)
        assert f"|{letter} | {words} |" in page
