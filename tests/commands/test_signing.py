"""Who stands in the history beside what is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.support.projects import Said, make_project


@pytest.mark.parametrize(
    "words",
    [
        ("--as", "Awa Fictive", "pair", "approve", "work.db", "1"),
        ("pair", "approve", "work.db", "1", "--as", "Awa Fictive"),
        ("pair", "edit", "work.db", "1", "Other words.", "--as=Awa Fictive"),
    ],
)
def test_a_name_may_stand_before_or_behind(tmp_path: Path, words: tuple[str, ...]) -> None:
    make_project(tmp_path / "work.db", [Said(source=["Oui."], target=["Yes."])]).close()
    program = Program(tmp_path)
    program.run(*words)
    assert "Awa Fictive" in program.run("history", "work.db", "--limit", "1")


def test_an_empty_name_is_refused(tmp_path: Path) -> None:
    assert "--as needs a name" in Program(tmp_path).sentence("--as", " ", "stats", "work.db")
