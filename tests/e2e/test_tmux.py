"""The review screen in a real terminal, from the keys to the project file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.records import Origin, Status
from tests.e2e.terminal import Terminal
from tests.support.projects import Said, fictional, make_project
from workbench.project import open_project

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

NBSP, NNBSP = "\u00a0", "\u202f"
FAMILY = "👨\u200d👩\u200d👧"
TYPED = f"It is over{NNBSP}!{NBSP}{FAMILY}"

QUOTES = (
    Said(source=["Nous restons ici."], target=["We are staying here."]),
    Said(source=["La trêve tient."], target=["The truce holds."]),
    Said(source=["Elle tiendra."], target=["It will hold."]),
    Said(source=["C’est fini."], target=["It's done."], origin=Origin.DRAFT),
    Said(source=["Personne ne l’a dit."], target=["Nobody said so."]),
    Said(source=["\x1b]0;owned\x07Titre [red]"], target=["\x9b31m Title \u202e"]),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "work.db"
    make_project(path, [*QUOTES, *fictional(20)]).close()
    return path


def statuses(path: Path) -> dict[int, Status]:
    with open_project(path) as opened:
        return {row.id: row.status for row in opened.store.pairs.rows(opened.store.pairs.ids())}


def target(path: Path, pair_id: int) -> str:
    with open_project(path) as opened:
        return opened.store.pairs.row(pair_id).target


def exported(path: Path) -> list[dict[str, object]]:
    out = path.with_suffix(".jsonl")
    command = [sys.executable, "-m", "workbench", "export", str(path), "-f", "jsonl", "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_review_leaves_exactly_what_was_done(project: Path, tmp_path: Path) -> None:
    before = statuses(project)
    with Terminal(tmp_path, str(project)) as terminal:
        terminal.wait_for("Nous restons ici.")
        terminal.press("a", "a", "a")
        terminal.wait_for("3 ● P")
        terminal.press("e")
        terminal.wait_for("Restore")
        terminal.press("C-u")
        terminal.type(TYPED)
        terminal.wait_for("It is over")
        terminal.press("Escape")
        terminal.wait_for("4 ○ H")
        terminal.press("Down", "r")
        terminal.wait_for("5 ✗ P")
        terminal.press("/")
        terminal.type("treve")
        terminal.press("Enter")
        terminal.wait_for("search “treve”")
        terminal.wait_for("1/1")
        terminal.press("u")
        terminal.wait_for("5 ○ P")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    approved = dict.fromkeys((1, 2, 3), Status.APPROVED)
    assert statuses(project) == before | approved | {4: Status.TRANSLATED}
    assert target(project, 4) == TYPED
    rows = exported(project)
    assert len(rows) == len(before)
    assert TYPED in json.dumps(rows, ensure_ascii=False)


def test_a_confirmed_edit_outlives_the_program(project: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, str(project)) as terminal:
        terminal.wait_for("Nous restons ici.")
        terminal.press("e")
        terminal.wait_for("Restore")
        terminal.press("C-u")
        terminal.type(TYPED)
        terminal.press("C-s")
        terminal.wait_for("1 ○ H")
        terminal.kill()
    assert target(project, 1) == TYPED
    with open_project(project) as opened:
        assert opened.store.integrity() == []


def test_foreign_text_does_not_reach_the_terminal(project: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, str(project)) as terminal:
        terminal.wait_for("Titre [red]")
        assert terminal.title != "owned"
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_small_terminal_without_colours(project: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, str(project), size=(80, 24), settings={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Nous restons ici.")
        terminal.press("a")
        terminal.wait_for("1 ● P")
        assert not re.search(r"\x1b\[[0-9;]*(?:3[0-7]|38|4[0-7]|48|9[0-7])[;m]", terminal.shown_with_codes)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_finding_is_seen_waived_and_gone_for_the_command_too(tmp_path: Path) -> None:
    path = tmp_path / "checked.db"
    make_project(path, [Said(source=["Il reste 43 chèvres."], target=["There are 42 goats left."])]).close()
    check = [sys.executable, "-m", "workbench", "check", str(path), "--only", "num.value"]
    assert subprocess.run(check, capture_output=True).returncode == 1
    with Terminal(tmp_path, str(path)) as terminal:
        terminal.wait_for("▲")
        terminal.press("W")
        terminal.wait_for("Which finding is no fault?")
        terminal.press("Enter")
        terminal.wait_for("The reason")
        terminal.type("misprint")
        terminal.press("Enter")
        terminal.wait_until(lambda: "▲" not in terminal.shown, "the finding is waived")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert subprocess.run(check, capture_output=True).returncode == 0
