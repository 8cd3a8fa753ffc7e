"""Comparing without a screen. All texts are fictional."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from db.errors import Refused, WrongUse
from db.records import Origin
from tests.support.projects import make_project
from tests.tui.examples.compare import DRAFTED, GAZETTE, example
from workbench.commands.compare_command import command
from workbench.project import open_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with example(tmp_path) as project:
        return project.path


def run(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], input=input, prog_name="compare")


def lines(*arguments: object) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_the_list_is_ranked(path: Path) -> None:
    assert [(one["quote"], one["renderings"]) for one in lines(path)] == [(2, 2), (1, 4), (3, 2)]
    assert [one["quote"] for one in lines(path, "--least", 3)] == [1]
    told = run(path).output.splitlines()
    assert told[0] == "0.42  quote 2, 2 renderings, Oumou Tessaly: La trêve tient."
    assert run("--least", "3", path).output.startswith("0.39  quote 1, 4 renderings")


def test_one_quote_in_words(path: Path) -> None:
    told = run(path, 1).output
    assert "C rendering 3, River Gazette (published, 2012-06-03, also in Sunday Gazette): Eddy 0.39" in told
    assert "  C We *abandoned* Aguelmoussa *at* dawn" in told
    assert "⊖ left out: “seul”" in told
    assert "We [-left-] {+abandoned+} Aguelmoussa" in run(path, 1, "--base", 1).output


def test_one_quote_as_an_object(path: Path) -> None:
    (found,) = lines(path, 1, "--base", 1)
    assert (found["quote"], found["base"], found["viv"]) == (1, 1, pytest.approx(0.39, abs=0.01))
    assert [version["rendering_id"] for version in found["versions"]] == [1, 2, 3, 4]
    first = found["segments"][0]
    cell = first["cells"][2]
    start, end = cell["differing"][0]["span"]
    assert (cell["text"][start:end], cell["differing"][0]["alone"]) == ("abandoned", True)
    assert cell["against_base"][0]["before"] == "left"
    assert first["variants"][0] == ["left", "pulled out of", "abandoned", "have left"]
    assert first["cells"][0]["pairs"][0]["status"] == "translated"


def test_a_file_or_standard_output(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.html"
    assert lines(path, 1, 2, "-o", out) == [{"file": str(out), "format": "html", "quotes": 2}]
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(path, "-f", "md", "-o", "-").stdout.startswith("# Renderings compared")
    for wrong in ((path, 1, "-f", "md"), (path, 1, "-o", tmp_path / "c.txt"), (path, 1, 2, "--base", 1)):
        done = run(*wrong)
        assert isinstance(done.exception, WrongUse)


def test_choosing_and_adjusting(path: Path) -> None:
    (done,) = lines("choose", path, 6, 3)
    with open_project(path) as project:
        row = project.store.pairs.row(done["pairs"][0])
        assert (row.target, row.origin) == (GAZETTE[2], Origin.HUMAN)
        revision = row.revision
    told = run("choose", path, 6, 4).output
    assert told.endswith(f": {DRAFTED[2]}\n")
    assert isinstance(run("choose", path, 6, 4).exception, Refused)
    assert "stale" not in run("choose", path, 6, 1, "- We go back.", "--revision", 1).output
    with open_project(path) as project:
        assert project.store.pairs.row(6).target == "- We go back."
    assert run("choose", path, 6, 1, "-", input="From outside.\n").output == "Pair 6: From outside.\n"
    assert run("choose", path, 6, 1, "x", "--revision", revision).exit_code == 1


def test_nothing_to_compare(tmp_path: Path) -> None:
    make_project(tmp_path / "empty.db", []).close()
    assert "No quote has 2 renderings" in run(tmp_path / "empty.db").output
    assert lines(tmp_path / "empty.db") == []
    assert run().exit_code == 2
    assert "choose" in run("--help").output
