"""What an export would hold is told before anything is written. All texts are fictional."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from db.errors import Refused
from db.records import PairFilter, Status
from tests.support.projects import fictional, make_project
from workbench.commands.export_command import command
from workbench.exchange.preview import ENTRIES
from workbench.exchange.registry import formats
from workbench.exchange.service import dry_run, export, preview
from workbench.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_project(tmp_path_factory.mktemp("preview") / "p.db", fictional(40))


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_dry_run_is_the_export_without_a_file(project: Project, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    report = export(project, name, out)
    tried = dry_run(project, name)
    assert tried.report == report
    assert tried.size == out.stat().st_size


def test_the_preview_shows_pairs_that_have_both_sides(project: Project) -> None:
    shown = preview(project, "jsonl")
    assert (shown.pairs, shown.without_target > 0, shown.without_source > 0) == (40, True, True)
    entries = [json.loads(line) for line in shown.text.splitlines()]
    assert len(entries) == ENTRIES
    assert all(entry["source"] and entry["target"] for entry in entries)
    missing = preview(project, "jsonl", PairFilter(missing_target=True))
    assert missing.pairs == shown.without_target == missing.without_target
    assert not any(json.loads(line)["target"] for line in missing.text.splitlines())
    assert len(ElementTree.fromstring(preview(project, "tmx").text).findall(".//tu")) == ENTRIES
    assert preview(project, "csv", PairFilter(speaker="nobody of this name")).pairs == 0


def test_a_stopped_export_leaves_what_was_there(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"before")
    with pytest.raises(Refused, match="nothing was written"):
        export(project, "csv", out, progress=lambda done, total: False)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert out.read_bytes() == b"before"
    told: list[tuple[int, int]] = []
    export(project, "csv", out, progress=lambda done, total: told.append((done, total)) or True)
    assert told == [(0, 40)]


def test_the_command_can_try_it_out(project: Project, tmp_path: Path) -> None:
    options = [str(project.path), "-f", "tmx", "--status", "approved", "--dry-run"]
    done = CliRunner().invoke(command, [*options, "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    approved = project.store.pairs.counts()[Status.APPROVED]
    assert (told["file"], told["pairs"], told["written"], told["left_out"]) == (None, approved, approved, {})
    assert told["preview"].startswith("<?xml")
    plain = CliRunner().invoke(command, options).output
    assert f"{approved} pairs, {told['size']} bytes; nothing is written." in plain
    assert "Say which file to write" in CliRunner().invoke(command, [str(project.path), "-f", "tmx"]).output
