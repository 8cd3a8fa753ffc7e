"""Two programs on one project file at the same time."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.run import Program
from tests.support.projects import Said, make_project
from workbench.project import open_project
from workbench.review import service


def test_opening_a_project_again_does_not_let_go_of_it(tmp_path: Path) -> None:
    """Another program that closes the project must not take the log from under a connection of this one."""
    path, program = tmp_path / "work.db", Program(tmp_path)
    make_project(path, [Said(source=["Oui."], target=["Yes."])]).close()

    def seen_by_another() -> str:
        return str(json.loads(program.run("pair", "show", "work.db", "1", "--json"))["status"])

    with open_project(path) as opened:
        open_project(path).close()
        assert seen_by_another() == "translated"
        service.approve(opened, 1)
        assert seen_by_another() == "approved"
