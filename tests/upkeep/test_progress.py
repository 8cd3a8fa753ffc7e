"""How far the work has come, counted by SQLite, beside the same counted pair by pair. All is fictional."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.records import PairFilter, PairRow, Status
from tests.support.projects import Said, make_project
from tests.tui.examples.project import DAYS, example
from workbench.commands.stats_command import command
from workbench.ingest.correcting import correct
from workbench.project import Project, open_project
from workbench.quotes.service import dismiss
from workbench.review import service
from workbench.upkeep.progress import Grouping, approvals, days, pairs_of, shares
from workbench.upkeep.shelf import quotes_in, shelf
from workbench.upkeep.stats import stats

GROUPINGS = [grouping for grouping in Grouping if grouping is not Grouping.DAY]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("progress")
    with example(folder) as project:
        dismiss(project, 2)
        correct(project, 3, outlet="")
    return folder / "project.db"


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copy(made, tmp_path / "project.db")
    with open_project(
        tmp_path / "project.db", person="Nadia", clock=lambda: "2012-06-03T08:00:00Z"
    ) as opened:
        yield opened


def rows(project: Project, **wanted: int) -> list[PairRow]:
    return project.store.pairs.rows(project.store.pairs.ids(PairFilter(**wanted)))  # type: ignore[arg-type]


def by_hand(project: Project, by: Grouping) -> Counter[tuple[str, Status]]:
    """The same, by reading every pair."""
    if by is Grouping.DOCUMENT:
        return Counter(
            (str(document.id), row.status)
            for document in project.store.documents.all()
            for row in rows(project, document_id=document.id)
        )
    key = {
        Grouping.SPEAKER: lambda row: row.speaker,
        Grouping.OUTLET: lambda row: row.source_outlet if row.source_document else row.target_outlet,
        Grouping.REVIEWER: lambda row: row.reviewer,
    }[by]
    return Counter((key(row), row.status) for row in rows(project))


@pytest.mark.parametrize("by", GROUPINGS)
def test_shares_are_what_reading_every_pair_gives(project: Project, by: Grouping) -> None:
    found = shares(project, by)
    counted = {(s.key, status): n for s in found for status, n in s.pairs.items() if n}
    assert counted == dict(by_hand(project, by))
    assert [s.total for s in found] == sorted((s.total for s in found), reverse=True)
    for share in found:
        assert len(pairs_of(project, by, share.key)) == share.total
    assert pairs_of(project, by, "0") == []


def test_days_count_what_still_stands(project: Project) -> None:
    before = days(project)
    assert [day.date for day in before] == list(reversed(DAYS))
    assert [day.approved for day in before] == [2, 1, 4, 3, 2, 1]
    waiting = project.store.pairs.ids(PairFilter(statuses=(Status.TRANSLATED,)))
    pair = next(row.id for row in project.store.pairs.rows(waiting) if row.source)
    service.edit(project, pair, "Said otherwise.")
    service.approve(project, pair)
    service.reject(project, pair)
    today = days(project)[0]
    assert (today.date, today.approved, today.rejected, today.edited) == ("2012-06-03", 1, 1, 1)
    assert pairs_of(project, Grouping.DAY, "2012-06-03") == [pair]
    service.undo(project)
    assert (days(project)[0].rejected, days(project)[0].approved) == (0, 1)
    service.redo(project)
    assert days(project)[0].rejected == 1
    assert approvals(days(project), "2012-06-03", 5) == [0, 4, 1, 2, 1]


def test_the_shelf_counts_what_stands_in_each_document(project: Project) -> None:
    for document in shelf(project):
        here = project.store.quotes.all(document_id=document.id)
        assert document.quotes == len(here)
        assert document.missing == sum(quote.missing_original for quote in here)
        assert sum(document.pairs.values()) == len(rows(project, document_id=document.id))
        listed = quotes_in(project, document.id)
        assert sorted(quote.id for quote in listed) == sorted(quote.id for quote in here)
        assert all(quote.words and quote.pair_id for quote in listed)


def test_words_are_those_between_plain_spaces(tmp_path: Path) -> None:
    quotes = [
        Said(
            source=["«\u00a0Nous restons\u202f!\u00a0» dit-il.", "Oui."], target=["We are staying.", "Yes."]
        ),
        Said(target=["Three more words."]),
        Said(source=["Deux mots."], status=Status.REJECTED),
    ]
    with make_project(tmp_path / "p.db", quotes) as project:
        counted = stats(project)
    assert counted["words"] == {"draft": 0, "translated": 4, "approved": 0, "rejected": 2}
    assert counted["pairs without original"] == 1


def test_speakers_are_those_of_quotes_that_count(tmp_path: Path) -> None:
    quotes = [Said(source=["Oui."], speaker="Awa Fictive"), Said(source=["Non."], speaker="Iba Fictif")]
    with make_project(tmp_path / "p.db", quotes) as project:
        assert stats(project)["speakers"] == 2
        dismiss(project, 2)
        assert stats(project)["speakers"] == 1


def test_the_command_tells_the_same(project: Project) -> None:
    def told(*options: str) -> list[dict[str, object]]:
        done = CliRunner().invoke(command, [str(project.path), "--json", *options])
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.output.splitlines()]

    assert told()[0]["quotes"] == stats(project)["quotes"]
    assert [line["pairs"] for line in told("--by", "outlet")] == [
        share.total for share in shares(project, Grouping.OUTLET)
    ]
    assert told("--by", "document")[0]["id"] in [document.id for document in shelf(project)]
    assert told("--by", "day")[0] == {"day": "2012-06-02", "approved": 2, "rejected": 0, "edited": 0}
    plain = CliRunner().invoke(command, [str(project.path), "--by", "speaker"]).output
    assert "Amadou Kéravel: " in plain
    assert "(not known): " in plain
    assert "2012-06-02: 2 approved" in CliRunner().invoke(command, [str(project.path), "--by", "day"]).output
