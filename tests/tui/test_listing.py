"""The list behind the screen: what it reads, what it keeps, where it goes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.records import PairFilter, Status
from tests.support.projects import Said, fictional, make_project
from tests.tui.driving import THREE
from tui import listing as module
from tui.listing import Listing
from workbench.project import Project
from workbench.review import service


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.db", fictional(90)) as made:
        yield made


def test_every_row_is_right_however_many_are_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 40)
    listing = Listing(project)
    expected = project.store.pairs.rows(listing.ids)
    for index in [*range(len(listing)), *reversed(range(len(listing)))]:
        assert listing.row(index) == expected[index]


def test_there_is_no_row_outside_the_list(project: Project) -> None:
    listing = Listing(project)
    assert listing.row(-1) is None
    assert listing.row(len(listing)) is None


def test_counts_follow_what_is_put_in(project: Project) -> None:
    listing = Listing(project)
    assert listing.counts == project.store.pairs.counts()
    waiting = next(
        i
        for i in range(len(listing))
        if (row := listing.row(i)) and row.status is Status.TRANSLATED and row.source
    )
    assert listing.ids[waiting] in listing.waiting
    listing.put(service.approve(project, listing.ids[waiting]))
    assert listing.counts == project.store.pairs.counts()
    assert listing.ids[waiting] not in listing.waiting


def test_a_row_that_was_never_read_may_be_put_in(project: Project) -> None:
    listing = Listing(project)
    assert listing.counts
    listing.put(service.reject(project, listing.ids[-1]))
    assert listing.counts == project.store.pairs.counts()


def test_the_next_that_waits_is_found_round_the_end(tmp_path: Path) -> None:
    approved = replace(THREE[0], status=Status.APPROVED)
    with make_project(tmp_path / "p.db", [THREE[0], approved, approved, THREE[0], approved]) as project:
        listing = Listing(project)
        assert [listing.next_waiting(place, 1) for place in range(5)] == [3, 3, 3, 0, 0]
        assert [listing.next_waiting(place, -1) for place in range(5)] == [3, 0, 0, 0, 3]


def test_nothing_waits_in_an_empty_or_a_finished_list(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", [replace(THREE[0], status=Status.APPROVED)]) as project:
        listing = Listing(project)
        assert listing.next_waiting(0, 1) is None
        listing.narrow(PairFilter(statuses=(Status.DRAFT,)))
        assert (listing.next_waiting(0, 1), listing.narrowed, len(listing)) == (None, True, 0)


def test_a_search_keeps_the_filter(tmp_path: Path) -> None:
    with make_project(
        tmp_path / "p.db", [Said(source=["Oui."]), Said(source=["Oui."], target=["Yes."])]
    ) as project:
        listing = Listing(project)
        listing.narrow(PairFilter(missing_target=True))
        listing.narrow(replace(listing.wanted, text="oui"))
        assert len(listing) == 1
