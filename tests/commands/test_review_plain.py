"""`workbench review --plain`: a review through a pipe."""

from __future__ import annotations

from pathlib import Path

from tests.commands.run import Program
from tests.support.projects import Said, make_project
from workbench.project import open_project


def test_a_script_reviews_through_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    make_project(path, [Said(source=["Fini\u202f!"], target=["It's over."]), Said(source=["Oui."])]).close()
    program = Program(tmp_path, person="bo")
    typed = "approve\ne Yes\u00a0.\n".encode()
    told = program.run("review", str(path), "--plain", "--say", "brief", input=typed).splitlines()
    assert told[0].endswith("You are bo. ? and Enter list the commands.")
    assert told[1:4] == [
        "Pair 1 of 2, published, waits for review.",
        "French: Fini\u202f!",
        "English: It's over.",
    ]
    assert "Pair 1 approved." in told
    assert "English: Yes\u00a0." in told
    with open_project(path) as opened:
        first, second = opened.store.pairs.rows(opened.store.pairs.ids())
        assert (first.status, first.reviewer, second.target) == ("approved", "bo", "Yes\u00a0.")
    assert "--say goes with --plain" in program.sentence("review", str(path), "--say", "full")
