"""The command line as a manual: complete, cheap to print, and true in the docs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from workbench.commands.main import SECTIONS, command

ROOT = Path(__file__).parents[2]
NAMES = [name for names in SECTIONS.values() for name in names]
HEAVY = ("textual", "ctranslate2", "numpy", "sqlite_utils", "lxml", "trafilatura", "sentencepiece", "rich")
NEVER = ("torch", "stanza", "spacy", "onnxruntime", "minisbd", "argostranslate.translate")


def modules_after(statement: str) -> set[str]:
    """What a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stderr.split("\n"))


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_there_with_a_help(name: str) -> None:
    found = command.get_command(click.Context(command), name)
    assert found is not None
    assert found.name == name
    assert found.help or isinstance(found, click.Group)


def test_help_loads_nothing_heavy() -> None:
    loaded = modules_after(
        "from workbench.commands.main import command\ncommand.main(['--help'], standalone_mode=False)"
    )
    assert not loaded.intersection(HEAVY)


def test_the_workbench_does_not_load_the_screen() -> None:
    rooms = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "workbench").rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    ]
    loaded = modules_after("import " + ", ".join(rooms))
    assert "textual" not in loaded
    assert not loaded.intersection(NEVER)


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("make_commands", ROOT / "tools/docs/make_commands.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.DOCUMENT.read_text(encoding="utf-8") == made.document()


def test_every_command_named_in_the_readme_exists() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").split("\n")
    shown = [line.split()[1] for line in lines if line.startswith("    workbench ")]
    assert shown
    assert {name for name in shown if not name.endswith(".db")} <= set(NAMES)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "completion", shell], capture_output=True, text=True, check=True
    )
    assert "_WORKBENCH_COMPLETE" in done.stdout


def test_a_project_file_means_review(tmp_path: Path) -> None:
    """Without a terminal the screen cannot open; the sentence says what to do instead."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench", str(tmp_path / "new.db")],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert "workbench pair" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unexpected_fault_is_a_sentence(tmp_path: Path) -> None:
    code = (
        "import workbench.commands.main as m\n"
        "def fail(*a, **k): raise ZeroDivisionError('boom')\n"
        "m.command.main = fail\nm.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "WORKBENCH_DEBUG"},
    )
    assert done.returncode == 2
    assert "boom" in done.stderr
    assert "Traceback" not in done.stderr
