"""The line mode in a real terminal: where the cursor stands, and editing on the line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.support.projects import Said, make_project
from workbench.project import open_project

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

NNBSP = "\u202f"
QUOTES = (
    Said(source=[f"C’est fini{NNBSP}!"], target=[f"It's over{NNBSP}!\x9b31m\nyes"]),
    Said(source=["La trêve tient."], target=["The truce holds."]),
    Said(
        source=[" ".join(["Il parle longtemps."] * 20)], target=[" ".join(["He talks for a long time."] * 20)]
    ),
)


class WithCursor(Terminal):
    """A terminal that tells where its cursor stands."""

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row, from 0."""
        column, row = self._ask("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)


def line_at_cursor(terminal: WithCursor) -> str:
    """What stands on the cursor's row before it."""
    column, row = terminal.cursor
    return terminal.shown.split("\n")[row].ljust(column)[:column]


def test_the_cursor_stands_behind_the_item(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    make_project(path, QUOTES).close()
    with WithCursor(tmp_path, "review", str(path), "--plain", size=(60, 24)) as terminal:
        terminal.wait_for("Pair 1 of 3")
        terminal.press("n", "Enter")
        terminal.wait_for("English: The truce holds. >")
        assert terminal.cursor == (
            len("English: The truce holds. > "),
            terminal.shown.split("\n").index("English: The truce holds. >"),
        )
        terminal.press("e", "Enter")
        terminal.wait_for("English: The truce holds.\n")
        terminal.wait_until(
            lambda: line_at_cursor(terminal) == "English: The truce holds.", "the words to edit"
        )
        terminal.press("C-a", "C-k")
        terminal.type(f"It holds{NNBSP}!")
        terminal.press("Left", "BSpace", "Enter")
        terminal.wait_until(lambda: line_at_cursor(terminal) == "> ", "what comes after saving")
        terminal.press("e", "Enter")
        terminal.wait_until(lambda: line_at_cursor(terminal) == "English: It holds!", "the words to edit")
        terminal.type(" not this")
        terminal.press("C-c")
        terminal.wait_for("Left as it was. >")
        terminal.press("3", "Enter")
        terminal.wait_until(
            lambda: line_at_cursor(terminal).endswith("time. > "), "the end of a wrapped item"
        )
        terminal.press("1", "Enter", "e", "Enter")
        terminal.wait_until(lambda: line_at_cursor(terminal).endswith("{U+009B}31m{LF}yes"), "names to edit")
        terminal.type("!")
        terminal.press("Enter")
        terminal.wait_for("Saved.")
        terminal.press("C-c")
        terminal.wait_for("q and Enter leave")
        terminal.press("C-d")
        assert terminal.wait_for_exit() == 0
    with open_project(path) as opened:
        assert opened.store.pairs.row(1).target == f"It's over{NNBSP}!\x9b31m\nyes!"
        assert opened.store.pairs.row(2).target == "It holds!"
