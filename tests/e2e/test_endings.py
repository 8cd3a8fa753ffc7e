"""How the program ends or is stopped, in a real terminal: nothing confirmed is lost, and nothing typed."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from db.records import Origin
from tests.e2e.terminal import Terminal
from tests.support.projects import Said, make_project
from workbench.project import open_project

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

QUOTES = (
    Said(source=["Nous restons ici."], target=["We are staying here."]),
    Said(source=["La trêve tient."], target=["The truce holds."]),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "work.db"
    make_project(path, QUOTES, person="ada").close()
    return path


def confirm_one_and_type_another(terminal: Terminal) -> None:
    """Approve the first pair, and be in the middle of typing the second."""
    terminal.wait_for("Nous restons ici.")
    terminal.press("a")
    terminal.wait_for("1 ● P")
    terminal.press("e")
    terminal.wait_for("Restore")
    terminal.type(" For now")
    terminal.wait_for("The truce holds. For now")


def unfinished(path: Path) -> str:
    with open_project(path, person="ada") as opened:
        assert opened.store.integrity() == []
        assert opened.store.pairs.row(1).status == "approved"
        assert opened.store.pairs.row(2).origin is Origin.PUBLISHED
        # Those of a program that still runs are its own, so they are read as they are stored.
        return str(opened.store.value("SELECT words FROM unfinished WHERE person = 'ada'") or "")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_program_that_is_told_to_end_puts_by_what_is_typed(
    project: Path, tmp_path: Path, number: signal.Signals
) -> None:
    with Terminal(tmp_path, str(project)) as terminal:
        confirm_one_and_type_another(terminal)
        terminal.signal(number)
        terminal.wait_for_exit()
    assert unfinished(project) == "The truce holds. For now"


def test_a_closed_terminal_and_the_way_back(project: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, str(project)) as terminal:
        confirm_one_and_type_another(terminal)
        terminal.close()
        terminal.wait_until(lambda: not terminal.runs, "the program to end")
    assert unfinished(project) == "The truce holds. For now"
    again = tmp_path / "again"
    again.mkdir()
    with Terminal(again, str(project)) as terminal:
        terminal.wait_for("The truce holds. For now")
        terminal.press("Escape")
        terminal.wait_for("2 ○ H")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_killed_program_has_put_by_what_was_typed_a_moment_ago(project: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, str(project)) as terminal:
        confirm_one_and_type_another(terminal)
        terminal.wait_until(lambda: unfinished(project) != "", "the words to be put by")
        terminal.kill()
    assert unfinished(project) == "The truce holds. For now"


def test_it_can_be_stopped_and_goes_on_where_it_was(project: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path, str(project)) as terminal:
        terminal.wait_for("Nous restons ici.")
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(lambda: not terminal.runs, "the program to stop")
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: terminal.runs, "the program to go on")
        terminal.press("a")
        terminal.wait_for("1 ● P")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
