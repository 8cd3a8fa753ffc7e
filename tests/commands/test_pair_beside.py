"""What stands beside a pair, without a screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.tui.examples.panel import ELSEWHERE, PRINTED, SAID, example
from workbench.commands.pair_beside import beside


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    example(folder).close()
    return folder / "panel.db"


def objects(project: Path, *arguments: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(beside, [str(project), *arguments, "--json"], catch_exceptions=False)
    return [json.loads(line) for line in result.stdout.splitlines()]


def lines(project: Path, *arguments: str) -> list[str]:
    return CliRunner().invoke(beside, [str(project), *arguments], catch_exceptions=False).stdout.splitlines()


def test_other_renderings_of_the_quote(project: Path) -> None:
    assert [one["words"] for one in objects(project, "1")][1:] == [PRINTED[0], ELSEWHERE[0]]
    current, *_, elsewhere = lines(project, "1")
    assert current.startswith("* human, Nadia, 2012-06-02: We left")
    assert "published, Delta Post, 2012-06-02, Sunday Gazette: We pulled out" in elsewhere


def test_the_quote_in_its_articles(project: Path) -> None:
    original, rendering = objects(project, "1", "--source")
    assert original["article"]["outlet"] == "Le Courrier du Fleuve"
    assert [passage.get("reasons") for passage in original["excerpt"]["passages"]] == [
        ["menu", "advertisement"],
        None,
        ["advertisement"],
        None,
    ]
    assert (original["of_rendering"], rendering["of_rendering"]) == (False, True)
    shown = lines(project, "1", "--source")
    assert "[set aside: menu, advertisement]" in shown
    assert any(SAID[0] in line for line in shown)


def test_names_and_versions(project: Path) -> None:
    (named,) = objects(project, "1", "--names")
    assert (named["standing"], named["source"], named["target"]) == ("absent", ["CÉDÉAO"], [])
    assert "ECOWAS" in [name["text"] for name in named["names"]]
    (line,) = lines(project, "1", "--names")
    assert "absent: CÉDÉAO → –" in line
    assert [one["kind"] for one in objects(project, "1", "--versions")] == ["comment", "note", "edit"]
    assert "pair 1 edited, translated: We left" in lines(project, "1", "--versions")[-1]


def test_nothing_is_told_by_the_exit_code_and_a_sentence(project: Path) -> None:
    result = CliRunner().invoke(beside, [str(project), "5", "--versions"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There are no versions beside pair 5." in result.stderr
    assert CliRunner().invoke(beside, [str(project), "1", "--names", "--source"]).exit_code != 0
