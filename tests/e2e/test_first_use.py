"""A first-time user comes to an approved and exported quote: the keys of docs/first-steps.md, pressed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

STEPS = Path(__file__).parents[2] / "docs" / "first-steps.md"
SAID = re.compile(r"^\| (?P<keys>.+?) \| (?P<shown>.+?) \|$", re.MULTILINE)
"""A row of the table: what is pressed, and what stands on the screen then."""
ARTICLE = re.compile(r"```text\n(?P<article>.*?)```", re.DOTALL)
TMUX = {"enter": "Enter", "esc": "Escape", "ctrl+s": "C-s", "f2": "F2"}


def steps() -> list[tuple[str, str]]:
    """What is pressed or typed, and the words that follow on the screen, row by row."""
    rows = SAID.findall(STEPS.read_text(encoding="utf-8"))
    return [(keys, shown) for keys, shown in rows if keys.startswith(("`", "paste"))]


def press(terminal: Terminal, keys: str, article: str) -> None:
    if keys.startswith("paste"):
        terminal.paste(article)
        return
    for key in re.findall(r"`([^`]+)`", keys):
        if key in TMUX or len(key) == 1:
            terminal.press(TMUX.get(key, key))
        else:
            terminal.type(key)


def test_the_keys_of_the_first_steps_lead_to_an_exported_quote(tmp_path: Path) -> None:
    found = ARTICLE.search(STEPS.read_text(encoding="utf-8"))
    assert found is not None
    with Terminal(tmp_path, str(tmp_path / "first.db"), size=(80, 24)) as terminal:
        terminal.wait_for("f2 opens the library")
        for keys, shown in steps():
            press(terminal, keys, found["article"])
            terminal.wait_for(shown.strip("“”"))
        terminal.press("Escape")
        terminal.wait_for("1 ● H")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    exported = next(tmp_path.rglob("first.tmx")).read_text(encoding="utf-8")
    assert "Le bac est à quai depuis lundi." in exported
    assert "The ferry has been at the quay since Monday." in exported


def test_the_article_of_the_first_steps_says_that_it_is_fictional() -> None:
    assert "fictif" in STEPS.read_text(encoding="utf-8")
