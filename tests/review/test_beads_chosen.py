"""Sentences put beside each other or alone, beads as they are looked at, and the place where one left.

All texts are fictional.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import Status
from tests.db.making import store_at
from tests.review.making import draft_of, state
from tests.tui.examples.aligning import BRIDGE, BRIDGE_ENGLISH, example
from workbench.project import Project
from workbench.review import beads, laid, resuming, service
from workbench.review.grouping import Side
from workbench.review.laid import Articles, BeadsOfPairs, LaidBead
from workbench.upkeep.doctor import examine


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with example(tmp_path) as opened:
        yield opened
        assert examine(opened) == []


def numbers(found: list[LaidBead]) -> list[tuple[list[int], list[int]]]:
    """The positions of the sentences of beads."""
    return [([s.position for s in one.source], [s.position for s in one.target]) for one in found]


def shown(project: Project, quote: int = 1, root: int | None = 1) -> list[tuple[list[int], list[int]]]:
    return numbers(laid.of_rendering(project, quote, root))


def test_a_sentence_is_taken_out_of_its_bead_and_put_beside_another(project: Project) -> None:
    assert shown(project) == [([0], [0]), ([1], [1]), ([2], [2, 3]), ([3, 4], [4]), ([5], []), ([], [5])]
    done = beads.link(project, 1, 1, [5], [5])
    assert (done.pairs, done.made, done.gone) == ((5,), (), (6,))
    assert shown(project)[-1] == ([5], [5])
    row = project.store.pairs.row(5)
    assert (row.aligned_by, row.probability, row.source) == ("Nadia", 1.0, BRIDGE[5])
    beads.link(project, 1, 1, [3], [3])
    assert shown(project)[2:5] == [([2], [2]), ([3], [3]), ([4], [4])]
    for _ in range(2):
        service.undo(project)
    assert shown(project) == [([0], [0]), ([1], [1]), ([2], [2, 3]), ([3, 4], [4]), ([5], []), ([], [5])]
    assert project.store.pairs.row(3).probability == 0.62


def test_a_sentence_stands_alone_as_left_out_or_added(project: Project) -> None:
    beads.stand_alone(project, 1, 1, Side.TARGET, [3])
    assert shown(project)[2:4] == [([2], [2]), ([], [3])]
    beads.stand_alone(project, 1, 1, Side.SOURCE, [1])
    assert shown(project)[1:3] == [([1], []), ([], [1])]
    signed = {row.aligned_by for row in project.store.pairs.rows([2, 3]) if not row.missing_target}
    assert signed == {"Nadia"}


def test_what_cannot_be_put_together_is_told(project: Project) -> None:
    with pytest.raises(Refused, match="beside each other already"):
        beads.link(project, 1, 1, [2], [2, 3])
    with pytest.raises(Refused, match="on each side"):
        beads.link(project, 1, 1, [2], [])
    with pytest.raises(Refused, match="are between those that were chosen"):
        beads.link(project, 1, 1, [0, 2], [0])
    with pytest.raises(Refused, match="stands alone already"):
        beads.stand_alone(project, 1, 1, Side.TARGET, [5])
    with pytest.raises(WrongUse, match="no such sentence"):
        beads.link(project, 1, 1, [77], [0])
    with pytest.raises(WrongUse, match="none of quote 2"):
        beads.link(project, 2, 1, [0], [0])
    with pytest.raises(Conflict):
        beads.link(project, 1, 1, [5], [5], {5: 9})
    beads.merge(project, 2)
    with pytest.raises(Refused, match="would be left with a hole"):
        beads.link(project, 1, 1, [5], [2])


def test_a_draft_steps_back_only_when_it_is_unlinked(tmp_path: Path) -> None:
    with Project(store_at(tmp_path / "p.db")) as project:
        root = draft_of(project, "Oui.", "Non.", drafts=("Yes.", "No."))
        with pytest.raises(Refused, match="machine's draft"):
            beads.stand_alone(project, 1, root, Side.SOURCE, [0])
        assert state(project) == [("Oui.", "Yes."), ("Non.", "No.")]
        assert laid.progress(project) == (0, 0, 0)


def test_the_least_sure_come_first_until_somebody_decides(project: Project) -> None:
    assert laid.doubtful(project) == [5, 3, 8]
    assert laid.doubtful(project, 0.5) == [5]
    assert laid.progress(project) == (9, 0, 3)
    beads.accept(project, 3)
    service.approve(project, 8)
    assert laid.doubtful(project) == [5]
    assert laid.doubtful(project, decided=True) == [5, 8]
    assert laid.progress(project) == (9, 2, 1)
    assert laid.progress(project, 1) == laid.progress_of(laid.of_rendering(project, 1, 1)) == (6, 1, 1)
    by_pair = laid.of_pairs(project, [5, 99, 8])
    assert [(pair, bead.doubtful(), bead.decided) for pair, bead in by_pair.items()] == [
        (5, True, False),
        (8, False, True),
    ]
    assert by_pair[5].target[0].text == BRIDGE_ENGLISH[5]


def test_two_articles_are_read_in_the_order_of_the_first(project: Project) -> None:
    assert laid.articles_of(project, 2) == [Articles(1, 2), Articles(1, 3)]
    both = laid.between(project, Articles(1, 2))
    assert [bead.quote_id for bead in both] == [1] * 6 + [2] * 2
    assert numbers(laid.between(project, Articles(1, 3))) == [([0, 1], [0])]
    assert laid.between(project, Articles(1, 2), lambda: True) == []
    assert laid.renderings_of(project, 2) == [2, 3]
    assert shown(project, 2, 3) == [([0, 1], [0])]


def test_sentences_know_where_they_begin_in_the_text_of_their_pair(project: Project) -> None:
    for bead in laid.of_rendering(project, 1, 1):
        row = project.store.pairs.row(bead.pair_id)
        for text, side in ((row.source, bead.source), (row.target, bead.target)):
            assert all(text[s.start : s.start + len(s.text)] == s.text for s in side)


def test_many_pairs_are_read_in_portions(project: Project) -> None:
    found = BeadsOfPairs(project, [5, 3, 99])
    assert [bead.pair_id for bead in found] == [5, 3, 0]
    assert [bead.pair_id for bead in found[:2]] == [5, 3]
    done = beads.unlink(project, 3)
    found.changed(done.gone, [*done.pairs, *done.made], 1)
    assert found.pair_ids == [5, 3, *(pair for pair in done.pairs if pair != 3), 99]
    assert set(found.pair_ids) == {5, 3, 99, *done.made}


def test_sentences_are_found_by_their_numbers(project: Project) -> None:
    assert laid.numbered(project, 1, None, [3], [4]) == (1, [2], [3])
    service.edit(project, 3, "The lorries wait; no ferry before Monday.")
    human = project.store.pairs.row(3).rendering_id
    assert laid.numbered(project, 1, human, [], [4]) == (1, [], [4])
    with pytest.raises(WrongUse, match="name one of 2, 3"):
        laid.numbered(project, 2, None, [1], [1])
    with pytest.raises(WrongUse, match="There is no sentence 9: the quote has 6"):
        laid.numbered(project, 1, 1, [9], [])
    with pytest.raises(WrongUse, match="in no pair of quote 2"):
        laid.numbered(project, 2, 1, [1], [])


def test_the_place_is_kept_for_each_person_and_no_part_of_the_history(project: Project) -> None:
    before = project.store.history.latest()
    assert resuming.remembered(project) is None
    place = resuming.Place(1, 1, 3, "quote")
    resuming.remember(project, place)
    resuming.remember(project, place)
    assert resuming.remembered(project) == place
    assert project.store.history.latest() == before
    with project.store.action("quote dismiss", "quote 1 is none"):
        project.store.execute("UPDATE quote SET state = 'dismissed', revision = revision + 1 WHERE id = 1")
    assert resuming.remembered(project) is None
    with project.store.action("place", "broken"):
        project.store.set_setting("aligning:Nadia", '["x"')
    assert resuming.remembered(project) is None
    assert project.store.pairs.row(1).status is Status.TRANSLATED
